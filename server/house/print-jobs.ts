/**
 * A row for every piece of paper that should come out, and how that ended. The row stands before a
 * byte goes to the printer, so after a crash it is known which papers nobody can vouch for: those
 * become `unknown` and are never printed again by themselves.
 */
import type { Clock } from './clock.ts';
import { type HouseDatabase, inPieces } from './database.ts';
import type { Change, Revs } from './rev.ts';
import type { Tables } from './tables.ts';

/** `queued` and `sent` are open; `printed` and `failed` are final; `unknown` may still be cleared up. */
export type PrintState = Tables['print_jobs']['state'];

export interface PrintOrder {
  /** Given by the caller and unique in its hall: the same job added twice is one row. */
  readonly job: string;
  readonly kiosk: string;
  readonly ticket: string;
  readonly label: string;
  readonly because: 'issued' | 'reprint';
}

export interface PrintJob extends PrintOrder {
  readonly state: PrintState;
  /** A code, e.g. `paper-out`; null while it is open or when it was printed. */
  readonly reason: string | null;
  /** Epoch milliseconds, like `endedAt`. */
  readonly queuedAt: number;
  readonly endedAt: number | null;
}

export interface PrintMark {
  readonly job: string;
  readonly state: Exclude<PrintState, 'queued'>;
  readonly reason?: string;
}

/** Which open jobs are asked for; all of the hall's when nothing is said. */
export interface LeftOverWish {
  /** Only these kiosks: where several hubs run, each asks for the printers that it holds. */
  readonly kiosks?: readonly string[];
  /** Only jobs queued before this time (epoch milliseconds), e.g. before this process began. */
  readonly before?: number;
}

/** How long a paper that has ended is known: its month and the next, as texts are. */
export const PRINTS_KEPT_MS = 62 * 24 * 3_600_000;

/** Most rows that one question returns. */
export const JOBS_LISTED_MAX = 500;

/** From which states each one may be reached: late news never overwrites a certain end. */
const BEFORE: Readonly<Record<PrintMark['state'], readonly PrintState[]>> = {
  sent: ['queued'],
  printed: ['queued', 'sent', 'unknown'],
  failed: ['queued', 'sent', 'unknown'],
  unknown: ['queued', 'sent'],
};

export class PrintJobs {
  readonly #house: HouseDatabase;
  readonly #revs: Revs;
  readonly #clock: Clock;

  constructor(house: HouseDatabase, revs: Revs, clock: Clock) {
    this.#house = house;
    this.#revs = revs;
    this.#clock = clock;
  }

