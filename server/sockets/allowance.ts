/**
 * How much one peer may say: a bucket that refills. Roomy for kiosks and consoles, narrow for what
 * anybody may open.
 */
import type { Clock } from '../hall/clock.ts';

const secondMs = 1_000;

export class Allowance {
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #perSecond: number;
  #left: number;
  #since: number;

  /** `perSecond`: messages a second, and as many at once. */
  constructor(clock: Pick<Clock, 'monotonic'>, perSecond: number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
    this.#left = perSecond;
    this.#since = clock.monotonic();
  }

  /** Takes one; false when the bucket is empty. */
  take(): boolean {
    const now = this.#clock.monotonic();
    const gained = ((now - this.#since) / secondMs) * this.#perSecond;
    this.#left = Math.min(this.#perSecond, this.#left + gained);
    this.#since = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
