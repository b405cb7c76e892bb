/**
 * The soak's own books of a day, kept from the log's rows as they are committed and from nothing else:
 * every label once, nobody lost, nobody called twice at once, and how each ticket ended. Beside them
 * the state as the log alone tells it.
 */
import type { EventBodies } from '../../../core/hall/events.ts';
import { evolve } from '../../../core/hall/evolve.ts';
import type { HallId } from '../../../core/hall/ids.ts';
import { emptyHall, type Hall } from '../../../core/hall/state.ts';
import type { Row } from '../../../log/log.ts';
import { toTold } from '../../../server/hall/replay.ts';

/** Where a ticket is. `over`: it ended, and `end` says how. */
type Where = 'waiting' | 'held' | 'in-hand' | 'missed' | 'parked' | 'over';

export interface Entry {
  readonly label: string;
  where: Where;
  end: string | null;
  calls: number;
  /** Taken from a kiosk that has a printer. */
  readonly kiosk: string | null;
}

/** One day of the hall. */
export class Book {
  readonly date: string | null;
  readonly tickets = new Map<string, Entry>();
  readonly labels = new Map<string, string>();
  /** What stands under each deed: the ticket that it gave. */
  readonly deeds = new Map<string, string | null>();
  /** Rows by type. */
  readonly rows = new Map<string, number>();
  closed = false;

  constructor(date: string | null) {
    this.date = date;
  }

  /** How the tickets of the day ended, by name; `open` are those that have not. */
  ends(): ReadonlyMap<string, number> {
    const ends = new Map<string, number>();
    for (const { end } of this.tickets.values()) {
      ends.set(end ?? 'open', (ends.get(end ?? 'open') ?? 0) + 1);
    }
    return ends;
  }
}

type Bodies = EventBodies;
/** What only moves a ticket from one place to others, by the event that does. */
const moves: Readonly<Record<string, Where>> = {
  'ticket-kept': 'waiting',
  'step-started': 'in-hand',
  'step-advanced': 'waiting',
  'ticket-missed': 'missed',
  'ticket-rejoined': 'waiting',
  'ticket-postponed': 'waiting',
  'ticket-returned': 'waiting',
  'ticket-parked': 'parked',
  'ticket-resumed': 'in-hand',
  'ticket-transferred': 'waiting',
};

export class Ledger {
  readonly #fail: (invariant: string, what: string) => void;
  readonly #shadow;
  #rows = 0;
  /** The last commit's time. */
  at = 0;
  /** The day that is open, and the one before it. */
  book = new Book(null);
  last = new Book(null);

  constructor(hall: HallId, fail: (invariant: string, what: string) => void) {
    this.#shadow = emptyHall(hall);
    this.#fail = fail;
  }

  /** The last row's place in the log. */
  get rows(): number {
    return this.#rows;
  }

  /** The state as the log tells it. */
  get hall(): Hall {
    return this.#shadow as Hall;
  }

  /** Takes up a row that has just been committed. */
  add(written: Row): void {
    const row = JSON.parse(JSON.stringify(written)) as Row;
    if (row.seq !== this.#rows + 1) this.#fail('no-gaps', `row ${row.seq} after ${this.#rows}`);
    this.#rows = row.seq;
    if (row.at < this.at) this.#fail('time-goes-on', `row ${row.seq} is older than the one before`);
    this.at = row.at;
    this.#write(row);
    try {
      evolve(this.#shadow, toTold(row));
    } catch (error) {
      this.#fail('log-can-be-replayed', `row ${row.seq} (${row.type}): ${String(error)}`);
    }
  }

  #write(row: Row): void {
    if (row.type === 'day-opened') {
      this.last = this.book;
      this.book = new Book((row.body as Bodies['day-opened']).day);
    }
    const { book } = this;
    book.rows.set(row.type, (book.rows.get(row.type) ?? 0) + 1);
    if (row.type === 'ticket-issued' || row.type === 'ticket-adopted') return this.#taken(row);
    if (!book.deeds.has(row.cmd)) book.deeds.set(row.cmd, null);
    if (row.type === 'day-closed') return this.#closed(row);
    const { ticket } = row.body as { readonly ticket?: string };
    if (ticket === undefined) return;
    const entry = book.tickets.get(ticket);
    if (!entry) return this.#fail('no-lost-ticket', `row ${row.seq}: nobody took ${ticket}`);
    if (entry.where === 'over' && row.type !== 'step-advanced') {
      this.#fail('over-is-over', `row ${row.seq}: ${row.type} of ${entry.label}, ${entry.end}`);
    }
    this.#moved(row, entry);
  }

  #taken({ type, body, seq, cmd }: Row): void {
    const { book } = this;
    const told = body as Bodies['ticket-issued'] & Partial<Bodies['ticket-adopted']>;
    const { ticket, label, ended = null } = told;
    book.deeds.set(cmd, ticket);
    const before = book.labels.get(label);
    if (before !== undefined) {
      this.#fail('label-once-a-day', `row ${seq}: ${label} is ${before}'s and ${ticket}'s`);
    }
    if (book.tickets.has(ticket)) this.#fail('label-once-a-day', `row ${seq}: ${ticket} twice`);
    book.labels.set(label, ticket);
    const adopted = type === 'ticket-adopted';
    book.tickets.set(ticket, {
      ...{ label, calls: 0, end: ended === null ? null : `away-${ended}` },
      where: ended !== null ? 'over' : adopted ? 'held' : 'waiting',
      kiosk: told.origin?.kind === 'kiosk' ? told.origin.id : null,
    });
  }

  #moved({ type, body, seq }: Row, entry: Entry): void {
    if (type === 'ticket-called') {
      if (entry.where === 'in-hand' || entry.where === 'held') {
        this.#fail('called-once', `row ${seq}: ${entry.label} is called and was ${entry.where}`);
      }
      entry.where = 'in-hand';
      entry.calls += 1;
    } else if (type === 'step-finished') {
      entry.where = 'over';
      entry.end = (body as Bodies['step-finished']).outcome;
    } else if (type === 'ticket-cancelled') {
      entry.where = 'over';
      entry.end = 'cancelled';
    } else {
      const where = moves[type];
      if (where === undefined) return;
      entry.where = where;
      entry.end = null;
    }
  }

  /** Whoever was not served is named, and nobody else: who missed the call and did not come back had ended (DAY-3). */
  #closed({ body, seq }: Row): void {
    const { unserved } = body as Bodies['day-closed'];
    const named = new Map(unserved.map(({ ticket, status }) => [ticket as string, status]));
    for (const [ticket, entry] of this.book.tickets) {
      const missed = entry.where === 'missed';
      if ((missed || entry.where === 'over') === named.has(ticket)) {
        const what = `row ${seq}: ${entry.label} is ${entry.where} and unserved: ${named.has(ticket)}`;
        this.#fail('no-lost-ticket', what);
      }
      const status = named.get(ticket);
      if (status !== undefined) entry.end = `unserved-${status}`;
      else if (missed) entry.end = 'missed';
    }
    this.book.closed = true;
  }
}
