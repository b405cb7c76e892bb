/** Checking in with a booking: in time, early, late, twice; and who booked is never made to queue again. */
import { expect, test } from 'vitest';
import type { Configuration } from '../../core/hall/configuration.ts';
import type { HoursId } from '../../core/hall/ids.ts';
import { barredUntil } from '../../server/people/bookings/barring.ts';
import { isClosed } from '../../server/people/bookings/closed.ts';
import {
  at,
  boss,
  gateway,
  given,
  hub,
  kiosk,
  minuteMs,
  refused,
  type Step,
  start,
  wang,
} from './hall.ts';
import { allClasses, place, service, smallHall } from './halls.ts';

const hall = (changes: Partial<Configuration> = {}) =>
  hub.opens(smallHall({ classes: allClasses, ...changes }));
const open = hall();
/** 10:00 */
const slot = start + 60 * minuteMs;
const comes = kiosk.checksIn('booking-1', slot);

test('BOOK-1 a booking gives one number, whoever asks how often', () => {
  given(open, at('09:50'))
    .when(comes)
    .then([
      'ticket-issued',
      { class: 'booked', booking: { id: 'booking-1', slotAt: slot, late: false }, label: 'A001' },
    ]);
  for (const one of [kiosk, wang, boss, gateway]) {
    given(open, at('09:50'), comes)
      .when(one.checksIn('booking-1', slot))
      .then(refused('already-checked-in', { ticket: 't1', label: 'A001', status: 'waiting' }));
  }
  given(open, at('09:50'), comes, boss.cancels('t1'))
    .when(comes)
    .then(refused('already-checked-in', { status: 'cancelled' }));
  given(open, at('09:50'))
    .when(kiosk.checksIn('booking-1', slot, { service: 'x' }))
    .then(refused('unknown-service', { service: 'x' }));
});

test('BOOK-2 not before the early limit, and from that very minute on', () => {
  given(open, at('09:29'))
    .when(comes)
    .then(refused('too-early', { opensAt: slot - 30 * minuteMs }));
  given(open, at('09:30'))
    .when(comes)
    .then(['ticket-issued', { class: 'booked' }]);
});

test('BOOK-3 late by more than the limit: an ordinary number, of the age of its coming', () => {
  given(open, at('10:15'))
    .when(comes)
    .then(['ticket-issued', { class: 'booked', orderAt: slot }]);
  const { play } = given(open, at('10:15'), { ms: 1 }).when(comes);
  expect(play.ticket('t1')).toMatchObject({
    class: 'ordinary',
    booking: { late: true },
    orderAt: play.at,
  });
});

test('BOOK-3 too late, what holds for everybody holds', () => {
  const closed = [service('a', 'A', false), service('b', 'B'), service('c', 'C')];
  const late: Step[] = [hall({ services: closed }), at('10:16')];
  given(...late)
    .when(comes)
    .then(refused('service-closed'));
  given(hall({ services: closed }), at('10:00'))
    .when(comes)
    .then(['ticket-issued', { class: 'booked' }]);
  const full = hall({ rules: { ...smallHall().rules, peopleMax: 1 } });
  given(full, kiosk.takes('b'), at('10:16')).when(comes).then(refused('hall-full'));
  given(full, kiosk.takes('b'), at('10:00'))
    .when(comes)
    .then(['ticket-issued', { class: 'booked' }]);
});

test('BOOK-4 its age is its slot: who comes early waits as from the slot on', () => {
  const early = [open, wang.signsIn('1'), at('09:35'), comes, at('09:40'), kiosk.takes('a')];
  given(...early, at('09:41'))
    .when(wang.callsNext('1'))
    .then(['ticket-called', { ticket: 't2' }]);
  given(...early, boss.cancels('t2'), at('09:50'), kiosk.takes('a'))
    .when(wang.callsNext('1'))
    .then(['ticket-called', { ticket: 't1', because: { rule: 'priority', waitedMs: 0 } }]);
});

test('BOOK-5 a hall without a class for bookings takes them as ordinary ones, by their slot', () => {
  given(hub.opens(), at('10:05'))
    .when(comes)
    .then(['ticket-issued', { class: 'ordinary', orderAt: slot, booking: { late: false } }]);
});

test('BOOK-1 who checked in is never made to queue again: cancelled, missed or moved on, the number stays', () => {
  const called = [
    hall({ counters: [place('1', ['a', 'b']), place('2', ['c'])] }),
    wang.signsIn('1'),
  ];
  const { play } = given(...called, at('10:00'), comes, wang.callsNext('1')).when(
    wang.transfers('1', { service: 'c' }),
  );
  expect(play.ticket('t1')).toMatchObject({ class: 'booked', orderAt: slot, label: 'A001' });
});

test('BOOK-6 so many missed within so many days bar from booking, and then no more', () => {
  const rules = { missedMax: 2, missedWithinDays: 10, barredDays: 5 };
  const day = 86_400_000;
  const until = (misses: number[], now: number) =>
    barredUntil(
      misses.map((one) => one * day),
      rules,
      now * day,
    );
  expect(until([1], 1)).toBe(null);
  expect(until([1, 12], 12)).toBe(null);
  expect(until([11, 1], 12)).toBe(16 * day);
  expect(until([1, 11], 16)).toBe(null);
  expect(until([1, 11, 14], 16)).toBe(19 * day);
});

test('BOOK-7 a booking is closed while its slot lies outside the hours of its service', () => {
  // Ten to half past on a Tuesday.
  const slot = { service: 'a', day: '2026-11-17', minute: 600, slot_at: 0, ends_at: 30 * minuteMs };
  const under = (...bands: readonly (readonly [from: number, to: number])[]) => {
    const day = bands.map(([from, to]) => ({ from, to, admits: 'booked' as const }));
    const week = [day, day, day, day, day, day, day];
    const id = 'h' as HoursId;
    const patterns = [{ id, week, lastTicketMinutes: 60 }];
    return smallHall({ opening: { hoursId: id, patterns, dates: [] } });
  };
  const closed = (...bands: readonly (readonly [from: number, to: number])[]) =>
    isClosed(under(...bands), slot);
  expect(closed([540, 630])).toBe(false);
  expect(closed([540, 610], [610, 720])).toBe(false);
  expect(closed([540, 629])).toBe(true);
  expect(closed([540, 610], [611, 720])).toBe(true);
  expect(closed()).toBe(true);
  // Without a pattern bookings are from nine to five on workdays, holidays excepted.
  expect(isClosed(smallHall(), slot)).toBe(false);
  expect(isClosed(smallHall(), { ...slot, minute: 1_010 })).toBe(true);
  expect(isClosed(smallHall(), { ...slot, service: 'gone' })).toBe(true);
});
