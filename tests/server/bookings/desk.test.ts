/**
 * Who has booked and comes is never made to queue again: whatever the hour, however full the hall,
 * however often and wherever they check in, and whatever breaks in between. On a real keeper and a real
 * table, with a stepped clock.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Configuration } from '../../../core/hall/configuration.ts';
import { bookingId, counterId, hoursId, serviceId } from '../../../core/hall/ids.ts';
import type { Hall } from '../../../core/hall/state.ts';
import type { BookingTold } from '../../../core/wire/booking.ts';
import { memoryStore } from '../../../log/memory.ts';
import { followMissedBookings } from '../../../server/followers/missed-bookings.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { ClockGuard } from '../../../server/hall/clock-guard.ts';
import { linksOf } from '../../../server/hall/links.ts';
import { openDatabase } from '../../../server/house/database.ts';
import { HouseFailure } from '../../../server/house/failure.ts';
import { BookingDesk, type CheckedIn } from '../../../server/people/bookings/desk.ts';
import { Bookings } from '../../../server/people/bookings.ts';
import { boss, kiosk, wang } from '../../core/hall.ts';
import { service, smallHall, ticketClass } from '../../core/halls.ts';
import { openHall, settled } from '../hall/rig.ts';
import { SeededDice } from '../house/databases.ts';
import { HubClock } from '../http/clock.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** The clock begins on Tuesday, 2026-11-17, at 9:00. */
const tomorrowAtNine = Date.UTC(2026, 10, 18, 1);
const calendar = calendarOf('Asia/Shanghai');
const door = { kind: 'kiosk', id: 'door' } as const;
const hallKey = Buffer.alloc(32, 7);
const phone = (number: string) => ({ kind: 'phone', number }) as const;

const open = { from: 540, to: 1020, admits: 'everybody' as const };
const early = { from: 510, to: 540, admits: 'booked' as const };
const day = [early, open];
const bookedHall = (changes: Partial<Configuration> = {}): Configuration =>
  smallHall({
    classes: [ticketClass('ordinary', 'ordinary'), ticketClass('booked', 'booked', { base: 30 })],
    services: [
      service('a', 'A', true, { booking: { slotMinutes: 30, perSlot: 2 }, dailyMax: 3 }),
      ...[service('b', 'B'), service('c', 'C'), service('d', 'D', false)],
    ],
    opening: {
      hoursId: hoursId('h'),
      patterns: [
        { id: hoursId('h'), week: [day, day, day, day, day, [], []], lastTicketMinutes: 0 },
      ],
      dates: [],
    },
    ...changes,
  });

async function deskOf(configuration = bookedHall()) {
  const folder = await mkdtemp(join(tmpdir(), 'jinghao-desk-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const clock = new HubClock();
  const complaints: string[] = [];
  const complain = (what: string) => complaints.push(what);
  const guard = new ClockGuard(clock, complain);
  guard.start();
  const opened = await openHall(configuration, memoryStore(), { clock, guard });
  const { keeper, pass } = opened;
  const house = await openDatabase({ kind: 'sqlite', path: join(folder, 'house.db') });
  onTestFinished(() => house.close());
  const dice = new SeededDice('desk');
  const bookings = new Bookings(house, clock, dice);
  const parts = {
    ...{ keeper, configuration, bookings, calendar, guard, hallKey, dice, complain, clock },
    ...{ links: linksOf(hallKey), visitors: { today: async () => null, took: () => {} } },
  };
  const desk = new BookingDesk(parts);
  let asked = 0;
  const next = () => {
    asked += 1;
    return `d${asked}`;
  };
  return {
    ...opened,
    ...{ desk, bookings, parts, house, complaints, guard },
    /** A booking for tomorrow; the clock then stands at this time of tomorrow, past midnight. */
    book: async (at = tomorrowAtNine, number = '13800000001'): Promise<BookingTold> => {
      const wish = { service: serviceId('a'), at, person: phone(number), language: 'en' } as const;
      const told = await desk.book(wish, door, next());
      if ('refused' in told) throw new Error(told.refused);
      return told;
    },
    goTo: async (at: number) => {
      while (clock.now() < at) {
        await pass(Math.min(at - clock.now(), hourMs));
        await settled();
        await keeper.look(() => {});
      }
    },
    checkIn: (key: { code?: string; person?: ReturnType<typeof phone> }, by = door) =>
      desk.checkIn(key, by, next()),
    shown: <T>(read: (hall: Hall) => T) => keeper.look(read),
    missed: () => {
      const end = followMissedBookings(parts);
      onTestFinished(end);
      return end;
    },
  };
}

/** Waits until something has come about, on the stepped clock: turns of the event loop, no time. */
async function until(is: () => Promise<boolean>): Promise<void> {
  for (let turns = 0; turns < 500; turns += 1) {
    if (await is()) return;
    await settled();
  }
  throw new Error('it has not come about');
}

const given = (answer: CheckedIn) => {
  if (!('ok' in answer)) throw new Error(JSON.stringify(answer));
  return answer;
};

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
