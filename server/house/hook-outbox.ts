/**
 * The outbox of webhooks: which event is still to be told to whom. An event is told until it was taken
 * or was tried often enough; who gets it twice knows it by its id.
 */
import type { Clock } from './clock.ts';
import type { Cursors } from './cursors.ts';
import { type HouseDatabase, inPieces, literal } from './database.ts';
import { RatingChanges } from './rating-changes.ts';
import type { HookState } from './text-tables.ts';

const dayMs = 86_400_000;
/** What was told or given up is kept so long. */
export const HOOKS_KEPT_MS = 8 * dayMs;

export interface Delivery {
  readonly seq: number;
  readonly tries: number;
  /** Epoch milliseconds, like the next: since when it waits, and when it is to be tried. */
  readonly madeAt: number;
  readonly nextAt: number;
}

export class HookOutbox {
  /** Ratings as they came: subscribers of them have a cursor there. */
  readonly changes: RatingChanges;
  readonly #house: HouseDatabase;
  readonly #cursors: Cursors;
  readonly #clock: Clock;

  constructor(house: HouseDatabase, cursors: Cursors, clock: Clock) {
    this.#house = house;
    this.#cursors = cursors;
    this.#clock = clock;
    this.changes = new RatingChanges(house);
  }

  /** How far the hall's log has been read for this subscriber. Fails: `HouseFailure`. */
  cursor(hall: string, hook: string): Promise<number> {
    return this.#cursors.read(cursorName(hall, hook));
  }

  /** Puts in these events; false: another hub was here first. Fails: `HouseFailure`. */
  fill(
    hall: string,
    hook: string,
    advance: { readonly from: number; readonly to: number },
    seqs: readonly number[],
  ): Promise<boolean> {
    const now = this.#clock.now();
    const rows = seqs.map((seq) => ({
      ...{ hall, hook, seq, state: 'queued' as const, reason: null, tries: 0 },
      ...{ made_at: now, next_at: now, ended_at: null },
    }));
    return this.#cursors.advance(cursorName(hall, hook), advance, async (trx) => {
      for (const piece of inPieces(rows)) {
        const query = trx.insertInto('hook_deliveries').values(piece);
        await query.onConflict((conflict) => conflict.doNothing()).execute();
      }
    });
  }

  /** What is still to be told, in order; the first may have to wait yet. Fails: `HouseFailure`. */
  async waiting(hall: string, hook: string, limit: number): Promise<Delivery[]> {
    const query = this.#of(hall, hook).select(['seq', 'tries', 'made_at', 'next_at']);
    const queued = query.where('state', '=', literal('queued')).orderBy('seq').limit(limit);
    return (await queued.execute()).map(({ seq, tries, made_at, next_at }) => ({
      ...{ seq, tries, madeAt: made_at, nextAt: next_at },
    }));
  }

  /** Tried once more: taken, given up, or to be tried again at `nextAt`. Fails: `HouseFailure`. */
  async tried(
    hall: string,
    hook: string,
    seq: number,
    how: {
      readonly state: HookState;
      readonly reason: string | null;
      readonly tries: number;
      readonly nextAt: number;
    },
  ): Promise<void> {
    const { state, reason, tries, nextAt } = how;
    const ended_at = state === 'queued' ? null : this.#clock.now();
    await this.#house.db
      .updateTable('hook_deliveries')
      .set({ state, reason, tries, next_at: nextAt, ended_at })
      .where('hall', '=', hall)
      .where('hook', '=', hook)
      .where('seq', '=', seq)
      .where('state', '=', 'queued')
      .execute();
  }

  /** How many are in each state. Fails: `HouseFailure`. */
  async countBy(hall: string): Promise<{ hook: string; state: HookState; count: number }[]> {
    const rows = await this.#house.db
      .selectFrom('hook_deliveries')
      .select((of) => ['hook', 'state', of.fn.countAll().as('count')])
      .where('hall', '=', hall)
      .groupBy(['hook', 'state'])
      .orderBy('hook')
      .orderBy('state')
      .execute();
    return rows.map(({ hook, state, count }) => ({ hook, state, count: Number(count) }));
  }

  /** Deletes what is over for long. Fails: `HouseFailure`. */
  async sweep(): Promise<void> {
    const now = this.#clock.now();
    const before = now - HOOKS_KEPT_MS;
    await this.#house.db.deleteFrom('hook_deliveries').where('made_at', '<', before).execute();
    await this.changes.sweep(now);
  }

  #of(hall: string, hook: string) {
    const query = this.#house.db.selectFrom('hook_deliveries').where('hall', '=', hall);
    return query.where('hook', '=', hook);
  }
}

const cursorName = (hall: string, hook: string): string => `hook:${hook}:${hall}`;
