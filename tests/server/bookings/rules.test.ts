/**
 * What can be booked and by whom, without tables: slots of bands, workdays ahead, bars, codes, hashes,
 * and moments over changes of clocks.
 */
import { describe, expect, test } from 'vitest';
import type { Band, Configuration } from '../../../core/hall/configuration.ts';
import { hoursId } from '../../../core/hall/ids.ts';
import { bookerSchema, bookingCodeSchema } from '../../../core/wire/booking.ts';
import { calendarOf, momentOf } from '../../../server/hall/calendar.ts';
import { barredUntil } from '../../../server/people/bookings/barring.ts';
import { bookerHash, hintOf } from '../../../server/people/bookings/person.ts';
import { isWorkday, lastBookable, slotsOn } from '../../../server/people/bookings/slots.ts';
import { service, smallHall } from '../../core/halls.ts';

const shanghai = calendarOf('Asia/Shanghai');
const dayMs = 86_400_000;

const booking = { slotMinutes: 30, perSlot: 2 };
const bands: Band[] = [
  { from: 510, to: 540, admits: 'booked', duty: 'extended' },
  { from: 540, to: 615, admits: 'everybody' },
];
const saturday: Band[] = [{ from: 540, to: 600, admits: 'booked' }];
const hall = (changes: Partial<Configuration['opening']> = {}): Configuration =>
  smallHall({
    services: [service('a', 'A', true, { booking })],
    opening: {
      hoursId: hoursId('h'),
      patterns: [
        {
          id: hoursId('h'),
          week: [bands, bands, bands, bands, bands, saturday, []],
          lastTicketMinutes: 0,
        },
      ],
      dates: [],
      ...changes,
    },
  });

const minutesOn = (configuration: Configuration, date: string) => {
  const [only] = configuration.services;
  if (!only) throw new Error('no service');
  return slotsOn(configuration, only, date, shanghai).map(({ minute }) => minute);
};

describe('slots', () => {
  test('are cut from every band, also from those for bookings only; a rest is no slot', () => {
    expect(minutesOn(hall(), '2026-11-18')).toEqual([510, 540, 570]);
    expect(minutesOn(hall(), '2026-11-21')).toEqual([540, 570]);
    expect(minutesOn(hall(), '2026-11-22')).toEqual([]);
  });

  test('follow dates that are not as their weekday says', () => {
    const dates = [
      { date: '2026-11-18', as: 'closed' as const },
      { date: '2026-11-22', as: 1 },
    ];
    expect(minutesOn(hall({ dates }), '2026-11-18')).toEqual([]);
    expect(minutesOn(hall({ dates }), '2026-11-22')).toEqual([510, 540, 570]);
  });

  test('of a hall without hours are from nine to five on workdays', () => {
    const without = smallHall({
      services: [service('a', 'A', true, { booking: { slotMinutes: 60, perSlot: 1 } })],
    });
    expect(minutesOn(without, '2026-11-18')).toEqual([540, 600, 660, 720, 780, 840, 900, 960]);
    expect(minutesOn(without, '2026-11-21')).toEqual([]);
  });

  test('have their moments in the hall’s own time', () => {
    const [first] = slotsOn(hall(), service('a', 'A', true, { booking }), '2026-11-18', shanghai);
    expect(first).toEqual({
      ...{ at: Date.UTC(2026, 10, 18, 0, 30), ends: Date.UTC(2026, 10, 18, 1) },
      ...{ date: '2026-11-18', minute: 510 },
    });
  });
});

