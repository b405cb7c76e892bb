/** What wakes a driver's machine: time, but never before what was said to a process that could not run. */
import { expect, test } from 'vitest';
import type { Health } from '../../drivers/driver.ts';
import { Runner } from '../../drivers/runner.ts';

/** A clock whose only timer rings when the test says so, however late that is. */
function bellAt(start: number) {
  const bell = { now: start, waits: [] as { act: () => void; ms: number }[] };
  const clock = {
    now: () => bell.now,
    setTimeout: (act: () => void, ms: number) => bell.waits.push({ act, ms }),
    clearTimeout: () => {},
  };
  const ring = (late: number) => {
    const { act, ms } = bell.waits.splice(0).at(-1) ?? { act: () => {}, ms: 0 };
    bell.now += ms + late;
    act();
  };
  return { clock, ring };
}

/** A device that has to answer within a second, and whether it did. */
function deviceOn(clock: ReturnType<typeof bellAt>['clock']) {
  const told: string[] = [];
  type Input = { readonly kind: 'time' } | { readonly kind: 'answer' };
  const runner = new Runner<number | null, Input, never, Health>({
    clock,
    machine: 1_000,
    step: (due, { kind }, at) => {
      if (kind === 'answer') told.push('answered');
      else if (due !== null && at >= due) told.push('silent');
      return { machine: told.length > 0 ? null : due, effects: [] };
    },
    nextDue: (due) => due,
    health: () => ({ state: 'unknown', heardAt: null, detail: '' }),
    carryOut: () => {},
  });
  runner.take({ kind: 'time' });
  return { runner, told };
}

test('on time, whoever has not answered is silent at once', () => {
  const { clock, ring } = bellAt(0);
  const { told } = deviceOn(clock);
  ring(20);
  expect(told).toEqual(['silent']);
});

test('after a sleep what came meanwhile is heard first', () => {
  const { clock, ring } = bellAt(0);
  const { runner, told } = deviceOn(clock);
  ring(3_000);
  expect(told).toEqual([]);
  runner.take({ kind: 'answer' });
  expect(told).toEqual(['answered']);
});

test('after a sleep in which nothing came it is silent a moment later', () => {
  const { clock, ring } = bellAt(0);
  const { told } = deviceOn(clock);
  ring(3_000);
  ring(3_000);
  expect(told).toEqual(['silent']);
});
