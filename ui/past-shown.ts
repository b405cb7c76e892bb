/**
 * What is said between the page that looks back and the public screens in its frames.
 */
import type { DisplayView } from '../core/views/display.ts';
import type { Names } from '../core/views/names.ts';
import type { Posted } from '../core/views/posted.ts';

/** To the screen: all that it is to show. */
export interface PastShown {
  readonly view: DisplayView;
  readonly names: Names;
  readonly posted: Posted;
  /** Epoch ms. */
  readonly now: number;
}

/** From the screen, once it listens. */
export const pastReady = 'past-ready';
