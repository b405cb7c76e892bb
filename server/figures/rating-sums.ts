/**
 * Ratings counted on the day on which their step was finished, by item, service, counter, clerk,
 * channel and hour. A rating may come days after the service: its day is then counted anew, whole, so
 * that counting twice changes nothing. Patterns that make figures look better than they are, are
 * counted beside them and never left out of them.
 */

import type { Cursors } from '../house/cursors.ts';
import type { HouseDatabase } from '../house/database.ts';
import { inPieces } from '../house/database.ts';
import type { Tables } from '../house/tables.ts';
import { type Looked, patternsOf } from '../ratings/suspicious.ts';
import { ratingCursorName } from './table.ts';
import type { RatingDimension } from './tables.ts';

/** Ratings that came while their leg was not counted yet are looked at again. */
const overlapMs = 60_000;
/** Ratings that are looked at in one go: about two days of a large hall. */
const ratingsAtOnce = 5_000;

/** A rating with the step that it is of. */
export interface RatedLeg extends Looked {
  readonly service: string;
  readonly items: readonly string[];
  readonly clerk: string | null;
  readonly endedAt: number;
  /** Where it was given: `pad`, `phone`, … */
  readonly source: string;
}

export type RatingCounts = Omit<Tables['figure_ratings'], 'hall' | 'day' | 'dim' | 'key'>;
export type RatingRow = Pick<Tables['figure_ratings'], 'dim' | 'key'> & RatingCounts;

const noRatings = (): RatingCounts => ({
  ...{ l1: 0, l2: 0, l3: 0, l4: 0, l5: 0, asked: 0, quick: 0, runs: 0, tokenless: 0 },
});

/** The counts of one day. `hour`: the local hour of a time, `09`. */
export function countRatings(legs: readonly RatedLeg[], hour: (at: number) => string): RatingRow[] {
  const rows = new Map<string, RatingRow>();
  const patterns = patternsOf(legs);
  for (const leg of legs) {
    const found = patterns.get(leg);
    for (const [dim, key] of rowsOf(leg, hour)) {
      const id = `${dim}\n${key}`;
      const row = rows.get(id) ?? { dim, key, ...noRatings() };
      rows.set(id, row);
      row[levelName(leg.level)] += 1;
      if (found?.has('too-quick')) row.quick += 1;
      if (found?.has('device-run')) row.runs += 1;
      if (found?.has('no-token')) row.tokenless += 1;
    }
  }
  return [...rows.values()];
}

/** What a rating is counted under. */
export function* rowsOf(
  leg: Pick<RatedLeg, 'service' | 'items' | 'counter' | 'clerk' | 'source' | 'endedAt'>,
  hour: (at: number) => string,
): Generator<[RatingDimension, string]> {
  yield ['all', ''];
  yield ['service', leg.service];
  for (const item of leg.items) yield ['item', item];
  if (leg.counter !== null) yield ['counter', leg.counter];
  if (leg.clerk !== null) yield ['clerk', leg.clerk];
  yield ['channel', leg.source];
  yield ['hour', hour(leg.endedAt)];
}

const levelNames = ['asked', 'l1', 'l2', 'l3', 'l4', 'l5'] as const;
export const levelName = (level: number | null) => levelNames[level ?? 0] ?? 'asked';

export interface RatingSumsParts {
  readonly house: HouseDatabase;
  readonly cursors: Cursors;
  readonly hall: string;
  readonly hour: (at: number) => string;
}

/**
 * Counts the days anew whose ratings have changed. True when there are more. To be asked when the legs
 * are counted up to now. Fails: `HouseFailure`.
 */
export async function freshenRatings(parts: RatingSumsParts, now: number): Promise<boolean> {
  const { house, cursors, hall } = parts;
  const name = ratingCursorName(hall);
  const from = await cursors.read(name);
  const rows = await house.db
    .selectFrom('ratings as r')
    .innerJoin('figure_legs as l', (join) =>
      join
        .onRef('l.hall', '=', 'r.hall')
        .onRef('l.ticket', '=', 'r.ticket')
        .onRef('l.step', '=', 'r.step'),
    )
    .select('r.at')
    .select('l.day')
    .where('r.hall', '=', hall)
    .where('r.at', '>=', from - overlapMs)
    .orderBy('r.at')
    .limit(ratingsAtOnce)
    .execute();
  const days = new Set(rows.map(({ day }) => day));
  for (const day of days) await countDay(parts, day);
  const more = rows.length === ratingsAtOnce;
  const to = more ? (rows.at(-1)?.at ?? now) + overlapMs : now;
  if (to > from) await cursors.advance(name, { from, to }, async () => {});
  return more;
}

/** Counts one day anew. Fails: `HouseFailure`. */
export async function countDay({ house, hall, hour }: RatingSumsParts, day: string): Promise<void> {
  const rows = await house.db
    .selectFrom('figure_legs as l')
    .innerJoin('ratings as r', (join) =>
      join
        .onRef('l.hall', '=', 'r.hall')
        .onRef('l.ticket', '=', 'r.ticket')
        .onRef('l.step', '=', 'r.step'),
    )
    .select(['l.service', 'l.items', 'l.counter', 'l.clerk', 'l.ended_at as endedAt'])
    .select(['r.level', 'r.source', 'r.at', 'r.device', 'r.token'])
    .select('r.prompted_at as promptedAt')
    .where('l.hall', '=', hall)
    .where('l.day', '=', day)
    .where('l.ended', '=', 'finished')
    .execute();
  const counted = countRatings(
    rows.map(({ items, token, ...leg }) => ({
      ...{ ...leg, items: JSON.parse(items) as string[] },
      token: token === null ? null : token === 1,
    })),
    hour,
  );
  await house.db.transaction().execute(async (trx) => {
    const mine = trx.deleteFrom('figure_ratings').where('hall', '=', hall);
    await mine.where('day', '=', day).execute();
    for (const piece of inPieces(counted)) {
      const values = piece.map((row) => ({ hall, day, ...row }));
      await trx.insertInto('figure_ratings').values(values).execute();
    }
  });
}
