/**
 * What people were told of their waits after they had their number, and how long it was in truth. The
 * log does not hold these ranges, so this table cannot be made again from it: its name says so. It is
 * for judging the forecast; nobody's place depends on it.
 */
import { sql } from 'kysely';
import { type HouseDatabase, inPieces } from './database.ts';

export interface ForecastRow {
  readonly ticket: string;
  /** Epoch milliseconds: when it was shown. */
  readonly at: number;
  /** Minutes. */
  readonly low: number;
  readonly high: number;
}

export interface CalledRow {
  readonly ticket: string;
  /** Epoch milliseconds. */
  readonly calledAt: number;
}

/** How well the ranges of some time held. */
export interface Held {
  readonly scored: number;
  /** Of those, waits that were not longer than the upper, and than the lower bound. */
  readonly withinHigh: number;
  readonly withinLow: number;
}

/** Rows are thrown away after so long. */
const keptMs = 14 * 24 * 3_600_000;
/** However many a hall writes, no more than so many of it are kept. */
export const FORECASTS_MAX = 400_000;

export class Forecasts {
  readonly #house: HouseDatabase;

  constructor(house: HouseDatabase) {
    this.#house = house;
  }

  /** Writes down what has been shown since. Fails: `HouseFailure`. */
  async add(hall: string, rows: readonly ForecastRow[]): Promise<void> {
    for (const piece of inPieces(rows)) {
      await this.#house.db
        .insertInto('forecasts_not_rebuildable')
        .values(piece.map((row) => ({ hall, ...row, truth: null })))
        .onConflict((conflict) => conflict.columns(['hall', 'ticket', 'at']).doNothing())
        .execute();
    }
  }

  /** These tickets were called: what was said of them meets its truth, in seconds. Fails: `HouseFailure`. */
  async score(hall: string, calls: readonly CalledRow[]): Promise<void> {
    await this.#house.db.transaction().execute(async (trx) => {
      for (const { ticket, calledAt } of calls) {
        await trx
          .updateTable('forecasts_not_rebuildable')
          .set({ truth: sql<number>`(${calledAt} - at) / 1000` })
          .where('hall', '=', hall)
          .where('ticket', '=', ticket)
          .where('truth', 'is', null)
          .execute();
      }
    });
  }

  /** How the ranges shown since then held. Fails: `HouseFailure`. */
  async held(hall: string, since: number): Promise<Held> {
    const row = await this.#house.db
      .selectFrom('forecasts_not_rebuildable')
      .select(({ fn }) => [
        fn.countAll<number>().as('scored'),
        sql<number>`coalesce(sum(case when truth <= high * 60 then 1 else 0 end), 0)`.as('high'),
        sql<number>`coalesce(sum(case when truth <= low * 60 then 1 else 0 end), 0)`.as('low'),
      ])
      .where('hall', '=', hall)
      .where('at', '>=', since)
      .where('truth', 'is not', null)
      .executeTakeFirstOrThrow();
    return {
      scored: Number(row.scored),
      withinHigh: Number(row.high),
      withinLow: Number(row.low),
    };
  }

  /** Throws away what is old, and the oldest beyond the bound; returns how many. Fails: `HouseFailure`. */
  async prune(hall: string, now: number): Promise<number> {
    const of = () =>
      this.#house.db.deleteFrom('forecasts_not_rebuildable').where('hall', '=', hall);
    const old = await of()
      .where('at', '<', now - keptMs)
      .executeTakeFirst();
    const edge = await this.#house.db
      .selectFrom('forecasts_not_rebuildable')
      .select('at')
      .where('hall', '=', hall)
      .orderBy('at', 'desc')
      .offset(FORECASTS_MAX)
      .limit(1)
      .executeTakeFirst();
    const beyond = edge ? await of().where('at', '<=', edge.at).executeTakeFirst() : undefined;
    return Number(old.numDeletedRows) + Number(beyond?.numDeletedRows ?? 0n);
  }
}
