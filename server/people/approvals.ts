/**
 * What no one person decides alone (四眼原则): entries of the watch list and the erasure of a person. One asks,
 * another who may do it agrees, and only then it is done, in one transaction. What waits names nobody: the
 * person stands in it as hashes under the hall's key.
 */
import type { Transaction } from 'kysely';
import type { Clock } from '../house/clock.ts';
import type { HouseDatabase } from '../house/database.ts';
import type { Tables } from '../house/tables.ts';
import { type Dice, newId } from './secrets.ts';

export type ApprovalAct = Tables['approvals']['act'];

const purpose = 'two persons decide';
/** So long it waits for the second person. */
export const APPROVAL_MS_MAX = 7 * 86_400_000;
/** Of one kind in one hall; a further one is refused. */
export const APPROVALS_WAITING_MAX = 200;

export interface Waiting<B> {
  readonly id: string;
  /** `manager:…`, `staff:…`, `token:…` or `command-line`. */
  readonly askedBy: string;
  /** Epoch milliseconds, like `deleteAt`. */
  readonly askedAt: number;
  readonly deleteAt: number;
  readonly body: B;
}

export type AskRefusal = { readonly refused: 'too-many-waiting' };
export type ApprovalRefusal = { readonly refused: 'unknown' | 'own-wish' };

export class Approvals {
  readonly #house: HouseDatabase;
  readonly #clock: Clock;
  readonly #dice: Dice;

  constructor(house: HouseDatabase, clock: Clock, dice: Dice) {
    this.#house = house;
    this.#clock = clock;
    this.#dice = dice;
  }

  /** Puts a wish down for a second person. Fails: `HouseFailure`. */
  async ask<B extends object>(
    hall: string,
    act: ApprovalAct,
    body: B,
    by: string,
  ): Promise<Waiting<B> | AskRefusal> {
    const now = this.#clock.now();
    const row = {
      ...{ id: newId(this.#dice), hall, act, body: JSON.stringify(body), purpose },
      ...{ asked_by: by, asked_at: now, delete_at: now + APPROVAL_MS_MAX },
    };
    return this.#house.db.transaction().execute(async (trx) => {
      const waiting = await trx
        .selectFrom('approvals')
        .select(({ fn }) => fn.countAll<number>().as('rows'))
        .where('hall', '=', hall)
        .where('act', '=', act)
        .where('delete_at', '>', now)
        .executeTakeFirstOrThrow();
      if (Number(waiting.rows) >= APPROVALS_WAITING_MAX) return { refused: 'too-many-waiting' };
      await trx.insertInto('approvals').values(row).execute();
      return { id: row.id, askedBy: by, askedAt: now, deleteAt: row.delete_at, body };
    });
  }

  /** What waits, the oldest first. Fails: `HouseFailure`. */
  async list<B>(hall: string, act: ApprovalAct): Promise<Waiting<B>[]> {
    const query = this.#house.db.selectFrom('approvals').selectAll().where('hall', '=', hall);
    const waiting = query.where('act', '=', act).where('delete_at', '>', this.#clock.now());
    const rows = await waiting.orderBy('asked_at').limit(APPROVALS_WAITING_MAX).execute();
    return rows.map((row) => asWaiting<B>(row));
  }

  /**
   * A second person agrees: the wish is taken and done, or neither. Whoever asked cannot agree. Fails:
   * `HouseFailure`, and what `done` fails with; it waits still then.
   */
  agree<B, T>(
    hall: string,
    { act, id, by }: { readonly act: ApprovalAct; readonly id: string; readonly by: string },
    done: (trx: Transaction<Tables>, body: B) => Promise<T>,
  ): Promise<{ readonly value: T } | ApprovalRefusal> {
    return this.#house.db.transaction().execute(async (trx) => {
      const row = await trx
        .deleteFrom('approvals')
        .where('hall', '=', hall)
        .where('act', '=', act)
        .where('id', '=', id)
        .where('delete_at', '>', this.#clock.now())
        // As what somebody acts may change in between; who it is does not.
        .where(({ not, eb }) => not(eb('asked_by', 'like', `%:${idOf(by)}`)))
        .returningAll()
        .executeTakeFirst();
      if (row) return { value: await done(trx, JSON.parse(row.body) as B) };
      const kept = trx.selectFrom('approvals').select('id').where('hall', '=', hall);
      const own = await kept.where('act', '=', act).where('id', '=', id).executeTakeFirst();
      return { refused: own ? 'own-wish' : 'unknown' };
    });
  }

  /** Takes a wish back, or says no to it. False: unknown. Fails: `HouseFailure`. */
  async drop(hall: string, act: ApprovalAct, id: string): Promise<boolean> {
    const query = this.#house.db.deleteFrom('approvals').where('hall', '=', hall);
    const gone = await query.where('act', '=', act).where('id', '=', id).executeTakeFirst();
    return gone.numDeletedRows > 0n;
  }

  /** Deletes what has waited too long. Fails: `HouseFailure`. */
  async sweep(): Promise<void> {
    const query = this.#house.db.deleteFrom('approvals');
    await query.where('delete_at', '<=', this.#clock.now()).execute();
  }
}

const idOf = (by: string): string => by.slice(by.indexOf(':') + 1);

const asWaiting = <B>(row: Tables['approvals']): Waiting<B> => ({
  ...{ id: row.id, askedBy: row.asked_by, askedAt: row.asked_at, deleteAt: row.delete_at },
  body: JSON.parse(row.body) as B,
});
