/**
 * Events to figures, one after the other: no clock, no table, the same events give the same figures
 * in whatever bites they come. What happens is counted on the service day and in the local hour in
 * which it happens.
 */
import type { EventBodies, Told } from '../../core/hall/events.ts';
import { type LegEnd, type LegFact, SumTable } from './facts.ts';
import { isBefore, itemsOf, legOf } from './leg.ts';
import { type FoldState, nothingYet, type OpenLeg } from './state.ts';
import { count, measure } from './sums.ts';

const minuteMs = 60_000;
/** The reason of a number that another one replaced (AWAY-6). */
const issuedAway = 'issued-away';

/** Local time of an event. */
export interface Local {
  readonly date: string;
  /** `09`. */
  readonly hour: string;
}

export interface Folded {
  readonly facts: readonly LegFact[];
  readonly sums: SumTable;
}

export class Fold {
  readonly state: FoldState;
  readonly #local: (at: number) => Local;
  /** Who waits, by service. */
  readonly #lines = new Map<string, Set<OpenLeg>>();
  #facts: LegFact[] = [];
  #sums = new SumTable();
  #at = 0;
  #hour = '';

  constructor(local: (at: number) => Local, state: FoldState = nothingYet()) {
    this.state = state;
    this.#local = local;
    for (const leg of state.legs.values()) if (leg.waiting) this.#line(leg.service).add(leg);
  }

  /** What has come of the events since the last time that this was asked. */
  drain(): Folded {
    const folded = { facts: this.#facts, sums: this.#sums };
    this.#facts = [];
    this.#sums = new SumTable();
    return folded;
  }

  /** Takes up one event; they come in order. */
  take(told: Told): void {
    const { date, hour } = this.#local(told.at);
    this.state.seq = told.seq;
    if (told.type !== 'day-opened') this.state.day ??= date;
    this.#at = told.at;
    this.#hour = hour;
    switch (told.type) {
      case 'day-opened':
        return this.#dayOpened(told.body);
      case 'day-closed':
        this.#leaveAll();
        if (told.body.because === 'by-hand' || this.state.endsWithDay) this.#endAll();
        return;
      case 'configuration-changed':
        this.state.endsWithDay = told.body.configuration.neverCloses !== true;
        return;
      case 'ticket-issued':
        return this.#issued(told.body, told.seq);
      case 'ticket-adopted':
        return this.#adopted(told.body, told.seq);
      case 'counter-signed-in':
        this.#leave(told.body.counter);
        return this.#seat(told.body.counter, told.body.clerk, told.at);
      case 'counter-signed-out':
        return this.#leave(told.body.counter);
      case 'counter-paused':
        return this.#pause(told.body.counter);
      case 'counter-unpaused':
        return this.#unpause(told.body.counter);
      case 'day-extended':
      case 'labels-skipped':
      case 'counter-services-changed':
      case 'service-paused':
      case 'service-resumed':
        return;
      default: {
        const leg = this.state.legs.get(told.body.ticket);
        // A log without its beginning speaks of tickets of which nothing is known.
        if (leg) this.#onTicket(leg, told);
      }
    }
  }

  #onTicket(leg: OpenLeg, told: OnTicket): void {
    switch (told.type) {
      case 'ticket-kept':
      case 'ticket-released':
        leg.sentTo = null;
        return this.#wait(leg, true);
      case 'ticket-called':
        return this.#called(leg, told.body);
      case 'ticket-recalled':
        leg.recalls += 1;
        return this.#count(leg, 'recalls');
      case 'step-started':
        return this.#started(leg, told.body.counter);
      case 'step-finished':
        return this.#finished(leg, told.body);
      case 'step-advanced':
        return this.#advanced(leg, told.body, told.seq);
      case 'ticket-reclassed':
        leg.class = told.body.class;
        return;
      case 'ticket-missed':
        this.#count(leg, 'missed');
        this.#rest(leg);
        Object.assign(leg, { missed: true, misses: leg.misses + 1 });
        return;
      case 'ticket-rejoined':
        Object.assign(leg, { missed: false, orderAt: told.body.orderAt, orderSeq: told.seq });
        this.#count(leg, 'rejoined');
        return this.#wait(leg, true);
      case 'ticket-postponed':
        this.#count(leg, 'postponed');
        return this.#wait(leg, false);
      case 'ticket-returned':
        leg.sentTo = told.body.counter;
        return this.#wait(leg, true);
      case 'ticket-parked':
        this.#count(leg, 'parked');
        return this.#rest(leg);
      case 'ticket-resumed':
        this.#placed(leg, told.body.counter);
        if (leg.startedAt !== null) leg.servingFrom = told.at;
        return this.#wait(leg, false);
      case 'ticket-transferred':
        return this.#transferred(leg, told.body);
      case 'ticket-cancelled':
        return this.#end(leg, told.body.reason === issuedAway ? 'replaced' : 'cancelled');
    }
  }

