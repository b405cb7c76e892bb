/** Dates without a clock, and hours against a minute-by-minute look. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Band, Configuration, Hours } from '../../core/hall/configuration.ts';
import { addDays, dateOf, dayNumber, weekdayOf } from '../../core/hall/dates.ts';
import { type Admission, admissionAt } from '../../core/hall/hours.ts';
import { smallHall } from './halls.ts';

const dayMs = 86_400_000;

test('HOURS-2 dates of two centuries: number, text and weekday as the platform has them', () => {
  const last = Date.UTC(2100, 11, 31);
  for (let at = Date.UTC(1900, 0, 1); at <= last; at += dayMs) {
    const date = new Date(at).toISOString().slice(0, 10);
    const number = at / dayMs;
    if (dayNumber(date) !== number || dateOf(number) !== date) throw new Error(date);
    if (weekdayOf(date) !== (new Date(at).getUTCDay() || 7)) throw new Error(`weekday of ${date}`);
  }
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
  for (const wrong of ['2026-1-1', '', '2026-11-21T00:00']) {
    expect(() => dayNumber(wrong)).toThrow('is not a date');
  }
});

const quarter = fc.integer({ min: 0, max: 96 }).map((count) => count * 15);
/** Bands in order, now and then without a gap between them. */
const anyBands = fc
  .tuple(
    fc.uniqueArray(quarter, { maxLength: 8 }),
    fc.array(fc.nat(5), { minLength: 8, maxLength: 8 }),
  )
  .map(([edges, kinds]): Band[] => {
    const sorted = edges.toSorted((a, b) => a - b);
    return sorted.slice(1).flatMap((to, index) => {
      const kind = kinds[index] ?? 0;
      const admits = kind === 1 ? 'booked' : 'everybody';
      return kind === 0 ? [] : [{ from: sorted[index] ?? 0, to, admits } as const];
    });
  });
const anyHall = fc
  .tuple(
    fc.array(fc.oneof(anyBands, fc.constant([])), { minLength: 7, maxLength: 7 }),
    fc.constantFrom(0, 10, 45, 300),
    fc.array(
      fc.record({
        date: fc.nat(20).map((days) => addDays('2026-11-23', days)),
        as: fc.constantFrom('closed' as const, 1, 6),
      }),
      { maxLength: 4 },
    ),
  )
  .map(([week, lastTicketMinutes, dates]): Configuration => {
    const pattern: Hours = { id: 'usual' as never, week, lastTicketMinutes };
    const once = dates.filter(({ date }, at) => dates.findIndex((one) => one.date === date) === at);
    return smallHall({ opening: { hoursId: pattern.id, patterns: [pattern], dates: once } });
  });

/** What each minute of the coming days is, by looking at all of them. */
function minutesOf({ opening }: Configuration, from: string, days: number): (Band | null)[] {
  const [pattern] = opening.patterns;
  return Array.from({ length: days }, (_, ahead) => {
    const date = addDays(from, ahead);
    const special = opening.dates.find((one) => one.date === date);
    const weekday = special === undefined ? weekdayOf(date) : special.as;
    const bands = weekday === 'closed' ? [] : (pattern?.week[weekday - 1] ?? []);
    return Array.from({ length: 1440 }, (_none, minute) => {
      const [band] = bands.filter((one) => one.from <= minute && minute < one.to);
      return band ?? null;
    });
  }).flat();
}

test('HOURS-3 HOURS-4 any pattern, any date: as a look at every minute finds it', () => {
  const daysAhead = 15;
  const date = '2026-11-23';
  fc.assert(
    fc.property(anyHall, fc.integer({ min: 0, max: 1439 }), (configuration, minute) => {
      const last = configuration.opening.patterns[0]?.lastTicketMinutes ?? 0;
      const all = minutesOf(configuration, date, daysAhead + 18);
      const endFrom = (start: number): number => {
        const end = all.indexOf(null, start);
        return end < 0 ? all.length : end;
      };
      const admits = (at: number): Admission['admits'] => {
        const band = all[at];
        return !band || at >= endFrom(at) - last ? 'nobody' : band.admits;
      };
      const now = admissionAt(configuration, null, { date, minute });
      expect(now?.admits).toBe(admits(minute));
      expect(now?.band).toEqual(all[minute]);
      expect(now?.closes).toBe(all[minute] ? endFrom(minute) : null);
      let opens = minute;
      while (opens < (daysAhead + 1) * 1440 && admits(opens) !== 'everybody') opens += 1;
      const known = opens > minute && opens < (daysAhead + 1) * 1440;
      const expected = { date: addDays(date, Math.floor(opens / 1440)), minute: opens % 1440 };
      expect(now?.opens).toEqual(known ? expected : null);
    }),
    { numRuns: 150 },
  );
});
