/**
 * The log read by somebody else: a small book-keeping of tickets, hands, lines and labels that shares
 * nothing with `core` but the shapes of events, so that a wrong rule does not prove itself right.
 */
import type { Configuration } from '../../../core/hall/configuration.ts';
import type { EventBodies, EventType, HallEvent } from '../../../core/hall/events.ts';
import type { Row } from '../../../log/log.ts';
import { entryOf, judgeAdopted, judgeKept } from './adopted.ts';
import { type Books, type Entry, inHall, type LoggedCall, localOf, type Turned } from './books.ts';
import { strangeKeys } from './keys.ts';
import { Limits } from './limits.ts';
import { judgeCrossing } from './midnight.ts';
import { callable, judgePostponed, judgeReturned } from './postponed.ts';
import { judgeLeft, judgeReach } from './reach.ts';
import { dueByForecast, type Forecasts, judgeTide } from './tide.ts';
import { aheadOfNewcomer, countOvertaken, judgeCall, judgeSteps, stand } from './turn.ts';

const labelShape = /^[A-HJ-NP-Z]{1,2}(\d{3}|[1-9]\d{3})$/;
const editionsMax = 4;
type Fail = (invariant: string, what: string) => void;

/** After these a ticket with a further step goes on to it. */
const goesOn: ReadonlySet<string> = new Set(['done', 'accepted']);

export class Ledger implements Books {
  readonly tickets = new Map<string, Entry>();
  readonly calls: LoggedCall[] = [];
  /** Every ticket ever issued, with what was said of it. */
  readonly issued = new Map<string, { label: string; day: string; seq: number; cmd: string }>();
  readonly hands = new Map<string, string>();
  readonly open = new Map<string, string>();
  readonly paused = new Set<string>();
  readonly tides = new Map<string, Turned>();
  /** What deeds of `tell-forecast` told, by the deed. */
  readonly forecasts = new Map<string, Forecasts>();
  day: { date: string; open: boolean } | null = null;
  rows = 0;
  readonly #fail: Fail;
  readonly #now: () => number;
  readonly #labels = new Map<string, Set<string>>();
  readonly #deeds = new Set<string>();
  /** Tickets whose present step has begun. */
  readonly #served = new Set<string>();
  configuration: Configuration | null = null;
  readonly #limits: Limits;
  readonly #versions = new Set<string>();
  #editions = 0;
  #crosses = false;
  #at = 0;
  #cmd = '';
  /** Counters that were left in the present deed. */
  readonly #left = new Set<string>();
  /** A ticket whose step has ended and which has a further one: the next row must move it on. */
  #advances: string | null = null;
  /** Who went on by the present deed. */
  #advanced: string | null = null;
  /** How many counters the present deed must turn by its forecast, and how many it has. */
  #turns = { due: 0, done: 0 };
  /** What happened: see `Played` in ../simulate.ts. */
  readonly seen = new Set<string>();

  constructor(fail: Fail, now: () => number) {
    this.#fail = fail;
    this.#now = now;
    this.#limits = new Limits(fail);
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
    if (row.cmd !== this.#cmd) this.#checkDeed(row);
    this.#cmd = row.cmd;
    this.#deeds.add(row.cmd);
    const strange = strangeKeys(row.type as EventType, row.body);
    if (strange.length > 0) {
      this.#fail('no-persons', `row ${row.seq} (${row.type}) says ${strange.join(', ')}`);
    }
    const event = { type: row.type, body: row.body } as HallEvent;
    const { because } = row.body as { because?: { rule?: string; overflow?: true } };
    this.seen.add(because?.rule === undefined ? row.type : `${row.type} ${because.rule}`);
    if (because?.overflow) this.seen.add('overflow');
    this.#checkAdvance(event, row);
    this.#take(event, row);
  }

  #take(event: HallEvent, row: Row): void {
    switch (event.type) {
      case 'day-opened':
        return this.#dayOpened(event.body, row);
      case 'day-closed':
        return this.#dayClosed(event.body, row);
      case 'day-extended':
      case 'labels-skipped':
        return;
      case 'configuration-changed':
        return this.#configured(event.body.configuration, row);
      case 'ticket-issued':
        return this.#issued(event.body, row);
      case 'ticket-adopted':
        return this.#adopted(event.body, row);
      case 'counter-signed-in':
        if (this.open.has(event.body.counter)) {
          this.#fail('counters-make-sense', `row ${row.seq} opens a counter that is open`);
        }
        this.open.set(event.body.counter, event.body.clerk ?? 'token');
        this.paused.delete(event.body.counter);
        return;
      case 'counter-signed-out':
        if (!this.open.delete(event.body.counter)) {
          this.#fail('counters-make-sense', `row ${row.seq} closes a counter that is closed`);
        }
        this.paused.delete(event.body.counter);
        this.#left.add(event.body.counter);
        return;
      case 'counter-paused':
        this.paused.add(event.body.counter);
        return;
      case 'counter-unpaused':
        this.paused.delete(event.body.counter);
        return;
      case 'counter-services-changed':
        return this.#turned(event.body, row);
      case 'service-paused':
      case 'service-resumed':
        return;
      default:
        return this.#onTicket(event, row);
    }
  }

