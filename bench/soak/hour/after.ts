/**
 * What stands in the files of the hour after its hub has ended: the log, the tables as they came of
 * it, and the figures made again from the log's beginning beside those that followed it.
 */
import { cpSync } from 'node:fs';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { hallId } from '../../../core/hall/ids.ts';
import { sqliteLog } from '../../../log/sqlite.ts';
import { Filling, rebuildFigures } from '../../../server/figures/follow.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { machineClock, machineDice } from '../../../server/hall/clock.ts';
import { replay, toTold } from '../../../server/hall/replay.ts';
import { openTables } from '../../../server/tables.ts';
import { benchHall } from '../../rig/hall.ts';
import { few, type Row } from './judge.ts';

const { hall, timeZone } = benchHall();
const stream = `hall:${hall}`;
const pageRows = 5_000;

const logOf = (dataDir: string) => sqliteLog({ path: resolve(dataDir, 'log.sqlite') });

/** All events of the hall. */
export async function rowsOf(dataDir: string): Promise<Row[]> {
  const log = logOf(dataDir);
  const rows: Row[] = [];
  for (let more = true; more; ) {
    const page = await log.read(stream, rows.length, pageRows);
    for (const row of page) rows.push({ ...toTold(row), cmd: row.cmd });
    more = page.length === pageRows;
  }
  await log.close();
  return rows;
}

/** Answers a question in SQL on the hub's tables, while it runs or after. */
export function askTables<T>(dataDir: string, sql: string): T[] {
  const db = new DatabaseSync(resolve(dataDir, 'house.sqlite'), { readOnly: true });
  try {
    return db.prepare(sql).all() as T[];
  } finally {
    db.close();
  }
}

const figureTables = {
  figure_sums: 'span, dim, key',
  figure_legs: 'ticket, step, leg',
  figure_ratings: 'day, dim, key',
} as const;

/** Two bodies with the same sums may have come to them in another order. */
const sorted = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, own]) => [key, sorted(own)]),
      )
    : value;

function figuresIn(dataDir: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [table, key] of Object.entries(figureTables)) {
    const rows = askTables<Record<string, unknown>>(dataDir, `select * from ${table}`);
    for (const row of rows) {
      const id = key.split(', ').map((column) => row[column]);
      const body = typeof row.body === 'string' ? { body: sorted(JSON.parse(row.body)) } : {};
      found.set(`${table} ${id.join('/')}`, JSON.stringify(sorted({ ...row, ...body })));
    }
  }
  return found;
}

/** Lets the follower go on to the log's head, then makes all figures again and tells what differs. */
export async function judgeFigures(dataDir: string, beside: string): Promise<string[]> {
  const made: Map<string, string>[] = [];
  for (const how of ['followed', 'rebuilt'] as const) {
    const copy = resolve(beside, how);
    cpSync(dataDir, copy, { recursive: true });
    const log = logOf(copy);
    const tables = await openTables(
      { databaseUrl: null, dataDir: copy },
      machineClock,
      machineDice,
    );
    const calendar = calendarOf(timeZone);
    const parts = { hall, log, figures: tables.figures, calendar, clock: machineClock };
    if (how === 'rebuilt') await rebuildFigures(parts);
    else {
      const filling = new Filling(parts);
      while (await filling.page());
      while (await filling.ratings(machineClock.now()));
    }
    await tables.close();
    await log.close();
    made.push(figuresIn(copy));
  }
  const [followed, rebuilt] = made;
  const keys = new Set([...(followed?.keys() ?? []), ...(rebuilt?.keys() ?? [])]);
  const differ = [...keys].filter((key) => followed?.get(key) !== rebuilt?.get(key));
  if (keys.size === 0) return ['there are no figures'];
  return few('figure that followed otherwise than it is made again', differ);
}

/** What the hall's state holds in memory for the day's tickets, bytes: read from the log in this process. */
export async function stateBytes(dataDir: string): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const log = logOf(dataDir);
  collect();
  const before = process.memoryUsage().heapUsed;
  const state = await replay(log, stream, hallId(hall));
  collect();
  const bytes = process.memoryUsage().heapUsed - before;
  await log.close();
  return state.seq > 0 ? bytes : Number.NaN;
}
