/**
 * What visitors answered when they were asked how they were served: one answer for each step of a
 * ticket, a level or none. No word and no person stands here.
 */
import type { Clock } from './clock.ts';
import type { HouseDatabase } from './database.ts';
import type { Tables } from './tables.ts';

/** Most ratings in one list. */
export const RATINGS_LISTED_MAX = 10_000;

export interface Rating {
  readonly ticket: string;
  /** The step's index. */
  readonly step: number;
  /** 5 very satisfied to 1 very dissatisfied; null: asked and not answered. */
  readonly level: 1 | 2 | 3 | 4 | 5 | null;
  readonly source: Tables['ratings']['source'];
  /** Epoch milliseconds. */
  readonly at: number;
}

export class Ratings {
  readonly #house: HouseDatabase;
  readonly #clock: Clock;

  constructor(house: HouseDatabase, clock: Clock) {
    this.#house = house;
    this.#clock = clock;
  }

  /**
   * Keeps an answer. A level stands for good; not having answered gives way to one. True when it is
   * what now stands. Fails: `HouseFailure`.
   */
  async keep(hall: string, { ticket, step, level, source }: Omit<Rating, 'at'>): Promise<boolean> {
    const at = this.#clock.now();
    const kept = await this.#house.db
      .insertInto('ratings')
      .values({ hall, ticket, step, level, source, at })
      .onConflict((conflict) =>
        conflict
          .columns(['hall', 'ticket', 'step'])
          .doUpdateSet({ level, source, at })
          .where('ratings.level', 'is', null),
      )
      .executeTakeFirst();
    return (kept.numInsertedOrUpdatedRows ?? 0n) > 0n;
  }

  /** Those of one ticket, by step. Fails: `HouseFailure`. */
  async of(hall: string, ticket: string): Promise<Rating[]> {
    const rows = await this.#house.db
      .selectFrom('ratings')
      .select(['ticket', 'step', 'level', 'source', 'at'])
      .where('hall', '=', hall)
      .where('ticket', '=', ticket)
      .orderBy('step')
      .execute();
    return rows.map(({ level, ...row }) => ({ ...row, level: level as Rating['level'] }));
  }

  /** Those of a time (`to` not included), oldest first. Fails: `HouseFailure`. */
  async between(hall: string, from: number, to: number): Promise<Rating[]> {
    const rows = await this.#house.db
      .selectFrom('ratings')
      .select(['ticket', 'step', 'level', 'source', 'at'])
      .where('hall', '=', hall)
      .where('at', '>=', from)
      .where('at', '<', to)
      .orderBy('at')
      .orderBy('ticket')
      .limit(RATINGS_LISTED_MAX)
      .execute();
    return rows.map(({ level, ...row }) => ({ ...row, level: level as Rating['level'] }));
  }
}
