/**
 * The state of a hall on a day: what its events add up to. Only `evolve` writes it, in place; all
 * others get it deep-readonly.
 */
import type {
  Configuration,
  CounterPlace,
  Language,
  Service,
  TicketClass,
} from './configuration.ts';
import type { AwayEnd, Because, Booked, Origin, Outcome, Range, TideBecause } from './events.ts';
import type {
  BookingId,
  ClassId,
  CounterId,
  HallId,
  ItemId,
  KioskId,
  Label,
  NeedId,
  ReasonId,
  ServiceId,
  StaffId,
  TicketId,
} from './ids.ts';
import type { Line } from './line.ts';

/**
 * `held`: given while the hub was away, and not to be called yet (AWAY-5). `postponed`: its visitor
 * has asked for some more minutes (POST).
 */
export type TicketStatus =
  | 'held'
  | 'waiting'
  | 'postponed'
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

/** One service of a ticket, with what is to be done there and how it ended. */
export interface Step {
  service: ServiceId;
  items: ItemId[];
  outcome: Outcome | null;
  /** How single items ended, where otherwise than the step. */
  itemOutcomes: { item: ItemId; outcome: Outcome }[];
}

/** How a number came that a kiosk gave while the hub was away. Times in epoch ms. */
export interface Away {
  kiosk: KioskId;
  takenAt: number;
  unsure: boolean;
  adoptedAt: number;
  /** Null when it waits for the manager's word alone, or no longer waits for any. */
  heldUntil: number | null;
  ended: AwayEnd | null;
}

/** One that was adopted when its day was over: it is no ticket of this day. */
export interface AdoptedClosed extends Away {
  ticket: TicketId;
  label: Label;
  service: ServiceId;
}

export interface Ticket {
  id: TicketId;
  label: Label;
  status: TicketStatus;
  /** What it goes through; `step` is the index of the one it is at. */
  steps: Step[];
  step: number;
  class: ClassId;
  needs: NeedId[];
  visitor: string | null;
  booking: Booked | null;
  assisted: boolean;
  promised: Range | null;
  origin: Origin;
  /** Null unless a kiosk gave it while the hub was away. */
  away: Away | null;
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
  /** How often it was postponed, and until when it is, epoch ms; null while it is not. */
  postpones: number;
  postponedUntil: number | null;
  outcome: Outcome | null;
  /** Why it was called, the last time. */
  because: Because | null;
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
  /** What it serves instead of what the configuration says, and why; null: as configured. */
  tide: { services: ServiceId[]; because: TideBecause } | null;
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
  classes: Map<ClassId, TicketClass>;
  /** The services that a counter may serve while their lines are long. */
  overflows: Map<CounterId, ServiceId[]>;
  /** Counters that are configured alike have one number: who waits for one waits for all of them. */
  pools: Map<CounterId, number>;

  tickets: Map<TicketId, Ticket>;
  /** Tickets by the hash of the secret in their QR code. */
  links: Map<string, TicketId>;
  /** Tickets by the person they are bound to, and by the booking they came from. */
  visitors: Map<string, TicketId[]>;
  bookings: Map<BookingId, TicketId>;
  counters: Map<CounterId, Counter>;
  /** Who waits: by service, and apart for those sent to one counter; a line for each class and set of needs. */
  lines: Map<ServiceId, Line[]>;
  sentLines: Map<CounterId, Line[]>;
  parked: Set<TicketId>;
  missed: Set<TicketId>;
  /** Adopted, and not to be called yet. */
  held: Set<TicketId>;
  /** Waiting, but called by nobody for a while. */
  postponed: Set<TicketId>;
  /** Adopted today, of days that were over. */
  adoptedClosed: AdoptedClosed[];
  /** The last number given by prefix, and labels that crossed midnight. */
  numbers: Map<string, number>;
  crossedLabels: Set<Label>;
  /** Numbers given today by what a limit counts (see `counted` in admitting.ts). */
  counts: Map<string, number>;
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
    classes: new Map(),
    overflows: new Map(),
    pools: new Map(),
    tickets: new Map(),
    links: new Map(),
    visitors: new Map(),
    bookings: new Map(),
    counters: new Map(),
    lines: new Map(),
    sentLines: new Map(),
    parked: new Set(),
    missed: new Set(),
    held: new Set(),
    postponed: new Set(),
    adoptedClosed: [],
    numbers: new Map(),
    crossedLabels: new Set(),
    counts: new Map(),
    calls: [],
    issued: 0,
    finished: 0,
  };
}

/** A ticket that shares nothing with the one it was made from. */
export const copyTicket = (ticket: Deep<Ticket>): Ticket => ({
  ...ticket,
  steps: ticket.steps.map(({ service, items, outcome, itemOutcomes }) => ({
    service,
    items: [...items],
    outcome,
    itemOutcomes: itemOutcomes.map((one) => ({ ...one })),
  })),
  needs: [...ticket.needs],
  booking: ticket.booking === null ? null : { ...ticket.booking },
  away: ticket.away === null ? null : { ...ticket.away },
  promised: ticket.promised === null ? null : { ...ticket.promised },
  because: ticket.because === null ? null : { ...ticket.because },
  history: ticket.history.map((moment) => ({ ...moment })),
});

export const copyCounter = (counter: Deep<Counter>): Counter => ({
  ...counter,
  tide:
    counter.tide === null
      ? null
      : { services: [...counter.tide.services], because: { ...counter.tide.because } },
});
