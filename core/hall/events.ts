/**
 * What has happened in a hall: the only things that stand in the log. Ids, labels, counts, times and
 * codes; never a name, a phone or an ID number. A shape that has shipped is never changed: it gets a
 * new version here and a step in log/upcast.ts.
 */
import type { Configuration, Language } from './configuration.ts';
import type { CounterId, Label, ReasonId, ServiceId, StaffId, TicketId } from './ids.ts';
import type { CounterSnapshot, Ticket } from './state.ts';

/** How a step ended. `could-not` will open a failed-errand case (办不成事). */
export type Outcome = 'done' | 'accepted' | 'to-supplement' | 'not-ours' | 'could-not';

/** Which rule picked the ticket: the answer to "why before me?". */
export type Because =
  | { readonly rule: 'oldest' }
  | { readonly rule: 'sent-here' }
  | { readonly rule: 'chosen'; readonly reason: ReasonId };

export type SignOutBecause = 'own-act' | 'taken-over' | 'moved' | 'forgotten' | 'by-manager';

/** Where a ticket was taken. */
export interface Origin {
  readonly kind: 'kiosk' | 'token' | 'clerk' | 'manager';
  readonly id: string;
}

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
    };
    /** What this date has given out before: the hall was closed by hand and opens again (NUM-5). */
    readonly given: {
      readonly numbers: readonly { readonly prefix: string; readonly last: number }[];
      readonly labels: readonly Label[];
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

  'ticket-issued': Done & {
    readonly ticket: TicketId;
    readonly label: Label;
    readonly steps: readonly { readonly step: number; readonly service: ServiceId }[];
    readonly origin: Origin;
    readonly language: Language;
    /** How many waited before it when it was taken (AHEAD-1). */
    readonly ahead: number;
    readonly linkHash: string | null;
  };
  'ticket-called': AtCounter & { readonly label: Label; readonly because: Because };
  'ticket-recalled': AtCounter & { readonly count: number };
  'step-started': AtCounter;
  'step-finished': AtCounter & { readonly outcome: Outcome };
  'ticket-missed': AtCounter;
  'ticket-rejoined': OnTicket & {
    /** The place in the line that it was given: the order of whom it stands behind. */
    readonly orderAt: number;
  };
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
}

export type EventType = keyof EventBodies;

export type HallEvent = {
  [T in EventType]: { readonly type: T; readonly body: EventBodies[T] };
}[EventType];

/** An event with its place in the log. */
export type Told = HallEvent & { readonly seq: number; readonly at: number };

/** The version of each shape as written now. */
export const eventVersions: Readonly<Record<EventType, number>> = {
  'day-opened': 1,
  'day-closed': 1,
  'day-extended': 1,
  'configuration-changed': 1,
  'ticket-issued': 1,
  'ticket-called': 1,
  'ticket-recalled': 1,
  'step-started': 1,
  'step-finished': 1,
  'ticket-missed': 1,
  'ticket-rejoined': 1,
  'ticket-parked': 1,
  'ticket-resumed': 1,
  'ticket-transferred': 1,
  'ticket-released': 1,
  'ticket-cancelled': 1,
  'counter-signed-in': 1,
  'counter-signed-out': 1,
  'counter-paused': 1,
  'counter-unpaused': 1,
};
