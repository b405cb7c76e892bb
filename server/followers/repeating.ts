/**
 * Does one thing again and again beside everything else: when it is woken, and as soon as it says
 * itself. Never twice at a time; of several wishes the earliest counts; what fails is tried again. Followers
 * of the log and of the tables are made of it.
 */
import type { Clock } from '../hall/clock.ts';

export interface Repeating {
  /** Does it now, for the first time. */
  readonly begin: () => void;
  /** Does it in so many milliseconds, or sooner; one that comes while it is under way counts from its end. */
  readonly wake: (ms: number) => void;
  /** Resolves when nothing is under way; nothing begins any more. */
  readonly end: () => Promise<void>;
}

export interface RepeatingParts {
  readonly clock: Pick<Clock, 'monotonic' | 'setTimeout' | 'clearTimeout'>;
  /** In how many milliseconds to do it again; null: when it is woken. */
  readonly act: () => Promise<number | null>;
  /** It is tried again after so long. */
  readonly failureMs: number;
  /** What was thrown; what is thrown once it has ended is nobody's concern. */
  readonly failed: (error: unknown) => void;
}

/** Rests until it begins or is woken. */
export function repeating({ clock, act, failureMs, failed }: RepeatingParts): Repeating {
  let timer: unknown = null;
  let dueAt = Number.POSITIVE_INFINITY;
  let running: Promise<void> | null = null;
  let wokenMs = Number.POSITIVE_INFINITY;
  let ended = false;
  const wake = (ms: number): void => {
    if (ended) return;
    if (running) {
      wokenMs = Math.min(wokenMs, ms);
      return;
    }
    const due = clock.monotonic() + ms;
    if (due >= dueAt) return;
    if (timer !== null) clock.clearTimeout(timer);
    dueAt = due;
    timer = clock.setTimeout(() => {
      timer = null;
      dueAt = Number.POSITIVE_INFINITY;
      running = run();
    }, ms);
  };
  const run = async (): Promise<void> => {
    let again: number | null = failureMs;
    try {
      again = await act();
    } catch (error) {
      // Whoever ends the hub meanwhile takes log and tables away on purpose.
      if (!ended) failed(error);
    }
    running = null;
    const next = Math.min(again ?? Number.POSITIVE_INFINITY, wokenMs);
    wokenMs = Number.POSITIVE_INFINITY;
    if (Number.isFinite(next)) wake(next);
  };
  return {
    begin: () => {
      running ??= run();
    },
    wake,
    end: async () => {
      ended = true;
      if (timer !== null) clock.clearTimeout(timer);
      await running;
    },
  };
}
