/**
 * Who has booked and comes is never made to queue again: whatever the hour, however full the hall,
 * however often and wherever they check in, and whatever breaks in between.
 */
import { describe, expect, test } from 'vitest';
import { bookingId, counterId, serviceId } from '../../../core/hall/ids.ts';
import { followMissedBookings } from '../../../server/followers/missed-bookings.ts';
import { HouseFailure } from '../../../server/house/failure.ts';
import { BookingDesk } from '../../../server/people/bookings/desk.ts';
import type { Bookings } from '../../../server/people/bookings.ts';
import { boss, kiosk, wang } from '../../core/hall.ts';
import { service } from '../../core/halls.ts';
import { settled } from '../hall/rig.ts';
import {
  bookedHall,
  deskOf,
  door,
  given,
  hourMs,
  minuteMs,
  phone,
  tomorrowAtNine,
  until,
} from './rig.ts';

describe('who has booked and comes (BOOK)', () => {
  test('has a number at once when nobody else gets one: before hours, hall full, day exhausted', async () => {
    const full = await deskOf(bookedHall({ rules: { ...bookedHall().rules, peopleMax: 1 } }));
    const atHalfPastEight = tomorrowAtNine - 30 * minuteMs;
    const early = await full.book(atHalfPastEight);
    await full.goTo(atHalfPastEight);
    expect(await full.ask(kiosk.takes('a'))).toMatchObject({ refused: 'booked-only' });
    expect(given(await full.checkIn({ code: early.code })).label).toBe('A001');

    const other = await deskOf(bookedHall({ rules: { ...bookedHall().rules, peopleMax: 1 } }));
    const booking = await other.book();
    await other.goTo(tomorrowAtNine);
    await other.ask(kiosk.takes('b'));
    expect(await other.ask(kiosk.takes('a'))).toMatchObject({ refused: 'hall-full' });
    expect(given(await other.checkIn({ code: booking.code })).label).toBe('A001');

    const exhausted = await deskOf();
    const last = await exhausted.book();
    await exhausted.goTo(tomorrowAtNine);
    for (let taken = 0; taken < 3; taken += 1) await exhausted.ask(kiosk.takes('a'));
    expect(await exhausted.ask(kiosk.takes('a'))).toMatchObject({ refused: 'day-exhausted' });
    expect(given(await exhausted.checkIn({ code: last.code })).label).toBe('A004');
  });

  test('has one number, by code, by telephone and at every kiosk, called and finished alike', async () => {
    const { book, goTo, checkIn, ask, shown } = await deskOf();
    const booking = await book();
    await goTo(tomorrowAtNine);
    const { ticket } = given(await checkIn({ code: booking.code }));
    const same = { refused: 'already-checked-in', ticket, label: 'A001' };
    const again = async (status: string) => {
      const ways = [{ code: booking.code }, { person: phone('13800000001') }];
      for (const by of [door, { kind: 'kiosk', id: 'other' } as unknown as typeof door]) {
        for (const way of ways) expect(await checkIn(way, by)).toEqual({ ...same, status });
      }
    };
    await again('waiting');
    await ask(wang.signsIn('1'));
    await ask(wang.callsNext('1', null));
    await again('called');
    await ask(wang.finishes('1'));
    await again('finished');
    expect(await shown((hall) => hall.tickets.size)).toBe(1);
  });

  test('checks in at two kiosks in the same breath and has one number', async () => {
    const { book, goTo, checkIn, shown } = await deskOf();
    const booking = await book();
    await goTo(tomorrowAtNine);
    const answers = await Promise.all([1, 2, 3, 4].map(() => checkIn({ code: booking.code })));
    expect(answers.filter((answer) => 'ok' in answer)).toHaveLength(1);
    expect(await shown((hall) => hall.tickets.size)).toBe(1);
  });

  test('is called before those who came before the slot and have waited for less than the class is worth', async () => {
    const { book, goTo, checkIn, ask, shown } = await deskOf(
      bookedHall({
        services: [
          service('a', 'A', true, { booking: { slotMinutes: 30, perSlot: 2 } }),
          ...bookedHall().services.slice(1),
        ],
      }),
    );
    const booking = await book(tomorrowAtNine + 30 * minuteMs);
    await goTo(tomorrowAtNine + 15 * minuteMs);
    for (let came = 0; came < 8; came += 1) await ask(kiosk.takes('a'));
    await goTo(tomorrowAtNine + 30 * minuteMs);
    const { ticket } = given(await checkIn({ code: booking.code }));
    await ask(wang.signsIn('1'));
    await ask(wang.callsNext('1', null));
    expect(await shown((hall) => hall.counters.get(counterId('1'))?.inHand)).toBe(ticket);
  });

  test('keeps the number when the tables fail right after it was given', async () => {
    const { book, goTo, parts, shown, complaints } = await deskOf();
    const booking = await book();
    await goTo(tomorrowAtNine);
    const failing = Object.assign(Object.create(parts.bookings) as Bookings, {
      find: (hall: string, code: string) => parts.bookings.find(hall, code),
      arrived: (hall: string, id: string, at: number | null) =>
        parts.bookings.arrived(hall, id, at),
      checkedIn: () => Promise.reject(new HouseFailure('unavailable', 'the tables are away')),
    });
    const desk = new BookingDesk({ ...parts, bookings: failing });
    const { ticket } = given(await desk.checkIn({ code: booking.code }, door, 'c1'));
    expect(complaints).toContain('a check-in could not be noted beside its booking');
    // It stands as booked, but its visitor is here: nobody counts it as missed.
    const end = followMissedBookings(parts);
    await goTo(tomorrowAtNine + hourMs);
    await end();
    expect(await parts.bookings.find('small', booking.code)).toMatchObject({ state: 'booked' });
    const again = await parts.keeper.look((hall) => hall.bookings.get(bookingId(booking.id)));
    expect(again).toBe(ticket);
    expect(await shown((hall) => hall.tickets.size)).toBe(1);
  });

  test('too early is told when, and has not used the booking up', async () => {
    const { book, goTo, checkIn, bookings } = await deskOf();
    const booking = await book();
    await goTo(tomorrowAtNine - 31 * minuteMs);
    expect(await checkIn({ code: booking.code })).toEqual({
      ...{ refused: 'too-early', opensAt: tomorrowAtNine - 30 * minuteMs },
    });
    expect(await bookings.find('small', booking.code)).toMatchObject({ arrived_at: null });
    await goTo(tomorrowAtNine - 30 * minuteMs);
    given(await checkIn({ code: booking.code }));
  });

  test('while the day is closed is refused, and may come back', async () => {
    const { book, goTo, checkIn, ask } = await deskOf();
    const booking = await book();
    await goTo(tomorrowAtNine);
    await ask(boss.closes());
    expect(await checkIn({ code: booking.code })).toEqual({ refused: 'hall-closed' });
    await ask(boss.opens(bookedHall()));
    given(await checkIn({ code: booking.code }));
  });
});

