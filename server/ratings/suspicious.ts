/**
 * Ratings that look as if somebody else gave them. Each pattern is a plain function of what was kept, so
 * that figures and reports count the same; none of them changes a rating, a manager looks and decides.
 */
import type { Rating } from '../house/ratings.ts';

/** What a pattern looks at; `device`, `promptedAt`, `token` and `counter` null: not known. */
export interface Looked extends Pick<Rating, 'at' | 'promptedAt' | 'device' | 'token'> {
  /** Null: asked and not answered. */
  readonly level: number | null;
  readonly counter: string | null;
}

export type Pattern = 'too-quick' | 'device-run' | 'all-five' | 'no-token';

export interface Suspicion<One extends Looked = Looked> {
  readonly pattern: Pattern;
  /** The device, or the counter; null for a single rating. */
  readonly at: string | null;
  readonly ratings: readonly One[];
}

export interface PatternRules {
  /** Nobody reads five levels in less. */
  readonly quickMs: number;
  /** So many ratings of one device within `runMs` are a run. */
  readonly runCount: number;
  readonly runMs: number;
  /** So many ratings in a row of one counter, five stars all of them. */
  readonly fiveCount: number;
}

export const usualPatterns: PatternRules = {
  quickMs: 2_000,
  runCount: 5,
  runMs: 60_000,
  fiveCount: 50,
};

const rated = <One extends Looked>(all: readonly One[]): One[] =>
  all.filter(({ level }) => level !== null).sort((a, b) => a.at - b.at);

const single =
  (pattern: Pattern) =>
  <One extends Looked>(one: One): Suspicion<One> => ({
    ...{ pattern, at: null, ratings: [one] },
  });

/** Rated within 2 s of being asked. */
export const tooQuick = <One extends Looked>(
  all: readonly One[],
  { quickMs }: PatternRules,
): Suspicion<One>[] =>
  rated(all)
    .filter(({ at, promptedAt }) => promptedAt !== null && at - promptedAt < quickMs)
    .map(single('too-quick'));

/** Rated, and it is known that nobody showed the served person's slip or sat at the counter. */
export const noToken = <One extends Looked>(all: readonly One[]): Suspicion<One>[] =>
  rated(all)
    .filter(({ token }) => token === false)
    .map(single('no-token'));

/** Many ratings from one device in a short time; every longest run is told once. */
export function deviceRuns<One extends Looked>(
  all: readonly One[],
  rules: PatternRules,
): Suspicion<One>[] {
  const known = rated(all).filter(({ device }) => device !== null);
  return [...Map.groupBy(known, ({ device }) => device)].flatMap(([at, own]) => {
    const found: Suspicion<One>[] = [];
    let run: One[] = [];
    const end = () => {
      if (run.length >= rules.runCount) found.push({ pattern: 'device-run', at, ratings: run });
    };
    for (const [index, one] of own.entries()) {
      // What lies within the time of the rating so many before it belongs to a run.
      const from = own[index - rules.runCount + 1];
      if (from === undefined || one.at - from.at > rules.runMs) continue;
      const piece = own.slice(index - rules.runCount + 1, index + 1);
      if (piece.some((each) => run.includes(each))) {
        run.push(...piece.filter((each) => !run.includes(each)));
      } else {
        end();
        run = piece;
      }
    }
    end();
    return found;
  });
}

/** Fifty five-star ratings of one counter in a row; unrated ones do not break the row. */
export function allFive<One extends Looked>(
  all: readonly One[],
  { fiveCount }: PatternRules,
): Suspicion<One>[] {
  const known = rated(all).filter(({ counter }) => counter !== null);
  return [...Map.groupBy(known, ({ counter }) => counter)].flatMap(([at, own]) => {
    const found: Suspicion<One>[] = [];
    let run: One[] = [];
    for (const one of [...own, null]) {
      if (one?.level === 5) run.push(one);
      else {
        if (run.length >= fiveCount) found.push({ pattern: 'all-five', at, ratings: run });
        run = [];
      }
    }
    return found;
  });
}

/** All patterns; at most some ten thousand ratings are meant to be looked at in one call. */
export const suspicious = <One extends Looked>(
  all: readonly One[],
  rules: PatternRules = usualPatterns,
): Suspicion<One>[] => [
  ...tooQuick(all, rules),
  ...noToken(all),
  ...deviceRuns(all, rules),
  ...allFive(all, rules),
];

/** The patterns in which each rating stands; those that are missing stand in none. */
export function patternsOf<One extends Looked>(
  all: readonly One[],
  rules: PatternRules = usualPatterns,
): ReadonlyMap<One, ReadonlySet<Pattern>> {
  const found = new Map<One, Set<Pattern>>();
  for (const { pattern, ratings } of suspicious(all, rules)) {
    for (const one of ratings) found.set(one, (found.get(one) ?? new Set()).add(pattern));
  }
  return found;
}
