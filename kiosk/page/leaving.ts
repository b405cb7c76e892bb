/**
 * When the kiosk goes back to its start by itself, so that the next visitor finds it fresh and the
 * last one's choice is not read by others. Touching the screen always gives more time.
 */
import type { Visit } from './visit.ts';

/** The number stays up so long after it came, its paper changed, or the screen was touched. */
export const numberMs = 20_000;
/** Its code takes longer: a phone is to be got out first. */
export const codeMs = 40_000;
/** Any other page, without a touch. */
export const idleMs = 60_000;
/** Who reads large type, or listens, has more time. */
const slowFactor = 2;
/** The start page makes way for the picture of an idle kiosk after so long without a touch. */
export const attractMs = 120_000;
/** The last part of an idle page's time is counted down before the visitor's eyes (WCAG 2.2.1: 20 s at least). */
export const warnMs = 20_000;

export interface Quiet {
  /** Milliseconds since the last touch, and since the page last changed. */
  readonly sinceTouch: number;
  readonly sinceChange: number;
  /** Something is under way (a number, a slip): nothing counts down before it is known. */
  readonly busy: boolean;
}

/** What the visitor chose beside the errand. */
export interface Pace {
  /** Language or modes: the start page has something to forget, too. */
  readonly changed: boolean;
  /** Care mode or sound. */
  readonly slow: boolean;
}

/** Whole seconds until the kiosk returns to its start; null when it does not. 0: now. */
export function leavesIn(
  visit: Visit,
  quiet: Quiet,
  { changed, slow }: Pace = { changed: false, slow: false },
): number | null {
  if (visit.at === 'start' && visit.page === 0 && !changed) return null;
  const ms = visit.at !== 'number' ? idleMs : visit.link ? codeMs : numberMs;
  return left(slow ? ms * slowFactor : ms, quiet);
}

function left(ms: number, { sinceTouch, sinceChange, busy }: Quiet): number {
  // A touch is of this moment, the clock it is measured by of the last tick.
  const quiet = busy ? 0 : Math.max(0, Math.min(sinceTouch, sinceChange));
  return Math.ceil(Math.max(0, ms - quiet) / 1_000);
}
