/**
 * A ticket that is no longer in the hall's running state: its day is over. The table of tickets
 * tells where in the log it was issued; from there the log is read in small pages, between which
 * others get their turn, until the ticket's end. The keeper has no part in it.
 *
 * What the events mean is not told a second time here: they are folded by the core's own `evolve`
 * into a hall in which this ticket is alone.
 */
import type { Told } from '../../core/hall/events.ts';
import { evolve } from '../../core/hall/evolve.ts';
import {
  type CounterId,
  hallId,
  type ServiceId,
  type TicketId,
  ticketId,
} from '../../core/hall/ids.ts';
import { type Counter, emptyHall, type Hall, type HallState } from '../../core/hall/state.ts';
import { noFacts } from '../../core/views/facts.ts';
import { type TicketView, ticketView } from '../../core/views/ticket.ts';
import { LogFailure } from '../../log/log.ts';
import { toTold } from '../hall/replay.ts';
import type { TicketRow } from '../house/tickets.ts';
import { pastPageRows, pastReadsMax, pastRowsMax } from './limits.ts';
import type { HttpParts } from './parts.ts';
import { type Problem, problem } from './problems.ts';

type Parts = Pick<HttpParts, 'keeper' | 'log' | 'tickets' | 'clock'>;

export class PastTickets {
  readonly #parts: Parts;
  readonly #hall: string;
  readonly #stream: string;
  #reading = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#hall = parts.keeper.hall;
    this.#stream = `hall:${parts.keeper.hall}`;
  }

  /**
   * The ticket as its day left it; null when the hall never gave it. `busy`: too many are being
   * read, or the table has not yet come to the end of the last day. Fails: `LogFailure`,
   * `HouseFailure`.
   */
  async find(id: TicketId): Promise<TicketView | Problem | null> {
    if (this.#reading >= pastReadsMax) return problem('busy');
    this.#reading += 1;
    try {
      const row = await this.#parts.tickets.find(this.#hall, id);
      if (row !== null) return await this.read(row);
      return (await this.#tableIsWhole()) ? null : problem('busy');
    } finally {
      this.#reading -= 1;
    }
  }

  /** Whether the table holds every ticket of the days that are over. */
  async #tableIsWhole(): Promise<boolean> {
    const { tickets, log } = this.#parts;
    const done = await tickets.cursor(this.#hall);
    const opened = await log.lastOf(this.#stream, 'day-opened');
    const closed = await log.lastOf(this.#stream, 'day-closed');
    return done >= Math.max(opened, closed) - 1;
  }

  /** The ticket of this row as its day left it. Fails: `LogFailure`. */
  async read({ ticket, day, seq }: TicketRow): Promise<TicketView | null> {
    const { log, clock } = this.#parts;
    const story = new Story(this.#hall, ticketId(ticket), day);
    let after = seq - 1;
    for (let read = 0; read < pastRowsMax; read += pastPageRows) {
      const rows = await log.read(this.#stream, after, pastPageRows);
      for (const told of rows.map(toTold)) {
        if (story.hear(told) === 'over') return story.ticket();
      }
      if (rows.length < pastPageRows) return story.ticket();
      after += rows.length;
      await new Promise<void>((turn) => clock.soon(turn));
    }
    throw new LogFailure('unavailable', `no end of ${ticket} within ${pastRowsMax} rows`);
  }
}

/** What the log says of one ticket. */
class Story {
  readonly #id: TicketId;
  readonly #hall: HallState;
  readonly #day: { date: string; openedAt: number; endsAt: number; open: boolean };
  /** The ticket as its last day left it; the state itself forgets tickets then. */
  #left: TicketView | null = null;

  constructor(hall: string, id: TicketId, date: string) {
    this.#id = id;
    this.#hall = emptyHall(hallId(hall));
    this.#day = { date, openedAt: 0, endsAt: 0, open: true };
    this.#hall.day = this.#day;
  }

  hear(told: Told): 'goes-on' | 'over' {
    switch (told.type) {
      case 'day-closed':
        return this.#dayClosed(told);
      case 'day-opened':
        return this.#dayOpened(told);
      case 'configuration-changed':
        return 'goes-on';
    }
    if (!('ticket' in told.body) || told.body.ticket !== this.#id) return 'goes-on';
    prepare(this.#hall, told);
    evolve(this.#hall, told);
    const status = this.#hall.tickets.get(this.#id)?.status;
    return status === 'finished' || status === 'cancelled' ? 'over' : 'goes-on';
  }

  ticket(): TicketView | null {
    return this.#left ?? this.#now();
  }

  #now(): TicketView | null {
    const view = ticketView(this.#hall as Hall, noFacts, this.#id);
    // Alone in its hall it always stands first; how many stood before it is not told any more.
    return view && { ...view, ahead: null };
  }

  #dayClosed({ body, at }: Extract<Told, { type: 'day-closed' }>): 'goes-on' | 'over' {
    const unserved = body.unserved.some(({ ticket }) => ticket === this.#id);
    const now = this.#now();
    this.#left = unserved && now ? { ...now, status: 'unserved', endedAt: at } : now;
    // Midnight may carry it over: the day that opens next says so.
    return unserved || body.because === 'by-hand' ? 'over' : 'goes-on';
  }

  #dayOpened({ body, ...told }: Extract<Told, { type: 'day-opened' }>): 'goes-on' | 'over' {
    const crossed = body.crossing.tickets.filter(({ id }) => id === this.#id);
    if (crossed.length === 0) return this.#left ? 'over' : 'goes-on';
    const counters = body.crossing.counters.filter(({ inHand }) => inHand === this.#id);
    evolve(this.#hall, {
      ...told,
      type: 'day-opened',
      body: { ...body, crossing: { tickets: crossed, counters, overtaken: [] } },
    });
    // Its day stays the one on which it was given.
    this.#hall.day = this.#day;
    this.#left = null;
    return 'goes-on';
  }
}

/** Makes the places that the event speaks of: a hall with one ticket needs no configuration. */
function prepare(hall: HallState, { type, body }: Told): void {
  if ('steps' in body) for (const { service } of body.steps) line(hall, service);
  if (type === 'step-advanced' && 'service' in body) line(hall, body.service);
  if (type === 'ticket-transferred' && 'toService' in body) {
    line(hall, body.toService);
    if (body.toCounter !== null) counter(hall, body.toCounter);
  }
  if ('counter' in body && body.counter !== null) counter(hall, body.counter);
}

function line(hall: HallState, service: ServiceId): void {
  if (!hall.lines.has(service)) hall.lines.set(service, []);
}

function counter(hall: HallState, id: CounterId): void {
  if (!hall.sentLines.has(id)) hall.sentLines.set(id, []);
  if (!hall.counters.has(id)) hall.counters.set(id, emptyCounter(id));
}

const emptyCounter = (id: CounterId): Counter => ({
  id,
  status: 'open',
  clerk: null,
  pauseReason: null,
  inHand: null,
  lastActAt: 0,
  tide: null,
});
