/**
 * A booking desk on a real keeper and a real table, with a stepped clock, for the tests of bookings.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Configuration } from '../../../core/hall/configuration.ts';
import { hoursId, serviceId } from '../../../core/hall/ids.ts';
import type { Hall } from '../../../core/hall/state.ts';
import type { BookingTold } from '../../../core/wire/booking.ts';
import { memoryStore } from '../../../log/memory.ts';
import { followMissedBookings } from '../../../server/followers/missed-bookings.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { ClockGuard } from '../../../server/hall/clock-guard.ts';
import { linksOf } from '../../../server/hall/links.ts';
import { openDatabase } from '../../../server/house/database.ts';
import { BookingDesk, type CheckedIn } from '../../../server/people/bookings/desk.ts';
import { Bookings } from '../../../server/people/bookings.ts';
import { boss } from '../../core/hall.ts';
import { service, smallHall, ticketClass } from '../../core/halls.ts';
import { openHall, settled } from '../hall/rig.ts';
import { SeededDice } from '../house/databases.ts';
import { HubClock } from '../http/clock.ts';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
/** The clock begins on Tuesday, 2026-11-17, at 9:00. */
export const tomorrowAtNine = Date.UTC(2026, 10, 18, 1);
const calendar = calendarOf('Asia/Shanghai');
export const door = { kind: 'kiosk', id: 'door' } as const;
const hallKey = Buffer.alloc(32, 7);
export const phone = (number: string) => ({ kind: 'phone', number }) as const;

const open = { from: 540, to: 1020, admits: 'everybody' as const };
const early = { from: 510, to: 540, admits: 'booked' as const };
const day = [early, open];
export const bookedHall = (changes: Partial<Configuration> = {}): Configuration =>
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

export async function deskOf(configuration = bookedHall()) {
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
    ...{
      links: linksOf(hallKey),
      visitors: { today: async () => ({ visitor: null, visitorOfDay: null }), took: () => {} },
    },
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
    /** Puts the hall under other rules. */
    change: async (changes: Partial<Configuration>) => {
      const changed = { ...bookedHall(changes), version: `changed-${next()}` };
      await opened.ask(boss.opens(changed));
    },
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
export async function until(is: () => Promise<boolean>): Promise<void> {
  for (let turns = 0; turns < 500; turns += 1) {
    if (await is()) return;
    await settled();
  }
  throw new Error('it has not come about');
}

export const given = (answer: CheckedIn) => {
  if (!('ok' in answer)) throw new Error(JSON.stringify(answer));
  return answer;
};
