/**
 * What people are told: a range in round minutes that stays as it is while it is about right. A number
 * that flickers is not believed. SPEC: WAIT-7, WAIT-8.
 */
import type { Range } from '../events.ts';

const minuteMs = 60_000;
/** From here on in steps of five minutes. */
const fivesFrom = 20;
/** A range stands for so long, unless it has become plainly wrong. */
export const holdMs = 5 * minuteMs;
/** Plainly wrong: off by so many minutes, and by such a share of what is shown. */
const wrong = { minutes: 6, share: 0.3 };
/** Worth a change after the hold. */
const material = { minutes: 2, share: 0.12 };

export interface Spread {
  readonly p50: number;
  readonly p80: number;
}

/** A range as it is shown, and since when. */
export interface Shown extends Range {
  /** Epoch ms. */
  readonly since: number;
}

/** The range in round minutes: whole ones, from 20 on in fives. Nobody is told "at most 0 minutes". */
export function rounded({ p50, p80 }: Spread): Range {
  const low = roundTo(p50);
  return { low, high: Math.max(roundTo(p80), low, 1) };
}

const roundTo = (minutes: number): number =>
  minutes < fivesFrom ? Math.round(minutes) : Math.round(minutes / 5) * 5;

/**
 * What is shown from now on, given what is shown and what is forecast now. The very object handed in
 * when it stays.
 */
export function steady(shown: Shown | null, fresh: Spread, at: number): Shown {
  const next = rounded(fresh);
  if (shown === null) return { ...next, since: at };
  if (next.low === shown.low && next.high === shown.high) return shown;
  const bound = at - shown.since < holdMs ? wrong : material;
  return isOff(shown, fresh, bound) ? { ...next, since: at } : shown;
}

/** Whether either bound is off by more than both measures. */
function isOff(shown: Range, fresh: Spread, by: { minutes: number; share: number }): boolean {
  const off = (was: number, is: number) =>
    Math.abs(is - was) > Math.max(by.minutes, by.share * Math.max(was, is));
  return off(shown.low, fresh.p50) || off(shown.high, fresh.p80);
}