describe('who does not come', () => {
  const state = async ({ bookings }: Awaited<ReturnType<typeof deskOf>>, code: string) =>
    (await bookings.find('small', code))?.state;

  test('has missed it a quarter of an hour after the slot began, not before', async () => {
    const world = await deskOf();
    const booking = await world.book();
    world.missed();
    await world.goTo(tomorrowAtNine + 15 * minuteMs);
    expect(await state(world, booking.code)).toBe('booked');
    await world.pass(minuteMs);
    await until(async () => (await state(world, booking.code)) === 'missed');
  });

  test('but then does, gets an ordinary number, and it no longer counts', async () => {
    const world = await deskOf();
    const booking = await world.book();
    world.missed();
    await world.goTo(tomorrowAtNine + 20 * minuteMs);
    await until(async () => (await state(world, booking.code)) === 'missed');
    const { ticket } = given(await world.checkIn({ code: booking.code }));
    const found = await world.shown((hall) => ticket && hall.tickets.get(ticket));
    expect(found).toMatchObject({ class: 'ordinary', booking: { late: true } });
    expect(await state(world, booking.code)).toBe('checked-in');
  });

  test('as often as the rules say is barred for as long as they say', async () => {
    const world = await deskOf(
      bookedHall({ booking: { ...bookedHall().booking, missedMax: 1, barredDays: 30 } }),
    );
    const booking = await world.book();
    world.missed();
    await world.goTo(tomorrowAtNine + 20 * minuteMs);
    await until(async () => (await state(world, booking.code)) === 'missed');
    const wish = { at: tomorrowAtNine + 24 * hourMs, person: phone('13800000001') };
    const again = { ...wish, service: serviceId('a'), language: 'en' } as const;
    expect(await world.desk.book(again, door, 'again')).toEqual({
      ...{ refused: 'barred', until: tomorrowAtNine + 30 * 24 * hourMs },
    });
    const another = { ...again, person: phone('13800000002') };
    expect(await world.desk.book(another, door, 'another')).toMatchObject({ state: 'booked' });
  });

  test('because the clock is wrong has missed nothing', async () => {
    const world = await deskOf();
    const booking = await world.book();
    world.missed();
    world.clock.setWall(3 * 24 * hourMs);
    await world.pass(50_000);
    world.clock.setWall(-3 * 24 * hourMs);
    await world.pass(5 * minuteMs);
    await settled();
    expect(await state(world, booking.code)).toBe('booked');
  });

  test('is forgotten on the day after', async () => {
    const world = await deskOf();
    const booking = await world.book();
    world.missed();
    await world.goTo(tomorrowAtNine + 15 * hourMs + 2 * minuteMs);
    await until(async () => (await state(world, booking.code)) === undefined);
  });
});

test('a phone said at check-in is kept for its ticket, and forgotten when there is none', async () => {
  const { book, goTo, parts, shown } = await deskOf();
  const kept = new Map<string, unknown>();
  const texts = {
    keep: async (...[ticket, ...said]: string[]) => void kept.set(ticket ?? '', said),
    forget: async (ticket: string) => void kept.delete(ticket),
  };
  const desk = new BookingDesk({ ...parts, texts: () => texts });
  const { code } = await book();
  await goTo(tomorrowAtNine);
  const { ticket } = given(await desk.checkIn({ code, phone: '13900139000' }, door, 'p1'));
  expect([...kept]).toEqual([[ticket, ['13900139000', 'en']]]);
  // Once more: refused by name, and nothing is kept for a ticket that nobody has.
  const again = await desk.checkIn({ code, phone: '13900139001' }, door, 'p2');
  expect(again).toMatchObject({ refused: 'already-checked-in' });
  expect([...kept.keys()]).toEqual([ticket]);
  const held = await shown((hall) => JSON.stringify([...hall.tickets.values()]));
  expect(held).not.toContain('139001');
});
