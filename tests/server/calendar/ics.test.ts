/**
 * Calendar files after RFC 5545: escaped, folded at 75 octets without cutting a letter, in UTC.
 */
import { describe, expect, test } from 'vitest';
import { bookingId, serviceId } from '../../../core/hall/ids.ts';
import { bookingIcs } from '../../../server/calendar/booking-ics.ts';
import { icsOf } from '../../../server/calendar/ics.ts';
import type { WrittenBooking } from '../../../server/people/bookings/desk.ts';

const event = {
  ...{ uid: 'u@h', stampAt: Date.UTC(2026, 10, 17, 1, 2, 3, 456), location: 'l', summary: 's' },
  ...{ startsAt: Date.UTC(2026, 10, 18, 1), endsAt: Date.UTC(2026, 10, 18, 2) },
  ...{ description: 'd', cancelled: false },
};

/** The lines as a reader unfolds them. */
const unfolded = (file: string): string[] => file.replace(/\r\n[ \t]/g, '').split('\r\n');

describe('a calendar file', () => {
  test('has all that a reader needs, with CRLF behind each line', () => {
    expect(icsOf(event)).toBe(
      [
        ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Jinghao//Booking//ZH'],
        ...['CALSCALE:GREGORIAN', 'METHOD:PUBLISH', 'BEGIN:VEVENT', 'UID:u@h'],
        ...['DTSTAMP:20261117T010203Z', 'DTSTART:20261118T010000Z', 'DTEND:20261118T020000Z'],
        ...['SUMMARY:s', 'LOCATION:l', 'DESCRIPTION:d', 'SEQUENCE:0', 'STATUS:CONFIRMED'],
        ...['END:VEVENT', 'END:VCALENDAR', ''],
      ].join('\r\n'),
    );
  });

  test('escapes commas, semicolons, backslashes and line ends, and has no control characters', () => {
    const file = icsOf({ ...event, summary: 'a,b;c\\d\ne\r\nf\u0007g' });
    expect(unfolded(file)).toContain('SUMMARY:a\\,b\\;c\\\\d\\ne\\nf g');
    expect(icsOf({ ...event, summary: 'x\r\nATTENDEE:y' })).not.toMatch(/^ATTENDEE/m);
  });

  test('has no line over 75 octets and cuts no letter in two', () => {
    const summary = '不动产登记𠮷，'.repeat(40);
    const file = icsOf({ ...event, summary });
    for (const line of file.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    }
    expect(unfolded(file)).toContain(`SUMMARY:${summary}`);
    const long = icsOf({ ...event, summary: 'x'.repeat(200) });
    expect(long.split('\r\n').some((line) => Buffer.byteLength(line) === 75)).toBe(true);
  });
});

describe('the file of a booking', () => {
  const written = (language: 'zh-Hans' | 'zh-Hant' | 'en', cancelled = false): WrittenBooking => ({
    booking: {
      ...{ id: bookingId('b1'), code: 'ABCD2345', service: serviceId('a'), language },
      ...{ date: '2026-11-18', minute: 540, at: event.startsAt, ends: event.endsAt, hint: '**34' },
      state: cancelled ? 'cancelled' : 'booked',
      cancelUntil: Date.UTC(2026, 10, 17, 23),
      checkInFrom: Date.UTC(2026, 10, 18, 0, 30),
      checkInUntil: Date.UTC(2026, 10, 18, 1, 15),
      ticket: null,
    },
    ...{ madeAt: event.stampAt, hall: 'small', timeZone: 'Asia/Shanghai' },
    hallName: { 'zh-Hans': '政务服务中心', 'zh-Hant': '政務服務中心', en: 'Service Centre' },
    serviceName: { 'zh-Hans': '税务', 'zh-Hant': '稅務', en: 'Tax' },
  });

  test('says what, where, when to check in, in the language that was booked in', () => {
    for (const [language, summary, code] of [
      ['zh-Hans', '预约：税务（政务服务中心）', '预约码 ABCD 2345'],
      ['zh-Hant', '預約：稅務（政務服務中心）', '預約碼 ABCD 2345'],
      ['en', 'Booking: Tax (Service Centre)', 'Booking code ABCD 2345'],
    ] as const) {
      const lines = unfolded(bookingIcs(written(language)));
      expect(lines).toContain(`SUMMARY:${summary}`);
      const description = lines.find((line) => line.startsWith('DESCRIPTION:'));
      expect(description).toContain(code);
      expect(description).toContain('08:30');
      expect(description).toContain('2026-11-18 07:00');
    }
  });

  test('takes the event back when the booking was given back', () => {
    const lines = unfolded(bookingIcs(written('en', true)));
    expect(lines).toEqual(expect.arrayContaining(['METHOD:CANCEL', 'STATUS:CANCELLED']));
  });
});
