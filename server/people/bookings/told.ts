/**
 * A booking as kiosks, consoles and other programs are told it, by the rules that are in force now.
 */
import type { Configuration } from '../../../core/hall/configuration.ts';
import { bookingId, type ServiceId, ticketId } from '../../../core/hall/ids.ts';
import type { Deep } from '../../../core/hall/state.ts';
import type { BookingTold } from '../../../core/wire/booking.ts';
import type { BookingRow } from '../bookings.ts';
import { isClosed } from './closed.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** A row as it is told; the rules are those of today. */
export function told(row: BookingRow, configuration: Deep<Configuration>): BookingTold {
  const { booking } = configuration;
  const { code, minute, state, language, hint } = row;
  return {
    ...{ id: bookingId(row.id), code, service: row.service as ServiceId, minute, state, language },
    ...{ hint, date: row.day, at: row.slot_at, ends: row.ends_at },
    cancelUntil: row.slot_at - booking.cancelHours * hourMs,
    checkInFrom: row.slot_at - booking.earlyMinutes * minuteMs,
    checkInUntil: row.slot_at + booking.lateMinutes * minuteMs,
    ticket: row.ticket === null ? null : ticketId(row.ticket),
    ...(state === 'booked' && isClosed(configuration, row) ? { closed: true as const } : {}),
  };
}
