/**
 * Waiting, but not for ever.
 */
import type { Clock } from '../hall/clock.ts';

/**
 * What the promise comes to, or `'late'` after so many milliseconds. What comes later is dropped.
 */
export function within<T>(promise: Promise<T>, ms: number, clock: Clock): Promise<T | 'late'> {
  return new Promise((resolve, reject) => {
    const timer = clock.setTimeout(() => resolve('late'), ms);
    promise.then(
      (value) => {
        clock.clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clock.clearTimeout(timer);
        reject(error);
      },
    );
  });
}
