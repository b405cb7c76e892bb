/**
 * The simulated hall, 200 days of it; `npm run night` plays many thousands. A day that goes wrong is
 * told with its seed and played again by `node tests/hall/play.ts --seed N --trace`.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Played, simulate } from './simulate.ts';
import { TablesFile } from './world/tables.ts';

const days = 200;
const daysATest = 25;
const timeout = 300_000;

/** Every type of event but the rarest, and every rule by which one is called or a counter turned. */
const everything = [
  'card another-number',
  'card bound-to-nobody',
  'card this-number',
  'configuration-changed',
  'counter-paused',
  'counter-services-changed by-forecast',
  'counter-services-changed by-hand',
  'counter-services-changed by-time',
  'counter-services-changed plan',
  'counter-signed-in',
  'counter-signed-out',
  'counter-unpaused',
  'day-closed',
  'day-opened',
  'overflow',
  'scan told',
  'step-advanced',
  'step-finished',
  'step-started',
  'ticket-adopted',
  'ticket-called cap',
  'ticket-called chosen',
  'ticket-called green',
  'ticket-called oldest',
  'ticket-called preferred',
  'ticket-called priority',
  'ticket-called promise',
  'ticket-called sent-here',
  'ticket-cancelled',
  'ticket-issued',
  'ticket-kept by-manager',
  'ticket-kept by-time',
  'ticket-missed',
  'ticket-parked',
  'ticket-postponed',
  'ticket-recalled',
  'ticket-reclassed',
  'ticket-rejoined',
  'ticket-released',
  'ticket-resumed',
  'ticket-returned',
  'ticket-transferred',
];

/** The days that were played. */
const played: Played[] = [];
let file: TablesFile;
beforeAll(async () => {
  file = await TablesFile.open();
});
afterAll(() => file.close());

describe(`a whole hall, ${days} simulated days`, () => {
  for (let from = 1; from <= days; from += daysATest) {
    const to = from + daysATest - 1;
    test(`seeds ${from} to ${to}`, { timeout }, async () => {
      const wrong: string[] = [];
      for (let seed = from; seed <= to; seed += 1) {
        const day = await simulate(seed, file);
        played.push(day);
        const { violation } = day;
        if (!violation) continue;
        const { invariant, what } = violation;
        wrong.push(
          `seed ${seed}: ${invariant}: ${what}; node tests/hall/play.ts --seed ${seed} --trace`,
        );
      }
      expect(wrong).toEqual([]);
    });
  }
});

test('the same seed is the same day, whatever was played before it', { timeout }, async () => {
  for (const seed of [3, 18]) {
    const first = await simulate(seed, file);
    await simulate(seed + 1, file);
    expect(await simulate(seed, file)).toEqual(first);
  }
});

test('the simulated days are full: hubs die, papers come out, every rule has its turn', () => {
  const sum = (count: (day: (typeof played)[number]) => number) =>
    played.reduce((all, day) => all + count(day), 0);
  expect(sum(({ tickets }) => tickets)).toBeGreaterThan(3_000);
  expect(sum(({ papers }) => papers)).toBeGreaterThan(500);
  expect(sum(({ crashes }) => crashes)).toBeGreaterThan(200);
  expect(sum(({ acknowledged }) => acknowledged)).toBeGreaterThan(6_000);
  const seen = new Set(played.flatMap((day) => day.seen));
  expect(everything.filter((one) => !seen.has(one))).toEqual([]);
  expect(new Set(played.map(({ neverCloses }) => neverCloses)).size).toBe(2);
  expect(new Set(played.map(({ hubs }) => hubs)).size).toBe(2);
  // Texts, ratings with their cases, and webhooks, all on one day and under its faults.
  const together = played.filter(({ plays }) => plays.length === 4);
  expect(together.map(({ seed }) => seed)).toEqual([45, 95, 145, 195]);
  expect(together.some(({ crashes, hubs }) => crashes > 0 && hubs === 2)).toBe(true);
  const kinds = new Set(played.flatMap(({ plays }) => plays));
  expect([...kinds].sort()).toEqual(['cases', 'duty', 'hooks', 'ratings', 'texts']);
});
