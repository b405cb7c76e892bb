/**
 * Who leads the hall on which day (值班领导): a name, a post and, if it is to be posted, a telephone number.
 * These are personal data of staff, kept to post them on that day and deleted on the day after.
 */
import type { OnDuty } from '../../core/views/facts.ts';
import type { HouseDatabase } from '../house/database.ts';
import type { Revs } from '../house/rev.ts';

const purpose = 'posting who leads the hall on the day';
const dayMs = 86_400_000;
/** Days that one list tells. */
export const ROSTER_LISTED_MAX = 400;

export interface RosterDay extends OnDuty {
  /** The local date, `YYYY-MM-DD`. */
  readonly day: string;
}

export class Roster {
  readonly #house: HouseDatabase;
  readonly #revs: Revs;

  constructor(house: HouseDatabase, revs: Revs) {
    this.#house = house;
    this.#revs = revs;
  }

  /** Enters who leads on a day; who was entered for it before is overwritten. Fails: `HouseFailure`. */
  set(hall: string, { day, name, post, phone }: RosterDay): Promise<void> {
    return this.#revs.change(hall, async (trx) => {
      const told = { name, post, phone, purpose, delete_on: dayAfter(day) };
      await trx
        .insertInto('duty_roster')
        .values({ hall, day, ...told })
        .onConflict((conflict) => conflict.columns(['hall', 'day']).doUpdateSet(told))
        .execute();
      return { changed: true, value: undefined };
    });
  }

  /** Nobody leads on that day. False: nobody was entered. Fails: `HouseFailure`. */
  remove(hall: string, day: string): Promise<boolean> {
    return this.#revs.change(hall, async (trx) => {
      const mine = trx.deleteFrom('duty_roster').where('hall', '=', hall).where('day', '=', day);
      const gone = (await mine.executeTakeFirst()).numDeletedRows > 0n;
      return { changed: gone, value: gone };
    });
  }

  /** Who leads on that day; null: nobody is entered. Fails: `HouseFailure`. */
  async on(hall: string, day: string): Promise<OnDuty | null> {
    const query = this.#house.db.selectFrom('duty_roster').select(['name', 'post', 'phone']);
    const row = await query.where('hall', '=', hall).where('day', '=', day).executeTakeFirst();
    return row ?? null;
  }

  /** From that day on, in order. Fails: `HouseFailure`. */
  async from(hall: string, day: string): Promise<RosterDay[]> {
    const query = this.#house.db.selectFrom('duty_roster').select(['day', 'name', 'post', 'phone']);
    const coming = query.where('hall', '=', hall).where('day', '>=', day).orderBy('day');
    return coming.limit(ROSTER_LISTED_MAX).execute();
  }

  /** Deletes the days whose date has come. `today`: the hall's date. Fails: `HouseFailure`. */
  async sweep(hall: string, today: string): Promise<void> {
    const over = this.#house.db.deleteFrom('duty_roster').where('hall', '=', hall);
    await over.where('delete_on', '<=', today).execute();
  }
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);
