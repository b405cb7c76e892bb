/**
 * From rows to a state: the day so far, from its `day-opened` on.
 */
import { eventVersions, type Told } from '../../core/hall/events.ts';
import { evolve } from '../../core/hall/evolve.ts';
import type { HallId } from '../../core/hall/ids.ts';
import { emptyHall, type HallState } from '../../core/hall/state.ts';
import { type Log, LogFailure, type Row } from '../../log/log.ts';

/** Rows are read in pages of so many, so that a long day never stands in memory twice. */
const page = 5_000;

/** The hall's state as of the log's head. Fails as `Log.read` does, and `damaged` for rows that a newer release wrote. */
export async function replay(log: Log, stream: string, hall: HallId): Promise<HallState> {
  const state = emptyHall(hall);
  let after = Math.max((await log.lastOf(stream, 'day-opened')) - 1, 0);
  for (;;) {
    const rows = await log.read(stream, after, page);
    for (const row of rows) evolve(state, toTold(row));
    after = state.seq;
    if (rows.length < page) return state;
  }
}

const known: ReadonlyMap<string, number> = new Map(Object.entries(eventVersions));

/** The row as an event of today's shape. */
export function toTold(row: Row): Told {
  const version = known.get(row.type);
  if (version === undefined || row.v > version) {
    throw new LogFailure(
      'damaged',
      `row ${row.seq} (${row.type} v${row.v}) was written by a newer release than this one`,
    );
  }
  return { type: row.type, body: row.body, seq: row.seq, at: row.at } as Told;
}
