/**
 * Bookings as rows, on SQLite and on a real PostgreSQL: the last place goes to exactly one, a deed is one
 * deed, what was missed counts, and nothing of a person stands in the database.
 */
import { describe, expect, test } from 'vitest';
import { codeLetters } from '../../../core/wire/booking.ts';
import { bookerHash, hintOf } from '../../../server/people/bookings/person.ts';
import {
  type BookingLimits,
  type BookingRow,
  Bookings,
  type BookingWish,
} from '../../../server/people/bookings.ts';
import { onEveryDatabase, type Place, SeededDice, SteppedClock } from '../house/databases.ts';

const hourMs = 3_600_000;
const slotAt = Date.UTC(2026, 10, 18, 1);
const hash = bookerHash(Buffer.alloc(32, 7));
const personOf = (number: string) => ({ kind: 'phone', number }) as const;

const limits = (changes: Partial<BookingLimits> = {}): BookingLimits => ({
  ...{ perSlot: 2, perDay: undefined, perPersonPerDay: 1, barredUntil: () => null },
  ...changes,
});

let wishes = 0;
function wish(phone: string, changes: Partial<BookingWish> = {}): BookingWish {
  wishes += 1;
  return {
    ...{ service: 'a', day: '2026-11-18', minute: 540, slotAt, endsAt: slotAt + hourMs / 2 },
    ...{ person: hash(personOf(phone)), hint: hintOf(personOf(phone)), language: 'zh-Hans' },
    ...{ cmd: `kiosk:door:w${wishes}` },
    ...changes,
  };
}

async function tableAt(place: Place, seed = 'one', clock = new SteppedClock()) {
  return { clock, bookings: new Bookings(await place.open(), clock, new SeededDice(seed)) };
}

const booked = (answer: BookingRow | { refused: string }): BookingRow => {
  if ('refused' in answer) throw new Error(answer.refused);
  return answer;
};

