/**
 * From rows to a state: the day so far, from its `day-opened` on.
 */
import { eventVersions, type Told } from '../../core/hall/events.ts';
import { evolve } from '../../core/hall/evolve.ts';
import type { HallId } from '../../core/hall/ids.ts';
import { emptyHall, type HallState } from '../../core/hall/state.ts';
import type { Log, Row } from '../../log/log.ts';
import { upcast } from '../../log/upcast.ts';

/** Rows are read in pages of so many, so that a long day never stands in memory twice. */
const page = 5_000;

/** The hall's state as of the log's head. Fails as `Log.read` does, and as `upcast` does. */
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

/** The row as an event of today's shape. Fails as `upcast` does. */
export function toTold(row: Row): Told {
  const { type, body, seq, at } = upcast(row, known);
  return { type, body, seq, at } as Told;
}
