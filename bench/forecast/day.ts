/**
 * One day of the world, played through the real `decide` and `evolve`: people come, clerks call, serve,
 * break off, leave. Whoever watches hears every event, and is asked before each number is given.
 */
import type { Actor, Command } from '../../core/hall/commands.ts';
import type { Configuration } from '../../core/hall/configuration.ts';
import { decide } from '../../core/hall/decide.ts';
import type { Range, Told } from '../../core/hall/events.ts';
import { evolve } from '../../core/hall/evolve.ts';
import {
  bookingId,
  type CounterId,
  classId,
  hallId,
  reasonId,
  type ServiceId,
  serviceId,
  staffId,
  type TicketId,
} from '../../core/hall/ids.ts';
import { isRefusal } from '../../core/hall/refusals.ts';
import { emptyHall, type Hall, type HallState } from '../../core/hall/state.ts';
import { SeededChance } from './dice.ts';
import {
  booking,
  breakMs,
  breaks,
  cancelPerMs,
  careOdds,
  driftAt,
  errandIds,
  errandMs,
  gapMs,
  hourMs,
  hours,
  leaves,
  lunchOf,
  minuteMs,
  missedMs,
  missOdds,
  perHourAt,
  walkMs,
} from './world.ts';

/** A booked place that somebody may come for. */
export interface DueBooking {
  readonly service: ServiceId;
  readonly slotAt: number;
}

/** What the roster says of a counter. */
export interface Seat {
  readonly counter: CounterId;
  readonly clerk: number;
  readonly pace: number;
  /** Epoch ms. */
  readonly lunch: { readonly from: number; readonly to: number };
}

export interface DayAt {
  readonly hall: Hall;
  readonly at: number;
  readonly midnight: number;
  readonly roster: readonly Seat[];
  /** Not yet here, and not so late that nobody counts on them. */
  readonly due: readonly DueBooking[];
}

export interface Watcher {
  heard(told: Told): void;
  /** Somebody is about to take a number; what is returned is promised to them. */
  asked(day: DayAt, service: ServiceId, ticketClass: string): Range | null;
  given(ticket: TicketId): void;
  /** Every half minute. */
  ticked(day: DayAt): void;
}

type Act = () => void;

export class Day {
  readonly state: HallState = emptyHall(hallId('bench'));
  readonly roster: readonly Seat[];
  readonly midnight: number;
  at: number;
  readonly #chance: SeededChance;
  readonly #watcher: Watcher;
  readonly #configuration: Configuration;
  readonly #date: string;
  /** Acts by time, the last first. */
  #acts: { readonly at: number; readonly order: number; readonly act: Act }[] = [];
  #order = 0;
  #ids = 0;
  readonly #due = new Map<string, DueBooking>();
  readonly #restUntil = new Map<CounterId, number>();
  readonly #leavesAt = new Map<CounterId, number>();

  constructor(options: {
    configuration: Configuration;
    paces: readonly number[];
    seed: number;
    number: number;
    watcher: Watcher;
  }) {
    const { configuration, paces, seed, number, watcher } = options;
    this.#chance = new SeededChance(seed);
    this.#configuration = configuration;
    this.#watcher = watcher;
    // The 2nd of March 2026 was a Monday; days are played one after the other.
    this.midnight = Date.UTC(2026, 2, 1, 16) + number * 24 * hourMs;
    this.#date = new Date(this.midnight + 8 * hourMs).toISOString().slice(0, 10);
    this.at = this.midnight + (hours.opens - 10) * minuteMs;
    const clerks = this.#chance.shuffled(paces.map((_, clerk) => clerk));
    this.roster = configuration.counters.map(({ id }, index) => {
      const clerk = clerks[index] ?? 0;
      const { from, to } = lunchOf(index);
      const lunch = { from: this.#clock(from), to: this.#clock(to) };
      return { counter: id, clerk, pace: paces[clerk] ?? 1, lunch };
    });
  }

  /** Plays the day to its end. */
  play(): void {
    this.#ask({ type: 'open-day', configuration: this.#configuration }, hub);
    this.#staff();
    this.#people();
    for (let at = this.#clock(hours.opens); at < this.#clock(hours.closes); at += 30_000) {
      this.#plan(at, () => this.#watcher.ticked(this.now()));
    }
    while (this.#acts.length > 0) {
      const next = this.#acts.pop();
      if (!next || next.at > this.#clock(hours.closes + 180)) break;
      this.at = next.at;
      next.act();
    }
    this.#ask({ type: 'close-day' }, boss);
  }

  now(): DayAt {
    const { at, midnight, roster } = this;
    const due = [...this.#due.values()].filter(({ slotAt }) => slotAt > at - 10 * minuteMs);
    return { hall: this.state as Hall, at, midnight, roster, due };
  }

  #clock(minute: number): number {
    return this.midnight + minute * minuteMs;
  }

  #minute(): number {
    return (this.at - this.midnight) / minuteMs;
  }

  #plan(at: number, act: Act): void {
    this.#order += 1;
    const one = { at: Math.round(Math.max(at, this.at)), order: this.#order, act };
    let low = 0;
    let high = this.#acts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#acts[middle];
      if (other && (other.at > one.at || (other.at === one.at && other.order > one.order))) {
        low = middle + 1;
      } else high = middle;
    }
    this.#acts.splice(low, 0, one);
  }

