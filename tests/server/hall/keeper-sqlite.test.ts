/**
 * The keeper on real SQLite files: two processes' keepers on one file, of which nobody wakes the
 * other, and a disk that is full.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { sqliteLog } from '../../../log/sqlite.ts';
import { boss, gateway, kiosk } from '../../core/hall.ts';
import { smallHall } from '../../core/halls.ts';
import { runToEnd, works } from '../../log/children/run.ts';
import { steppedTimer } from '../../log/stepped-timer.ts';
import { HubClock } from '../http/clock.ts';
import { keeperOn, settled } from './rig.ts';

function folderOfOwn(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jinghao-keeper-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

it('whose wakes are lost follow each other by the slow look', async () => {
  const path = join(folderOfOwn(), 'log.db');
  const clock = new HubClock();
  const timer = steppedTimer();
  const logs = [sqliteLog({ path, after: timer.after }), sqliteLog({ path, after: timer.after })];
  onTestFinished(async () => {
    for (const log of logs) await log.close();
  });
  const [one, other] = logs.map((log, index) => keeperOn(log, { clock, seed: `hub ${index}` }));
  if (!one || !other) throw new Error('two keepers');
  await one.ask(boss.opens(smallHall()));
  await other.keeper.catchUp();
  await one.ask(kiosk.takes('a'));
  await settled();
  expect(await other.keeper.look(({ seq }) => seq)).toBe(1);
  const heard = other.told('ticket-issued');
  timer.fire();
  expect((await heard).hall.seq).toBe(2);
  expect(await other.ask(gateway.callsNext('1'), 'call')).toMatchObject({ label: 'A001' });
});

const mounts = works('unshare', '--mount', 'true');

it.skipIf(!mounts)(
  'on a full disk answer `unavailable`, say why, and resume by themselves when there is room',
  async () => {
    const disk = join(folderOfOwn(), 'small');
    mkdirSync(disk);
    const mount = 'mount -t tmpfs -o size=3m none "$0" && exec "$@"';
    const script = fileURLToPath(new URL('children/full-disk.ts', import.meta.url));
    const told = await runToEnd([
      ...['unshare', '--mount', 'sh', '-c', mount, disk],
      ...[process.execPath, script, disk],
    ]);
    const { acknowledged, answer, health, codes, again, labels } = JSON.parse(told);
    expect(acknowledged).toBeGreaterThan(10);
    expect(answer).toEqual({ failed: 'unavailable' });
    expect(health).toBe('ready');
    expect(new Set(codes)).toEqual(new Set(['full']));
    expect(again).toMatchObject({ ok: true });
    // Nobody lost a number, and none was given twice.
    expect(labels).toHaveLength(acknowledged + 1);
    expect(new Set(labels).size).toBe(acknowledged + 1);
  },
);
