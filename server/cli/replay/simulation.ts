/**
 * A recorded day played again in memory by the hall's own rules: the same people come at the same times
 * and take as long as they took; who is called when is decided anew. Nothing is written anywhere.
 *
 * Whoever was let in that day is let in again, whatever the other rules' hours and limits say: people
 * who were turned away stand in no log, so only waits can be compared, not admission.
 */
import type { Actor, Command } from '../../../core/hall/commands.ts';
import type { Configuration } from '../../../core/hall/configuration.ts';
import { decide } from '../../../core/hall/decide.ts';
import type { Told } from '../../../core/hall/events.ts';
import { evolve } from '../../../core/hall/evolve.ts';
import { type CounterId, staffId, type TicketId } from '../../../core/hall/ids.ts';
import { nextDue } from '../../../core/hall/opening.ts';
import { isRefusal, type Refusal } from '../../../core/hall/refusals.ts';
import { emptyHall, type Hall, type HallState } from '../../../core/hall/state.ts';
import { type Calendar, calendarOf } from '../../hall/calendar.ts';
import { Agenda } from './agenda.ts';
import type { Leg, Order, Recorded, Visit } from './record.ts';

const minuteMs = 60_000;
const manager: Actor = { kind: 'manager', id: staffId('replay') };
/** A rule that says "too soon" is asked again so often at most. */
const triesMax = 3;

export interface Played {
  readonly events: readonly Told[];
  /** Numbers that the rules would not give, and class changes that they would not make. */
  readonly refused: number;
}

/** Plays the day by these rules and this roster. */
export function playAgain(
  recorded: Recorded,
  configuration: Configuration,
  orders: readonly Order[],
): Played {
  return new Simulation(recorded, configuration, orders).run();
}

class Simulation {
  readonly #recorded: Recorded;
  readonly #state: HallState;
  readonly #calendar: Calendar;
  readonly #agenda = new Agenda();
  readonly #events: Told[] = [];
  /** Which leg of its visit a ticket is at, and whether it has been missed already. */
  readonly #at = new Map<TicketId, { leg: number; missed: boolean }>();
  /** Windows whose clerk is between two visitors until then. */
  readonly #freeAt = new Map<CounterId, number>();
  readonly #leaving = new Set<CounterId>();
  #refused = 0;
  #now: number;

  constructor(recorded: Recorded, configuration: Configuration, orders: readonly Order[]) {
    const { opening, visits } = recorded;
    this.#recorded = recorded;
    this.#now = opening.at;
    this.#calendar = calendarOf(configuration.timeZone);
    this.#state = emptyHall(configuration.hall);
    this.#fold({ ...opening, body: { ...opening.body, configuration: openTo(configuration) } });
    for (const { inHand } of this.#state.counters.values())
      if (inHand !== null) this.#serve(inHand);
    for (const visit of visits.values()) {
      const { cameAt } = visit;
      if (cameAt !== null) this.#agenda.add(cameAt, () => this.#comes(visit));
    }
    for (const order of orders) this.#agenda.add(order.at, () => this.#order(order));
  }

  run(): Played {
    const { endsAt } = this.#recorded;
    const dayEnds = this.#state.day?.endsAt ?? endsAt;
    this.#callAll();
    for (;;) {
      const next = Math.min(this.#agenda.next, endsAt + 1);
      const due = nextDue(this.#state as Hall) ?? dayEnds;
      if (due < dayEnds && due <= next && due <= endsAt) {
        this.#now = Math.max(due, this.#now);
        this.#do({ type: 'pass-time' }, { kind: 'hub', id: 'clock' });
      } else {
        if (next > endsAt) return { events: this.#events, refused: this.#refused };
        this.#now = Math.max(next, this.#now);
        this.#agenda.take()();
      }
      this.#callAll();
    }
  }

  #fold(told: Told): void {
    evolve(this.#state, told);
    this.#events.push(told);
  }

  #do(command: Command, by: Actor = manager, id = 'replay'): Refusal | null {
    const at = this.#now;
    const stamp = { at, local: this.#calendar(at), id, by };
    const events = decide(this.#state as Hall, command, stamp);
    if (isRefusal(events)) return events;
    for (const event of events) this.#fold({ ...event, seq: this.#state.seq + 1, at } as Told);
    return null;
  }

  #comes(visit: Visit): void {
    const { ticket, service, needs, items, booking, reclassed, leftAfterMs } = visit;
    const said = {
      ...{ service, items, language: 'zh-Hans' as const, linkHash: null },
      needs: needs.filter((need) => this.#state.configuration?.needs.some(({ id }) => id === need)),
      // Persons are not compared: each is somebody of their own.
      visitor: `replay-${ticket}`,
    };
    const no =
      booking === null
        ? this.#takes(visit, said)
        : this.#do(
            { type: 'check-in', ...said, booking: booking.id, slotAt: booking.slotAt },
            manager,
            ticket,
          );
    if (no?.refused === 'too-early') return this.#agenda.add(no.opensAt, () => this.#comes(visit));
    if (no) {
      this.#refused += 1;
      return;
    }
    if (reclassed !== null) {
      const { afterMs, ...change } = reclassed;
      this.#agenda.add(this.#now + afterMs, () => {
        this.#refused += this.#do({ type: 'change-class', ticket, ...change }) ? 1 : 0;
      });
    }
    this.#putsOff(visit, 0);
    if (leftAfterMs !== null) {
      this.#agenda.add(this.#now + leftAfterMs, () => this.#givesUp(ticket));
    }
  }

  /** A class that the other rules do not have, or give no more of, is the ordinary one. */
  #takes(
    visit: Visit,
    said: Omit<Extract<Command, { type: 'issue-ticket' }>, 'type'>,
  ): Refusal | null {
    const { reasons } = this.#state.configuration ?? {};
    const reason = visit.reason ?? reasons?.priority[0]?.id;
    const wish = { type: 'issue-ticket' as const, ...said };
    const no = this.#do({ ...wish, class: visit.class, reason }, manager, visit.ticket);
    return no && this.#do(wish, manager, visit.ticket);
  }

  /** Who was busy elsewhere then is so again; who has been called by then, or may not, goes on. */
  #putsOff({ ticket, postponed }: Visit, leg: number): void {
    for (const { afterMs } of postponed.filter((one) => one.leg === leg)) {
      this.#agenda.add(this.#now + afterMs, () => void this.#do({ type: 'postpone', ticket }));
    }
  }

