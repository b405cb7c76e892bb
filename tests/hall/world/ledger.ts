/**
 * The log read by somebody else: a small book-keeping of tickets, hands, lines and labels that shares
 * nothing with `core` but the shapes of events, so that a wrong rule does not prove itself right.
 */
import type { Configuration } from '../../../core/hall/configuration.ts';
import type { EventBodies, EventType, HallEvent } from '../../../core/hall/events.ts';
import type { Row } from '../../../log/log.ts';
import { strangeKeys } from './keys.ts';

export interface Entry {
  readonly label: string;
  status: string;
  service: string;
  counter: string | null;
  sentTo: string | null;
  orderAt: number;
  orderSeq: number;
  missedAt: number;
  readonly kiosk: string | null;
}

/** A call as the screens have to announce it. */
export interface LoggedCall {
  readonly seq: number;
  readonly at: number;
  readonly ticket: string;
  /** By the world's time. */
  readonly told: number;
  /** When the ticket was no longer called there, by the world's time. */
  until: number;
}

const labelShape = /^[A-HJ-NP-Z]{1,2}(\d{3}|[1-9]\d{3})$/;
const minuteMs = 60_000;
const turnsMax = 4;

export class Ledger {
  readonly tickets = new Map<string, Entry>();
  readonly calls: LoggedCall[] = [];
  /** Every ticket ever issued, with what was said of it. */
  readonly issued = new Map<string, { label: string; day: string; seq: number; cmd: string }>();
  readonly hands = new Map<string, string>();
  readonly open = new Map<string, string>();
  day: { date: string; open: boolean } | null = null;
  rows = 0;
  readonly #fail: (invariant: string, what: string) => void;
  readonly #now: () => number;
  readonly #labels = new Map<string, Set<string>>();
  readonly #deeds = new Set<string>();
  /** Tickets whose present step has begun. */
  readonly #served = new Set<string>();
  #configuration: Configuration | null = null;
  readonly #versions = new Set<string>();
  #turns = 0;
  #crosses = false;
  #at = 0;
  #cmd = '';
  /** Counters that were left in the present deed. */
  readonly #left = new Set<string>();

  constructor(fail: (invariant: string, what: string) => void, now: () => number) {
    this.#fail = fail;
    this.#now = now;
  }

