/**
 * How long things take, as tables to draw from: so many equally likely values, sorted. Made from what
 * was measured, shrunk towards what is known beforehand where little was measured (WAIT-4).
 */

/** Values in a table; drawing is one look-up by eight random bits. */
export const tableSize = 256;
/** Half hours of a day: what changes with the time of day is kept for each. */
export const bucketMs = 1_800_000;
export const bucketCount = 48;

/** The last so many values, and how many there were. */
export interface Ring {
  readonly values: number[];
  /** Where the next one goes. */
  next: number;
}

export const emptyRing = (): Ring => ({ values: [], next: 0 });

/** Remembers a value; beyond `size` the oldest goes. */
export function remember(ring: Ring, value: number, size: number): void {
  ring.values[ring.next] = value;
  ring.next = (ring.next + 1) % size;
}

/** The half hour of the local day, reckoned from its midnight (epoch ms). */
export const bucketAt = (at: number, midnight: number): number =>
  (((Math.floor((at - midnight) / bucketMs) % bucketCount) + bucketCount) % bucketCount) | 0;

export interface Weighed {
  readonly value: number;
  readonly weight: number;
}

/** The quantiles of weighed values, at the middles of equal shares; zeros where there are none. */
export function tableOf(samples: readonly Weighed[]): Float64Array {
  const table = new Float64Array(tableSize);
  const sorted = samples.toSorted((a, b) => a.value - b.value);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  let index = 0;
  let passed = sorted[0]?.weight ?? 0;
  for (let at = 0; at < tableSize; at += 1) {
    const wanted = ((at + 0.5) / tableSize) * total;
    while (passed < wanted && index < sorted.length - 1) {
      index += 1;
      passed += sorted[index]?.weight ?? 0;
    }
    table[at] = sorted[index]?.value ?? 0;
  }
  return table;
}

/** The quantiles of the exponential distribution with the mean 1. */
export const exponential = Float64Array.from(
  { length: tableSize },
  (_, at) => -Math.log(1 - (at + 0.5) / tableSize),
);

export const evenly = (values: readonly number[], weight = 1): Weighed[] =>
  values.map((value) => ({ value, weight: weight / values.length }));

/** The quantiles of the standard normal distribution (Acklam's rational approximation). */
function normalQuantile(share: number): number {
  const low = 0.02425;
  if (share < low) return -normalQuantile(1 - share);
  if (share > 1 - low) {
    const q = Math.sqrt(-2 * Math.log(1 - share));
    const over =
      ((((-7.784894002430293e-3 * q - 0.3223964580411365) * q - 2.400758277161838) * q -
        2.549732539343734) *
        q +
        4.374664141464968) *
        q +
      2.938163982698783;
    const under =
      (((7.784695709041462e-3 * q + 0.3224671290700398) * q + 2.445134137142996) * q +
        3.754408661907416) *
        q +
      1;
    return -over / under;
  }
  const q = share - 0.5;
  const r = q * q;
  const over =
    (((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r +
      138.357751867269) *
      r -
      30.66479806614716) *
      r +
      2.506628277459239) *
    q;
  const under =
    ((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r +
      66.80131188771972) *
      r -
      13.28068155288572) *
      r +
    1;
  return over / under;
}

/** Logarithms of a service's times around their middle, as they usually are: what an empty day begins with. */
export const usualSpread: readonly number[] = Array.from(
  { length: 64 },
  (_, index) => 0.65 * normalQuantile((index + 0.5) / 64),
);
