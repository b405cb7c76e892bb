/**
 * The state of a hall on a day: what its events add up to. Only `evolve` writes it, in place; all
 * others get it deep-readonly.
 */
import type { Configuration, CounterPlace, Language, Service } from './configuration.ts';
import type { Origin, Outcome } from './events.ts';
import type { CounterId, HallId, Label, ReasonId, ServiceId, StaffId, TicketId } from './ids.ts';
import type { Line } from './line.ts';

export type TicketStatus =
  | 'waiting'
  | 'called'
  | 'serving'
  | 'parked'
  | 'missed'
  | 'finished'
  | 'cancelled';

/** What happened to a ticket, for the clerk's eye. At most 20 are kept, the oldest dropped. */
export interface Moment {
  at: number;
  what: string;
  counter: CounterId | null;
}

export interface Ticket {
  id: TicketId;
  label: Label;
  status: TicketStatus;
  /** The services it goes through; `step` is the index of the one it is at. */
  steps: ServiceId[];
  step: number;
  origin: Origin;
  language: Language;
  ahead: number;
  linkHash: string | null;
  issuedAt: number;
  /** Its place in the line: the age it is served by, then the event that gave it (LINE-1). */
  orderAt: number;
  orderSeq: number;
  /** Sent to this one counter (TRANS-3), or null for any that serves the service. */
  sentTo: CounterId | null;
  /** The counter that has it in hand, or had it last. */
  counter: CounterId | null;
  /** Epoch ms of its last call or recall, and that event's `seq`. */
  calledAt: number | null;
  calledSeq: number | null;
  /** Epoch ms of the start of service, of its end, and of a missed call. */
  startedAt: number | null;
  endedAt: number | null;
  missedAt: number | null;
  recalls: number;
  rejoins: number;
  outcome: Outcome | null;
  history: Moment[];
}

export interface Counter {
  id: CounterId;
  status: 'closed' | 'open' | 'paused';
  /** Who is signed in; null when closed, or opened by an API token. */
  clerk: StaffId | null;
  pauseReason: ReasonId | null;
  inHand: TicketId | null;
  lastActAt: number;
}

/** A counter as it crosses midnight. */
export type CounterSnapshot = Counter;

/** A call as the screens show it; one entry a ticket, moved to the front when called again. */
export interface Call {
  /** The event that called: an announcement belongs to it. */
  seq: number;
  at: number;
  ticket: TicketId;
  label: Label;
  counter: CounterId;
}

/** How many calls are remembered for the screens. */
export const callsKept = 12;
export const historyKept = 20;

export interface HallState {
  hall: HallId;
  /** The last event folded in, and its time. */
  seq: number;
  at: number;
  /** The present day; null before the first. `open` turns false when it is closed by hand. */
  day: { date: string; openedAt: number; endsAt: number; open: boolean } | null;
  /** Null before the first day of a hall. */
  configuration: Configuration | null;
  /** The configuration by id. */
  services: Map<ServiceId, Service>;
  places: Map<CounterId, CounterPlace>;

  tickets: Map<TicketId, Ticket>;
  /** Tickets by the hash of the secret in their QR code. */
  links: Map<string, TicketId>;
  counters: Map<CounterId, Counter>;
  /** Who waits: by service, and apart for those sent to one counter. */
  lines: Map<ServiceId, Line>;
  sentLines: Map<CounterId, Line>;
  parked: Set<TicketId>;
  missed: Set<TicketId>;
  /** The last number given by prefix, and labels that crossed midnight. */
  numbers: Map<string, number>;
  crossedLabels: Set<Label>;
  calls: Call[];
  /** Counts of the day, for the screens. */
  issued: number;
  finished: number;
}

export type Deep<T> = T extends (infer E)[]
  ? readonly Deep<E>[]
  : T extends Map<infer K, infer V>
    ? ReadonlyMap<K, Deep<V>>
    : T extends Set<infer V>
      ? ReadonlySet<V>
      : T extends string | number | boolean | null | undefined
        ? T
        : T extends object
          ? { readonly [P in keyof T]: Deep<T[P]> }
          : T;

/** The state as all but `evolve` see it. */
export type Hall = Deep<HallState>;

/** The state of a hall before its first event. */
export function emptyHall(hall: HallId): HallState {
  return {
    hall,
    seq: 0,
    at: 0,
    day: null,
    configuration: null,
    services: new Map(),
    places: new Map(),
    tickets: new Map(),
    links: new Map(),
    counters: new Map(),
    lines: new Map(),
    sentLines: new Map(),
    parked: new Set(),
    missed: new Set(),
    numbers: new Map(),
    crossedLabels: new Set(),
    calls: [],
    issued: 0,
    finished: 0,
  };
}
