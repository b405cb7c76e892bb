/**
 * How long still: that the simulation plays by the hall's own rules, what it learns from the day, and
 * that what is shown stays calm.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boardOf } from '../../core/hall/waiting/board.ts';
import { nothingLearned } from '../../core/hall/waiting/learned.ts';
import { Simulation } from '../../core/hall/waiting/simulation.ts';
import { type Snapshot, snapshotOf } from '../../core/hall/waiting/snapshot.ts';
import { anyMoment, type Call, dice, fixedTimes, playOut } from './waiting/rig.ts';

/** Minutes by service; no two sums of few of them are alike. */
const minutes = [7.01, 11.03, 13.07, 17.13, 23.29];

/** The calls of one run, by the names that tickets and counters have in the hall. */
function simulated(snapshot: Snapshot, asked: readonly number[]): Call[] {
  const calls: Call[] = [];
  const board = boardOf(snapshot, asked);
  const names = [
    ...snapshot.lines.flatMap(({ tickets }) => tickets.map(({ ticket }) => ticket)),
    ...snapshot.counters.flatMap(({ hand }) => (hand ? [hand.ticket.ticket] : [])),
  ];
  const simulation = new Simulation(board, {
    runs: 1,
    seed: 1,
    watch: (ticket, counter, at) =>
      calls.push({
        ticket: names[ticket] ?? '',
        counter: snapshot.counters[counter]?.counter ?? '',
        at,
      }),
  });
  while (!simulation.advance(7));
  return calls;
}

test('WAIT-2 the simulation calls whom the rules call, at the same counters, in the same order', () => {
  let called = 0;
  fc.assert(
    fc.property(fc.integer(), fc.boolean(), (seed, asking) => {
      const drive = anyMoment(dice(seed));
      const { hall } = drive;
      const now = snapshotOf(hall, nothingLearned(), drive.at);
      const snapshot: Snapshot = {
        ...now,
        times: fixedTimes(minutes),
        // Who is free calls at once.
        counters: now.counters.map((counter) => ({ ...counter, idleMs: 0 })),
      };
      // A hand that should have ended would be left to chance.
      const late = snapshot.counters.some(({ hand }) => (hand?.ms ?? 0) >= 7 * 60_000);
      fc.pre(!late);
      const played = simulated(snapshot, asking ? [0, 1] : []);
      const real = playOut(
        drive,
        new Map(snapshot.services.map(({ service }, index) => [service, minutes[index] ?? 0])),
      );
      const known = played.map(
        ({ ticket, counter, at }) => `${ticket} ${counter} ${Math.round(at)}`,
      );
      const truth = real.map(({ ticket, counter, at }) => `${ticket} ${counter} ${Math.round(at)}`);
      // A run ends when all that was asked has been answered; later calls are of nobody's concern.
      expect(known).toEqual(truth.slice(0, known.length));
      called += known.length;
    }),
    { numRuns: 300 },
  );
  expect(called).toBeGreaterThan(3_000);
});