  /** Takes up one row, in order. */
  add(row: Row): void {
    this.rows += 1;
    if (row.seq !== this.rows) this.#fail('rows-in-order', `row ${row.seq} after ${this.rows - 1}`);
    if (row.at < this.#at) this.#fail('time-never-back', `row ${row.seq} is before the one before`);
    this.#at = row.at;
    if (row.cmd !== this.#cmd && this.#deeds.has(row.cmd)) {
      this.#fail('one-request-one-deed', `${row.cmd} was done again by row ${row.seq}`);
    }
    if (row.cmd !== this.#cmd) this.#checkLeft();
    this.#cmd = row.cmd;
    this.#deeds.add(row.cmd);
    const strange = strangeKeys(row.type as EventType, row.body);
    if (strange.length > 0) {
      this.#fail('no-persons', `row ${row.seq} (${row.type}) says ${strange.join(', ')}`);
    }
    this.#take({ type: row.type, body: row.body } as HallEvent, row);
  }

  #take(event: HallEvent, row: Row): void {
    switch (event.type) {
      case 'day-opened':
        return this.#dayOpened(event.body, row);
      case 'day-closed':
        return this.#dayClosed(event.body, row);
      case 'day-extended':
        return;
      case 'configuration-changed':
        return this.#configured(event.body.configuration, row);
      case 'ticket-issued':
        return this.#issued(event.body, row);
      case 'counter-signed-in':
        if (this.open.has(event.body.counter)) {
          this.#fail('counters-make-sense', `row ${row.seq} opens a counter that is open`);
        }
        this.open.set(event.body.counter, event.body.clerk ?? 'token');
        return;
      case 'counter-signed-out':
        if (!this.open.delete(event.body.counter)) {
          this.#fail('counters-make-sense', `row ${row.seq} closes a counter that is closed`);
        }
        this.#left.add(event.body.counter);
        return;
      case 'counter-paused':
      case 'counter-unpaused':
      case 'counter-services-changed':
        return;
      default:
        return this.#onTicket(event, row);
    }
  }

  /** A hub that came up late may put an older file in force once; hubs that take turns do so for ever. */
  #configured(configuration: Configuration, row: Row): void {
    if (this.#versions.has(configuration.version)) this.#turns += 1;
    if (this.#turns > turnsMax) {
      this.#fail('configuration-prevails', `row ${row.seq} turns back to ${configuration.version}`);
    }
    this.#versions.add(configuration.version);
    this.#configuration = configuration;
  }

  #onTicket(event: Extract<HallEvent, { body: { step: number } }>, row: Row): void {
    const { ticket: id } = event.body;
    const ticket = this.tickets.get(id);
    if (!ticket) return this.#fail('no-lost-ticket', `row ${row.seq} speaks of unknown ${id}`);
    switch (event.type) {
      case 'ticket-called':
        return this.#called(event.body, ticket, row);
      case 'ticket-recalled':
        this.#inHand(ticket, event.body, row, ['called', 'serving']);
        // Who is being served and was sent to copy a page is called back, but not announced (CALL-10).
        return ticket.status === 'called' ? this.#call(id, row) : undefined;
      case 'ticket-resumed':
        this.#intoHand(ticket, id, event.body.counter, row, ['parked']);
        ticket.status = this.#served.has(id) ? 'serving' : 'called';
        if (ticket.status === 'called') this.#call(id, row);
        return;
      case 'step-started':
        this.#inHand(ticket, event.body, row, ['called']);
        ticket.status = 'serving';
        this.#served.add(id);
        return this.#callOver(id);
      case 'step-finished':
        this.#inHand(ticket, event.body, row, ['serving']);
        return this.#leave(ticket, id, 'finished');
      case 'ticket-missed':
        this.#inHand(ticket, event.body, row, ['called']);
        ticket.missedAt = row.at;
        return this.#leave(ticket, id, 'missed');
      case 'ticket-parked':
        this.#inHand(ticket, event.body, row, ['called', 'serving']);
        return this.#leave(ticket, id, 'parked');
      case 'ticket-transferred':
        this.#inHand(ticket, event.body, row, ['called', 'serving']);
        this.#leave(ticket, id, 'waiting');
        ticket.service = event.body.toService;
        ticket.sentTo = event.body.toCounter;
        this.#served.delete(id);
        return;
      case 'ticket-released':
        this.#is(ticket, ['waiting'], row);
        ticket.sentTo = null;
        return;
      case 'ticket-rejoined':
        this.#is(ticket, ['missed'], row);
        ticket.status = 'waiting';
        ticket.sentTo = null;
        ticket.orderAt = event.body.orderAt;
        ticket.orderSeq = row.seq;
        return;
      case 'ticket-cancelled':
        this.#is(ticket, ['waiting', 'called', 'parked', 'missed'], row);
        return this.#leave(ticket, id, 'cancelled');
    }
  }

