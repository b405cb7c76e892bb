/**
 * The whole hall by month, so that a report shows where things are going: the last twelve months, read
 * from one row of sums each.
 */
import { sql } from 'kysely';
import { type ExcludedLeg, takeOut } from './excluded.ts';
import { plainNumbers, ratingSums } from './rating-columns.ts';
import type { RatingCounts } from './rating-sums.ts';
import { addSums, type Sums } from './sums.ts';
import type { FigureTable } from './table.ts';

const monthsShown = 12;

/** `2025-12` … `2026-11` for a day in November 2026. */
export function monthsUpTo(date: string): string[] {
  const [year = 0, month = 0] = date.split('-').map(Number);
  return Array.from({ length: monthsShown }, (_, at) =>
    new Date(Date.UTC(year, month - monthsShown + at, 1)).toISOString().slice(0, 7),
  );
}

/** Their first and last day; every period that ends on the date lies within. */
export const monthsSpan = (date: string): { readonly from: string; readonly to: string } => {
  const months = monthsUpTo(date);
  return { from: `${months[0]}-01`, to: `${months.at(-1)}-31` };
};

/** The sums of each month up to that of the date, the first first; months without any are left out. */
export async function monthsOf(
  { house: { db } }: FigureTable,
  hall: string,
  date: string,
  excluded: readonly Pick<ExcludedLeg, 'day' | 'level'>[],
): Promise<[month: string, sums: Sums][]> {
  const months = monthsUpTo(date);
  const span = monthsSpan(date);
  const query = db.selectFrom('figure_sums').select(['span', 'body']);
  const whole = query.where('hall', '=', hall).where('dim', '=', 'all').where('key', '=', '');
  const rows = await whole.where('span', 'in', months).execute();
  const found = new Map(rows.map(({ span, body }) => [span, JSON.parse(body) as Sums]));
  const { rows: rated } = await sql<{ month: string } & RatingCounts>`
    select substr(day, 1, 7) as month, ${ratingSums} from figure_ratings
    where hall = ${hall} and dim = 'all' and day >= ${span.from} and day <= ${span.to}
    group by substr(day, 1, 7)`.execute(db);
  for (const { month, ...counts } of rated) {
    const sums = found.get(month) ?? {};
    addSums(sums, plainNumbers(counts));
    found.set(month, sums);
  }
  for (const { day, level } of excluded) {
    takeOut(found.get(day.slice(0, 7)) ?? {}, level);
  }
  return months.flatMap((month) => {
    const sums = found.get(month);
    return sums ? [[month, sums] as [string, Sums]] : [];
  });
}
