/**
 * Whether somebody who missed bookings may book again. Pure, so that the rule can be read and tested by
 * itself (BOOK-6).
 */
import type { BookingRules } from '../../../core/hall/configuration.ts';

const dayMs = 86_400_000;

/**
 * Until when the person is barred, in epoch milliseconds; null when they may book. `misses`: when
 * bookings were missed, in any order. Each time that so many fall within so many days the bar begins
 * anew.
 */
export function barredUntil(
  misses: readonly number[],
  rules: Pick<BookingRules, 'missedMax' | 'missedWithinDays' | 'barredDays'>,
  now: number,
): number | null {
  const { missedMax, missedWithinDays, barredDays } = rules;
  const sorted = misses.toSorted((a, b) => a - b);
  const ends = sorted.flatMap((last, index) => {
    const first = sorted[index - missedMax + 1];
    const within = first !== undefined && last - first <= missedWithinDays * dayMs;
    return within ? [last + barredDays * dayMs] : [];
  });
  const until = Math.max(...ends, Number.NEGATIVE_INFINITY);
  return until > now ? until : null;
}

/** How long a missed booking can still count, in days. */
export const missKeptDays = (
  rules: Pick<BookingRules, 'missedWithinDays' | 'barredDays'>,
): number => rules.missedWithinDays + rules.barredDays;
