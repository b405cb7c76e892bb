/**
 * The short memory on the hot path: one question for many requests, and never older than its limit.
 */
import { describe, expect, test } from 'vitest';
import { FRESH_ENTRIES_MAX, FRESH_MS_MAX, Fresh } from '../../../server/people/fresh.ts';
import { SteppedClock } from '../house/databases.ts';

describe('fresh', () => {
  const counting = (answer: () => Promise<string | null>) => {
    const asked = { times: 0 };
    const load = () => {
      asked.times += 1;
      return answer();
    };
    return { asked, load };
  };

  test('asked 500 times within its life it loads once, and again afterwards', async () => {
    const clock = new SteppedClock();
    const fresh = new Fresh<string>(clock);
    const { asked, load } = counting(async () => 'li');
    const all = await Promise.all(Array.from({ length: 500 }, () => fresh.get('k', load)));
    expect(new Set(all)).toEqual(new Set(['li']));
    clock.step(FRESH_MS_MAX - 1);
    await fresh.get('k', load);
    expect(asked.times).toBe(1);
    clock.step(1);
    await fresh.get('k', load);
    expect(asked.times).toBe(2);
  });

  test('a clock that was put back makes nothing live longer', async () => {
    const clock = new SteppedClock();
    const fresh = new Fresh<string>(clock);
    const { asked, load } = counting(async () => 'li');
    await fresh.get('k', load);
    clock.step(-1);
    await fresh.get('k', load);
    expect(asked.times).toBe(2);
  });

  test('nothing and failure are not remembered', async () => {
    const fresh = new Fresh<string>(new SteppedClock());
    const nothing = counting(async () => null);
    expect(await fresh.get('k', nothing.load)).toBeNull();
    expect(await fresh.get('k', nothing.load)).toBeNull();
    expect(nothing.asked.times).toBe(2);
    const failing = counting(() => Promise.reject(new Error('gone')));
    await expect(fresh.get('k', failing.load)).rejects.toThrow('gone');
    await expect(fresh.get('k', failing.load)).rejects.toThrow('gone');
    expect(failing.asked.times).toBe(2);
  });

  test('what is dropped while it loads is not remembered when it comes', async () => {
    const fresh = new Fresh<string>(new SteppedClock());
    const { asked, load } = counting(async () => 'li');
    const first = fresh.get('k', load);
    fresh.clear();
    expect(await first).toBe('li');
    await fresh.get('k', load);
    expect(asked.times).toBe(2);
    fresh.drop('k');
    await fresh.get('k', load);
    expect(asked.times).toBe(3);
  });

  test('it is bounded: the oldest makes room', async () => {
    const fresh = new Fresh<string>(new SteppedClock());
    const { asked, load } = counting(async () => 'li');
    for (let key = 0; key <= FRESH_ENTRIES_MAX; key += 1) await fresh.get(String(key), load);
    await fresh.get('1', load);
    expect(asked.times).toBe(FRESH_ENTRIES_MAX + 1);
    await fresh.get('0', load);
    expect(asked.times).toBe(FRESH_ENTRIES_MAX + 2);
  });
});