  #dayOpened(body: EventBodies['day-opened']): void {
    this.#leaveAll();
    const crossing = new Set<string>(body.crossing.tickets.map(({ id }) => id));
    this.#endAll((leg) => !crossing.has(leg.ticket));
    // A day that was closed by hand and opens again is one day.
    if (this.state.day !== body.day) {
      this.state.clerks = new Set();
      this.state.counters = new Set();
      count(this.#sums.at(body.day, 'all', ''), 'days');
    }
    this.state.day = body.day;
    this.state.endsWithDay = body.configuration.neverCloses !== true;
    for (const { id, status, clerk } of body.crossing.counters) {
      if (status === 'closed') continue;
      this.#seat(id, clerk, this.#at);
      if (status === 'paused') this.#pause(id);
    }
  }

  #issued(body: EventBodies['ticket-issued'], seq: number): void {
    const { ticket, steps, class: of, orderAt, origin, booking, promised } = body;
    const since = Math.max(this.#at, booking?.late === false ? booking.slotAt : this.#at);
    const channel = booking ? 'booking' : origin.kind;
    const leg = legOf({ ticket, steps, class: of, channel, since, orderAt, orderSeq: seq });
    leg.promised = promised && { low: promised.low, high: promised.high };
    this.#begun(leg, true);
    this.#count(leg, 'issued');
    if (body.assisted) this.#count(leg, 'assisted');
  }

  #adopted(body: EventBodies['ticket-adopted'], seq: number): void {
    const { ticket, steps, class: of, orderAt, takenAt: since } = body;
    // One whose day was over never stood in a line of the hub.
    if (body.ended !== null) return count(this.#sums.at(this.#day, 'all', ''), 'adoptedClosed');
    const channel = 'away';
    const leg = legOf({ ticket, steps, class: of, channel, since, orderAt, orderSeq: seq });
    this.#begun(leg, false);
    this.#count(leg, 'issued');
  }

