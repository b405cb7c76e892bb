/**
 * Booking (预约) on the socket: kiosks and consoles ask for `slots`, `book`, `find-bookings`,
 * `cancel-booking` and `check-in`, each answered in its acknowledgement. HTTP says the same with the same schemas.
 *
 * A QR code of a booking holds its code and nothing else. Whose booking it is, the hub keeps only as a
 * hash that cannot be read backwards.
 */
import { z } from 'zod';
import type { Answer } from '../hall/answers.ts';
import type { Language, Texts } from '../hall/configuration.ts';
import type { BookingId, ServiceId, TicketId } from '../hall/ids.ts';
import type { Refusal } from '../hall/refusals.ts';
import { type CardUnknown, cardHandleSchema } from './card.ts';
import {
  kioskIdSchema,
  languageSchema,
  needIdSchema,
  requestIdSchema,
  serviceIdSchema,
} from './commands.ts';
import type { BadInput, FailureName } from './messages.ts';
import { personSchema } from './person.ts';
import { mobileNumberSchema } from './phone-number.ts';

/** How a typed number is brought into one form: as in person.ts. */
const plain = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '');

/** No I, O, 0 and 1, which are taken for one another. */
export const codeLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
export const codeLength = 8;

export const bookingCodeSchema = z
  .string()
  .max(40)
  .transform(plain)
  .refine((code) => new RegExp(`^[${codeLetters}]{${codeLength}}$`).test(code), {
    message: 'the code of a booking: 8 letters and digits, without I, O, 0 and 1',
  });

/** Who books: a document, or a telephone. One is the same person only by the same number. */
export const bookerSchema = z.discriminatedUnion('kind', [
  personSchema,
  z.strictObject({
    kind: z.literal('phone'),
    number: z
      .string()
      .max(40)
      .transform(plain)
      .refine((text) => /^\+?\d{7,15}$/.test(text), 'a telephone number: 7-15 digits'),
  }),
]);
export type Booker = z.output<typeof bookerSchema>;

/** The same as kiosks and consoles say it: typed, or by a card. */
const shownBookerSchema = z.discriminatedUnion('kind', [bookerSchema, cardHandleSchema]);

/** Epoch milliseconds of a slot's start, as `slots` told it. */
const slotAt = z.int().min(0).max(8_640_000_000_000_000);

export const booking = {
  service: serviceIdSchema,
  at: slotAt,
  person: bookerSchema,
  language: languageSchema.default('zh-Hans'),
};

/** What is said at check-in: the code (also read from the QR code), or whose booking it is. */
export const checkingIn = {
  code: bookingCodeSchema.optional(),
  person: bookerSchema.optional(),
  /** Left out: the language that was booked in. */
  language: languageSchema.optional(),
  needs: z.array(needIdSchema).max(20).optional(),
  /** Where its texts go; kept apart from the log until the day ends, dropped where there are none. */
  phone: mobileNumberSchema.optional(),
};
export const oneKey = (body: { code?: unknown; person?: unknown }): boolean =>
  (body.code === undefined) !== (body.person === undefined);
export const oneKeyRule = { path: ['code'], message: 'name code or person, and not both' };

export const slotsMessageSchema = z.strictObject({ service: serviceIdSchema });
export const bookMessageSchema = z.strictObject({
  requestId: requestIdSchema,
  ...booking,
  person: shownBookerSchema,
});
/** By the code; who has lost it, by the number that was booked with. */
export const findBookingsMessageSchema = z
  .strictObject({ code: bookingCodeSchema.optional(), person: shownBookerSchema.optional() })
  .refine(oneKey, oneKeyRule);
export const cancelBookingMessageSchema = z.strictObject({ code: bookingCodeSchema });
export const checkInMessageSchema = z
  .strictObject({
    requestId: requestIdSchema,
    ...checkingIn,
    person: shownBookerSchema.optional(),
    /** The kiosk whose printer prints the slip, when a console asks. */
    kiosk: kioskIdSchema.optional(),
  })
  .refine(oneKey, oneKeyRule);

