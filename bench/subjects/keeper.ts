/**
 * The keeper alone with the log on SQLite, and its floor. The keeper is asked by a number of askers,
 * each of whom asks again as soon as it is answered. The floor is a bare loop that writes the very
 * rows that the keeper wrote into the same table, with the same batches.
 */
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { serviceId } from '../../core/hall/ids.ts';
import type { Log } from '../../log/log.ts';
import { sqliteLog } from '../../log/sqlite.ts';
import { calendarOf } from '../../server/hall/calendar.ts';
import { machineClock, machineDice } from '../../server/hall/clock.ts';
import { Keeper } from '../../server/hall/keeper.ts';
import { serveActs } from '../rig/child.ts';
import { benchHall } from '../rig/hall.ts';

export interface Issue {
  readonly path: string;
  readonly askers: number;
  /** Tickets before the measuring begins, and measured ones. */
  readonly warm: number;
  readonly count: number;
}

export interface Issued {
  readonly perSecond: number;
  /** Rows of each append, in order, those of the warming included. */
  readonly batches: readonly number[];
  readonly warmBatches: number;
}

/** A log that notes how many rows each append has. */
function noting(log: Log, batches: number[]): Log {
  return {
    read: (stream, after, limit) => log.read(stream, after, limit),
    head: (stream) => log.head(stream),
    lastOf: (stream, type) => log.lastOf(stream, type),
    deed: (stream, cmd) => log.deed(stream, cmd),
    watch: (stream, wake) => log.watch(stream, wake),
    close: () => log.close(),
    append: async (stream, want, work) => {
      const rows = await log.append(stream, want, work);
      if (rows.length > 0) batches.push(rows.length);
      return rows;
    },
  };
}

async function issue({ path, askers, warm, count }: Issue): Promise<Issued> {
  const configuration = benchHall();
  const batches: number[] = [];
  const log = noting(sqliteLog({ path }), batches);
  const keeper = Keeper.start({
    hall: configuration.hall,
    log,
    clock: machineClock,
    dice: machineDice,
    calendar: calendarOf(configuration.timeZone),
    complain: (what, error) => console.error(what, error),
  });
  const open = { type: 'open-day', configuration } as const;
  await keeper.submit({ command: open, by: { kind: 'hub', id: 'bench' }, requestId: 'open' });
  const services = configuration.services.map(({ id }) => id);
  const links = Array.from({ length: 1_000 }, () =>
    Buffer.from(machineDice.bytes(32)).toString('base64url'),
  );
  let asked = 0;
  const ask = async (until: number) => {
    while (asked < until) {
      const number = asked++;
      const settled = await keeper.submit({
        command: {
          type: 'issue-ticket',
          service: services[number % services.length] ?? serviceId('general'),
          language: 'zh-Hans',
          linkHash: links[number % links.length] ?? null,
        },
        by: { kind: 'kiosk', id: `k${(number % 24) + 1}` },
        requestId: `0123456789abcdef0123456789-${number}`,
      });
      if (!('ok' in settled)) throw new Error(`refused: ${JSON.stringify(settled)}`);
    }
  };
  const askAll = (until: number) => Promise.all(Array.from({ length: askers }, () => ask(until)));
  await askAll(warm);
  const warmBatches = batches.length;
  const from = performance.now();
  await askAll(warm + count);
  const ms = performance.now() - from;
  keeper.close();
  await log.close();
  return { perSecond: (count / ms) * 1_000, batches, warmBatches };
}

export interface Replayed {
  /** The database that the keeper has filled, and an empty one. */
  readonly from: string;
  readonly to: string;
  readonly batches: readonly number[];
  readonly warmBatches: number;
}

/** Writes the same rows again, bare. Gives rows a second after the warming. */
async function bare({ from, to, batches, warmBatches }: Replayed): Promise<number> {
  const source = new DatabaseSync(from, { readOnly: true });
  const rows = source
    .prepare('select stream, seq, at, type, v, cmd, part, body from event order by seq')
    .all()
    .map((row) => Object.values(row));
  source.close();
  // Opened once by the log itself, so that it is the same table with the same settings.
  await sqliteLog({ path: to }).close();
  const db = new DatabaseSync(to);
  db.exec('pragma journal_mode = wal; pragma synchronous = full');
  const insert = db.prepare('insert into event values (?, ?, ?, ?, ?, ?, ?, ?)');
  const begin = db.prepare('begin immediate');
  const commit = db.prepare('commit');
  let done = 0;
  let measuredFrom = 0;
  let start = performance.now();
  batches.forEach((size, index) => {
    if (index === warmBatches) {
      start = performance.now();
      measuredFrom = done;
    }
    begin.run();
    for (const row of rows.slice(done, done + size)) insert.run(...(row as SQLInputValue[]));
    commit.run();
    done += size;
  });
  const ms = performance.now() - start;
  db.close();
  return ((done - measuredFrom) / ms) * 1_000;
}

const acts = { issue, bare };
export type KeeperActs = typeof acts;
serveActs(acts);