  /**
   * Queues the jobs in one transaction and returns those that were not there yet: only these may be
   * printed. Fails: `HouseFailure`; it may be called again with the same jobs.
   */
  add(hall: string, orders: readonly PrintOrder[]): Promise<PrintOrder[]> {
    const queued_at = this.#clock.now();
    return this.#revs.change(hall, async (trx) => {
      const made = new Set<string>();
      for (const piece of inPieces(orders)) {
        const rows = piece.map(({ job, kiosk, ticket, label, because }) => ({
          ...{ hall, job, kiosk, ticket, label, because, queued_at },
          ...{ state: 'queued' as const, reason: null, ended_at: null },
        }));
        const query = trx.insertInto('print_jobs').values(rows).returning('job');
        const added = await query
          .onConflict((conflict) => conflict.columns(['hall', 'job']).doNothing())
          .execute();
        for (const { job } of added) made.add(job);
      }
      // `delete` answers once only: a job that stands twice in `orders` comes back once.
      const value = orders.filter((order) => made.delete(order.job));
      return { changed: value.length > 0, value, papersAt: value.map(({ kiosk }) => kiosk) };
    });
  }

  /**
   * Says how jobs went, all in one transaction. Returns the jobs that moved: one that is unknown to
   * the hall, or has come to a final end, stays as it is. Fails: `HouseFailure`.
   */
  mark(hall: string, marks: readonly PrintMark[]): Promise<string[]> {
    const now = this.#clock.now();
    return this.#revs.change(hall, async (trx): Promise<Change<string[]>> => {
      const [moved, papersAt]: [string[], string[]] = [[], []];
      for (const { job, state, reason } of marks) {
        const row = await trx
          .updateTable('print_jobs')
          .set({ state, reason: reason ?? null, ended_at: state === 'sent' ? null : now })
          .where('hall', '=', hall)
          .where('job', '=', job)
          .where('state', 'in', BEFORE[state])
          .returning('kiosk')
          .executeTakeFirst();
        if (row === undefined) continue;
        moved.push(job);
        papersAt.push(row.kiosk);
      }
      return { changed: moved.length > 0, value: moved, papersAt };
    });
  }

  /** Open jobs, oldest first, at most `JOBS_LISTED_MAX`: ask again until none is left. Fails: `HouseFailure`. */
  async leftOver(hall: string, wish: LeftOverWish = {}): Promise<PrintJob[]> {
    let query = this.#of(hall).where('ended_at', 'is', null);
    if (wish.kiosks?.length === 0) return [];
    if (wish.kiosks) query = query.where('kiosk', 'in', wish.kiosks);
    if (wish.before !== undefined) query = query.where('queued_at', '<', wish.before);
    const rows = await query.orderBy('queued_at').orderBy('job').limit(JOBS_LISTED_MAX).execute();
    return rows.map(asJob);
  }

  /** The kiosks at which something is open: there may be many, so that all are asked for at once. Fails: `HouseFailure`. */
  async kiosksWaiting(hall: string): Promise<string[]> {
    const query = this.#house.db.selectFrom('print_jobs').select('kiosk').distinct();
    const waiting = query.where('hall', '=', hall).where('ended_at', 'is', null);
    return (await waiting.execute()).map(({ kiosk }) => kiosk);
  }

  /** The kiosk's last jobs, newest first. Fails: `HouseFailure`. */
  async latest(hall: string, kiosk: string, count: number): Promise<PrintJob[]> {
    const query = this.#of(hall).where('kiosk', '=', kiosk).orderBy('queued_at', 'desc');
    const limit = Math.min(count, JOBS_LISTED_MAX);
    return (await query.orderBy('job', 'desc').limit(limit).execute()).map(asJob);
  }

  /** Every paper of one ticket, oldest first. Fails: `HouseFailure`. */
  async ofTicket(hall: string, ticket: string): Promise<PrintJob[]> {
    const query = this.#of(hall).where('ticket', '=', ticket).orderBy('queued_at').orderBy('job');
    return (await query.limit(JOBS_LISTED_MAX).execute()).map(asJob);
  }

  /** Null when the hall has no such job. Fails: `HouseFailure`. */
  async find(hall: string, job: string): Promise<PrintJob | null> {
    const row = await this.#of(hall).where('job', '=', job).executeTakeFirst();
    return row ? asJob(row) : null;
  }

  /** How many jobs queued since then are in each state. Fails: `HouseFailure`. */
  async countBy(hall: string, since: number): Promise<{ state: PrintState; count: number }[]> {
    const rows = await this.#house.db
      .selectFrom('print_jobs')
      .select((of) => ['state', of.fn.countAll().as('count')])
      .where('hall', '=', hall)
      .where('queued_at', '>=', since)
      .groupBy('state')
      .orderBy('state')
      .execute();
    return rows.map(({ state, count }) => ({ state, count: Number(count) }));
  }

  /** Deletes jobs of all halls that have been over for long enough. Fails: `HouseFailure`. */
  async sweep(): Promise<void> {
    const old = this.#clock.now() - PRINTS_KEPT_MS;
    await this.#house.db.deleteFrom('print_jobs').where('ended_at', '<', old).execute();
  }

  #of(hall: string) {
    return this.#house.db.selectFrom('print_jobs').selectAll().where('hall', '=', hall);
  }
}

function asJob(row: Tables['print_jobs']): PrintJob {
  const { job, kiosk, ticket, label, because, state, reason } = row;
  const times = { queuedAt: row.queued_at, endedAt: row.ended_at };
  return { job, kiosk, ticket, label, because, state, reason, ...times };
}
