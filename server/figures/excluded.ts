/**
 * Bad ratings that do not count because a dispute was upheld (case closed as `excluded`). They are read
 * from the cases as they stand when a report is made: a case may end months after its rating, and be taken
 * up again, so nothing of it is kept in the figures, and a rebuild says the same.
 */
import { sql } from 'kysely';
import { type Calendar, momentOf } from '../hall/calendar.ts';
import { levelName, type RatedLeg } from './rating-sums.ts';
import type { Sums } from './sums.ts';
import type { FigureTable } from './table.ts';

/** What is known of such a rating: the day on which its step was finished, and whose it is. */
export interface ExcludedLeg
  extends Pick<RatedLeg, 'service' | 'items' | 'counter' | 'clerk' | 'endedAt' | 'source'> {
  readonly day: string;
  readonly level: number;
}

/** In a case's body; a case that was taken up again is not closed as anything. */
const closedAsExcluded = sql`c.closed_at is not null and c.body like ${'%"as":"excluded"%'}`;

/** Those of steps that were finished on these dates, both included. Fails: `HouseFailure`. */
export async function excludedOf(
  { figures, calendar }: { readonly figures: FigureTable; readonly calendar: Calendar },
  hall: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<ExcludedLeg[]> {
  // Nobody rates before the end of the service, so older cases are not looked at. SQLite keeps the order
  // of a cross join: from the few cases to their own rows.
  const { rows } = await sql<Omit<ExcludedLeg, 'items'> & { readonly items: string }>`
    select l.day, l.service, l.items, l.counter, l.clerk, l.ended_at as "endedAt",
      r.source, r.level
    from cases c
    cross join ratings r
    cross join figure_legs l
    where c.hall = ${hall} and c.kind = 'bad-rating' and c.came_at >= ${momentOf(calendar, from, 0)}
      and ${closedAsExcluded}
      and r.hall = c.hall and r.ticket = c.ticket and r.step = c.step and r.level <= 2
      and l.hall = c.hall and l.ticket = c.ticket and l.step = c.step
      and l.ended = 'finished'`.execute(figures.house.db);
  // In the statement the dates would have SQLite begin with every leg of a year.
  return rows.flatMap(({ items, ...leg }) =>
    leg.day >= from && leg.day <= to ? [{ ...leg, items: JSON.parse(items) as string[] }] : [],
  );
}

/** Takes one out of its level, in place; one that is not counted there yet changes nothing. */
export function takeOut(sums: Sums, level: number): void {
  const name = levelName(level);
  const stood = sums[name] ?? 0;
  // While the figures are being made again the rating may be missing still.
  if (stood === 0) return;
  sums[name] = stood - 1;
  sums.excluded = (sums.excluded ?? 0) + 1;
}
