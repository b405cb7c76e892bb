/**
 * A day as it stands in the log, for commands that tell of it or play it again. They read beside a
 * running hub and write nothing.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { addDays, dayNumber } from '../../core/hall/dates.ts';
import type { Told } from '../../core/hall/events.ts';
import type { Log } from '../../log/log.ts';
import { openPostgresLog } from '../../log/postgres.ts';
import { sqliteLog } from '../../log/sqlite.ts';
import { toTold } from '../hall/replay.ts';
import { type Settings, SettingsError } from '../settings.ts';

/** What such a command may do with the log. */
export type ReadLog = Pick<Log, 'read' | 'head' | 'lastOf' | 'close'>;

export type Opening = Extract<Told, { type: 'day-opened' }>;

/** How a day is read: so many rows in one go, and what is done between two of them. */
export interface Pace {
  readonly rows: number;
  readonly rest: () => Promise<void>;
}

const atOnce: Pace = { rows: 5_000, rest: async () => {} };
const dayMs = 86_400_000;

/** Opens the log that the settings name. Throws `SettingsError` when there is none, and as the log does. */
export async function openReadLog({ databaseUrl, dataDir }: Settings): Promise<ReadLog> {
  if (databaseUrl) return openPostgresLog({ url: databaseUrl });
  const path = resolve(dataDir, 'log.sqlite');
  if (!existsSync(path)) throw new SettingsError(`there is no log at ${path}`);
  return sqliteLog({ path });
}

/** The date of the day that was opened last; null when none ever was. */
export async function lastDay(log: ReadLog, stream: string): Promise<string | null> {
  const seq = await log.lastOf(stream, 'day-opened');
  if (seq === 0) return null;
  const [row] = await log.read(stream, seq - 1, 1);
  const told = row && toTold(row);
  return told?.type === 'day-opened' ? told.body.day : null;
}

/**
 * The events of a service day in order, its first `day-opened` to the last before another date opens;
 * empty when the log has no such day. `goesOn`: asked at the next day's opening whether to read on.
 */
export async function readDay(
  log: Pick<Log, 'read' | 'head'>,
  stream: string,
  day: string,
  goesOn: (events: readonly Told[], opening: Opening) => boolean = () => false,
  pace: Pace = atOnce,
): Promise<Told[]> {
  // Local midnight is within a day of that of Greenwich, wherever the hall stands.
  const from = await firstSince(log, stream, (dayNumber(day) - 1) * dayMs);
  const until = (dayNumber(addDays(day, 1)) + 1) * dayMs;
  const events: Told[] = [];
  for (let after = from - 1; ; ) {
    const rows = await log.read(stream, after, pace.rows);
    for (const row of rows) {
      const told = toTold(row);
      if (told.type === 'day-opened' && told.body.day !== day) {
        if (events.length > 0 && !goesOn(events, told)) return events;
        if (events.length === 0) continue;
      }
      if (events.length === 0 && told.at > until) return [];
      const begins = told.type === 'day-opened' && told.body.day === day;
      if (events.length > 0 || begins) events.push(told);
    }
    after += rows.length;
    if (rows.length < pace.rows) return events;
    await pace.rest();
  }
}

/** What opens the day, in the events of one. */
export function openingOf([first]: readonly Told[]): Opening {
  if (first?.type !== 'day-opened') throw new Error('a day begins with its opening');
  return first;
}

/** The `seq` of the first row at or after a time (epoch ms); one more than the head when there is none. */
async function firstSince(
  log: Pick<Log, 'read' | 'head'>,
  stream: string,
  at: number,
): Promise<number> {
  let [low, high] = [1, (await log.head(stream)) + 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    const [row] = await log.read(stream, middle - 1, 1);
    if (row && row.at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
