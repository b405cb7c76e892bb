/**
 * What has happened in a hall: the only things that stand in the log. Ids, labels, counts, times and
 * codes; never a name, a phone or an ID number. A shape that has shipped is never changed: it gets a
 * new version here and a step in log/upcast.ts.
 */
import type { Configuration, Language } from './configuration.ts';
import type {
  BookingId,
  ClassId,
  CounterId,
  ItemId,
  KioskId,
  Label,
  NeedId,
  ReasonId,
  ServiceId,
  StaffId,
  TicketId,
} from './ids.ts';
import type { CounterSnapshot, Ticket } from './state.ts';

/** How a step ended. `could-not` will open a failed-errand case (办不成事). */
export type Outcome = 'done' | 'accepted' | 'to-supplement' | 'not-ours' | 'could-not';

/**
 * Which rule picked the ticket: the answer to "why before me?" (NEXT-1).
 * `oldest`: nobody whom the counter could have called has waited longer. `sent-here`: the oldest,
 * and sent to this counter. `green`, `promise`, `cap`, `preferred`, `priority`: the rule that put it
 * before somebody older. `chosen`: a clerk took it out of turn.
 */
export type Because =
  | {
      readonly rule:
        | 'oldest'
        | 'sent-here'
        | 'green'
        | 'promise'
        | 'cap'
        | 'preferred'
        | 'priority';
      readonly class: ClassId;
      readonly waitedMs: number;
      /** The counter called it only because the line was long (CAN-4). */
      readonly overflow?: true;
    }
  | { readonly rule: 'chosen'; readonly reason: ReasonId };

export type SignOutBecause = 'own-act' | 'taken-over' | 'moved' | 'forgotten' | 'by-manager';

/** Why a counter's services changed (TIDE). `plan`: back to the configuration's. */
export type TideBecause =
  | { readonly rule: 'by-hand'; readonly reason: ReasonId }
  | { readonly rule: 'by-time' }
  | { readonly rule: 'by-forecast'; readonly service: ServiceId; readonly minutes: number }
  | { readonly rule: 'plan' };

/** Where a ticket was taken. */
export interface Origin {
  readonly kind: 'kiosk' | 'token' | 'clerk' | 'manager';
  readonly id: string;
}

/** A range of minutes, as it is told to people. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

export interface IssuedStep {
  readonly step: number;
  readonly service: ServiceId;
  readonly items: readonly ItemId[];
}

/** The booking that a ticket came from. Late beyond the limit it waits as an ordinary one. */
export interface Booked {
  readonly id: BookingId;
  /** Epoch ms of the slot's start. */
  readonly slotAt: number;
  readonly late: boolean;
}

/**
 * Why a number that a kiosk gave while the hub was away does not wait (AWAY-6): its day is over, its
 * visitor was served by the number that the hub had given, or the hall no longer has the service.
 */
export type AwayEnd = 'day-closed' | 'served' | 'service-gone';

/** Who did it, as `kind:id`; in every body. */
interface Done {
  readonly by: string;
}

interface OnTicket extends Done {
  readonly ticket: TicketId;
  /** The index of the step in the ticket's steps. */
  readonly step: number;
}

interface AtCounter extends OnTicket {
  readonly counter: CounterId;
}

export interface EventBodies {
  'day-opened': Done & {
    /** The local date, `2026-11-21`. */
    readonly day: string;
    /** Epoch milliseconds of the next local midnight. */
    readonly endsAt: number;
    readonly configuration: Configuration;
    /** What a hall that never closes carries over from the day before. */
    readonly crossing: {
      readonly tickets: readonly Ticket[];
      readonly counters: readonly CounterSnapshot[];
      /** How often those who wait have been overtaken, as marks in their lines (NEXT-5). */
      readonly overtaken: readonly { readonly ticket: TicketId; readonly marks: number }[];
    };
    /** What this date has given out before: the hall was closed by hand and opens again (NUM-5). */
    readonly given: {
      readonly numbers: readonly { readonly prefix: string; readonly last: number }[];
      readonly labels: readonly Label[];
      /** How many numbers, by what is counted (HOURS-5). */
      readonly counts: readonly { readonly of: string; readonly count: number }[];
    };
  };
  /** Midnight came later than was reckoned: clocks were put back, or the hall's time zone changed. */
  'day-extended': Done & { readonly endsAt: number };
  'day-closed': Done & {
    readonly day: string;
    readonly because: 'midnight' | 'by-hand';
    /** Tickets that ended without having been finished, and how far they had come. */
    readonly unserved: readonly { readonly ticket: TicketId; readonly status: string }[];
  };
  'configuration-changed': Done & { readonly configuration: Configuration };
  /** The log was restored and does not tell of that time (epoch ms); where each prefix goes on (NUM-7). */
  'labels-skipped': Done & {
    readonly lost: { readonly from: number; readonly until: number };
    readonly numbers: readonly { readonly prefix: string; readonly last: number }[];
  };

