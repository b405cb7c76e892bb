/**
 * Which ratings came, in order, for whoever is told of them elsewhere. A change gets its number in the
 * transaction that keeps the rating, under the lock of the hall's counter: numbers become visible in their
 * order, and a reader that has seen one never finds a smaller one later.
 */
import { sql, type Transaction } from 'kysely';
import type { HouseDatabase } from './database.ts';
import type { Which } from './ratings.ts';
import type { Tables } from './tables.ts';

/** As long as a subscriber may be behind, and some days more. */
export const RATING_CHANGES_KEPT_MS = 8 * 86_400_000;
/** Where a hall's numbers begin: a cursor of 0 is one that has not begun. */
const before = 1;

/** `rated`: a level was given; `tagged`: tags were added to it. */
export type ChangeKind = 'rated' | 'tagged';

export interface RatingChange extends Which {
  readonly seq: number;
  readonly kind: ChangeKind;
}

/** Numbers and keeps a change, beside what it speaks of. */
export async function noteChange(
  trx: Transaction<Tables>,
  hall: string,
  { ticket, step, number }: Which,
  kind: ChangeKind,
  at: number,
): Promise<void> {
  const { seq } = await trx
    .insertInto('rating_heads')
    .values({ hall, seq: before + 1 })
    .onConflict((conflict) =>
      conflict.column('hall').doUpdateSet({ seq: sql<number>`rating_heads.seq + 1` }),
    )
    .returning('seq')
    .executeTakeFirstOrThrow();
  const row = { hall, seq, ticket, step, number, kind, at };
  await trx.insertInto('rating_changes').values(row).execute();
}

export class RatingChanges {
  readonly #house: HouseDatabase;

  constructor(house: HouseDatabase) {
    this.#house = house;
  }

  /** The number of the latest. Fails: `HouseFailure`. */
  async head(hall: string): Promise<number> {
    const query = this.#house.db.selectFrom('rating_heads').select('seq');
    return (await query.where('hall', '=', hall).executeTakeFirst())?.seq ?? before;
  }

  /** Those behind `after`, in order. Fails: `HouseFailure`. */
  async read(hall: string, after: number, limit: number): Promise<RatingChange[]> {
    const query = this.#house.db
      .selectFrom('rating_changes')
      .select(['seq', 'ticket', 'step', 'number', 'kind'])
      .where('hall', '=', hall)
      .where('seq', '>', after);
    const rows = await query.orderBy('seq').limit(limit).execute();
    return rows.map(({ number, ...row }) => ({ ...row, number: number as Which['number'] }));
  }

  /** Deletes what nobody is told of any more; `now`: epoch ms. Fails: `HouseFailure`. */
  async sweep(now: number): Promise<void> {
    const query = this.#house.db.deleteFrom('rating_changes');
    await query.where('at', '<', now - RATING_CHANGES_KEPT_MS).execute();
  }
}