  #givesUp(ticket: TicketId): void {
    const reason = this.#state.configuration?.reasons.cancel[0]?.id;
    if (reason === undefined || this.#state.tickets.get(ticket)?.status !== 'waiting') return;
    this.#do({ type: 'cancel', ticket, reason });
  }

  #order({ counter, act }: Order): void {
    switch (act.type) {
      case 'sign-in': {
        const clerk: Actor = { kind: 'clerk', id: staffId(`replay-${counter}`) };
        this.#leaving.delete(counter);
        this.#do({ type: 'sign-in', counter, takeOver: true, move: true }, clerk);
        return;
      }
      case 'sign-out':
        if (this.#do({ type: 'sign-out', counter })) this.#leaving.add(counter);
        return;
      case 'pause':
        this.#do({ type: 'pause', counter, reason: act.reason });
        return;
      case 'unpause':
        this.#do({ type: 'unpause', counter });
        return;
      case 'services': {
        const reason = this.#state.configuration?.reasons.tide[0]?.id;
        if (reason === undefined) return;
        this.#do({ type: 'set-services', counter, services: act.services, reason });
      }
    }
  }

  /** Every clerk who has nobody calls somebody. */
  #callAll(): void {
    for (const { id, status, inHand } of [...this.#state.counters.values()]) {
      if (status !== 'open' || inHand !== null || this.#leaving.has(id)) continue;
      if ((this.#freeAt.get(id) ?? 0) > this.#now) continue;
      if (this.#do({ type: 'call-next', counter: id, after: null })) continue;
      const ticket = this.#state.counters.get(id)?.inHand;
      if (ticket) this.#serve(ticket);
    }
  }

  #serve(ticket: TicketId): void {
    const visit = this.#recorded.visits.get(ticket);
    const progress = this.#at.get(ticket) ?? { leg: 0, missed: false };
    this.#at.set(ticket, progress);
    if (visit?.missed?.leg === progress.leg && !progress.missed) {
      progress.missed = true;
      this.#agenda.add(this.#now + visit.missed.afterMs, () => this.#misses(visit));
      return;
    }
    const leg = visit?.legs[progress.leg];
    progress.leg += 1;
    const handMs = leg === undefined || leg.ends === 'open' ? this.#usual(ticket) : leg.handMs;
    this.#agenda.add(this.#now + handMs, () => this.#ends(ticket, leg));
  }

  #misses(visit: Visit, tries = 0): void {
    const { ticket, missed } = visit;
    const counter = this.#state.tickets.get(ticket)?.counter;
    if (!counter) return;
    const no = this.#do({ type: 'no-show', counter, ticket });
    if (no?.refused === 'too-soon' && tries < triesMax) {
      return this.#agenda.add(this.#now + no.waitMs, () => this.#misses(visit, tries + 1));
    }
    this.#isFree(counter);
    const back = missed?.backAfterMs;
    if (back === null || back === undefined) return;
    this.#agenda.add(this.#now + back, () => void this.#do({ type: 'rejoin', ticket }));
  }

  #ends(ticket: TicketId, leg: Leg | undefined): void {
    const counter = this.#state.tickets.get(ticket)?.counter;
    if (!counter) return;
    const toService = leg?.toService ?? null;
    const reason = this.#state.configuration?.reasons.cancel[0]?.id;
    const sentOn =
      leg?.ends === 'transferred' &&
      toService !== null &&
      this.#do({ type: 'transfer', counter, ticket, toService }) === null;
    const gaveUp =
      leg?.ends === 'given-up' &&
      reason !== undefined &&
      this.#do({ type: 'cancel', ticket, reason }) === null;
    if (!sentOn && !gaveUp) {
      this.#do({ type: 'finish', counter, ticket, outcome: leg?.outcome ?? 'done' });
    }
    const visit = this.#recorded.visits.get(ticket);
    if (visit) this.#putsOff(visit, this.#at.get(ticket)?.leg ?? 0);
    this.#isFree(counter);
  }

  #isFree(counter: CounterId): void {
    if (this.#leaving.delete(counter)) this.#do({ type: 'sign-out', counter });
    const until = this.#now + this.#recorded.pauseMs;
    this.#freeAt.set(counter, until);
    this.#agenda.add(until, () => {});
  }

  /** How long a service usually takes, for who was not served that day. */
  #usual(ticket: TicketId): number {
    const known = this.#state.tickets.get(ticket);
    const service = known?.steps[known.step]?.service;
    const times = [...this.#recorded.visits.values()]
      .flatMap(({ legs }) => legs)
      .filter((leg) => leg.ends === 'finished' && leg.service === service)
      .map(({ handMs }) => handMs)
      .sort((a, b) => a - b);
    const standard = service && this.#state.services.get(service)?.standardMinutes;
    return times[times.length >> 1] ?? (standard ?? 10) * minuteMs;
  }
}

/** Numbers are given for every service: whoever was let in is let in again. */
const openTo = (configuration: Configuration): Configuration => ({
  ...configuration,
  services: configuration.services.map((service) => ({ ...service, open: true })),
});
