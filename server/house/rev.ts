/**
 * One number a hall that moves with every change of a house fact (device and paper state, print
 * jobs, staff). It is bumped in the change's own transaction, so whoever has seen `rev` has seen
 * the facts up to it; screens name it, and views are made again when it moves.
 */
import { sql, type Transaction } from 'kysely';
import type { HouseDatabase } from './database.ts';
import { HouseFailure } from './failure.ts';
import type { Tables } from './tables.ts';

/** How late a change made by another process is noticed at the most. */
export const POLL_MS = 1_000;

/** What a change did: facts that are the same as before (`changed: false`) move no number. */
export interface Change<T> {
  readonly changed: boolean;
  readonly value: T;
  /** Nothing has changed but papers of these kiosks; left out: anything may have. */
  readonly papersAt?: readonly string[];
}

/** A change as those who watch are woken by it. */
export interface Moved {
  readonly rev: number;
  /** As the change said; null where it said nothing, and where others changed something before it. */
  readonly papersAt: readonly string[] | null;
}

/** Does `act` again and again, every `ms` milliseconds, until the function it returns is called. */
export type Every = (ms: number, act: () => void) => () => void;

/** The real beat; it does not keep the process alive. */
const everyUnref: Every = (ms, act) => {
  const timer = setInterval(act, ms).unref();
  return () => clearInterval(timer);
};

interface Watched {
  readonly wakes: Set<(moved: Moved) => void>;
  seen: number | null;
}

export class Revs {
  readonly #house: HouseDatabase;
  readonly #pollMs: number;
  readonly #halls = new Map<string, Watched>();
  readonly #every: Every;
  #endPolling: (() => void) | null = null;
  #asking = false;

  /** `every`: the beat by which it is looked for changes made by other processes. */
  constructor(
    house: HouseDatabase,
    options: { readonly pollMs?: number; readonly every?: Every } = {},
  ) {
    this.#house = house;
    this.#pollMs = options.pollMs ?? POLL_MS;
    this.#every = options.every ?? everyUnref;
  }

  /** The hall's number, 0 before the first change. Fails: `HouseFailure`. */
  async read(hall: string): Promise<number> {
    const query = this.#house.db.selectFrom('house_rev').select('rev').where('hall', '=', hall);
    return (await query.executeTakeFirst())?.rev ?? 0;
  }

  /**
   * Runs `work` in one transaction, moves the hall's number in it when `work` says that something
   * changed, and wakes those who watch once it is durable. Fails: `HouseFailure`; what `work`
   * throws is passed on, and nothing of it stands then.
   */
  async change<T>(
    hall: string,
    work: (trx: Transaction<Tables>) => Promise<Change<T>>,
  ): Promise<T> {
    const { rev, change } = await this.#house.db.transaction().execute(async (trx) => {
      const change = await work(trx);
      return { rev: change.changed ? await bump(trx, hall) : null, change };
    });
    if (rev !== null) this.#moved(hall, { rev, papersAt: change.papersAt ?? null });
    return change.value;
  }

  /**
   * Calls `wake` after a change, at once for this process's own and within `POLL_MS` for others'. A
   * hint, not a promise: wakes come together or for nothing; read what is new. Returns the function
   * that ends it.
   */
  watch(hall: string, wake: (moved: Moved) => void): () => void {
    const watched: Watched = this.#halls.get(hall) ?? { wakes: new Set(), seen: null };
    const own = (moved: Moved) => wake(moved);
    watched.wakes.add(own);
    this.#halls.set(hall, watched);
    this.#endPolling ??= this.#every(this.#pollMs, () => void this.#poll());
    return () => {
      watched.wakes.delete(own);
      if (watched.wakes.size === 0 && this.#halls.get(hall) === watched) this.#halls.delete(hall);
      if (this.#halls.size === 0) this.close();
    };
  }

  /** Ends all watching. */
  close(): void {
    this.#endPolling?.();
    this.#endPolling = null;
    this.#halls.clear();
  }

  #moved(hall: string, moved: Moved): void {
    const watched = this.#halls.get(hall);
    if (!watched || watched.seen === moved.rev) return;
    // What somebody else changed in between is not known: anything may have.
    const papersAt = watched.seen === moved.rev - 1 ? moved.papersAt : null;
    watched.seen = moved.rev;
    for (const wake of [...watched.wakes]) wake({ rev: moved.rev, papersAt });
  }

  async #poll(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      const query = this.#house.db.selectFrom('house_rev').selectAll();
      const rows = await query.where('hall', 'in', [...this.#halls.keys()]).execute();
      for (const { hall, rev } of rows) this.#moved(hall, { rev, papersAt: null });
    } catch (error) {
      // While the database is away nothing changes; the first poll after it sees what was missed.
      if (!(error instanceof HouseFailure)) throw error;
    } finally {
      this.#asking = false;
    }
  }
}

async function bump(trx: Transaction<Tables>, hall: string): Promise<number> {
  const query = trx
    .insertInto('house_rev')
    .values({ hall, rev: 1 })
    .onConflict((conflict) =>
      conflict.column('hall').doUpdateSet({ rev: sql<number>`house_rev.rev + 1` }),
    )
    .returning('rev');
  return (await query.executeTakeFirstOrThrow()).rev;
}
