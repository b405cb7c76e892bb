/**
 * What visitors wrote beside a rating. A free text may name anybody, so it is personal data: it lies here
 * and nowhere else, never in a log, a webhook or a figure. The words of a good rating go when its month
 * ends, those of a bad one 30 days after its case was closed.
 */
import type { Transaction } from 'kysely';
import type { Clock } from '../house/clock.ts';
import { type HouseDatabase, inPieces } from '../house/database.ts';
import type { Which } from '../house/ratings.ts';
import type { Tables } from '../house/tables.ts';
import { CASE_OPEN_DAYS_MAX, CASE_WORDS_DAYS } from './case-words.ts';

const purpose = 'understanding how this visit went';
const dayMs = 86_400_000;

export interface RatingText extends Which {
  readonly words: string;
}

/**
 * When words are deleted at the latest (epoch ms). `left`: what is left of their local month, ms. Those of
 * a bad rating stay with its case, which may stand open for two years.
 */
export const ratingWordsEnd = (at: number, bad: boolean, left: number): number =>
  at + (bad ? (CASE_OPEN_DAYS_MAX + CASE_WORDS_DAYS) * dayMs : left);

export class RatingWords {
  readonly #house: HouseDatabase;
  readonly #clock: Clock;

  constructor(house: HouseDatabase, clock: Clock) {
    this.#house = house;
    this.#clock = clock;
  }

  /** Keeps words in the transaction in which their rating is described. Fails: `HouseFailure`. */
  async add(
    trx: Transaction<Tables>,
    hall: string,
    { ticket, step, number, words }: RatingText,
    end: number,
  ): Promise<void> {
    const told = { purpose, written_at: this.#clock.now(), delete_at: end };
    const row = { hall, ticket, step, number, words, ...told };
    await trx
      .insertInto('rating_words')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  /** What was written of these tickets. Fails: `HouseFailure`. */
  async of(hall: string, tickets: readonly string[]): Promise<RatingText[]> {
    const now = this.#clock.now();
    const found: RatingText[] = [];
    for (const piece of inPieces([...new Set(tickets)])) {
      const query = this.#house.db
        .selectFrom('rating_words')
        .select(['ticket', 'step', 'number', 'words'])
        .where('hall', '=', hall)
        .where('ticket', 'in', piece)
        .where('delete_at', '>', now);
      for (const { number, ...row } of await query.execute()) {
        found.push({ ...row, number: number === 2 ? 2 : 1 });
      }
    }
    return found;
  }

  /** Deletes what has come to its date, and what belongs to a case closed for 30 days. Fails: `HouseFailure`. */
  async sweep(): Promise<void> {
    const now = this.#clock.now();
    const { db } = this.#house;
    await db.deleteFrom('rating_words').where('delete_at', '<=', now).execute();
    await db
      .deleteFrom('rating_words')
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('cases')
            .select('cases.id')
            .whereRef('cases.hall', '=', 'rating_words.hall')
            .whereRef('cases.ticket', '=', 'rating_words.ticket')
            .whereRef('cases.step', '=', 'rating_words.step')
            .where('cases.kind', '=', 'bad-rating')
            .where('cases.closed_at', '<=', now - CASE_WORDS_DAYS * dayMs),
        ),
      )
      .execute();
  }
}
