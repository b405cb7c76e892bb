/**
 * A keeper on a disk of a few megabytes that other data have nearly filled: it tells as JSON what
 * was answered when there was no room, and after room had been made.
 * Argument: the folder that is the small disk.
 */
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, stdout } from 'node:process';
import { hallId, serviceId, staffId } from '../../../../core/hall/ids.ts';
import { LogFailure } from '../../../../log/log.ts';
import { sqliteLog } from '../../../../log/sqlite.ts';
import { calendarOf } from '../../../../server/hall/calendar.ts';
import { machineClock as clock, machineDice as dice } from '../../../../server/hall/clock.ts';
import { Keeper, type Settled } from '../../../../server/hall/keeper.ts';
import { smallHall } from '../../../core/halls.ts';

const folder = argv[2] ?? '';
const ballast = join(folder, 'ballast');
const log = sqliteLog({ path: join(folder, 'hall.db') });
const codes: string[] = [];
const hall = hallId('small');
const keeper = Keeper.start({
  ...{ hall, log, clock, dice, calendar: calendarOf('Asia/Shanghai') },
  complain: (_what, error) => codes.push(error instanceof LogFailure ? error.code : 'bug'),
});
const configuration = smallHall();
const by = { kind: 'manager', id: staffId('boss') } as const;
await keeper.submit({ command: { type: 'open-day', configuration }, by, requestId: 'open' });

const service = serviceId('a');
const take = (tap: number): Promise<Settled> =>
  keeper.submit({
    command: { type: 'issue-ticket', service, language: 'en', linkHash: 'x'.repeat(4_000) },
    by: { kind: 'kiosk', id: 'door' },
    requestId: `tap-${tap}`,
  });

// Other data take the room, all but little.
const { bavail, bsize } = statfsSync(folder);
writeFileSync(ballast, Buffer.alloc(bavail * bsize - 400_000));
let acknowledged = 0;
let answer: Settled = await take(acknowledged);
while ('ok' in answer) {
  acknowledged += 1;
  answer = await take(acknowledged);
}
// It reads itself up again although there is no room to write.
await well();
const { health } = keeper;
rmSync(ballast);
const again = await take(acknowledged);
const labels = await keeper.look(({ tickets }) => [...tickets.values()].map((one) => one.label));
keeper.close();
await log.close();
stdout.write(JSON.stringify({ acknowledged, answer, health, codes, again, labels }));

/** Resolves when the keeper has recovered; it tries again by itself. */
function well(): Promise<void> {
  return new Promise((resolve) => {
    const end = keeper.follow(() => {
      end();
      resolve();
    });
  });
}
