/**
 * Many who ask at once: a few are served at a time and in their order, the same question is answered once,
 * a failure holds up nobody, and beyond the bound one is told.
 */
import { expect, test } from 'vitest';
import { Turns } from '../../../server/hall/turns.ts';
import { settled } from '../../agent/lines.ts';

function desk(bounds: { atOnce: number; waitingMax: number }) {
  const turns = new Turns<string>(bounds);
  const begun: string[] = [];
  const ends = new Map<string, { ok: () => void; fail: () => void }>();
  const ask = (key: string) =>
    turns.ask(key, () => {
      begun.push(key);
      return new Promise((resolve, reject) => {
        ends.set(key, { ok: () => resolve(key), fail: () => reject(new Error(key)) });
      });
    });
  return { ask, begun, ends };
}

test('a few at a time, the others in the order in which they came', async () => {
  const { ask, begun, ends } = desk({ atOnce: 2, waitingMax: 10 });
  const asked = ['a', 'b', 'c', 'd'].map(ask);
  await settled();
  expect(begun).toEqual(['a', 'b']);
  ends.get('b')?.ok();
  await settled();
  expect(begun).toEqual(['a', 'b', 'c']);
  for (const key of ['a', 'c']) ends.get(key)?.ok();
  await settled();
  ends.get('d')?.ok();
  expect(await Promise.all(asked)).toEqual(['a', 'b', 'c', 'd']);
});

test('the same question is one piece of work while it waits or is done, and a new one afterwards', async () => {
  const { ask, begun, ends } = desk({ atOnce: 1, waitingMax: 1 });
  const asked = [ask('a'), ask('b'), ask('b'), ask('a')];
  await settled();
  ends.get('a')?.ok();
  await settled();
  ends.get('b')?.ok();
  expect(await Promise.all(asked)).toEqual(['a', 'b', 'b', 'a']);
  expect(begun).toEqual(['a', 'b']);
  void ask('a');
  await settled();
  expect(begun).toEqual(['a', 'b', 'a']);
});

test('a failure is told to who asked, and the next one has its turn', async () => {
  const { ask, ends } = desk({ atOnce: 1, waitingMax: 1 });
  const [first, second] = [ask('a'), ask('b')];
  await settled();
  ends.get('a')?.fail();
  await expect(first).rejects.toThrow('a');
  await settled();
  ends.get('b')?.ok();
  expect(await second).toBe('b');
});

test('more than may wait are refused, until one has gone', async () => {
  const { ask, ends } = desk({ atOnce: 1, waitingMax: 1 });
  const asked = [ask('a'), ask('b')];
  expect(ask('c')).toBeNull();
  await settled();
  ends.get('a')?.ok();
  await Promise.all(asked.slice(0, 1));
  expect(ask('c')).not.toBeNull();
});