  #begun(leg: OpenLeg, waits: boolean): void {
    this.state.legs.set(leg.ticket, leg);
    this.#count(leg, 'legs');
    this.#wait(leg, waits);
  }

  #called(leg: OpenLeg, body: EventBodies['ticket-called']): void {
    this.#wait(leg, false);
    this.#placed(leg, body.counter);
    this.#count(leg, 'calls');
    const overtaken = this.#overtake(leg, body.counter);
    if (overtaken > 0) this.#count(leg, 'overtakings', overtaken);
    if (leg.calledAt !== null) return;
    leg.calledAt = this.#at;
    leg.rule = body.because.rule;
    this.#count(leg, 'called');
    // Who came before the slot and was called before it has not waited.
    const waited = Math.max(0, this.#at - leg.since);
    this.#measure(leg, 'toCall', waited);
    if (leg.promised) this.#judge(leg, leg.promised, waited);
  }

  /** Was it as it was promised? Of the first service only: that is what was promised. */
  #judge(leg: OpenLeg, { low, high }: { low: number; high: number }, waited: number): void {
    this.#count(leg, 'promised');
    if (waited <= high * minuteMs) this.#count(leg, 'promised.kept');
    if (waited >= low * minuteMs && waited <= high * minuteMs) this.#count(leg, 'promised.within');
    const off = waited - ((low + high) / 2) * minuteMs;
    this.#count(leg, 'promised.off', Math.round(off));
    this.#count(leg, 'promised.offAbs', Math.round(Math.abs(off)));
  }

  /** Whoever stands before it in the same line, and could have been called there, is overtaken. */
  #overtake(called: OpenLeg, counter: string): number {
    let overtaken = 0;
    for (const leg of this.#line(called.service)) {
      const elsewhere = leg.sentTo !== null && leg.sentTo !== counter;
      if (elsewhere || !isBefore(leg, called)) continue;
      leg.overtaken += 1;
      overtaken += 1;
      if (leg.overtaken === 1) this.#count(leg, 'overtaken');
    }
    return overtaken;
  }

  #started(leg: OpenLeg, counter: string): void {
    this.#placed(leg, counter);
    leg.servingFrom = this.#at;
    if (leg.startedAt !== null) return;
    leg.startedAt = this.#at;
    this.#count(leg, 'started');
    this.#measure(leg, 'toArrival', Math.max(0, this.#at - leg.since));
  }

  #finished(leg: OpenLeg, body: EventBodies['step-finished']): void {
    this.#placed(leg, body.counter);
    this.#rest(leg);
    this.#count(leg, 'finished');
    this.#count(leg, `outcome.${body.outcome}`);
    if (leg.startedAt !== null) this.#measure(leg, 'service', leg.servedMs);
    this.#fact(leg, 'finished', body.outcome);
    if (leg.step + 1 < leg.steps.length) leg.between = true;
    else this.state.legs.delete(leg.ticket);
  }

  #advanced(leg: OpenLeg, body: EventBodies['step-advanced'], seq: number): void {
    const { orderAt, orderSeq, ...rest } = leg;
    const next = legOf({ ...rest, orderAt, orderSeq: orderSeq || seq, since: this.#at });
    this.#begun(Object.assign(next, { step: body.step, service: body.service }), true);
  }

  #transferred(leg: OpenLeg, body: EventBodies['ticket-transferred']): void {
    this.#rest(leg);
    this.#count(leg, 'transferred');
    this.#fact(leg, 'transferred', null);
    const next = legOf({ ...leg, since: this.#at });
    const { step, leg: legs } = leg;
    Object.assign(next, { step, leg: legs + 1, service: body.toService, sentTo: body.toCounter });
    this.#begun(next, true);
  }

  #end(leg: OpenLeg, end: LegEnd): void {
    this.#wait(leg, false);
    this.#rest(leg);
    this.state.legs.delete(leg.ticket);
    if (leg.between) return;
    this.#count(leg, end === 'missed' ? 'gone' : end);
    this.#fact(leg, end, null);
  }

  #endAll(which: (leg: OpenLeg) => boolean = () => true): void {
    for (const leg of [...this.state.legs.values()].filter(which)) {
      this.#end(leg, leg.missed ? 'missed' : 'unserved');
    }
  }

  #fact(leg: OpenLeg, end: LegEnd, outcome: LegFact['outcome']): void {
    const { ticket, step, leg: number, service, channel, counter, clerk, since } = leg;
    const { calledAt, startedAt, servedMs, misses, recalls, overtaken, rule, promised } = leg;
    this.#facts.push({
      ...{ ticket, step, leg: number, day: this.#day, service, items: itemsOf(leg) },
      ...{ class: leg.class, channel, counter, clerk, since, calledAt, startedAt },
      ...{ endedAt: this.#at, servedMs, end, outcome, misses, recalls, overtaken, rule, promised },
    });
  }

  /** It is at this counter, with who sits there. */
  #placed(leg: OpenLeg, counter: string): void {
    leg.counter = counter;
    leg.clerk = this.state.seats.get(counter)?.clerk ?? null;
  }

  /** Nobody serves it any more. */
  #rest(leg: OpenLeg): void {
    if (leg.servingFrom === null) return;
    const ms = this.#at - leg.servingFrom;
    leg.servedMs += ms;
    leg.servingFrom = null;
    this.#count(leg, 'servingMs', ms);
  }

  #wait(leg: OpenLeg, waits: boolean): void {
    leg.waiting = waits;
    if (waits) this.#line(leg.service).add(leg);
    else this.#line(leg.service).delete(leg);
  }

  #line(service: string): Set<OpenLeg> {
    const known = this.#lines.get(service);
    if (known) return known;
    const made = new Set<OpenLeg>();
    this.#lines.set(service, made);
    return made;
  }

  #seat(counter: string, clerk: string | null, from: number): void {
    this.state.seats.set(counter, { clerk, from, pausedFrom: null });
    const all = this.#sums.at(this.#day, 'all', '');
    if (!this.state.counters.has(counter)) {
      count(all, 'counterDays');
      count(this.#sums.at(this.#day, 'counter', counter), 'days');
    }
    this.state.counters.add(counter);
    if (clerk === null || this.state.clerks.has(clerk)) return;
    this.state.clerks.add(clerk);
    count(all, 'clerkDays');
    count(this.#sums.at(this.#day, 'clerk', clerk), 'days');
  }

  #leave(counter: string): void {
    const seat = this.state.seats.get(counter);
    if (!seat) return;
    this.#unpause(counter);
    this.state.seats.delete(counter);
    this.#atSeat(counter, seat.clerk, 'signedMs', this.#at - seat.from);
  }

  #leaveAll(): void {
    for (const counter of [...this.state.seats.keys()]) this.#leave(counter);
  }

  #pause(counter: string): void {
    const seat = this.state.seats.get(counter);
    if (seat) seat.pausedFrom ??= this.#at;
  }

  #unpause(counter: string): void {
    const seat = this.state.seats.get(counter);
    if (!seat || seat.pausedFrom === null) return;
    this.#atSeat(counter, seat.clerk, 'pausedMs', this.#at - seat.pausedFrom);
    seat.pausedFrom = null;
  }

  #atSeat(counter: string, clerk: string | null, name: string, ms: number): void {
    count(this.#sums.at(this.#day, 'all', ''), name, ms);
    count(this.#sums.at(this.#day, 'counter', counter), name, ms);
    if (clerk !== null) count(this.#sums.at(this.#day, 'clerk', clerk), name, ms);
  }

  #count(leg: OpenLeg, name: string, by = 1): void {
    for (const { sums } of this.#of(leg)) count(sums, name, by);
  }

  #measure(leg: OpenLeg, name: string, ms: number): void {
    for (const { sums, spread } of this.#of(leg)) measure(sums, name, ms, spread);
  }

  /** Every row of sums that a leg is counted in; small ones do without a spread. */
  *#of(leg: OpenLeg) {
    const [day, hour] = [this.#day, this.#hour];
    yield { sums: this.#sums.at(day, 'all', ''), spread: true };
    yield { sums: this.#sums.at(day, 'service', leg.service), spread: true };
    yield { sums: this.#sums.at(day, 'class', leg.class), spread: true };
    yield { sums: this.#sums.at(day, 'hour', hour), spread: true };
    yield { sums: this.#sums.at(day, 'channel', leg.channel), spread: false };
    for (const item of itemsOf(leg)) {
      yield { sums: this.#sums.at(day, 'item', item), spread: false };
    }
    const { counter, clerk } = leg;
    if (counter === null) return;
    yield { sums: this.#sums.at(day, 'counter', counter), spread: true };
    yield { sums: this.#sums.at(day, 'counter-hour', `${counter}/${hour}`), spread: false };
    if (clerk !== null) yield { sums: this.#sums.at(day, 'clerk', clerk), spread: true };
  }

  get #day(): string {
    return this.state.day ?? '';
  }
}

type OnTicket = Extract<Told, { body: { ticket: unknown; step: number } }>;