  'ticket-issued': Done & {
    readonly ticket: TicketId;
    readonly label: Label;
    readonly steps: readonly IssuedStep[];
    readonly class: ClassId;
    readonly needs: readonly NeedId[];
    /** HMAC of the person under the day's key, where the number is bound to one (FAIR-1). */
    readonly visitor: string | null;
    readonly booking: Booked | null;
    /** Why it was given its class, where that needs a word. */
    readonly reason: ReasonId | null;
    /** Somebody took it for the visitor (辅助取号). */
    readonly assisted: boolean;
    /** The age that it is served by: when it was taken, or the start of the slot (BOOK-4). */
    readonly orderAt: number;
    /** The band of hours in which it was taken, by its beginning; null where the hall has none. */
    readonly band: number | null;
    /** How long the visitor was told to wait. */
    readonly promised: Range | null;
    readonly origin: Origin;
    readonly language: Language;
    /** How many waited before it when it was taken (AHEAD-1). */
    readonly ahead: number;
    readonly linkHash: string | null;
  };
  /** A number that a kiosk gave while the hub was away is the hall's from now on (AWAY). */
  'ticket-adopted': Done & {
    readonly ticket: TicketId;
    readonly label: Label;
    readonly kiosk: KioskId;
    readonly steps: readonly IssuedStep[];
    readonly class: ClassId;
    readonly needs: readonly NeedId[];
    readonly language: Language;
    readonly linkHash: string | null;
    readonly takenAt: number;
    readonly unsure: boolean;
    /** The age that it is served by. */
    readonly orderAt: number;
    /** Until when it waits for the manager's word; null: for as long as there is none. */
    readonly heldUntil: number | null;
    /** Why it does not wait; null when it is held. */
    readonly ended: AwayEnd | null;
    /** The number that the hub had given for the same tap, cancelled or served. */
    readonly given: TicketId | null;
  };
  /** It stands in its line from now on. */
  'ticket-kept': OnTicket & { readonly because: 'by-manager' | 'by-time' };
  'ticket-called': AtCounter & { readonly label: Label; readonly because: Because };
  'ticket-recalled': AtCounter & { readonly count: number };
  'step-started': AtCounter;
  /** `items`: those that ended otherwise than the step (ITEM-2). */
  'step-finished': AtCounter & {
    readonly outcome: Outcome;
    readonly items: readonly { readonly item: ItemId; readonly outcome: Outcome }[];
  };
  /** The ticket waits for its next service; `step` is the index of that one. */
  'step-advanced': OnTicket & { readonly service: ServiceId };
  'ticket-reclassed': OnTicket & { readonly class: ClassId; readonly reason: ReasonId };
  'ticket-missed': AtCounter;
  'ticket-rejoined': OnTicket & {
    /** The place in the line that it was given: the order of whom it stands behind. */
    readonly orderAt: number;
  };
  /** Called by nobody until then, epoch ms (POST). */
  'ticket-postponed': OnTicket & { readonly until: number };
  /** It stands in its line again; `counter`: the one it is still sent to. */
  'ticket-returned': OnTicket & { readonly counter: CounterId | null };
  'ticket-parked': AtCounter & { readonly reason: ReasonId };
  'ticket-resumed': AtCounter;
  'ticket-transferred': AtCounter & {
    readonly toService: ServiceId;
    readonly toCounter: CounterId | null;
  };
  /** A ticket that waited for one counter waits for any again: that counter was left. */
  'ticket-released': OnTicket & { readonly counter: CounterId };
  'ticket-cancelled': OnTicket & { readonly reason: ReasonId };

  'counter-signed-in': Done & {
    readonly counter: CounterId;
    /** The clerk, or null when an API token opened the counter. */
    readonly clerk: StaffId | null;
  };
  'counter-signed-out': Done & { readonly counter: CounterId; readonly because: SignOutBecause };
  'counter-paused': Done & { readonly counter: CounterId; readonly reason: ReasonId };
  'counter-unpaused': Done & { readonly counter: CounterId };
  /** It gives no numbers for a while (SHUT); `service-resumed`: it gives them again. */
  'service-paused': Done & { readonly service: ServiceId; readonly reason: ReasonId };
  'service-resumed': Done & { readonly service: ServiceId };
  /** What it serves from now on; null: what the configuration says. */
  'counter-services-changed': Done & {
    readonly counter: CounterId;
    readonly services: readonly ServiceId[] | null;
    readonly because: TideBecause;
  };
}

export type EventType = keyof EventBodies;

export type HallEvent = {
  [T in EventType]: { readonly type: T; readonly body: EventBodies[T] };
}[EventType];

/** An event with its place in the log. */
export type Told = HallEvent & { readonly seq: number; readonly at: number };

/** The version of each shape as written now. */
export const eventVersions: Readonly<Record<EventType, number>> = {
  'day-opened': 4,
  'day-closed': 1,
  'day-extended': 1,
  'configuration-changed': 3,
  'labels-skipped': 1,
  'ticket-issued': 2,
  'ticket-adopted': 1,
  'ticket-kept': 1,
  'ticket-called': 2,
  'ticket-recalled': 1,
  'step-started': 1,
  'step-finished': 2,
  'step-advanced': 1,
  'ticket-reclassed': 1,
  'ticket-missed': 1,
  'ticket-rejoined': 1,
  'ticket-postponed': 1,
  'ticket-returned': 1,
  'ticket-parked': 1,
  'ticket-resumed': 1,
  'ticket-transferred': 1,
  'ticket-released': 1,
  'ticket-cancelled': 1,
  'counter-signed-in': 1,
  'counter-signed-out': 1,
  'counter-paused': 1,
  'counter-unpaused': 1,
  'counter-services-changed': 1,
  'service-paused': 1,
  'service-resumed': 1,
};
