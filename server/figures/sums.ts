/**
 * Figures that can be added up: counts, sums, longest times and spreads of durations, flat by name, so
 * that two days make a week by plain addition. Durations are spread over fixed buckets: percentiles of
 * a year come from adding months, and never from sorting a million waits.
 */

/** By name: `finished`, `toCall.n`, `toCall.sum` (ms), `toCall.max` (ms), `toCall.b12`. */
export type Sums = Record<string, number>;

const secondMs = 1_000;
const minuteMs = 60_000;
/** Steps of 15 s to a quarter of an hour, of a minute to two hours, then of five to twelve hours. */
const ladders = [
  { to: 15 * minuteMs, step: 15 * secondMs },
  { to: 120 * minuteMs, step: minuteMs },
  { to: 720 * minuteMs, step: 5 * minuteMs },
] as const;

/** The upper ends of the buckets in ms, rising; what is longer stands in the last. */
export const bucketEnds: readonly number[] = ladders.reduce<number[]>((ends, { to, step }) => {
  for (let end = (ends.at(-1) ?? 0) + step; end <= to; end += step) ends.push(end);
  return ends;
}, []);

/** The bucket of a duration: the first whose end it does not pass. */
export function bucketOf(ms: number): number {
  let [low, high] = [0, bucketEnds.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bucketEnds[middle] ?? 0) >= ms) high = middle;
    else low = middle + 1;
  }
  return low;
}

export function count(sums: Sums, name: string, by = 1): void {
  if (by !== 0) sums[name] = (sums[name] ?? 0) + by;
}

/** Counts a duration: how many, their sum, the longest and, where it is wanted, their spread. */
export function measure(sums: Sums, name: string, ms: number, spread: boolean): void {
  count(sums, `${name}.n`);
  count(sums, `${name}.sum`, ms);
  longest(sums, `${name}.max`, ms);
  if (spread) count(sums, `${name}.b${bucketOf(ms)}`);
}

const longest = (sums: Sums, name: string, ms: number): void => {
  sums[name] = Math.max(sums[name] ?? 0, ms);
};

/** Adds `more` to `to`, in place. */
export function addSums(to: Sums, more: Sums): void {
  for (const [name, value] of Object.entries(more)) {
    if (name.endsWith('.max')) longest(to, name, value);
    else count(to, name, value);
  }
}

/** Durations in ms; all null where there is none. */
export interface Durations {
  readonly n: number;
  readonly mean: number | null;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly longest: number | null;
}

/** What stands under `name`. Percentiles by nearest rank, told as the upper end of their bucket. */
export function durations(sums: Sums, name: string): Durations {
  const n = sums[`${name}.n`] ?? 0;
  if (n === 0) return { n, mean: null, p50: null, p90: null, longest: null };
  const most = sums[`${name}.max`] ?? 0;
  const [p50 = null, p90 = null] = quantiles(sums, name, [Math.ceil(0.5 * n), Math.ceil(0.9 * n)]);
  const told = (end: number | null) => (end === null ? null : Math.min(end, most));
  return {
    ...{ n, mean: Math.round((sums[`${name}.sum`] ?? 0) / n), longest: most },
    ...{ p50: told(p50), p90: told(p90) },
  };
}

/** The ends of the buckets in which these ranks lie, rising; none where no spread was kept. */
function quantiles(sums: Sums, name: string, ranks: readonly number[]): number[] {
  const head = `${name}.b`;
  // Most rows have few buckets or none: those are gone through, and not all that there may be.
  const spread = Object.keys(sums)
    .filter((key) => key.startsWith(head))
    .map((key) => [Number(key.slice(head.length)), sums[key] ?? 0] as const)
    .sort(([a], [b]) => a - b);
  const found: number[] = [];
  let seen = 0;
  for (const [bucket, many] of spread) {
    seen += many;
    while (found.length < ranks.length && seen >= (ranks[found.length] ?? 0)) {
      found.push(bucketEnds[bucket] ?? 0);
    }
  }
  return found;
}
