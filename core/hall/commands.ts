/**
 * What may be asked of a hall. A command is a wish in the imperative; `decide` turns it into events
 * or a refusal. Time, chance and identity come beside it, in the stamp.
 */
import type { Configuration, Language } from './configuration.ts';
import type { Outcome, Range } from './events.ts';
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

/** The local calendar at the hall, reckoned by the hub from its time zone. */
export interface Local {
  /** `2026-11-21` */
  readonly date: string;
  /** 1 Monday … 7 Sunday (ISO 8601). */
  readonly weekday: number;
  /** Minutes since local midnight, 0-1439. */
  readonly minute: number;
}

/** Who acts. Only ids stand here, never a name. */
export type Actor =
  | { readonly kind: 'clerk'; readonly id: StaffId }
  | { readonly kind: 'manager'; readonly id: StaffId }
  | { readonly kind: 'token' | 'kiosk' | 'visitor' | 'hub'; readonly id: string };

/** What the keeper hands in beside every command. */
export interface Stamp {
  /** Epoch milliseconds; never less than the last event's. */
  readonly at: number;
  readonly local: Local;
  /** A fresh id, used where the command makes something. */
  readonly id: string;
  readonly by: Actor;
}

/** What is said of a number whichever way it is taken. */
interface Taking {
  readonly service: ServiceId;
  readonly language: Language;
  /** The hash of the secret in the slip's QR code, null where no link is given. */
  readonly linkHash: string | null;
  readonly needs?: readonly NeedId[] | undefined;
  readonly items?: readonly ItemId[] | undefined;
  /** HMAC of the person under the day's key; the hub makes it, a peer cannot. */
  readonly visitor?: string | null | undefined;
  /** When the day opened under whose key that was made: in another day it would be somebody else. */
  readonly visitorOfDay?: number | null | undefined;
  /** Somebody takes it for the visitor (辅助取号). */
  readonly assisted?: boolean | undefined;
  /** What the hub's forecast says; it stands in the event. */
  readonly promised?: Range | null | undefined;
}

/** A number that a kiosk gave while the hub was away, as its journal has it. */
export interface AwayTicket {
  readonly ticket: TicketId;
  /** Prefix, the kiosk's letter and a number (AWAY-1). */
  readonly label: Label;
  readonly service: ServiceId;
  readonly class?: ClassId | undefined;
  readonly needs?: readonly NeedId[] | undefined;
  readonly items?: readonly ItemId[] | undefined;
  readonly language: Language;
  readonly linkHash: string | null;
  /** Epoch ms on the hub's clock, as far as the kiosk could tell. */
  readonly takenAt: number;
  /** That time comes from a wall clock that nobody had set right (AWAY-4). */
  readonly unsure: boolean;
}

export interface CommandBodies {
  /** Opens the day with this configuration; when it is open, puts the configuration in force. */
  'open-day': { readonly configuration: Configuration };
  'close-day': Record<never, never>;
  /** Lets the rules that depend on time act; sent by the keeper when `nextDue` has come. */
  'pass-time': Record<never, never>;

  'issue-ticket': Taking & {
    readonly class?: ClassId | undefined;
    readonly reason?: ReasonId | undefined;
  };
  /** Who has booked is here; the hub has found the booking and says what it is for. */
  'check-in': Taking & {
    readonly booking: BookingId;
    /** Epoch ms of the slot's start. */
    readonly slotAt: number;
  };
  /**
   * A number that this kiosk gave while the hub was away. `given`: the number that the hub had given
   * for the same tap; the hub finds it, a kiosk cannot.
   */
  'adopt-ticket': AwayTicket & { readonly kiosk: KioskId; readonly given: TicketId | null };
  /** The manager's word on numbers that came so: these wait on, those were served meanwhile. */
  'settle-adopted': { readonly keep: readonly TicketId[]; readonly close: readonly TicketId[] };
  /** `after`: the ticket believed in hand, null for none; a keypad, which cannot know, leaves it out. */
  'call-next': { readonly counter: CounterId; readonly after?: TicketId | null | undefined };
  'call-ticket': {
    readonly counter: CounterId;
    readonly ticket: TicketId;
    readonly reason: ReasonId;
  };
  /** The acts on the ticket in hand name it where they can (HAND-2). */
  recall: { readonly counter: CounterId; readonly ticket?: TicketId | undefined };
  serve: { readonly counter: CounterId; readonly ticket?: TicketId | undefined };
  finish: {
    readonly counter: CounterId;
    readonly ticket?: TicketId | undefined;
    readonly outcome: Outcome;
    /** Items that ended otherwise. */
    readonly items?: readonly { readonly item: ItemId; readonly outcome: Outcome }[] | undefined;
  };
  'no-show': { readonly counter: CounterId; readonly ticket?: TicketId | undefined };
  park: {
    readonly counter: CounterId;
    readonly ticket?: TicketId | undefined;
    readonly reason: ReasonId;
  };
  resume: { readonly counter: CounterId; readonly ticket: TicketId };
  /** To another service, to another counter, or both. */
  transfer: {
    readonly counter: CounterId;
    readonly ticket?: TicketId | undefined;
    readonly toService?: ServiceId | undefined;
    readonly toCounter?: CounterId | undefined;
  };
  rejoin: { readonly ticket: TicketId };
  /** Some more minutes for who waits and cannot come just now. */
  postpone: { readonly ticket: TicketId };
  cancel: { readonly ticket: TicketId; readonly reason: ReasonId };
  'change-class': {
    readonly ticket: TicketId;
    readonly class: ClassId;
    readonly reason: ReasonId;
  };

  'sign-in': {
    readonly counter: CounterId;
    /** Send away who forgot to sign out here. */
    readonly takeOver?: boolean | undefined;
    /** Leave the counter where one is still signed in. */
    readonly move?: boolean | undefined;
  };
  'sign-out': { readonly counter: CounterId };
  pause: { readonly counter: CounterId; readonly reason: ReasonId };
  unpause: { readonly counter: CounterId };

  /** What a counter serves from now on; null: as configured. */
  'set-services': {
    readonly counter: CounterId;
    readonly services: readonly ServiceId[] | null;
    readonly reason: ReasonId;
  };
  /** Gives no more numbers for it until it is resumed, or the day ends. */
  'pause-service': { readonly service: ServiceId; readonly reason: ReasonId };
  'resume-service': { readonly service: ServiceId };
  /** What may have been given out that the log does not know of: it was restored (NUM-7). */
  'skip-labels': {
    /** How many numbers each prefix passes over. */
    readonly count: number;
    /** The span that the log does not tell of, epoch ms: the backup's last event, and the restore. */
    readonly lost: { readonly from: number; readonly until: number };
  };
  /** How long a newcomer would wait, by service; sent by the hub now and then (TIDE-4). */
  'tell-forecast': {
    readonly forecasts: readonly { readonly service: ServiceId; readonly minutes: number }[];
  };
}

export type CommandType = keyof CommandBodies;

export type Command = {
  [T in CommandType]: { readonly type: T } & CommandBodies[T];
}[CommandType];

export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;

/** Who acts, as it stands in an event: `clerk:s3`. */
export const byOf = (stamp: Stamp): string => `${stamp.by.kind}:${stamp.by.id}`;
