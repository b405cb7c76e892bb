/**
 * Booking on the socket, for kiosks and consoles: what is free, a place, giving it back, and checking
 * in. The slip of a booking and of its ticket is ordered beside the deed and never waited for.
 */
import type { Actor } from '../../core/hall/commands.ts';
import type { KioskId } from '../../core/hall/ids.ts';
import {
  type BookingReply,
  type BookingsReply,
  bookMessageSchema,
  type CheckInReply,
  cancelBookingMessageSchema,
  checkInMessageSchema,
  findBookingsMessageSchema,
  type SlotsReply,
  slotsMessageSchema,
} from '../../core/wire/booking.ts';
import { badInput } from '../../core/wire/messages.ts';
import type { BookingDesk } from '../people/bookings/desk.ts';
import type { Printing } from '../printing/printing.ts';
import { type CardParts, personShown } from './card.ts';

export interface BookingParts extends CardParts {
  readonly desk: Pick<BookingDesk, 'slots' | 'book' | 'find' | 'ofPerson' | 'cancel' | 'checkIn'>;
  readonly printing: Pick<Printing, 'order' | 'orderBooking'>;
  readonly complain: (what: string, error: unknown) => void;
}

/** Who asks, and whose printer prints; null: nobody who may. */
export interface Asker {
  readonly by: Actor;
  readonly kiosk: KioskId | undefined;
  /** Where they have a card reader. */
  readonly place: string;
}

export const bookingActs = [
  'slots',
  'book',
  'find-bookings',
  'cancel-booking',
  'check-in',
] as const;
export type BookingAct = (typeof bookingActs)[number];
export type BookingAnswer = SlotsReply | BookingReply | BookingsReply | CheckInReply;

/** Does the act for who asks. Fails: `LogFailure`, `HouseFailure`. */
export async function bookingAct(
  act: BookingAct,
  message: unknown,
  asker: Asker,
  parts: BookingParts,
): Promise<BookingAnswer> {
  switch (act) {
    case 'slots':
      return slots(message, parts);
    case 'book':
      return book(message, asker, parts);
    case 'find-bookings':
      return find(message, asker, parts);
    case 'cancel-booking':
      return cancel(message, asker, parts);
    case 'check-in':
      return checkIn(message, asker, parts);
  }
}

async function slots(message: unknown, { desk }: BookingParts): Promise<SlotsReply> {
  const parsed = slotsMessageSchema.safeParse(message);
  if (!parsed.success) return badInput(parsed.error);
  const free = await desk.slots(parsed.data.service);
  return 'refused' in free ? free : { ok: true, ...free };
}

async function book(
  message: unknown,
  { by, kiosk, place }: Asker,
  parts: BookingParts,
): Promise<BookingReply> {
  const { desk, printing, complain } = parts;
  const parsed = bookMessageSchema.safeParse(message);
  if (!parsed.success) return badInput(parsed.error);
  const { requestId, person: said, ...wish } = parsed.data;
  const shown = personShown(said, place, requestId, parts);
  if ('refused' in shown) return shown;
  const booking = await desk.book({ ...wish, person: shown.person }, by, requestId);
  if ('refused' in booking) return booking;
  if (kiosk !== undefined) {
    printing.orderBooking(kiosk, booking.id).catch((error: unknown) => {
      complain('the slip of a booking could not be ordered', error);
    });
  }
  return { ok: true, booking };
}

async function find(
  message: unknown,
  { by, place }: Asker,
  parts: BookingParts,
): Promise<BookingsReply> {
  const { desk } = parts;
  const parsed = findBookingsMessageSchema.safeParse(message);
  if (!parsed.success) return badInput(parsed.error);
  const { code, person: said } = parsed.data;
  // Looking twice by one card is one deed: the same question has the same answer.
  const shown = personShown(said, place, 'find-bookings', parts);
  if ('refused' in shown) return shown;
  const { person } = shown;
  if (person !== undefined) {
    const theirs = await desk.ofPerson(person, by);
    return 'refused' in theirs ? theirs : { ok: true, ...theirs };
  }
  const one = await desk.find(code ?? '', by);
  return 'refused' in one ? one : { ok: true, bookings: [one] };
}

async function cancel(
  message: unknown,
  { by }: Asker,
  { desk }: BookingParts,
): Promise<BookingReply> {
  const parsed = cancelBookingMessageSchema.safeParse(message);
  if (!parsed.success) return badInput(parsed.error);
  const booking = await desk.cancel(parsed.data.code, by);
  return 'refused' in booking ? booking : { ok: true, booking };
}

async function checkIn(
  message: unknown,
  { by, kiosk: here, place }: Asker,
  parts: BookingParts,
): Promise<CheckInReply> {
  const { desk, printing, complain } = parts;
  const parsed = checkInMessageSchema.safeParse(message);
  if (!parsed.success) return badInput(parsed.error);
  const { requestId, kiosk: named, person: said, ...wish } = parsed.data;
  const shown = personShown(said, place, requestId, parts);
  if ('refused' in shown) return shown;
  const settled = await desk.checkIn({ ...wish, person: shown.person }, by, requestId);
  // A kiosk prints on its own paper, whatever it names.
  const kiosk = here ?? named;
  if ('ok' in settled && settled.ticket && settled.label && kiosk !== undefined) {
    const { label } = settled;
    printing.order(kiosk, settled.ticket, label).catch((error: unknown) => {
      complain(`the slip of ${label} could not be ordered`, error);
    });
  }
  return settled;
}
