/**
 * What came of the sayings: errors of each contestant, how often the stated bounds held, and how often
 * a shown range changed.
 */
import { percentile } from '../rig/figures.ts';

export interface Saying {
  readonly service: string;
  readonly class: string;
  /** Minutes, by contestant. */
  readonly said: Readonly<Record<string, number>>;
  readonly low: number;
  readonly high: number;
  truth: number | null;
}

/** How the range shown to one ticket behaved. */
export interface Showing {
  readonly minutes: number;
  readonly changes: number;
}

export interface Scores {
  readonly mae: Readonly<Record<string, number>>;
  readonly bias: Readonly<Record<string, number>>;
  /** Where the forecast lies between the best baseline (0) and the oracle (1). */
  readonly share: number;
  readonly bestBaseline: string;
  readonly tickets: number;
  readonly meanWait: number;
  readonly unsaid: number;
  /** Truths at or under the stated upper bound, by what is counted. */
  readonly within: Readonly<Record<string, { readonly share: number; readonly of: number }>>;
  readonly withinLow: number;
}

export const ours = 'forecast';
export const theOracle = 'oracle';

export function scoresOf(sayings: readonly Saying[], unsaid: number): Scores {
  const scored = sayings.filter((one): one is Saying & { truth: number } => one.truth !== null);
  const names = Object.keys(scored[0]?.said ?? {});
  const errors = (name: string) => scored.map(({ said, truth }) => (said[name] ?? 0) - truth);
  const mae = Object.fromEntries(
    names.map((name) => [name, mean(errors(name).map((error) => Math.abs(error)))]),
  );
  const baselines = names.filter((name) => name !== ours && name !== theOracle);
  const best = baselines.reduce((a, b) => ((mae[a] ?? 0) <= (mae[b] ?? 0) ? a : b));
  const [worst, least] = [mae[best] ?? 0, mae[theOracle] ?? 0];
  const groups = new Map<string, boolean[]>();
  for (const { service, class: ticketClass, truth, high } of scored) {
    for (const key of ['all', `class ${ticketClass}`, `service ${service}`]) {
      groups.set(key, [...(groups.get(key) ?? []), truth <= high]);
    }
  }
  return {
    mae,
    bias: Object.fromEntries(names.map((name) => [name, mean(errors(name))])),
    share: (worst - (mae[ours] ?? 0)) / (worst - least),
    bestBaseline: best,
    tickets: scored.length,
    meanWait: mean(scored.map(({ truth }) => truth)),
    unsaid,
    within: Object.fromEntries(
      [...groups].map(([key, held]) => [
        key,
        { share: held.filter(Boolean).length / held.length, of: held.length },
      ]),
    ),
    withinLow: mean(scored.map(({ truth, low }) => Number(truth <= low))),
  };
}

/** Changes of the shown range in five minutes of waiting, at the median ticket. */
export const changesIn5 = (showings: readonly Showing[]): number =>
  percentile(
    showings
      .filter(({ minutes }) => minutes >= 5)
      .map(({ minutes, changes }) => (changes / minutes) * 5),
    0.5,
  );

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
