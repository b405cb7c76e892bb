/**
 * What runs inside the browser of the bench `finding`: the real finder over the list that it is given,
 * and beside it the barest search there is.
 */
import { Finder } from '../core/guides/finding/finder.ts';
import type { FindingIndex } from '../core/guides/finding/shape.ts';
import type { GuideList } from '../core/guides/guide.ts';

export interface Timed {
  /** Unpacking the index and making the finder ready, ms. */
  readonly readyMs: number;
  /** One value a query, the fastest of five, ms. */
  readonly findMs: readonly number[];
  readonly includesMs: readonly number[];
  /** Kept, so that nothing is left out as useless. */
  readonly found: number;
}

/** So many as the search page shows. */
const foundMax = 24;
const turns = 5;
/** The floor is quicker than the page's clock: it is measured so many times in one. */
const floorTurns = 20;

export function timeFinding(
  list: GuideList,
  index: FindingIndex,
  queries: readonly string[],
): Timed {
  let found = 0;
  const from = performance.now();
  const finder = new Finder(list, index);
  for (const query of ['shenfenzheng', 'sfz', queries[0] ?? ''])
    found += finder.find(query, 1).length;
  const readyMs = performance.now() - from;
  const names = list.guides.map(({ name }) => `${name['zh-Hans']} ${name.en ?? ''}`.toLowerCase());
  // The fastest of some turns: what else the machine does is not the search's.
  const timed = (search: (query: string) => number) =>
    queries.map((query) =>
      Math.min(
        ...Array.from({ length: turns }, () => {
          const begun = performance.now();
          found += search(query);
          return performance.now() - begun;
        }),
      ),
    );
  const findMs = timed((query) => finder.find(query, foundMax).length);
  const includesMs = timed((query) => {
    let count = 0;
    for (let turn = 0; turn < floorTurns; turn += 1) {
      count += names.filter((name) => name.includes(query)).length;
    }
    return count;
  }).map((ms) => ms / floorTurns);
  return { readyMs, findMs, includesMs, found };
}

Object.assign(globalThis, { timeFinding });
