/**
 * Patterns that look as if somebody else had rated: each is found at its border and not beyond it.
 */
import { expect, test } from 'vitest';
import {
  allFive,
  deviceRuns,
  type Looked,
  noToken,
  patternsOf,
  usualPatterns as rules,
  suspicious,
  tooQuick,
} from '../../../server/ratings/suspicious.ts';

interface One extends Looked {
  readonly step: number;
}

const rating = (step: number, more: Partial<Looked> = {}): One => ({
  ...{ step, level: 5, at: step * 100_000, promptedAt: null },
  ...{ device: null, token: true, counter: null },
  ...more,
});
const many = (count: number, of: (index: number) => Partial<Looked>) =>
  Array.from({ length: count }, (_, index) => rating(index, of(index)));

test('within two seconds of being asked, and not at two', () => {
  const at = 50_000;
  const asked = (ms: number, level: Looked['level'] = 4) =>
    rating(0, { at, promptedAt: at - ms, level });
  expect(tooQuick([asked(1_999)], rules)).toHaveLength(1);
  expect(tooQuick([asked(2_000), asked(10, null), rating(1)], rules)).toEqual([]);
});

test('without the token where that is known', () => {
  const found = noToken([rating(0, { token: false }), rating(1, { token: null }), rating(2)]);
  expect(found.map(({ ratings }) => ratings[0]?.step)).toEqual([0]);
});

test('five from one device within a minute are a run, told once and whole', () => {
  const every = (ms: number, count: number) =>
    many(count, (index) => ({ device: 'd', at: index * ms }));
  expect(deviceRuns(every(15_000, 5), rules)).toMatchObject([{ at: 'd' }]);
  expect(deviceRuns(every(15_001, 5), rules)).toEqual([]);
  expect(deviceRuns(every(1_000, 4), rules)).toEqual([]);
  const [run, ...more] = deviceRuns(every(10_000, 12), rules);
  expect(run?.ratings).toHaveLength(12);
  expect(more).toEqual([]);
  const apart = many(10, (index) => ({ device: 'd', at: index * 1_000 + (index > 4 ? 1e9 : 0) }));
  expect(deviceRuns(apart, rules).map(({ ratings }) => ratings.length)).toEqual([5, 5]);
});

test('fifty five-star ratings in a row at one counter; a four or another counter ends it', () => {
  const row = many(50, () => ({ counter: '3' }));
  expect(allFive(row, rules)).toMatchObject([{ at: '3', pattern: 'all-five' }]);
  expect(allFive(row.slice(1), rules)).toEqual([]);
  const broken = row.map((one, index) => (index === 25 ? { ...one, level: 4 as const } : one));
  expect(allFive(broken, rules)).toEqual([]);
  expect(allFive([...row, rating(60, { counter: '3', level: null })], rules)).toHaveLength(1);
});

test('all of them together', () => {
  const all = many(50, () => ({ counter: '3', device: 'd', token: false, at: 10, promptedAt: 0 }));
  expect(new Set(suspicious(all).map(({ pattern }) => pattern))).toEqual(
    new Set(['too-quick', 'no-token', 'device-run', 'all-five']),
  );
});

test('each rating knows its own patterns', () => {
  const [quick, stranger, good] = [
    rating(0, { at: 1_000, promptedAt: 0, token: false }),
    rating(1, { token: false }),
    rating(2),
  ];
  const found = patternsOf([quick, stranger, good]);
  expect([quick, stranger, good].map((one) => [...(found.get(one) ?? [])])).toEqual([
    ['too-quick', 'no-token'],
    ['no-token'],
    [],
  ]);
});
