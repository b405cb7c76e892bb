/**
 * When the kiosk goes back to its start by itself, so that the next visitor finds it fresh and the
 * last one's choice is not read by others. Touching the screen always gives more time.
 */
import type { Visit } from './visit.ts';

/** The number stays up so long after it came, its paper changed, or the screen was touched. */
export const numberMs = 20_000;
/** Any other page, without a touch. */
export const idleMs = 60_000;
/** The start page forgets language and type after so long without a touch. */
export const forgetMs = 30_000;
/** The last part of an idle page's time is counted down before the visitor's eyes (WCAG 2.2.1: 20 s at least). */
export const warnMs = 20_000;

export interface Quiet {
  /** Milliseconds since the last touch, and since the page last changed. */
  readonly sinceTouch: number;
  readonly sinceChange: number;
  /** Something is under way (a number, a slip): nothing counts down before it is known. */
  readonly busy: boolean;
}

/** Whole seconds until the kiosk returns to its start; null when it does not. 0: now. */
export function leavesIn(visit: Visit, quiet: Quiet): number | null {
  if (visit.at === 'start') return visit.page === 0 ? null : left(idleMs, quiet);
  return left(visit.at === 'number' ? numberMs : idleMs, quiet);
}

function left(ms: number, { sinceTouch, sinceChange, busy }: Quiet): number {
  // A touch is of this moment, the clock it is measured by of the last tick.
  const quiet = busy ? 0 : Math.max(0, Math.min(sinceTouch, sinceChange));
  return Math.ceil(Math.max(0, ms - quiet) / 1_000);
}
