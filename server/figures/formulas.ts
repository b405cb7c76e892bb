/**
 * Every figure that is a quotient, in one table: what is counted, divided by what. The reckoning, the
 * report, the page and docs/figures.md all go by it. GB/T 39734 and 39735 name such figures; their own
 * formulas were not obtained, so those of ratings are proposals.
 */

export type Unit = 'percent' | 'minutes' | 'number';

export interface Formula {
  readonly id: FormulaId;
  readonly unit: Unit;
  /** Counts by name with their weights; `Sums` and ratings have these names. */
  readonly top: Readonly<Record<string, number>>;
  readonly bottom: Readonly<Record<string, number>>;
}

const once = (...names: string[]): Record<string, number> =>
  Object.fromEntries(names.map((name) => [name, 1]));

const rated = once('l1', 'l2', 'l3', 'l4', 'l5');
/** With those that were excluded afterwards: somebody gave them all the same. */
const given = once('l1', 'l2', 'l3', 'l4', 'l5', 'excluded');
const toMinutes = 1 / 60_000;

const table = {
  activeRating: { unit: 'percent', top: given, bottom: once('finished') },
  unrated: {
    unit: 'percent',
    top: { finished: 1, l1: -1, l2: -1, l3: -1, l4: -1, l5: -1, excluded: -1 },
    bottom: once('finished'),
  },
  good: { unit: 'percent', top: once('l3', 'l4', 'l5'), bottom: rated },
  satisfied: { unit: 'percent', top: once('l4', 'l5'), bottom: rated },
  bad: { unit: 'percent', top: once('l1', 'l2'), bottom: rated },
  satisfaction: { unit: 'number', top: { l1: 1, l2: 2, l3: 3, l4: 4, l5: 5 }, bottom: rated },
  closedInTime: { unit: 'percent', top: once('cases.inTime'), bottom: once('cases.due') },
  rectified: { unit: 'percent', top: once('cases.solved'), bottom: once('cases.confirmed') },
  noShow: { unit: 'percent', top: once('missed'), bottom: once('calls') },
  abandoned: {
    unit: 'percent',
    top: once('gone', 'cancelled', 'unserved'),
    bottom: { legs: 1, replaced: -1 },
  },
  overtaken: { unit: 'percent', top: once('overtaken'), bottom: once('called') },
  promiseKept: { unit: 'percent', top: once('promised.kept'), bottom: once('promised') },
  promiseWithin: { unit: 'percent', top: once('promised.within'), bottom: once('promised') },
  forecastBias: { unit: 'minutes', top: { 'promised.off': toMinutes }, bottom: once('promised') },
  forecastError: {
    unit: 'minutes',
    top: { 'promised.offAbs': toMinutes },
    bottom: once('promised'),
  },
  couldNot: { unit: 'percent', top: once('outcome.could-not'), bottom: once('finished') },
  busy: { unit: 'percent', top: once('servingMs'), bottom: { signedMs: 1, pausedMs: -1 } },
  staffing: { unit: 'number', top: once('clerkDays'), bottom: once('counterDays') },
  tooQuick: { unit: 'percent', top: once('quick'), bottom: given },
  inRuns: { unit: 'percent', top: once('runs'), bottom: given },
  tokenless: { unit: 'percent', top: once('tokenless'), bottom: given },
} as const satisfies Record<string, Omit<Formula, 'id'>>;

export type FormulaId = keyof typeof table;

export const formulas: readonly Formula[] = Object.entries(table).map(([id, formula]) => ({
  ...formula,
  id: id as FormulaId,
}));

/** Null where nothing stands below the line. */
export function reckon({ top, bottom }: Formula, counts: Readonly<Record<string, number>>) {
  const sum = (of: Readonly<Record<string, number>>) =>
    Object.entries(of).reduce((all, [name, weight]) => all + weight * (counts[name] ?? 0), 0);
  const below = sum(bottom);
  return below > 0 ? sum(top) / below : null;
}