  #issued(body: EventBodies['ticket-issued'], row: Row): void {
    const { ticket, label } = body;
    const date = this.day?.date ?? '';
    const labels = this.#labels.get(date) ?? new Set();
    this.#labels.set(date, labels);
    if (labels.has(label))
      this.#fail('label-once-a-day', `${label} twice on ${date}, row ${row.seq}`);
    labels.add(label);
    if (!labelShape.test(label)) this.#fail('label-once-a-day', `${label} is no label`);
    if (this.issued.has(ticket)) this.#fail('one-request-one-deed', `${ticket} was issued twice`);
    const service = body.steps[0]?.service ?? '';
    const waiting = [...this.tickets.values()].filter(
      (one) => one.status === 'waiting' && one.sentTo === null && one.service === service,
    );
    if (waiting.length !== body.ahead) {
      this.#fail('in-turn', `${label} was told ${body.ahead} ahead, but ${waiting.length} wait`);
    }
    this.issued.set(ticket, { label, day: date, seq: row.seq, cmd: row.cmd });
    this.tickets.set(ticket, {
      ...{ label, status: 'waiting', service, counter: null, sentTo: null, missedAt: 0 },
      ...{ orderAt: row.at, orderSeq: row.seq },
      kiosk: body.origin.kind === 'kiosk' ? body.origin.id : null,
    });
  }

  #called(body: EventBodies['ticket-called'], ticket: Entry, row: Row): void {
    if (body.label !== ticket.label) this.#fail('no-lost-ticket', `row ${row.seq}: wrong label`);
    if (!this.open.has(body.counter)) {
      this.#fail('counters-make-sense', `row ${row.seq} calls to closed counter ${body.counter}`);
    }
    if (body.because.rule !== 'chosen') this.#inTurn(body, ticket, row);
    this.#intoHand(ticket, body.ticket, body.counter, row, ['waiting', 'missed']);
    ticket.status = 'called';
    this.#call(body.ticket, row);
  }

  /** Nobody who may be called there has waited longer. */
  #inTurn(body: EventBodies['ticket-called'], ticket: Entry, row: Row): void {
    const place = this.#configuration?.counters.find(({ id }) => id === body.counter);
    for (const [id, other] of this.tickets) {
      if (id === body.ticket || other.status !== 'waiting') continue;
      const here =
        other.sentTo === null
          ? place?.services.some((service) => service === other.service)
          : other.sentTo === body.counter;
      const before = other.orderAt - ticket.orderAt || other.orderSeq - ticket.orderSeq;
      if (here && before < 0) {
        this.#fail('in-turn', `row ${row.seq} calls ${ticket.label} before ${other.label}`);
      }
    }
  }

  #intoHand(ticket: Entry, id: string, counter: string, row: Row, from: readonly string[]): void {
    const held = this.hands.get(counter);
    if (held) this.#fail('one-hand', `row ${row.seq}: counter ${counter} already holds ${held}`);
    this.#is(ticket, from, row);
    this.hands.set(counter, id);
    ticket.counter = counter;
    ticket.sentTo = null;
  }

  #inHand(
    ticket: Entry,
    { ticket: id, counter }: { ticket: string; counter: string },
    row: Row,
    status: readonly string[],
  ): void {
    if (this.hands.get(counter) !== id) {
      this.#fail('one-hand', `row ${row.seq} (${row.type}): ${id} is not in hand at ${counter}`);
    }
    this.#is(ticket, status, row);
  }

  #is(ticket: Entry, wanted: readonly string[], row: Row): void {
    if (wanted.includes(ticket.status)) return;
    this.#fail('one-hand', `row ${row.seq} (${row.type}): ${ticket.label} is ${ticket.status}`);
  }

  #leave(ticket: Entry, id: string, status: string): void {
    if (ticket.counter !== null && this.hands.get(ticket.counter) === id) {
      this.hands.delete(ticket.counter);
    }
    ticket.status = status;
    ticket.sentTo = null;
    this.#callOver(id);
  }

  #call(ticket: string, { seq, at }: Row): void {
    this.#callOver(ticket);
    this.calls.push({ seq, at, ticket, told: this.#now(), until: Number.POSITIVE_INFINITY });
  }

  #callOver(ticket: string): void {
    const call = this.calls.findLast((one) => one.ticket === ticket);
    if (call) call.until = Math.min(call.until, this.#now());
  }

  #dayClosed(body: EventBodies['day-closed'], row: Row): void {
    this.#crosses = body.because === 'midnight' && this.#configuration?.neverCloses === true;
    if (this.day) this.day.open = false;
    if (this.#crosses) return;
    const told = new Map(body.unserved.map(({ ticket, status }) => [ticket as string, status]));
    for (const [id, ticket] of this.tickets) {
      const left = ['waiting', 'called', 'serving', 'parked'].includes(ticket.status);
      if (left !== told.has(id)) {
        this.#fail('no-lost-ticket', `row ${row.seq}: ${ticket.label} was ${ticket.status}`);
      }
    }
    this.#clear();
  }

  #clear(): void {
    for (const id of this.tickets.keys()) this.#callOver(id);
    this.tickets.clear();
    this.hands.clear();
    this.open.clear();
  }

  #dayOpened(body: EventBodies['day-opened'], row: Row): void {
    if (this.day && body.day < this.day.date) {
      this.#fail('time-never-back', `row ${row.seq} opens ${body.day} after ${this.day.date}`);
    }
    const within = (this.#configuration?.rules.rejoinWithinMinutes ?? 0) * minuteMs;
    const crossing = new Map(body.crossing.tickets.map((ticket) => [ticket.id as string, ticket]));
    for (const [id, ticket] of this.tickets) {
      const crossed = crossing.get(id);
      const over = ['finished', 'cancelled'].includes(ticket.status);
      const late = ticket.status === 'missed' && ticket.missedAt + within < row.at;
      if (!crossed && !over && !late) {
        this.#fail('no-lost-ticket', `${ticket.label} (${ticket.status}) is lost at midnight`);
      }
      if (crossed && (over || crossed.status !== ticket.status || crossed.label !== ticket.label)) {
        this.#fail(
          'no-lost-ticket',
          `${ticket.label} (${ticket.status}) crosses as ${crossed.status}`,
        );
      }
      if (!crossed) this.tickets.delete(id);
    }
    for (const id of crossing.keys()) {
      if (!this.tickets.has(id)) this.#fail('no-lost-ticket', `${id} crosses from nowhere`);
    }
    const counters = new Set<string>(body.crossing.counters.map(({ id }) => id));
    for (const id of this.open.keys()) {
      if (!counters.has(id)) this.#fail('counters-make-sense', `counter ${id} closes at midnight`);
    }
    const labels = this.#labels.get(body.day) ?? new Set();
    for (const { label } of this.tickets.values()) labels.add(label);
    this.#labels.set(body.day, labels);
    this.day = { date: body.day, open: true };
    this.#configuration = body.configuration;
  }

  /** A deed that leaves a counter takes care of all who waited for it, or holds, alone. */
  #checkLeft(): void {
    for (const counter of this.#left) {
      if (this.open.has(counter)) continue;
      const sent = [...this.tickets.values()].find(({ sentTo }) => sentTo === counter);
      if (sent) this.#fail('no-lost-ticket', `${sent.label} waits for ${counter}, which was left`);
      if (this.hands.has(counter)) {
        this.#fail('no-lost-ticket', `counter ${counter} was left with a ticket in hand`);
      }
    }
    this.#left.clear();
  }

  /** Every ticket that nobody holds can still be reached: none waits for a counter that was left. */
  checkReachable(): void {
    for (const ticket of this.tickets.values()) {
      if (ticket.sentTo !== null && !this.open.has(ticket.sentTo)) {
        this.#fail('no-lost-ticket', `${ticket.label} waits for ${ticket.sentTo}, which is closed`);
      }
      const held = [...this.hands.values()].some((id) => this.tickets.get(id) === ticket);
      if (held !== ['called', 'serving'].includes(ticket.status)) {
        this.#fail('one-hand', `${ticket.label} is ${ticket.status}, in hand: ${held}`);
      }
    }
    for (const counter of this.hands.keys()) {
      if (!this.open.has(counter)) {
        this.#fail('no-lost-ticket', `counter ${counter} is closed with a ticket in hand`);
      }
    }
  }
}
