/**
 * Alarms, repairs and ratings as they stand in the tables: one open alarm a subject, whoever raises
 * it; kept for so long and no longer.
 */
import { expect, onTestFinished, test } from 'vitest';
import { ALARM_KEPT_MS, Alarms, lostSubject } from '../../../server/house/alarms.ts';
import { Ratings } from '../../../server/house/ratings.ts';
import { REPAIR_KEPT_MS, Repairs } from '../../../server/house/repairs.ts';
import { Revs } from '../../../server/house/rev.ts';
import { type Place, SeededDice, SteppedClock } from './databases.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const silent = { subject: 'p', devices: ['p'], fault: 'silent', times: 1 };

export function alarmSuite(place: () => Place): void {
  const parts = async () => {
    const house = await place().open();
    const revs = new Revs(house);
    onTestFinished(() => revs.close());
    const clock = new SteppedClock();
    const of = (seed: string) => ({ house, revs, clock, dice: new SeededDice(seed) });
    return {
      ...{ revs, clock, ratings: new Ratings(house, clock) },
      ...{ alarms: new Alarms(of('one')), others: new Alarms(of('two')) },
      repairs: new Repairs(of('three')),
    };
  };

  test('two hubs that raise one alarm at once have raised one', async () => {
    const { alarms, others } = await parts();
    const both = [alarms, others, alarms, others];
    await Promise.all(both.map((one) => one.raise('h', silent, 0)));
    expect(await alarms.open('h')).toMatchObject([silent]);
    expect(await alarms.open('elsewhere')).toEqual([]);
  });

  test('what comes again soon is the same alarm, and not when it comes late', async () => {
    const { alarms, clock } = await parts();
    await alarms.raise('h', silent, 10 * minuteMs);
    const [first] = await alarms.open('h');
    clock.step(minuteMs);
    await alarms.clear('h', 'p');
    expect(await alarms.open('h')).toEqual([]);
    clock.step(10 * minuteMs);
    await alarms.raise('h', { ...silent, times: 2 }, 10 * minuteMs);
    const [again] = await alarms.open('h');
    expect(again).toMatchObject({ id: first?.id, times: 2, raisedAt: first?.raisedAt });
    expect(again?.lastAt).toBe(clock.now());
    await alarms.clear('h', 'p');
    clock.step(10 * minuteMs + 1);
    await alarms.raise('h', silent, 10 * minuteMs);
    expect((await alarms.open('h'))[0]?.id).not.toBe(first?.id);
  });

  test('one has seen it; of another fault nobody has yet', async () => {
    const { alarms, revs } = await parts();
    await alarms.raise('h', { ...silent, fault: 'paper-low' }, 0);
    const [{ id = '' } = {}] = await alarms.open('h');
    expect(await alarms.acknowledge('h', id, 'manager:1')).toMatchObject({
      acknowledgedBy: 'manager:1',
    });
    const before = await revs.read('h');
    expect((await alarms.acknowledge('h', id, 'manager:2'))?.acknowledgedBy).toBe('manager:1');
    expect(await alarms.acknowledge('elsewhere', id, 'manager:2')).toBeNull();
    expect(await revs.read('h')).toBe(before);
    await alarms.raise('h', { ...silent, fault: 'paper-low', times: 2 }, 0);
    expect((await alarms.open('h'))[0]?.acknowledgedBy).toBe('manager:1');
    await alarms.raise('h', { ...silent, fault: 'paper-out', times: 2 }, 0);
    expect((await alarms.open('h'))[0]?.acknowledgedBy).toBeNull();
  });

  test('a day has every alarm that stood on it', async () => {
    const { alarms, clock } = await parts();
    const begin = clock.now();
    await alarms.raise('h', silent, 0);
    clock.step(2 * dayMs);
    await alarms.clear('h', 'p');
    const days = [-1, 0, 1, 2, 3].map(async (day) => {
      const from = begin + day * dayMs;
      return (await alarms.between('h', from, from + dayMs)).length;
    });
    expect(await Promise.all(days)).toEqual([0, 1, 1, 1, 0]);
  });

  test('alarms are kept for more than half a year after they were over', async () => {
    const { alarms, clock } = await parts();
    expect(ALARM_KEPT_MS).toBeGreaterThan(184 * dayMs);
    await alarms.raise('h', silent, 0);
    clock.step(2 * ALARM_KEPT_MS);
    await alarms.sweep();
    expect(await alarms.open('h')).toHaveLength(1);
    await alarms.clear('h', 'p');
    const all = () => alarms.between('h', 0, clock.now() + 1);
    clock.step(ALARM_KEPT_MS);
    await alarms.sweep();
    expect(await all()).toHaveLength(1);
    clock.step(1);
    await alarms.sweep();
    expect(await all()).toEqual([]);
  });

  test('what a deed raised is over a day later, seen or not; the alarm of a thing is not', async () => {
    const { alarms, clock } = await parts();
    const subject = lostSubject({ from: 1, until: 2 });
    for (const raised of [subject, 'strip@counter-1']) {
      await alarms.raise('h', { subject: raised, devices: [], fault: 'restored', times: 1 }, 0);
    }
    const open = async () => (await alarms.open('h')).map((one) => one.subject).sort();
    clock.step(dayMs);
    await alarms.sweep();
    expect(await open()).toEqual([subject, 'strip@counter-1']);
    clock.step(1);
    await alarms.sweep();
    expect(await open()).toEqual(['strip@counter-1']);
  });

  test('repairs are told the latest first; services count for the plan; old ones are deleted', async () => {
    const { repairs, clock } = await parts();
    const now = clock.now();
    const entry = { device: 'p', words: 'x', notedBy: 'token:1' };
    await repairs.add('h', { ...entry, kind: 'service', at: now - 2 * dayMs });
    await repairs.add('h', { ...entry, kind: 'fault', at: now });
    await repairs.add('h', { ...entry, kind: 'replacement', at: now - dayMs });
    await repairs.add('h', { ...entry, kind: 'fault', at: now, device: 'q' });
    const kinds = (await repairs.list('h', 'p')).map(({ kind }) => kind);
    expect(kinds).toEqual(['fault', 'replacement', 'service']);
    expect([...(await repairs.lastServices('h'))]).toEqual([['p', now - dayMs]]);
    clock.step(REPAIR_KEPT_MS + 1);
    await repairs.sweep();
    expect(await repairs.list('h', 'p')).toEqual([]);
  });

  test('a level stands; not having answered gives way to one', async () => {
    const { ratings, clock } = await parts();
    const asked = { ticket: 't', step: 0, source: 'pad' } as const;
    expect(await ratings.keep('h', { ...asked, level: null })).toBe(true);
    expect(await ratings.keep('h', { ...asked, level: 4 })).toBe(true);
    expect(await ratings.keep('h', { ...asked, level: 1 })).toBe(false);
    expect(await ratings.keep('h', { ...asked, level: null })).toBe(false);
    expect(await ratings.keep('h', { ...asked, step: 1, level: 2 })).toBe(true);
    const now = clock.now();
    const kept = await ratings.between('h', now, now + 1);
    expect(kept.map(({ step, level }) => [step, level])).toEqual([
      [0, 4],
      [1, 2],
    ]);
    expect(await ratings.between('h', now + 1, now + 2)).toEqual([]);
  });
}
