/**
 * Persons whom the manager keeps an eye on, agents who hoard numbers (中介) above all. The list holds
 * no name and no number of a document, only a hash under the hall's key, why, by whom, and until
 * when. Nobody is hindered by it: when one of them takes a number, the manager is shown so.
 */
import type { Kysely, Transaction } from 'kysely';
import type { Clock } from '../house/clock.ts';
import type { HouseDatabase } from '../house/database.ts';
import type { Tables } from '../house/tables.ts';
import { type Dice, newId } from './secrets.ts';

export const watchReasons = ['hoards-numbers', 'sells-numbers', 'misses-often', 'other'] as const;
export type WatchReason = (typeof watchReasons)[number];

const dayMs = 86_400_000;
/** The longest that somebody may stay on the list without being put there again. */
export const WATCHED_DAYS_MAX = 180;
/** Sightings are about today; they are kept over a midnight, and no longer. */
const SIGHTING_MS_MAX = 2 * dayMs;
export const WATCHED_LISTED_MAX = 1_000;

export interface Watched {
  readonly id: string;
  readonly reason: WatchReason;
  readonly words: string;
  /** `manager:…` or `token:…`. */
  readonly addedBy: string;
  /** Epoch milliseconds, like `deleteAt`. */
  readonly addedAt: number;
  readonly deleteAt: number;
}

export interface WatchWish {
  readonly reason: WatchReason;
  readonly words: string;
  readonly days: number;
  readonly by: string;
}

export interface Sighting {
  readonly watched: string;
  readonly reason: WatchReason;
  readonly ticket: string;
}

/** The tables, or the transaction in which a second person agrees. */
type Handle = Kysely<Tables> | Transaction<Tables>;

export class WatchList {
  readonly #house: HouseDatabase;
  readonly #clock: Clock;
  readonly #dice: Dice;

  constructor(house: HouseDatabase, clock: Clock, dice: Dice) {
    this.#house = house;
    this.#clock = clock;
    this.#dice = dice;
  }

  /**
   * Puts a person on the list; one who is there already gets this reason, these words and this end.
   * `person`: `Visitors.always`. Fails: `HouseFailure`.
   */
  async add(
    hall: string,
    person: string,
    { reason, words, days, by }: WatchWish,
    db: Handle = this.#house.db,
  ): Promise<Watched> {
    const now = this.#clock.now();
    const told = { reason, words, added_by: by, added_at: now, delete_at: now + days * dayMs };
    const row = await db
      .insertInto('watched_persons')
      .values({ id: newId(this.#dice), hall, person, ...told })
      .onConflict((conflict) => conflict.columns(['hall', 'person']).doUpdateSet(told))
      .returningAll()
      .executeTakeFirstOrThrow();
    return asWatched(row);
  }

  /** Who is on the list now, the latest first. Fails: `HouseFailure`. */
  async list(hall: string): Promise<Watched[]> {
    const query = this.#house.db.selectFrom('watched_persons').selectAll().where('hall', '=', hall);
    const present = query.where('delete_at', '>', this.#clock.now());
    const latest = present.orderBy('added_at', 'desc').orderBy('id').limit(WATCHED_LISTED_MAX);
    return (await latest.execute()).map(asWatched);
  }

  /** Takes somebody off, with all that was seen of them. False when unknown. Fails: `HouseFailure`. */
  async remove(hall: string, id: string, db: Handle = this.#house.db): Promise<boolean> {
    const query = db.deleteFrom('watched_persons').where('hall', '=', hall);
    const gone = await query.where('id', '=', id).executeTakeFirst();
    return gone.numDeletedRows > 0n;
  }

  /** Notes that this person has taken a number, if the list holds them. Fails: `HouseFailure`. */
  async saw(hall: string, person: string, ticket: string): Promise<void> {
    const now = this.#clock.now();
    const query = this.#house.db.selectFrom('watched_persons').select('id');
    const one = query.where('hall', '=', hall).where('person', '=', person);
    const watched = (await one.where('delete_at', '>', now).executeTakeFirst())?.id;
    if (watched === undefined) return;
    const row = { watched, ticket, at: now };
    const sighting = this.#house.db.insertInto('watch_sightings').values(row);
    await sighting.onConflict((conflict) => conflict.doNothing()).execute();
  }

  /** What was seen since then (epoch ms), in order. Fails: `HouseFailure`. */
  async sightings(hall: string, since: number): Promise<Sighting[]> {
    const query = this.#house.db
      .selectFrom('watch_sightings')
      .innerJoin('watched_persons', 'watched_persons.id', 'watch_sightings.watched')
      .select(['watched_persons.id', 'watched_persons.reason', 'watch_sightings.ticket'])
      .where('watched_persons.hall', '=', hall)
      .where('watch_sightings.at', '>=', since);
    const rows = await query.orderBy('watch_sightings.at').limit(WATCHED_LISTED_MAX).execute();
    return rows.map(({ id, reason, ticket }) => ({
      watched: id,
      reason: reason as WatchReason,
      ticket,
    }));
  }

  /** Deletes what has come to its date. Fails: `HouseFailure`. */
  async sweep(): Promise<void> {
    const now = this.#clock.now();
    const { db } = this.#house;
    await db
      .deleteFrom('watch_sightings')
      .where('at', '<', now - SIGHTING_MS_MAX)
      .execute();
    await db.deleteFrom('watched_persons').where('delete_at', '<=', now).execute();
  }
}

function asWatched(row: Tables['watched_persons']): Watched {
  const { id, reason, words, added_by: addedBy, added_at: addedAt, delete_at: deleteAt } = row;
  return { id, reason: reason as WatchReason, words, addedBy, addedAt, deleteAt };
}
