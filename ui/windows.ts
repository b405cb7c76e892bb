/**
 * Which windows serve what, as few words as possible: `1–8、23`.
 */
import type { ServiceId } from '../core/hall/ids.ts';
import type { Names } from '../core/views/names.ts';

/** More than this is not read while one stands. */
const rangesMax = 5;

/** The signs of the counters that serve it, runs of three and more drawn together. */
export function windowsOf(names: Names, service: ServiceId): string[] {
  const signs = names.counters
    .filter((counter) => counter.services.includes(service))
    .map((counter) => counter.sign);
  const ranges = runs(signs);
  return ranges.length > rangesMax ? [...ranges.slice(0, rangesMax), '…'] : ranges;
}

function runs(signs: readonly string[]): string[] {
  const ranges: string[] = [];
  let start = 0;
  while (start < signs.length) {
    let end = start;
    while (follows(signs[end], signs[end + 1])) end += 1;
    if (end - start >= 2) ranges.push(`${signs[start]}–${signs[end]}`);
    else ranges.push(...signs.slice(start, end + 1));
    start = end + 1;
  }
  return ranges;
}

const follows = (sign: string | undefined, next: string | undefined): boolean =>
  sign !== undefined &&
  next !== undefined &&
  /^\d+$/.test(sign) &&
  /^\d+$/.test(next) &&
  Number(next) === Number(sign) + 1;
