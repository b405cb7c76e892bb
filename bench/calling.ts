/**
 * What a call costs the rules themselves: `call-next` decided and folded in with 1,000, 10,000 and
 * 100,000 waiting, 50 services, 50 counters that serve them all, 5 classes; beside it the floor, a bare
 * Map and a list that take the same events. And what taking a number costs in that hall, and what a
 * day of 5,000 tickets holds in memory.
 */
import { Child } from './rig/child.ts';
import { type Bench, type Figure, valuesOf } from './rig/figures.ts';
import { inTurns } from './rig/rounds.ts';
import type { CallingActs } from './subjects/calling.ts';

const halls = [1_000, 10_000, 100_000] as const;
const calls = 10_000;
const dayTickets = 5_000;
const megabyte = 1_000_000;

async function inChild<T>(work: (child: Child<CallingActs>) => Promise<T>): Promise<T> {
  const child = new Child<CallingActs>('subjects/calling.ts', ['--expose-gc']);
  const done = await work(child);
  await child.end();
  return done;
}

const waitingBy = (waiting: number) => async () => ({
  ...(await inChild((child) => child.ask('calls', { waiting, count: calls }))),
});

export const calling: Bench = {
  name: 'calling',
  run: async (context) => {
    const samples = await inTurns(context, {
      1000: waitingBy(halls[0]),
      10000: waitingBy(halls[1]),
      100000: waitingBy(halls[2]),
      day: async () => {
        const bytes = await inChild((child) => child.ask('day', { tickets: dayTickets }));
        return { megabytes: bytes / megabyte };
      },
    });
    const [small, middle, large] = halls.map((waiting) => samples[waiting]);
    if (!small || !middle || !large || !samples.day) throw new Error('not every hall was measured');
    const p99 = (of: typeof small) => valuesOf(of, 'callP99');
    const figure = (waiting: number, of: typeof small): Figure => ({
      name: `call-next p99, ${waiting} waiting`,
      unit: 'ms',
      runs: p99(of),
      floor: valuesOf(of, 'floorP99'),
    });
    return [
      figure(halls[0], small),
      { ...figure(halls[1], middle), gate: { rule: 'at-most', limit: 0.1 } },
      figure(halls[2], large),
      {
        name: 'call-next p50, 100000 waiting against 1000',
        unit: 'ms',
        runs: valuesOf(large, 'callP50'),
        floor: valuesOf(small, 'callP50'),
        // A hundred times as many wait: log(100,000) / log(1,000) is 1.7, and caches are small.
        gate: { rule: 'times-floor-at-most', limit: 3 },
      },
      { name: 'call-next p50, 10000 waiting', unit: 'ms', runs: valuesOf(middle, 'callP50') },
      {
        name: 'issue-ticket p50, 10000 waiting',
        unit: 'ms',
        runs: valuesOf(middle, 'issueP50'),
        gate: { rule: 'at-most', limit: 0.05 },
      },
      { name: 'issue-ticket p99, 10000 waiting', unit: 'ms', runs: valuesOf(middle, 'issueP99') },
      {
        name: `state of a ${dayTickets}-ticket day`,
        unit: 'MB',
        runs: valuesOf(samples.day, 'megabytes'),
        gate: { rule: 'at-most', limit: 50 },
      },
    ];
  },
};
