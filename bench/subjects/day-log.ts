/**
 * A log with one long day in it, how long the keeper takes to stand on it, and the floor of that:
 * reading the same rows and parsing their bodies, and nothing else.
 */
import { DatabaseSync } from 'node:sqlite';
import type { Command } from '../../core/hall/commands.ts';
import { type CounterId, staffId } from '../../core/hall/ids.ts';
import { sqliteLog } from '../../log/sqlite.ts';
import { calendarOf } from '../../server/hall/calendar.ts';
import { machineClock, machineDice } from '../../server/hall/clock.ts';
import { Keeper, type Settled } from '../../server/hall/keeper.ts';
import { serveActs } from '../rig/child.ts';
import { benchHall } from '../rig/hall.ts';

const configuration = benchHall();

function start(path: string) {
  const log = sqliteLog({ path });
  const keeper = Keeper.start({
    hall: configuration.hall,
    log,
    clock: machineClock,
    dice: machineDice,
    calendar: calendarOf(configuration.timeZone),
    complain: (what, error) => console.error(what, error),
  });
  return { log, keeper };
}

/** Lives through a day of at least so many events, and leaves 200 waiting. Gives the events. */
async function make({ path, events }: { readonly path: string; readonly events: number }) {
  const { log, keeper } = start(path);
  let asked = 0;
  const ask = async (command: Command, by = 'clerk'): Promise<Settled> => {
    asked += 1;
    const kiosk = by === 'kiosk';
    return keeper.submit({
      command,
      by: kiosk ? { kind: 'kiosk', id: 'k1' } : { kind: 'clerk', id: staffId(by) },
      requestId: `day-log-0123456789abcdef-${asked}`,
    });
  };
  await ask({ type: 'open-day', configuration }, 'manager');
  const services = configuration.services.map(({ id }) => id);
  const give = (index: number) =>
    ask(
      {
        type: 'issue-ticket',
        service: services[index % services.length] ?? services[0] ?? failing(),
        language: 'zh-Hans',
        linkHash: Buffer.from(machineDice.bytes(32)).toString('base64url'),
      },
      'kiosk',
    );
  await Promise.all(Array.from({ length: 200 }, (_, index) => give(index)));
  const clerk = async (counter: CounterId) => {
    const by = `clerk-${counter}`;
    await ask({ type: 'sign-in', counter }, by);
    while ((await keeper.look((hall) => hall.seq)) < events) {
      await give(asked);
      const called = await ask({ type: 'call-next', counter, after: null }, by);
      if (!('ok' in called)) continue;
      await ask({ type: 'serve', counter }, by);
      await ask({ type: 'finish', counter, outcome: 'done' }, by);
    }
  };
  await Promise.all(configuration.counters.map(({ id }) => clerk(id)));
  const seq = await keeper.look((hall) => hall.seq);
  keeper.close();
  await log.close();
  return seq;
}

function failing(): never {
  throw new Error('the hall has no services');
}

/** From the start of a keeper until it gives its state, ms. */
async function ready({ path }: { readonly path: string }): Promise<number> {
  const from = performance.now();
  const { log, keeper } = start(path);
  await keeper.look((hall) => hall.seq);
  const ms = performance.now() - from;
  keeper.close();
  await log.close();
  return ms;
}

/** Reads and parses every row, bare. */
function bare({ path }: { readonly path: string }): number {
  const from = performance.now();
  const db = new DatabaseSync(path);
  const rows = db.prepare('select seq, at, type, v, cmd, part, body from event order by seq').all();
  const bodies = rows.map(({ body }) => JSON.parse(String(body)) as object);
  const ms = performance.now() - from;
  db.close();
  if (bodies.length === 0) throw new Error('there was nothing to read');
  return ms;
}

const acts = { make, ready, bare };
export type DayLogActs = typeof acts;
serveActs(acts);
