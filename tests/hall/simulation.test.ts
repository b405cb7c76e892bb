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
        const { violation } = await simulate(seed, file);
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
  for (const seed of [3, 8]) {
    const first = await simulate(seed, file);
    await simulate(seed + 1, file);
    expect(await simulate(seed, file)).toEqual(first);
  }
});

test('the simulated days are full: hubs die, papers come out, both kinds of hall', {
  timeout,
}, async () => {
  const played: Played[] = [];
  for (let seed = 1; seed <= 20; seed += 1) played.push(await simulate(seed, file));
  const sum = (count: (day: (typeof played)[number]) => number) =>
    played.reduce((all, day) => all + count(day), 0);
  expect(sum(({ tickets }) => tickets)).toBeGreaterThan(300);
  expect(sum(({ papers }) => papers)).toBeGreaterThan(50);
  expect(sum(({ crashes }) => crashes)).toBeGreaterThan(20);
  expect(sum(({ acknowledged }) => acknowledged)).toBeGreaterThan(600);
  expect(new Set(played.map(({ neverCloses }) => neverCloses)).size).toBe(2);
  expect(new Set(played.map(({ hubs }) => hubs)).size).toBe(2);
});