onEveryDatabase((place) => {
  test('a booking has a code that can be read aloud, and is found by it', async () => {
    const { bookings } = await tableAt(place());
    const row = booked(await bookings.book('h', wish('13800000001'), limits()));
    expect(row.code).toMatch(new RegExp(`^[${codeLetters}]{8}$`));
    expect(row).toMatchObject({ state: 'booked', hint: '**01', purpose: 'booking' });
    expect(row.delete_on).toBe('2026-11-19');
    expect(await bookings.find('h', row.code)).toEqual(row);
    expect(await bookings.find('other', row.code)).toBeNull();
    expect(await bookings.findOf('h', hash(personOf('13800000001')), '2026-11-18')).toEqual([row]);
  });

  test('neither number nor anything of it but two characters stands in the database', async () => {
    const { bookings } = await tableAt(place());
    await bookings.book('h', wish('13812345678'), limits());
    const held = await place().contents();
    expect(held).toContain('**78');
    expect(held).not.toMatch(/138123|5678/);
  });

  test('of twelve who want the last place at once, over two hubs, exactly one has it', async () => {
    const one = await tableAt(place());
    const two = await tableAt(place(), 'two', one.clock);
    await one.bookings.book('h', wish('13800000000'), limits());
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        (index % 2 === 0 ? one : two).bookings.book('h', wish(`1390000000${index}`), limits()),
      ),
    );
    const held = answers.filter((answer) => !('refused' in answer));
    expect(held).toHaveLength(1);
    const full = { refused: 'slot-full', at: slotAt };
    expect(answers.filter((answer) => 'refused' in answer)).toEqual(Array(11).fill(full));
    const day = '2026-11-18';
    const taken = await two.bookings.taken('h', 'a', { first: day, last: day });
    expect(taken).toEqual([{ day, at: slotAt, places: 2 }]);
  });

  test('one person has one booking a day, also when both hubs are asked at once', async () => {
    const one = await tableAt(place());
    const two = await tableAt(place(), 'two', one.clock);
    const answers = await Promise.all(
      [one, two, one, two].map(({ bookings }, index) =>
        bookings.book('h', wish('13800000001', { service: `s${index}` }), limits()),
      ),
    );
    expect(answers.filter((answer) => !('refused' in answer))).toHaveLength(1);
    const twice = { refused: 'already-booked-that-day', date: '2026-11-18', max: 1 };
    expect(answers.filter((answer) => 'refused' in answer)).toEqual([twice, twice, twice]);
  });

  test('a wish that comes again is answered with the same booking', async () => {
    const one = await tableAt(place());
    const two = await tableAt(place(), 'two', one.clock);
    const same = wish('13800000001');
    const answers = await Promise.all(
      [one, two, one].map(({ bookings }) => bookings.book('h', same, limits({ perSlot: 1 }))),
    );
    expect(new Set(answers.map((answer) => booked(answer).code)).size).toBe(1);
  });

  test('a place that is given back is free again, and is given back once', async () => {
    const { bookings } = await tableAt(place());
    const row = booked(await bookings.book('h', wish('13800000001'), limits({ perSlot: 1 })));
    expect(await bookings.cancel('h', row.id)).toMatchObject({ state: 'cancelled' });
    expect(await bookings.cancel('h', row.id)).toBeNull();
    const next = await bookings.book('h', wish('13800000002'), limits({ perSlot: 1 }));
    expect(booked(next).state).toBe('booked');
    const again = await bookings.book('h', wish('13800000001'), limits());
    expect(booked(again).code).not.toBe(row.code);
  });

  test('a service has no more bookings a day than it gives numbers', async () => {
    const { bookings } = await tableAt(place());
    const later = { slotAt: slotAt + hourMs, minute: 600 };
    booked(await bookings.book('h', wish('13800000001'), limits({ perDay: 1 })));
    const answer = await bookings.book('h', wish('13800000002', later), limits({ perDay: 1 }));
    expect(answer).toEqual({ refused: 'slot-full', at: slotAt + hourMs });
  });

  describe('who does not come', () => {
    const deleteOn = () => '2027-03-01';

    test('has missed it, and it counts against the next booking', async () => {
      const { bookings } = await tableAt(place());
      const row = booked(await bookings.book('h', wish('13800000001'), limits()));
      expect(await bookings.markMissed('h', slotAt, deleteOn)).toBe(0);
      expect(await bookings.markMissed('h', slotAt + 1, deleteOn)).toBe(1);
      expect(await bookings.markMissed('h', slotAt + 1, deleteOn)).toBe(0);
      expect(await bookings.find('h', row.code)).toMatchObject({ state: 'missed' });
      let counted: readonly number[] = [];
      const barredUntil = (misses: readonly number[]) => {
        counted = misses;
        return 99;
      };
      const next = wish('13800000001', { day: '2026-11-20' });
      expect(await bookings.book('h', next, limits({ barredUntil }))).toEqual({
        ...{ refused: 'barred', until: 99 },
      });
      expect(counted).toEqual([slotAt]);
    });

    test('in time but whose ticket was not given has not missed it', async () => {
      const { bookings } = await tableAt(place());
      const row = booked(await bookings.book('h', wish('13800000001'), limits()));
      expect(await bookings.nextOpen('h')).toBe(slotAt);
      await bookings.arrived('h', row.id, slotAt);
      expect(await bookings.nextOpen('h')).toBeNull();
      expect(await bookings.markMissed('h', slotAt + hourMs, deleteOn)).toBe(0);
      await bookings.arrived('h', row.id, null);
      expect(await bookings.markMissed('h', slotAt + hourMs, deleteOn)).toBe(1);
    });

    test('but comes late has come: the miss is taken back', async () => {
      const { bookings } = await tableAt(place());
      const row = booked(await bookings.book('h', wish('13800000001'), limits()));
      await bookings.markMissed('h', slotAt + 1, deleteOn);
      await bookings.checkedIn('h', row.id, 't1');
      expect(await bookings.find('h', row.code)).toMatchObject({
        state: 'checked-in',
        ticket: 't1',
      });
      const barredUntil = (misses: readonly number[]) => (misses.length > 0 ? 99 : null);
      const next = wish('13800000001', { day: '2026-11-20' });
      booked(await bookings.book('h', next, limits({ barredUntil })));
    });
  });

  test('the day after, nothing is left; what was missed stays as long as it counts', async () => {
    const { bookings } = await tableAt(place());
    const [came, missed] = [wish('13812345678'), wish('13887654321')];
    const row = booked(await bookings.book('h', came, limits()));
    booked(await bookings.book('h', missed, limits()));
    await bookings.checkedIn('h', row.id, 't1');
    await bookings.markMissed('h', slotAt + 1, () => '2027-03-01');
    expect(await bookings.sweep('h', '2026-11-18')).toBe(0);
    expect(await bookings.sweep('h', '2026-11-19')).toBe(2);
    expect(await bookings.find('h', row.code)).toBeNull();
    expect(await bookings.sweep('h', '2027-03-01')).toBe(1);
  });
});
