/**
 * What a one-time notice says, from its order until it is printed: a clerk's own words may name a
 * person. They are deleted when the last copy has come out or failed, and an hour after the order
 * whatever became of it.
 */
import type { Clock } from '../house/clock.ts';
import type { HouseDatabase } from '../house/database.ts';

/** Why it is kept at all. */
const purpose = 'print-one-time-notice';
/** A job that old is not printed any more (printing.ts gives it up after two minutes). */
export const NOTICE_MS_MAX = 3_600_000;

export class OneTimeNotices {
  readonly #house: HouseDatabase;
  readonly #clock: Clock;

  constructor(house: HouseDatabase, clock: Clock) {
    this.#house = house;
    this.#clock = clock;
  }

  /** Keeps the words of a notice, as JSON; once more changes nothing. Fails: `HouseFailure`. */
  async keep(hall: string, id: string, words: string): Promise<void> {
    const delete_at = this.#clock.now() + NOTICE_MS_MAX;
    const query = this.#house.db
      .insertInto('one_time_notices')
      .values({ hall, id, words, purpose, delete_at });
    await query.onConflict((conflict) => conflict.columns(['hall', 'id']).doNothing()).execute();
  }

  /** Null when they are deleted, or due to be. Fails: `HouseFailure`. */
  async find(hall: string, id: string): Promise<string | null> {
    const query = this.#house.db.selectFrom('one_time_notices').select('words');
    const one = query.where('hall', '=', hall).where('id', '=', id);
    return (await one.where('delete_at', '>', this.#clock.now()).executeTakeFirst())?.words ?? null;
  }

  /** Deletes the words of a notice. Fails: `HouseFailure`. */
  async forget(hall: string, id: string): Promise<void> {
    const query = this.#house.db.deleteFrom('one_time_notices').where('hall', '=', hall);
    await query.where('id', '=', id).execute();
  }

  /** Deletes what has come to its date. Fails: `HouseFailure`. */
  async sweep(): Promise<void> {
    const query = this.#house.db.deleteFrom('one_time_notices');
    await query.where('delete_at', '<=', this.#clock.now()).execute();
  }
}
