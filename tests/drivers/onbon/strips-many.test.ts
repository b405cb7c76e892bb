/** Fifty strips on one line: what one power supply, or a cut line, means for all of them. */
import { expect, test } from 'vitest';
import { face, type StripBench, stripBench } from './strip-bench.ts';

const count = 50;

function statesOf({ strips }: StripBench): string[][] {
  return strips.map((strip) => {
    const states: string[] = [];
    strip.onHealth(({ state }) => states.push(state));
    return states;
  });
}

test('a cut line is named for every strip within 5 s', async () => {
  const bench = await stripBench({}, count);
  const states = statesOf(bench);
  bench.engine.set({ powered: false });
  await bench.pass(5_000);
  expect(states.filter(([first]) => first !== 'silent')).toEqual([]);
  expect(bench.wires).toHaveLength(2);
  bench.engine.set({ powered: true });
  await bench.pass(30_000);
  expect(bench.strips.map((strip) => strip.health().state)).toEqual(states.map(() => 'ready'));
});

test('a power supply that fails for half of them does not touch the others', async () => {
  const bench = await stripBench({}, count);
  const states = statesOf(bench);
  for (let station = 1; station <= count / 2; station++) {
    bench.engine.set({ powered: false }, station);
  }
  await bench.pass(30_000);
  bench.strips.at(-1)?.show(face('A012'));
  await bench.pass(30_000);
  expect(bench.engine.face(count).text).toBe('A012');
  expect(states.slice(count / 2).flat()).toEqual([]);
  expect(states.slice(0, count / 2).flat()).toEqual(Array(count / 2).fill('silent'));
});
