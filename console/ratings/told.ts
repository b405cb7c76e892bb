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
  readonly channel: 'pad' | 'tablet' | 'kiosk' | 'phone' | 'text';
  readonly at: number;
  readonly tags: readonly { readonly code: string; readonly text: Texts }[];
  readonly words: string | null;
}

export interface Told {
  readonly total: number;
  readonly ratings: readonly RatingTold[];
}
