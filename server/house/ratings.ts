/**
 * What visitors answered when they were asked how they were served: one answer for each step of a
 * ticket, a level or none, and one follow-up of who has given a level. No word and no person stands
 * here.
 */
import type { Transaction } from 'kysely';
import type { Clock } from './clock.ts';
import { type HouseDatabase, inPieces } from './database.ts';
import { noteChange } from './rating-changes.ts';
import {
  countsOf,
  everyRating,
  excludedSteps,
  fitting,
  type LookRules,
  type RatingFilter,
  suspiciousOf,
  type TimeSpan,
} from './rating-looks.ts';
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
  /** Codes of the catalogue of that version. */
  readonly tags: readonly string[];
  readonly tagsVersion: string | null;
  /** When it was asked for, epoch ms; null: nobody asked, or not known. */
  readonly promptedAt: number | null;
  /** The pad, tablet or kiosk; null: a phone, or not known. */
  readonly device: string | null;
  /** With the served person's slip, or at the counter as the service ended; null: not known. */
  readonly token: boolean | null;
}

/** A rating as it is given. */
export type Given = Pick<Rating, 'ticket' | 'step' | 'level' | 'source'> &
  Partial<Pick<Rating, 'promptedAt' | 'device' | 'token'>>;

/** Which rating of a step: 1 the first, 2 the follow-up. */
export interface Which extends Pick<Rating, 'ticket' | 'step'> {
  readonly number: 1 | 2;
}

export interface Tagged {
  readonly tags: readonly string[];
  readonly version: string;
}

