/**
 * What an hour's soak is judged by finds what it is there to find: each fault in a log of a few events,
 * and growth in a row of samples.
 */
import { expect, test } from 'vitest';
import { judgeMemory } from '../../bench/soak/hour/bounds.ts';
import {
  Hour,
  judgeCalls,
  judgeNumbers,
  judgeTexts,
  type Row,
  slopeOf,
} from '../../bench/soak/hour/judge.ts';
import type { Minute } from '../../bench/soak/hour/minute.ts';

const row = (seq: number, type: string, body: object): Row =>
  ({ seq, at: seq, type, body, cmd: `cmd-${seq}` }) as unknown as Row;
const issued = (seq: number, ticket: string, label: string) =>
  row(seq, 'ticket-issued', { ticket, label });
const called = (seq: number, ticket: string, counter: string) =>
  row(seq, 'ticket-called', { ticket, counter });
const finished = (seq: number, ticket: string, counter: string) =>
  row(seq, 'step-finished', { ticket, counter });
const took = (ticket: string, label: string) => ({ ticket, label, phone: null });

function read(rows: readonly Row[]): Hour {
  const hour = new Hour();
  for (const one of rows) hour.take(one);
  return hour;
}

test('numbers stand in the log as they were told, each once', () => {
  const rows = [issued(1, 'a', 'A001'), issued(2, 'b', 'A002')];
  expect(judgeNumbers(rows, [took('a', 'A001'), took('b', 'A002')])).toEqual([]);
  const lost = judgeNumbers(rows, [took('a', 'A001'), took('b', 'A002'), took('c', 'A003')]);
  expect(lost).toEqual(['1 x number told that the log does not have so: A003']);
  const untold = judgeNumbers(rows, [took('a', 'A001')]);
  expect(untold).toEqual(['1 x number in the log that nobody was told: A002']);
  const label = judgeNumbers(
    [...rows, issued(3, 'c', 'A002')],
    [...[took('a', 'A001'), took('b', 'A002'), took('c', 'A002')]],
  );
  expect(label).toEqual(['1 x label given twice: A002']);
});

test('nobody is called by two windows, no window has two in hand, and the sums are those of the log', () => {
  const good = read([
    ...[issued(1, 'a', 'A001'), issued(2, 'b', 'A002'), called(3, 'a', '1')],
    ...[finished(4, 'a', '1'), called(5, 'b', '1')],
  ]);
  expect(good.faults).toEqual([]);
  expect(good.sums()).toMatchObject({ taken: 2, by: { finished: 1, called: 1, waiting: 0 } });
  const two = read([issued(1, 'a', 'A001'), called(2, 'a', '1'), called(3, 'a', '2')]);
  expect(two.faults[0]).toBe('event 3: a is at 1 and is called to 2');
  const hands = read([
    ...[issued(1, 'a', 'A001'), issued(2, 'b', 'A002'), called(3, 'a', '1'), called(4, 'b', '1')],
  ]);
  expect(hands.faults).toEqual(['event 4: 1 has a in hand still']);
});

test('a call that was told otherwise, and one that was told to nobody, are found', () => {
  const rows = [called(3, 'a', '1'), called(4, 'b', '2')];
  const told = [
    { seq: 3, ticket: 'a', counter: '1' },
    { seq: 4, ticket: 'b', counter: '2' },
  ];
  expect(judgeCalls(rows, told)).toEqual([]);
  expect(judgeCalls(rows, told.slice(1))).toEqual(['1 calls in the log that no clerk was told']);
  const other = judgeCalls(rows, [...told.slice(1), { seq: 3, ticket: 'a', counter: '2' }]);
  expect(other).toEqual(['1 x call told otherwise than it stands in the log: 3']);
});

test('a text handed over twice is found; one of unknown fate may have gone or not', () => {
  const fates = [
    { phone: '1', state: 'delivered' },
    { phone: '1', state: 'unknown' },
    { phone: '2', state: 'expired' },
  ];
  expect(judgeTexts(fates, { 1: 1 })).toEqual([]);
  expect(judgeTexts(fates, { 1: 2 })).toEqual([]);
  expect(judgeTexts(fates, { 1: 3 })).toHaveLength(1);
  expect(judgeTexts(fates, {})).toHaveLength(1);
  expect(judgeTexts(fates, { 1: 1, 2: 1 })).toHaveLength(1);
});

test('growth is the slope of the straight line, and beyond what the day holds it is a fault', () => {
  expect(slopeOf([0, 1, 2].map((x) => ({ x, y: 3 * x + 1 })))).toBe(3);
  expect(slopeOf([{ x: 1, y: 1 }])).toBeNaN();
  const million = 1_000_000;
  const minutes = (perHour: number): Minute[] =>
    Array.from({ length: 61 }, (_, nth) => {
      const bytes = (50 + (perHour * nth) / 60) * million;
      const meters = { rss: bytes } as unknown as Minute['meters'];
      const files = { log: 0, logWal: 0, tables: 0, tablesWal: 0 };
      return {
        nth,
        at: nth * 60_000,
        crowd: null,
        meters,
        collected: { heap: bytes, rss: bytes },
        files,
      };
    });
  const memory = { evening: 0, newDay: 50 * million, state: 30 * million };
  expect(judgeMemory({ ...memory, minutes: minutes(40) }, 15_000).faults).toEqual([]);
  const leaking = judgeMemory({ ...memory, minutes: minutes(60) }, 15_000).faults;
  expect(leaking).toEqual([
    'heap grows by 60.0 MB an hour, and may by 42.0',
    'rss grows by 60.0 MB an hour, and may by 54.0',
  ]);
  const kept = { ...memory, newDay: 80 * million, minutes: minutes(40) };
  expect(judgeMemory(kept, 15_000).faults).toEqual([
    'a new day holds 80.0 MB, the first minute held 50.0',
  ]);
});
