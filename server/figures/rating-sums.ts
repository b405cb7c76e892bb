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
import { ratingCursorName } from './table.ts';
import type { RatingDimension } from './tables.ts';

/** Rated sooner than this after it was asked for, nobody has read the question. */
export const quickMs = 2_000;
/** So many in a row from one device, each within so long after the one before, are a run. */
export const run = { ratings: 5, withinMs: 20_000 } as const;
/** Ratings that came while their leg was not counted yet are looked at again. */
const overlapMs = 60_000;
/** Ratings that are looked at in one go: about two days of a large hall. */
const ratingsAtOnce = 5_000;

/** A rating with the step that it is of. */
export interface RatedLeg {
  readonly service: string;
  readonly items: readonly string[];
  readonly counter: string | null;
  readonly clerk: string | null;
  readonly endedAt: number;
  readonly level: number | null;
  /** Where it was given: `pad`, `phone`, … */
  readonly source: string;
  readonly at: number;
  /** When it was asked for, by which device it was given, and whether with the served person's slip. */
  readonly promptedAt: number | null;
  readonly device: string | null;
  readonly token: number | null;
}

export type RatingCounts = Omit<Tables['figure_ratings'], 'hall' | 'day' | 'dim' | 'key'>;
export type RatingRow = Pick<Tables['figure_ratings'], 'dim' | 'key'> & RatingCounts;

export const noRatings = (): RatingCounts => ({
  ...{ l1: 0, l2: 0, l3: 0, l4: 0, l5: 0, asked: 0, quick: 0, runs: 0, tokenless: 0 },
});

/** The counts of one day. `hour`: the local hour of a time, `09`. */
export function countRatings(legs: readonly RatedLeg[], hour: (at: number) => string): RatingRow[] {
  const rows = new Map<string, RatingRow>();
  const inRuns = runsIn(legs);
  for (const leg of legs) {
    const flags = {
      quick: leg.level !== null && leg.at - (leg.promptedAt ?? 0) < quickMs,
      runs: inRuns.has(leg),
      tokenless: leg.level !== null && leg.token === 0,
    };
    for (const [dim, key] of rowsOf(leg, hour)) {
      const id = `${dim}\n${key}`;
      const row = rows.get(id) ?? { dim, key, ...noRatings() };
      rows.set(id, row);
      row[levelName(leg.level)] += 1;
      if (flags.quick) row.quick += 1;
      if (flags.runs) row.runs += 1;
      if (flags.tokenless) row.tokenless += 1;
    }
  }
  return [...rows.values()];
}

function* rowsOf(
  leg: RatedLeg,
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
const levelName = (level: number | null) => levelNames[level ?? 0] ?? 'asked';

/** Those that came in a run from one device. */
function runsIn(legs: readonly RatedLeg[]): ReadonlySet<RatedLeg> {
  const devices = new Map<string, RatedLeg[]>();
  for (const leg of legs) {
    if (leg.level === null || leg.device === null) continue;
    devices.set(leg.device, [...(devices.get(leg.device) ?? []), leg]);
  }
  const found = new Set<RatedLeg>();
  for (const all of devices.values()) {
    let row: RatedLeg[] = [];
    for (const leg of all.sort((a, b) => a.at - b.at)) {
      const last = row.at(-1);
      row = last && leg.at - last.at <= run.withinMs ? [...row, leg] : [leg];
      if (row.length >= run.ratings) for (const one of row) found.add(one);
    }
  }
  return found;
}

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
    rows.map(({ items, ...leg }) => ({ ...leg, items: JSON.parse(items) as string[] })),
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
