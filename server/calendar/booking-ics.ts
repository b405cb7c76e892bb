/**
 * A booking as an event of the visitor's calendar, in the language that was booked in.
 */
import type { WrittenBooking } from '../people/bookings/desk.ts';
import { clocksOf, inGroups } from '../printing/booking-slip.ts';
import { bookingTexts } from '../printing/booking-texts.ts';
import { icsOf } from './ics.ts';

export function bookingIcs(written: WrittenBooking): string {
  const { booking, madeAt, hall, hallName, serviceName, timeZone } = written;
  const { language, code, checkInFrom, checkInUntil, cancelUntil, closed } = booking;
  const texts = bookingTexts[language];
  const { clock, moment } = clocksOf(timeZone);
  const place = hallName[language] ?? hallName['zh-Hans'];
  const come = [texts.checkIn(clock(checkInFrom), clock(checkInUntil)), texts.late];
  const todo = closed ? [texts.closed] : [...come, texts.cancel(moment(cancelUntil))];
  return icsOf({
    uid: `${booking.id}@${hall}.jinghao`,
    stampAt: madeAt,
    startsAt: booking.at,
    endsAt: booking.ends,
    summary: texts.summary(serviceName[language] ?? serviceName['zh-Hans'], place),
    location: place,
    description: [`${texts.code} ${inGroups(code)}`, ...todo].join('\n'),
    cancelled: booking.state === 'cancelled' || closed === true,
  });
}
