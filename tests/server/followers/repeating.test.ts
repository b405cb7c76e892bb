/**
 * One thing done again and again: the earliest wish counts, never twice at a time, what fails is tried again,
 * and nothing begins after the end.
 */
import { expect, test } from 'vitest';
import { repeating } from '../../../server/followers/repeating.ts';
import { HubClock } from '../http/clock.ts';

function rig(answers: (number | null | Error)[] = []) {
  const clock = new HubClock();
  const done: number[] = [];
  const failures: unknown[] = [];
  const began = clock.monotonic();
  let hold: Promise<void> | null = null;
  const it = repeating({
    ...{ clock, failureMs: 2_000 },
    act: async () => {
      done.push(clock.monotonic() - began);
      await hold;
      const answer = answers.shift() ?? null;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    failed: (error) => failures.push(error),
  });
  const turn = () => new Promise<void>((after) => setImmediate(after));
  /** Lets time go by, and what it brings about be done. */
  const pass = async (ms: number) => {
    clock.step(ms);
    await turn();
  };
  const held = () => {
    let release = () => {};
    hold = new Promise((resolve) => {
      release = resolve;
    });
    return async () => {
      hold = null;
      release();
      await turn();
    };
  };
  return { clock, it, done, failures, pass, held };
}

test('of several wishes the earliest counts, and they are one', async () => {
  const { it, done, pass } = rig();
  it.wake(500);
  it.wake(20);
  it.wake(300);
  await pass(19);
  expect(done).toEqual([]);
  await pass(1);
  await pass(1_000);
  expect(done).toEqual([20]);
});

test('it says itself when to do it again, and a wish may come sooner', async () => {
  const { it, done, pass } = rig([100, 5_000]);
  it.begin();
  await pass(0);
  await pass(100);
  expect(done).toEqual([0, 100]);
  it.wake(50);
  await pass(50);
  expect(done).toEqual([0, 100, 150]);
});

test('never twice at a time: what is wished meanwhile comes after it', async () => {
  const { it, done, pass, held } = rig([5_000]);
  const release = held();
  it.begin();
  it.begin();
  it.wake(20);
  it.wake(400);
  await pass(1_000);
  expect(done).toEqual([0]);
  await release();
  await pass(19);
  expect(done).toEqual([0]);
  await pass(1);
  expect(done).toEqual([0, 1_020]);
});

test('what fails is told and tried again', async () => {
  const { it, done, failures, pass } = rig([new Error('away')]);
  it.begin();
  await pass(0);
  expect(failures).toEqual([new Error('away')]);
  await pass(1_999);
  expect(done).toEqual([0]);
  await pass(1);
  expect(done).toEqual([0, 2_000]);
});

test('after the end nothing begins, and what broke by it is nobody’s concern', async () => {
  const { it, done, failures, pass, held } = rig([new Error('closed')]);
  const release = held();
  it.begin();
  let over = false;
  const end = it.end().then(() => {
    over = true;
  });
  await pass(0);
  expect(over).toBe(false);
  await release();
  await end;
  it.wake(0);
  await pass(10_000);
  expect([done, failures]).toEqual([[0], []]);
});