  /** A hub that came up late may put an older file in force once; hubs that take turns do so for ever. */
  #configured(configuration: Configuration, row: Row): void {
    if (this.#versions.has(configuration.version)) this.#editions += 1;
    if (this.#editions > editionsMax) {
      this.#fail('configuration-prevails', `row ${row.seq} turns back to ${configuration.version}`);
    }
    this.#versions.add(configuration.version);
    this.configuration = configuration;
  }

  #turned(body: EventBodies['counter-services-changed'], row: Row): void {
    this.#turns.done += 1;
    judgeTide(this, body, row, this.forecasts.get(row.cmd), this.#fail);
    const { counter, services, because } = body;
    if (services === null) this.tides.delete(counter);
    else this.tides.set(counter, { services, because });
  }

  /** A step that ended well leads on at once where there is a next one, and nothing else does (STEP-1). */
  #checkAdvance(event: HallEvent, row: Row): void {
    const due = this.#advances;
    this.#advances = null;
    const came = event.type === 'step-advanced' ? event.body.ticket : null;
    if (came !== due) {
      const label = this.tickets.get(due ?? came ?? '')?.label;
      const what = `row ${row.seq} (${row.type}): ${label} should go on: ${due !== null}`;
      this.#fail('steps-go-on', what);
    }
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
        if (goesOn.has(event.body.outcome) && ticket.step + 1 < ticket.steps.length) {
          this.#advances = id;
        }
        return this.#leave(ticket, id, 'finished');
      case 'step-advanced':
        ticket.step += 1;
        ticket.service = ticket.steps[ticket.step] ?? '';
        if (event.body.step !== ticket.step || event.body.service !== ticket.service) {
          this.#fail('steps-go-on', `row ${row.seq}: ${ticket.label} goes on to another service`);
        }
        this.#served.delete(id);
        this.#advanced = id;
        return this.#waits(ticket);
      case 'ticket-reclassed':
        this.#is(ticket, ['waiting', 'parked', 'missed'], row);
        this.#limits.reclassed(this, event.body, row);
        ticket.ticketClass = event.body.class;
        if (ticket.status === 'waiting') stand(this, ticket);
        return;
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
        return this.#waits(ticket);
      case 'ticket-released':
        this.#is(ticket, ['waiting'], row);
        ticket.sentTo = null;
        return this.#waits(ticket);
      case 'ticket-rejoined':
        this.#is(ticket, ['missed'], row);
        ticket.sentTo = null;
        ticket.orderAt = event.body.orderAt;
        ticket.orderSeq = row.seq;
        return this.#waits(ticket);
      case 'ticket-kept':
        this.seen.add(`ticket-kept ${event.body.because}`);
        judgeKept(ticket, event.body, row, this.#fail);
        return this.#waits(ticket);
      case 'ticket-postponed':
        return judgePostponed(this, ticket, event.body, row, this.#fail);
      case 'ticket-returned':
        judgeReturned(this, ticket, event.body, row, this.#fail);
        return this.#waits(ticket);
      case 'ticket-cancelled':
        this.#is(ticket, ['held', 'waiting', 'postponed', 'called', 'parked', 'missed'], row);
        return this.#leave(ticket, id, 'cancelled');
    }
  }

  #waits(ticket: Entry): void {
    ticket.status = 'waiting';
    stand(this, ticket);
  }