  #ask(command: Command, by: Actor): readonly Told[] | null {
    this.#ids += 1;
    const minute = Math.floor(this.#minute());
    const local = { date: this.#date, weekday: 1, minute };
    const id = `${this.#date}-${this.#ids}`;
    const decided = decide(this.state as Hall, command, { at: this.at, local, id, by });
    if (isRefusal(decided)) return null;
    return decided.map((event) => {
      const told: Told = { ...event, seq: this.state.seq + 1, at: this.at };
      evolve(this.state, told);
      this.#watcher.heard(told);
      return told;
    });
  }

  #staff(): void {
    const gone = this.#chance.odds(leaves.odds) ? this.#chance.one(this.roster).counter : null;
    for (const seat of this.roster) {
      if (seat.counter === gone) {
        this.#leavesAt.set(gone, this.#clock(this.#chance.between(leaves.from, leaves.to)));
      }
      this.#plan(this.#clock(hours.opens) + this.#chance.between(-60_000, 120_000), () => {
        this.#ask({ type: 'sign-in', counter: seat.counter }, clerkOf(seat));
        this.#free(seat, this.at);
      });
    }
  }

  /** The clerk has an empty hand: lunch, a break, the end, or the next visitor. */
  #free(seat: Seat, since: number): void {
    const { counter, lunch } = seat;
    const by = clerkOf(seat);
    if (this.at >= this.#clock(hours.closes) && !this.#somebodyWaits()) {
      this.#ask({ type: 'sign-out', counter }, by);
      return;
    }
    if (this.at >= (this.#leavesAt.get(counter) ?? Number.POSITIVE_INFINITY)) {
      this.#ask({ type: 'sign-out', counter }, by);
      return;
    }
    const worked = (this.at - since) / hourMs;
    const breakOdds = 1 - Math.exp(-breaks.perHour * worked);
    if (this.at >= lunch.from && this.at < lunch.to) return this.#pause(seat, lunch.to);
    if (this.#chance.odds(breakOdds)) return this.#pause(seat, this.at + breakMs(this.#chance));
    this.#plan(this.at + gapMs(this.#chance), () => this.#call(seat));
  }

  #pause(seat: Seat, until: number): void {
    const by = clerkOf(seat);
    const { counter } = seat;
    this.#ask({ type: 'pause', counter, reason: reasonId('break') }, by);
    this.#restUntil.set(counter, until);
    this.#plan(until, () => {
      this.#ask({ type: 'unpause', counter }, by);
      this.#free(seat, this.at);
    });
  }

  #call(seat: Seat): void {
    const { counter } = seat;
    const by = clerkOf(seat);
    const began = this.at;
    const told = this.#ask({ type: 'call-next', counter }, by);
    const call = told?.find(({ type }) => type === 'ticket-called');
    if (call?.type !== 'ticket-called') {
      // Nobody is there: the clerk looks again.
      this.#plan(this.at + 5_000, () => this.#free(seat, this.at));
      return;
    }
    const ticket = this.state.tickets.get(call.body.ticket);
    if (!ticket) throw new Error('a call without a ticket');
    if (this.#chance.odds(missOdds(this.at - ticket.issuedAt))) {
      this.#plan(this.at + missedMs(this.#chance), () => {
        this.#ask({ type: 'no-show', counter }, by);
        if (this.#chance.odds(0.15)) {
          const back = this.at + this.#chance.between(2, 15) * minuteMs;
          this.#plan(back, () => this.#ask({ type: 'rejoin', ticket: ticket.id }, boss));
        }
        this.#free(seat, began);
      });
      return;
    }
    const service = ticket.steps[ticket.step]?.service ?? '';
    const walk = walkMs(this.#chance);
    const ms = errandMs(this.#chance, service) * seat.pace * driftAt(this.#minute());
    this.#plan(this.at + walk, () => this.#ask({ type: 'serve', counter }, by));
    this.#plan(this.at + walk + ms, () => {
      this.#ask({ type: 'finish', counter, outcome: 'done' }, by);
      this.#free(seat, began);
    });
  }

  #somebodyWaits(): boolean {
    for (const { status } of this.state.tickets.values()) if (status === 'waiting') return true;
    return false;
  }

  #people(): void {
    for (const errand of errandIds) {
      // Thinned: the densest half hour has about twice the quiet hour's numbers.
      const densest = 2 * perHourAt(errand, hours.opens + 1);
      let at = this.#clock(hours.opens - 5);
      for (;;) {
        at += this.#chance.exponential(hourMs / densest);
        const minute = (at - this.midnight) / minuteMs;
        if (minute >= hours.lastNumber) break;
        const wanted = perHourAt(errand, Math.max(minute, hours.opens));
        if (this.#chance.odds(wanted / densest)) this.#plan(at, () => this.#take(errand));
      }
    }
    let code = 0;
    for (const errand of booking.services) {
      for (let minute = hours.opens + 30; minute < hours.lastNumber - 60; minute += 30) {
        for (let n = 0; n < booking.perSlot; n += 1) {
          if (!this.#chance.odds(0.7)) continue;
          code += 1;
          this.#book(`b${code}`, errand, this.#clock(minute));
        }
      }
    }
  }

  #book(id: string, errand: string, slotAt: number): void {
    const service = serviceId(errand);
    this.#due.set(id, { service, slotAt });
    if (!this.#chance.odds(booking.comes)) return;
    this.#plan(slotAt + (this.#chance.normal() * 5 - 6) * minuteMs, () => {
      this.#due.delete(id);
      const promised = this.#watcher.asked(this.now(), service, 'booked');
      this.#given(
        this.#ask(
          {
            type: 'check-in',
            booking: bookingId(`${this.#date}-${id}`),
            ...{ service, slotAt, language: 'zh-Hans', linkHash: null, promised },
          },
          kiosk,
        ),
      );
    });
  }

  #take(errand: string): void {
    const service = serviceId(errand);
    const care = this.#chance.odds(careOdds);
    const promised = this.#watcher.asked(this.now(), service, care ? 'care' : 'ordinary');
    this.#given(
      this.#ask(
        {
          type: 'issue-ticket',
          ...{ service, language: 'zh-Hans', linkHash: null, promised },
          ...(care ? { class: classId('care') } : {}),
        },
        kiosk,
      ),
    );
  }

  #given(told: readonly Told[] | null): void {
    const issued = told?.find(({ type }) => type === 'ticket-issued');
    if (issued?.type !== 'ticket-issued') return;
    const { ticket } = issued.body;
    this.#watcher.given(ticket);
    const gives = this.at + this.#chance.exponential(1 / cancelPerMs);
    if (gives > this.at + 3 * hourMs) return;
    this.#plan(gives, () => {
      if (this.state.tickets.get(ticket)?.status !== 'waiting') return;
      this.#ask({ type: 'cancel', ticket, reason: reasonId('left') }, boss);
    });
  }
}

const hub: Actor = { kind: 'hub', id: 'clock' };
const boss: Actor = { kind: 'manager', id: staffId('boss') };
const kiosk: Actor = { kind: 'kiosk', id: 'door' };
const clerkOf = ({ clerk }: Seat): Actor => ({ kind: 'clerk', id: staffId(`clerk-${clerk}`) });