/** A stretch of time that can be booked, in epoch ms; `minute`: its start in the hall's own day. */
export interface SlotTold {
  readonly at: number;
  readonly ends: number;
  readonly minute: number;
  readonly free: number;
}

export interface SlotsTold {
  readonly service: ServiceId;
  readonly days: readonly {
    readonly date: string;
    /** What kind of day it is, where the calendar has a name for it. */
    readonly name: Texts | null;
    readonly slots: readonly SlotTold[];
  }[];
}

export type BookingState = 'booked' | 'cancelled' | 'checked-in' | 'missed';

/** A booking as it is told; times in epoch ms. */
export interface BookingTold {
  readonly id: BookingId;
  readonly code: string;
  readonly service: ServiceId;
  /** The local date and minute of its start. */
  readonly date: string;
  readonly minute: number;
  readonly at: number;
  readonly ends: number;
  readonly state: BookingState;
  readonly language: Language;
  /** The end of the number that it was booked with: `**34`. */
  readonly hint: string;
  readonly cancelUntil: number;
  readonly checkInFrom: number;
  /** Who comes later has an ordinary number. */
  readonly checkInUntil: number;
  /** The ticket that it became. */
  readonly ticket: TicketId | null;
  /** Its time was closed since it was booked (BOOK-7): it can be given back at any time. */
  readonly closed?: true;
}

/** Every expected no of booking, beside those of the hall's rules. */
export type BookingRefusal =
  | { readonly refused: 'unknown-service'; readonly service: ServiceId }
  | { readonly refused: 'not-bookable'; readonly service: ServiceId }
  | { readonly refused: 'no-such-slot'; readonly at: number }
  | { readonly refused: 'slot-full'; readonly at: number }
  /** `from`: the earliest start that can still be booked. */
  | { readonly refused: 'too-near'; readonly from: number }
  /** `until`: the last date that can be booked. */
  | { readonly refused: 'too-far'; readonly until: string }
  | { readonly refused: 'already-booked-that-day'; readonly date: string; readonly max: number }
  /** Too many were missed; `until` in epoch ms. */
  | { readonly refused: 'barred'; readonly until: number }
  | { readonly refused: 'too-late-to-cancel'; readonly until: number }
  | { readonly refused: 'unknown-booking' }
  | { readonly refused: 'booking-cancelled' }
  | { readonly refused: 'booking-over' }
  /** Nobody is served at the time that was booked, since hours or holidays have changed (BOOK-7). */
  | { readonly refused: 'booking-closed'; readonly at: number }
  | { readonly refused: 'too-many-tries'; readonly retryAt: number };

export type BookingRefusalName = BookingRefusal['refused'];

interface NotDone {
  readonly refused: 'not-allowed';
}
interface Failed {
  readonly failed: FailureName;
}

export type SlotsReply =
  | ({ readonly ok: true } & SlotsTold)
  | BookingRefusal
  | BadInput
  | NotDone
  | Failed;
export type BookingReply =
  | { readonly ok: true; readonly booking: BookingTold }
  | BookingRefusal
  | CardUnknown
  | BadInput
  | NotDone
  | Failed;
/** By code the one, of whatever date; of a person those from today on, the earliest first. */
export type BookingsReply =
  | { readonly ok: true; readonly bookings: readonly BookingTold[] }
  | BookingRefusal
  | CardUnknown
  | BadInput
  | NotDone
  | Failed;
/** `link`: as of a number that was taken (messages.ts). */
export type CheckInReply =
  | ({ readonly ok: true; readonly seq: number; readonly link?: string } & Answer)
  | Refusal
  | BookingRefusal
  | CardUnknown
  | BadInput
  | NotDone
  | Failed;

export type BookMessage = z.input<typeof bookMessageSchema>;
export type CheckInMessage = z.input<typeof checkInMessageSchema>;
export type FindBookingsMessage = z.input<typeof findBookingsMessageSchema>;