  #issued(body: EventBodies['ticket-issued'], row: Row): void {
    const { ticket, label } = body;
    this.#given(body, row, this.day?.date ?? '');
    if (!labelShape.test(label)) this.#fail('label-once-a-day', `${label} is no label`);
    this.#limits.issued(this, body, row);
    const entry = entryOf(body, row);
    judgeSteps(this, entry, row, this.#fail);
    const ahead = aheadOfNewcomer(this, entry, row.at);
    if (ahead !== body.ahead) {
      this.#fail('in-turn', `${label} was told ${body.ahead} ahead, but ${ahead} go before it`);
    }
    this.tickets.set(ticket, entry);
    this.#waits(entry);
  }

  #adopted(body: EventBodies['ticket-adopted'], row: Row): void {
    const entry = judgeAdopted(this, body, row, this.#fail);
    const past = body.ended === 'day-closed';
    this.#given(body, row, past ? localOf(body.takenAt).date : (this.day?.date ?? ''));
    if (!entry) return;
    this.#limits.adopted(this, body);
    this.tickets.set(body.ticket, entry);
  }

  /** No label twice on a date, no ticket twice at all. */
  #given({ ticket, label }: { ticket: string; label: string }, row: Row, date: string): void {
    const labels = this.#labels.get(date) ?? new Set();
    this.#labels.set(date, labels);
    if (labels.has(label)) this.#fail('label-once-a-day', `${label} twice on ${date}`);
    labels.add(label);
    if (this.issued.has(ticket)) this.#fail('one-request-one-deed', `${ticket} was issued twice`);
    this.issued.set(ticket, { label, day: date, seq: row.seq, cmd: row.cmd });
  }

  #called(body: EventBodies['ticket-called'], ticket: Entry, row: Row): void {
    if (body.label !== ticket.label) this.#fail('no-lost-ticket', `row ${row.seq}: wrong label`);
    if (!this.open.has(body.counter)) {
      this.#fail('counters-make-sense', `row ${row.seq} calls to closed counter ${body.counter}`);
    }
    judgeCall(this, body, row, this.#advanced, this.#fail);
    countOvertaken(this, body.ticket, body.counter, row.at);
    this.#intoHand(ticket, body.ticket, body.counter, row, callable(body));
    ticket.status = 'called';
    this.#call(body.ticket, row);
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
    this.#crosses = body.because === 'midnight' && this.configuration?.neverCloses === true;
    if (this.day) this.day.open = false;
    if (this.#crosses) return;
    const told = new Map(body.unserved.map(({ ticket, status }) => [ticket as string, status]));
    for (const [id, ticket] of this.tickets) {
      const left = inHall.has(ticket.status);
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
    this.paused.clear();
    this.tides.clear();
  }

  #dayOpened(body: EventBodies['day-opened'], row: Row): void {
    if (this.day && body.day < this.day.date) {
      this.#fail('time-never-back', `row ${row.seq} opens ${body.day} after ${this.day.date}`);
    }
    judgeCrossing(this, body, row, this.#fail);
    const crossing = new Set<string>(body.crossing.tickets.map(({ id }) => id));
    for (const id of [...this.tickets.keys()]) if (!crossing.has(id)) this.tickets.delete(id);
    const labels = this.#labels.get(body.day) ?? new Set();
    for (const { label } of this.tickets.values()) labels.add(label);
    this.#labels.set(body.day, labels);
    this.day = { date: body.day, open: true };
    this.configuration = body.configuration;
  }

  /** A deed has ended, and another begins. */
  #checkDeed({ cmd, seq }: Row): void {
    judgeLeft(this, this.hands, this.#left, this.#fail);
    this.#left.clear();
    this.#advanced = null;
    const { due, done } = this.#turns;
    if (due !== 0 && due !== done) {
      this.#fail('tide-as-told', `before row ${seq}: ${done} of ${due} counters were turned`);
    }
    const told = this.forecasts.get(cmd);
    this.#turns = { due: told ? dueByForecast(this, told) : 0, done: 0 };
  }

  /** Every ticket that nobody holds can still be reached. To be asked when it is calm. */
  checkReachable(): void {
    judgeReach(this, this.hands, this.#fail);
  }
}