describe('moments where clocks are changed', () => {
  const berlin = calendarOf('Europe/Berlin');
  test('are those that the wall shows', () => {
    for (const [date, minute] of [
      ['2026-03-29', 60],
      ['2026-03-29', 540],
      ['2026-10-25', 60],
      ['2026-10-25', 540],
      ['2026-12-31', 1439],
    ] as const) {
      const local = berlin(momentOf(berlin, date, minute));
      expect([local.date, local.minute]).toEqual([date, minute]);
    }
  });

  test('give slots that lie where the wall says, on the days of the change too', () => {
    const open: Band[] = [{ from: 0, to: 1440, admits: 'everybody' }];
    const always = smallHall({
      services: [service('a', 'A', true, { booking: { slotMinutes: 60, perSlot: 1 } })],
      opening: {
        hoursId: hoursId('h'),
        patterns: [{ id: hoursId('h'), week: Array(7).fill(open), lastTicketMinutes: 0 }],
        dates: [],
      },
    });
    const [only] = always.services;
    for (const date of ['2026-03-29', '2026-10-25', '2026-07-01']) {
      for (const { at, minute } of only ? slotsOn(always, only, date, berlin) : []) {
        // Two o'clock is left out when clocks are put forward.
        if (date === '2026-03-29' && minute === 120) continue;
        expect(berlin(at)).toMatchObject({ date, minute });
      }
    }
  });

  test('that do not exist are an hour off, and never another date', () => {
    expect(berlin(momentOf(berlin, '2026-03-29', 150)).date).toBe('2026-03-29');
  });
});

describe('workdays ahead', () => {
  test('leave out weekends', () => {
    // A Wednesday; five workdays on is the next Wednesday.
    expect(lastBookable(hall(), '2026-11-18')).toBe('2026-11-25');
  });

  test('leave out holidays and count make-up workdays', () => {
    const dates = [
      { date: '2026-11-19', as: 'closed' as const },
      { date: '2026-11-20', as: 'closed' as const },
      { date: '2026-11-22', as: 1 },
    ];
    expect(lastBookable(hall({ dates }), '2026-11-18')).toBe('2026-11-26');
    expect(isWorkday(hall({ dates }), '2026-11-22')).toBe(true);
    expect(isWorkday(hall({ dates }), '2026-11-19')).toBe(false);
  });
});

describe('a bar', () => {
  const rules = { missedMax: 3, missedWithinDays: 90, barredDays: 30 };
  const at = (...days: number[]) => days.map((day) => day * dayMs);

  test('begins with the third miss within the days and lasts its days', () => {
    expect(barredUntil(at(0, 10), rules, 11 * dayMs)).toBeNull();
    expect(barredUntil(at(0, 10, 20), rules, 21 * dayMs)).toBe(50 * dayMs);
    expect(barredUntil(at(20, 0, 10), rules, 49 * dayMs)).toBe(50 * dayMs);
    expect(barredUntil(at(0, 10, 20), rules, 50 * dayMs)).toBeNull();
  });

  test('does not begin when they lie further apart', () => {
    expect(barredUntil(at(0, 60, 91), rules, 92 * dayMs)).toBeNull();
    expect(barredUntil(at(0, 60, 91, 100), rules, 101 * dayMs)).toBe(130 * dayMs);
  });
});

describe('what is typed', () => {
  test('codes are taken without case, blanks and dashes; those with I, O, 0 or 1 are none', () => {
    expect(bookingCodeSchema.parse(' abcd-２３４５ ')).toBe('ABCD2345');
    for (const wrong of ['ABCD234', 'ABCD2340', 'ABCDO234', 'ABCDI234', 'ABCD23451']) {
      expect(bookingCodeSchema.safeParse(wrong).success).toBe(false);
    }
  });

  test('a person is the same by whichever document, and another by telephone', () => {
    const hash = bookerHash(Buffer.alloc(32, 7));
    const parse = (person: object) => bookerSchema.parse(person);
    const card = parse({ kind: 'id-card', number: '11010519491231002x' });
    const other = parse({ kind: 'other', number: '110105 19491231 002X' });
    const phone = parse({ kind: 'phone', number: '138-0000-0001' });
    expect(hash(card)).toBe(hash(other));
    expect(hash(card)).not.toBe(hash(phone));
    expect(hash(card)).not.toBe(bookerHash(Buffer.alloc(32, 8))(card));
    expect([hintOf(card), hintOf(phone)]).toEqual(['**2X', '**01']);
    expect(bookerSchema.safeParse({ kind: 'phone', number: 'abc' }).success).toBe(false);
  });
});
