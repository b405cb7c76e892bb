/** When numbers are given: the week, special dates, bands, the last number, what a day holds. */
import { expect, test } from 'vitest';
import type { Band, Configuration, Hours } from '../../core/hall/configuration.ts';
import { at, boss, given, hub, kiosk, nextDay, refused, start, wang } from './hall.ts';
import { allClasses, service, smallHall } from './halls.ts';

const clock = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const band = (from: string, to: string, more: Partial<Band> = {}): Band => ({
  from: clock(from),
  to: clock(to),
  admits: 'everybody',
  ...more,
});
const workday = [
  band('08:30', '09:00', { admits: 'booked' }),
  band('09:00', '12:00'),
  band('13:00', '17:00', { max: 2 }),
];
const pattern = (
  id: string,
  week: readonly (readonly Band[])[],
  lastTicketMinutes = 20,
): Hours => ({
  id: id as never,
  week,
  lastTicketMinutes,
});
const usual = pattern('usual', [...Array.from({ length: 5 }, () => workday), [], []]);
const hall = (
  dates: Configuration['opening']['dates'] = [],
  changes: Partial<Configuration> = {},
) =>
  hub.opens(
    smallHall({
      classes: allClasses,
      opening: { hoursId: usual.id, patterns: [usual], dates },
      ...changes,
    }),
  );
const open = hall();

test('HOURS-1 without a pattern numbers are given at any time; a service may have its own', () => {
  given(hub.opens(), at('23:59'))
    .when(kiosk.takes('a'))
    .then(['ticket-issued', { band: null }]);
  const night = pattern(
    'night',
    Array.from({ length: 7 }, () => [band('20:00', '24:00')]),
  );
  const own = smallHall({
    services: [
      service('a', 'A'),
      service('b', 'B', true, { hoursId: night.id }),
      service('c', 'C'),
    ],
    opening: { hoursId: usual.id, patterns: [usual, night], dates: [] },
  });
  given(hub.opens(own), at('21:00'))
    .when(kiosk.takes('b'))
    .then(['ticket-issued', { band: 20 * 60 }]);
  given(hub.opens(own), at('21:00'))
    .when(kiosk.takes('a'))
    .then(refused('outside-hours', { service: 'a', opens: { date: '2026-11-24', minute: 540 } }));
});

test('HOURS-2 a special date is closed, or as another weekday', () => {
  given(hall([{ date: '2026-11-23', as: 'closed' }]), at('10:00'))
    .when(kiosk.takes('a'))
    .then(refused('outside-hours', { opens: { date: '2026-11-24', minute: 540 } }));
  const saturday = [nextDay('10:00'), ...Array.from({ length: 4 }, () => nextDay('10:00'))];
  given(open, ...saturday, hub.passesTime())
    .when(kiosk.takes('a'))
    .then(refused('outside-hours', { opens: { date: '2026-11-30', minute: 540 } }));
  given(hall([{ date: '2026-11-28', as: 1 }]), ...saturday, hub.passesTime())
    .when(kiosk.takes('a'))
    .then(['ticket-issued', { band: 540 }]);
});

test('HOURS-3 outside the bands nobody, in a booked band only who has booked', () => {
  const early = [hall(), { clock: '08:15', days: 1 } as const, hub.passesTime()];
  given(...early)
    .when(kiosk.takes('a'))
    .then(refused('outside-hours', { opens: { date: '2026-11-24', minute: 540 } }));
  const band0 = [...early, at('08:30')];
  given(...band0)
    .when(kiosk.takes('a'))
    .then(refused('booked-only', { service: 'a', opens: { date: '2026-11-24', minute: 540 } }));
  given(...band0)
    .when(kiosk.checksIn('booking-1', start + 24 * 3_600_000 - 1_200_000))
    .then(['ticket-issued', { class: 'booked', band: 510 }]);
  given(open, at('12:30'))
    .when(kiosk.takes('a'))
    .then(refused('outside-hours', { opens: { date: '2026-11-23', minute: 780 } }));
});

test('HOURS-4 the last number of a stretch is given so long before its end', () => {
  given(open, at('11:39')).when(kiosk.takes('a')).then(['ticket-issued']);
  given(open, at('11:40'))
    .when(kiosk.takes('a'))
    .then(refused('outside-hours', { opens: { date: '2026-11-23', minute: 780 } }));
  const joined = pattern('joined', [
    [band('09:00', '12:00'), band('12:00', '14:00', { duty: 'noon' })],
    [],
    [],
    [],
    [],
    [],
    [],
  ]);
  const noon = hall([], { opening: { hoursId: joined.id, patterns: [joined], dates: [] } });
  given(noon, at('11:50'))
    .when(kiosk.takes('a'))
    .then(['ticket-issued', { band: 540 }]);
  given(noon, at('13:40'))
    .when(kiosk.takes('a'))
    .then(refused('outside-hours', { opens: { date: '2026-11-30', minute: 540 } }));
});

test('HOURS-5 so many numbers of a service a day and a band, those given up included', () => {
  const few = hall([], {
    services: [service('a', 'A', true, { dailyMax: 3 }), service('b', 'B'), service('c', 'C')],
  });
  const two = [few, kiosk.takes('a'), boss.cancels('t1'), kiosk.takes('a'), at('13:00')];
  given(...two, kiosk.takes('a'))
    .when(kiosk.takes('a'))
    .then(refused('day-exhausted', { service: 'a', max: 3 }));
  given(...two, kiosk.takes('b'), kiosk.takes('b'))
    .when(kiosk.takes('b'))
    .then(refused('band-exhausted', { service: 'b', max: 2, until: 17 * 60 }));
  given(...two, kiosk.takes('a'), boss.closes(), few)
    .when(kiosk.takes('a'))
    .then(refused('day-exhausted'));
});

test('HOURS-5 who has booked has a number, and it counts', () => {
  const one = hall([], {
    services: [service('a', 'A', true, { dailyMax: 1 }), service('b', 'B'), service('c', 'C')],
  });
  const slot = start + 30 * 60_000;
  given(one, kiosk.takes('a'))
    .when(kiosk.checksIn('booking-1', slot))
    .then(['ticket-issued', { class: 'booked' }]);
  given(one, kiosk.checksIn('booking-1', slot))
    .when(kiosk.takes('a'))
    .then(refused('day-exhausted'));
});

test('HOURS-7 a manager gives numbers whatever the hour; a clerk does not', () => {
  given(open, at('20:00'))
    .when(boss.takes('a'))
    .then(['ticket-issued', { band: null }]);
  given(open, at('20:00')).when(wang.takes('a')).then(refused('outside-hours'));
  expect(usual.week).toHaveLength(7);
});