const columns = [
  ...(['ticket', 'step', 'level', 'source', 'at', 'tags', 'device', 'token'] as const),
  'tags_version as tagsVersion',
] as const;

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
  async keep(hall: string, given: Given): Promise<boolean> {
    const { ticket, step, level, source } = given;
    const { promptedAt = null, device = null, token = null } = given;
    const said = {
      ...{ level, source, at: this.#clock.now(), device },
      token: token === null ? null : Number(token),
    };
    return this.#house.db.transaction().execute(async (trx) => {
      const kept = await trx
        .insertInto('ratings')
        .values({ hall, ticket, step, ...said, prompted_at: promptedAt })
        .onConflict((conflict) =>
          conflict
            .columns(['hall', 'ticket', 'step'])
            // When it was asked for belongs to the question; an answer by another way was not asked for.
            .doUpdateSet({ ...said, prompted_at: promptedAt })
            .where('ratings.level', 'is', null),
        )
        .executeTakeFirst();
      if ((kept.numInsertedOrUpdatedRows ?? 0n) === 0n) return false;
      const which = { ticket, step, number: 1 as const };
      if (level !== null) await noteChange(trx, hall, which, 'rated', said.at);
      return true;
    });
  }

  /**
   * Keeps the one follow-up of a step that has a level. False: it has none, or has been followed up.
   * Fails: `HouseFailure`.
   */
  async keepAgain(
    hall: string,
    given: Given & { readonly level: NonNullable<Rating['level']> },
  ): Promise<boolean> {
    const { ticket, step, level, source, device = null, token = null } = given;
    const at = this.#clock.now();
    return this.#house.db.transaction().execute(async (trx) => {
      const query = trx.selectFrom('ratings').select('level').where('hall', '=', hall);
      const first = await query
        .where('ticket', '=', ticket)
        .where('step', '=', step)
        .executeTakeFirst();
      if (first?.level == null) return false;
      const row = { hall, ticket, step, level, source, device, at };
      const kept = await trx
        .insertInto('rating_followups')
        .values({ ...row, token: token === null ? null : Number(token) })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if ((kept.numInsertedOrUpdatedRows ?? 0n) === 0n) return false;
      await noteChange(trx, hall, { ticket, step, number: 2 }, 'rated', at);
      return true;
    });
  }

  /**
   * Adds tags to a level, once; `beside` keeps its words in the same transaction. False: there is no
   * such level, or something was added already. Fails: `HouseFailure`.
   */
  async addTo(
    hall: string,
    { ticket, step, number }: Which,
    { tags, version }: Tagged,
    beside: (trx: Transaction<Tables>) => Promise<void>,
  ): Promise<boolean> {
    const set = { tags: JSON.stringify(tags), tags_version: version };
    return this.#house.db.transaction().execute(async (trx) => {
      // Both tables have these columns; the type speaks for the first alone.
      const table = (number === 1 ? 'ratings' : 'rating_followups') as 'ratings';
      const done = await trx
        .updateTable(table)
        .set(set)
        .where('hall', '=', hall)
        .where('ticket', '=', ticket)
        .where('step', '=', step)
        .where('level', 'is not', null)
        .where('tags', 'is', null)
        .executeTakeFirst();
      if (done.numUpdatedRows === 0n) return false;
      await beside(trx);
      const which = { ticket, step, number };
      if (tags.length > 0) await noteChange(trx, hall, which, 'tagged', this.#clock.now());
      return true;
    });
  }

  /** Those of one ticket, by step. Fails: `HouseFailure`. */
  async of(hall: string, ticket: string): Promise<Rating[]> {
    const rows = await this.#first(hall).where('ticket', '=', ticket).orderBy('step').execute();
    return rows.map(told);
  }

  /** The follow-ups of one ticket, by step. Fails: `HouseFailure`. */
  async followupsOf(hall: string, ticket: string): Promise<Rating[]> {
    const rows = await this.#again(hall).where('ticket', '=', ticket).orderBy('step').execute();
    return rows.map((row) => told({ ...row, promptedAt: null }));
  }

  /** Those of a time (`to` not included), oldest first. Fails: `HouseFailure`. */
  async between(hall: string, from: number, to: number): Promise<Rating[]> {
    const query = this.#first(hall).where('at', '>=', from).where('at', '<', to);
    const ordered = query.orderBy('at').orderBy('ticket').orderBy('step');
    return (await ordered.limit(RATINGS_LISTED_MAX).execute()).map(told);
  }

  /** The follow-ups of a time (`to` not included), oldest first. Fails: `HouseFailure`. */
  async followupsBetween(hall: string, from: number, to: number): Promise<Rating[]> {
    const query = this.#again(hall).where('at', '>=', from).where('at', '<', to);
    const ordered = query.orderBy('at').orderBy('ticket').orderBy('step');
    const rows = await ordered.limit(RATINGS_LISTED_MAX).execute();
    return rows.map((row) => told({ ...row, promptedAt: null }));
  }

  /** First ratings of many tickets, in no order. Fails: `HouseFailure`. */
  async ofTickets(hall: string, tickets: readonly string[]): Promise<Rating[]> {
    const found: Rating[] = [];
    for (const piece of inPieces([...new Set(tickets)])) {
      const rows = await this.#first(hall).where('ticket', 'in', piece).execute();
      found.push(...rows.map(told));
    }
    return found;
  }

  /** The latest of a time, the latest first: first ratings and follow-ups apart. Fails: `HouseFailure`. */
  async latest(
    hall: string,
    { from, to }: TimeSpan,
    limit: number,
    filter: RatingFilter = everyRating,
  ) {
    const newest = await this.#first(hall)
      .where('at', '>=', from)
      .where('at', '<', to)
      .where(fitting('ratings', filter))
      .orderBy('at', 'desc')
      .orderBy('ticket')
      .orderBy('step')
      .limit(limit)
      .execute();
    const followups = await this.#again(hall)
      .where('at', '>=', from)
      .where('at', '<', to)
      .where(fitting('rating_followups', filter))
      .orderBy('at', 'desc')
      .orderBy('ticket')
      .orderBy('step')
      .limit(limit)
      .execute();
    return {
      first: newest.map(told),
      again: followups.map((row) => told({ ...row, promptedAt: null })),
    };
  }

  /** How many there are of each kind. Fails: `HouseFailure`. */
  countsOf(hall: string, span: TimeSpan, filter: RatingFilter = everyRating) {
    return countsOf(this.#house, hall, span, filter);
  }

  /** Which look as if somebody else had given them. Fails: `HouseFailure`. */
  suspiciousOf(hall: string, span: TimeSpan & { readonly shownFrom: number }, rules: LookRules) {
    return suspiciousOf(this.#house, hall, span, rules);
  }

  /** The steps of these tickets whose bad ratings do not count, by `stepKey`. Fails: `HouseFailure`. */
  excludedSteps(hall: string, tickets: readonly string[]) {
    return excludedSteps(this.#house, hall, tickets);
  }

  #first(hall: string) {
    const query = this.#house.db.selectFrom('ratings').select(columns);
    return query.select('prompted_at as promptedAt').where('hall', '=', hall);
  }

  #again(hall: string) {
    return this.#house.db.selectFrom('rating_followups').select(columns).where('hall', '=', hall);
  }
}

type Row = Omit<Rating, 'tags' | 'token' | 'level'> & {
  readonly tags: string | null;
  readonly token: number | null;
  readonly level: number | null;
};

function told({ level, tags, token, ...row }: Row): Rating {
  return {
    ...row,
    level: level as Rating['level'],
    tags: tags === null ? [] : (JSON.parse(tags) as string[]),
    token: token === null ? null : token === 1,
  };
}
