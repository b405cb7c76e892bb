/**
 * Bookings whose time is closed after they were made: found, told, refused by name, missed by nobody,
 * and standing again when the closure is taken back.
 */
import { describe, expect, onTestFinished, test } from 'vitest';
import { hoursId } from '../../../core/hall/ids.ts';
import { followClosedBookings } from '../../../server/followers/closed-bookings.ts';
import { settled } from '../hall/rig.ts';
import { bookedHall, deskOf, door, given, hourMs, minuteMs, tomorrowAtNine, until } from './rig.ts';

describe('a booking whose time is closed afterwards (BOOK-7)', () => {
  const { opening } = bookedHall();
  const dates = [{ date: '2026-11-18', as: 'closed' as const }];
  /** Hours that end at noon. */
  const morning = { from: 540, to: 720, admits: 'everybody' as const };
  const week = [[morning], [morning], [morning], [morning], [morning], [], []];
  const mornings = { ...opening, patterns: [{ id: hoursId('h'), week, lastTicketMinutes: 0 }] };
  const atHalfPastEleven = tomorrowAtNine + 150 * minuteMs;

  test('is found by a holiday, told as closed, and stands again when the holiday is taken back', async () => {
    const { book, desk, change } = await deskOf();
    const booking = await book();
    expect(await desk.affected()).toEqual([]);
    await change({ opening: { ...opening, dates } });
    expect(await desk.affected()).toEqual([{ ...booking, closed: true }]);
    expect(await desk.find(booking.code, door)).toMatchObject({ closed: true });
    expect(await desk.written(booking.id)).toMatchObject({ booking: { closed: true } });
    await change({});
    expect(await desk.affected()).toEqual([]);
    expect(await desk.find(booking.code, door)).toEqual(booking);
  });

  test('is found by shorter hours, and by a service that is gone; hours cut anew close nothing', async () => {
    const { book, desk, change } = await deskOf();
    await book(atHalfPastEleven);
    const late = await book(atHalfPastEleven + 30 * minuteMs, '13800000002');
    await change({ opening: mornings });
    expect((await desk.affected()).map(({ code }) => code)).toEqual([late.code]);
    const halves = [
      { ...morning, to: 705 },
      { ...morning, from: 705, to: 800 },
    ];
    const cut = [halves, halves, halves, halves, halves, [], []];
    const patterns = [{ id: hoursId('h'), week: cut, lastTicketMinutes: 0 }];
    await change({ opening: { ...opening, patterns } });
    expect(await desk.affected()).toEqual([]);
    const [, ...others] = bookedHall().services;
    await change({ services: others, counters: [] });
    expect(await desk.affected()).toHaveLength(2);
  });

  test('is refused on another day by name, not told to come back then', async () => {
    const { book, checkIn, change, bookings } = await deskOf();
    const booking = await book();
    expect(await checkIn({ code: booking.code })).toMatchObject({ refused: 'too-early' });
    await change({ opening: { ...opening, dates } });
    const closed = { refused: 'booking-closed', at: tomorrowAtNine };
    expect(await checkIn({ code: booking.code })).toEqual(closed);
    expect(await bookings.find('small', booking.code)).toMatchObject({ arrived_at: null });
  });

  test('gives no number on the closed day, where nobody would serve it', async () => {
    const { book, checkIn, change, goTo, shown } = await deskOf();
    const booking = await book();
    await change({ opening: { ...opening, dates } });
    await goTo(tomorrowAtNine);
    expect(await checkIn({ code: booking.code })).toMatchObject({ refused: 'booking-closed' });
    expect(await shown((hall) => hall.tickets.size)).toBe(0);
  });

  test('gives its number to whom comes in time while others are served', async () => {
    const { book, checkIn, change, goTo, shown } = await deskOf();
    const booking = await book(atHalfPastEleven + 30 * minuteMs);
    await change({ opening: mornings });
    await goTo(atHalfPastEleven + 10 * minuteMs);
    const { ticket } = given(await checkIn({ code: booking.code }));
    const found = await shown((hall) => ticket && hall.tickets.get(ticket));
    expect(found).toMatchObject({ class: 'booked' });
  });

  test('can be given back at any time, and nobody has missed it', async () => {
    const { book, desk, change, goTo, bookings, missed, house } = await deskOf();
    const [one, other] = [await book(), await book(tomorrowAtNine, '13800000002')];
    await change({ opening: { ...opening, dates } });
    await goTo(tomorrowAtNine - hourMs);
    expect(await desk.cancel(one.code, door)).toMatchObject({ state: 'cancelled' });
    missed();
    await goTo(tomorrowAtNine + 20 * minuteMs);
    await until(async () => (await bookings.find('small', other.code))?.state === 'cancelled');
    expect(await house.db.selectFrom('missed_bookings').selectAll().execute()).toEqual([]);
  });

  test('is told of once a configuration, when there are some', async () => {
    const { book, desk, change, keeper } = await deskOf();
    const told: number[] = [];
    const complain = (what: string) => {
      throw new Error(what);
    };
    const end = followClosedBookings({ ...{ keeper, desk, complain }, tell: (n) => told.push(n) });
    onTestFinished(end);
    await book();
    await settled();
    expect(told).toEqual([]);
    await change({ opening: { ...opening, dates } });
    await until(async () => told.length > 0);
    expect(told).toEqual([1]);
    await book(tomorrowAtNine + 24 * hourMs, '13800000002');
    await change({ opening: { ...opening, dates: [] } });
    await settled();
    expect(told).toEqual([1]);
  });
});
