/**
 * What a bench gives: figures, each the median of its runs, beside the floor that was measured in
 * turns with it, and the gate it has to pass where the house has set one.
 */

/** What one run measured, by name: rates in 1/s, times in ms, sizes in bytes, as the bench says. */
export type Sample = Readonly<Record<string, number>>;

/** `share` and `times` compare with the floor, run by run; the others stand alone. */
export type Gate =
  | { readonly rule: 'at-least' | 'at-most'; readonly limit: number }
  | { readonly rule: 'share-of-floor-at-least'; readonly limit: number }
  | { readonly rule: 'times-floor-at-most'; readonly limit: number };

export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly runs: readonly number[];
  /** The floor's runs, in the same order; absent where nothing bare can be measured. */
  readonly floor?: readonly number[];
  readonly gate?: Gate;
  readonly note?: string;
}

export interface BenchContext {
  /** How often each side is measured: 5 at least, 1 in a smoke test. */
  readonly rounds: number;
  /** How many calls a round plays, where it plays calls; absent: as many as a short round takes. */
  readonly calls?: number;
  /** Tells a person how far it has come. */
  readonly say: (line: string) => void;
}

export interface Bench {
  /** As it is named on the command line. */
  readonly name: string;
  readonly run: (context: BenchContext) => Promise<readonly Figure[]>;
}

/** A figure as it is shown and kept. */
export interface Result {
  readonly bench: string;
  readonly name: string;
  readonly unit: string;
  readonly figure: number;
  readonly runs: readonly number[];
  readonly floor: number | null;
  readonly floorRuns: readonly number[];
  /** Figure by floor, the median of the runs' own ratios; null without a floor. */
  readonly ratio: number | null;
  readonly target: string | null;
  /** Null where there is no gate. */
  readonly met: boolean | null;
  readonly note: string | null;
}

/** The middle value; of two middle ones their mean. NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The smallest value that at least this share of the values do not exceed. NaN for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(Math.ceil(sorted.length * share) - 1, 0)] ?? Number.NaN;
}

/** One measured value of every run. Throws when a run did not measure it: that is a bug. */
export function valuesOf(samples: readonly Sample[], name: string): number[] {
  return samples.map((sample) => {
    const value = sample[name];
    if (value === undefined) throw new Error(`a run did not measure ${name}`);
    return value;
  });
}

/** Reckons a figure into a result. */
export function judge(bench: string, figure: Figure): Result {
  const { name, unit, runs, gate, note } = figure;
  const floorRuns = figure.floor ?? [];
  const ratio = floorRuns.length === 0 ? null : median(ratios(runs, floorRuns));
  const value = median(runs);
  return {
    bench,
    name,
    unit,
    figure: value,
    runs,
    floor: floorRuns.length === 0 ? null : median(floorRuns),
    floorRuns,
    ratio,
    target: gate ? targetText(gate, unit) : null,
    met: gate ? isMet(gate, value, ratio) : null,
    note: note ?? null,
  };
}

function ratios(runs: readonly number[], floorRuns: readonly number[]): number[] {
  return runs.map((value, index) => value / (floorRuns[index] ?? Number.NaN));
}

function isMet(gate: Gate, value: number, ratio: number | null): boolean {
  switch (gate.rule) {
    case 'at-least':
      return value >= gate.limit;
    case 'at-most':
      return value <= gate.limit;
    case 'share-of-floor-at-least':
      return ratio !== null && ratio >= gate.limit;
    case 'times-floor-at-most':
      return ratio !== null && ratio <= gate.limit;
  }
}

function targetText(gate: Gate, unit: string): string {
  switch (gate.rule) {
    case 'at-least':
      return `>= ${gate.limit} ${unit}`;
    case 'at-most':
      return `<= ${gate.limit} ${unit}`;
    case 'share-of-floor-at-least':
      return `>= ${gate.limit * 100} % of floor`;
    case 'times-floor-at-most':
      return `<= ${gate.limit} x floor`;
  }
}
