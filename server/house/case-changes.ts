/**
 * What happened to cases that managers are told of, in order: one was opened, a light turned. A change is
 * numbered in the transaction that fills the case's row, under the lock of the hall's counter, so a reader
 * that has seen a number never finds a smaller one later.
 */
import { sql, type Transaction } from 'kysely';
import type { HouseDatabase } from './database.ts';
import type { Tables } from './tables.ts';

/** Older ones nobody is told of any more. */
export const CASE_CHANGES_KEPT_MS = 8 * 86_400_000;

export interface CaseChange {
  readonly seq: number;
  readonly id: string;
  readonly caseSeq: number;
  readonly what: 'opened' | 'amber' | 'red';
  /** When it was noted, epoch ms. */
  readonly at: number;
}

/** Numbers and keeps changes of one case, beside what they speak of; one that stands already stays. */
export async function noteCaseChanges(
  trx: Transaction<Tables>,
  hall: string,
  changes: readonly Omit<CaseChange, 'seq'>[],
): Promise<void> {
  for (const { id, caseSeq, what, at } of changes) {
    const { seq } = await trx
      .insertInto('case_heads')
      .values({ hall, seq: 1 })
      .onConflict((conflict) =>
        conflict.column('hall').doUpdateSet({ seq: sql<number>`case_heads.seq + 1` }),
      )
      .returning('seq')
      .executeTakeFirstOrThrow();
    const row = { hall, seq, id, case_seq: caseSeq, what, at };
    const query = trx.insertInto('case_changes').values(row);
    await query.onConflict((conflict) => conflict.doNothing()).execute();
  }
}

export class CaseChanges {
  readonly #house: HouseDatabase;

  constructor(house: HouseDatabase) {
    this.#house = house;
  }

  /** Those behind `after`, in order. Fails: `HouseFailure`. */
  async read(hall: string, after: number, limit: number): Promise<CaseChange[]> {
    const query = this.#house.db.selectFrom('case_changes').selectAll().where('hall', '=', hall);
    const rows = await query.where('seq', '>', after).orderBy('seq').limit(limit).execute();
    return rows.map(({ seq, id, case_seq: caseSeq, what, at }) => ({ seq, id, caseSeq, what, at }));
  }

  /** Deletes what nobody is told of any more; `now`: epoch ms. Fails: `HouseFailure`. */
  async sweep(now: number): Promise<void> {
    const query = this.#house.db.deleteFrom('case_changes');
    await query.where('at', '<', now - CASE_CHANGES_KEPT_MS).execute();
  }
}
