/**
 * Ratings as the hub tells them to staff (docs/ratings.md); words to managers alone.
 */
import type { Texts } from '../../core/hall/configuration.ts';

export interface RatingTold {
  readonly ticket: string;
  readonly label: string | null;
  readonly step: number;
  readonly number: 1 | 2;
  readonly stars: 1 | 2 | 3 | 4 | 5 | null;
  readonly bad: boolean;
  /** A dispute was upheld: it does not count. */
  readonly excluded: boolean;
  readonly channel: 'pad' | 'tablet' | 'kiosk' | 'phone' | 'text';
  readonly at: number;
  readonly tags: readonly { readonly code: string; readonly text: Texts }[];
  readonly words: string | null;
  /** Of the pad or tablet. */
  readonly counter: string | null;
  /** Why somebody should look at it. */
  readonly patterns: readonly Pattern[];
}

export type Pattern = 'too-quick' | 'device-run' | 'all-five' | 'no-token';

export interface Told {
  readonly total: number;
  /** Of the whole time, listed or not. */
  readonly counts: {
    readonly rated: number;
    /** Asked, and not answered. */
    readonly unanswered: number;
    /** Those that count. */
    readonly bad: number;
    readonly excluded: number;
    readonly suspicious: number;
  };
  /** What today, this week and this month are called. */
  readonly now: { readonly day: string; readonly week: string; readonly month: string };
  readonly ratings: readonly RatingTold[];
}
