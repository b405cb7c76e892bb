/**
 * A monotonic clock that stands still until a test steps it; timers fire in their order as it passes.
 */
import type { Clock } from '../../ui/following.ts';

interface Timer {
  readonly at: number;
  readonly act: () => void;
}

export class SteppedClock implements Clock {
  #now = 0;
  readonly #timers = new Map<number, Timer>();
  #next = 1;

  now(): number {
    return this.#now;
  }

  setTimeout(act: () => void, ms: number): number {
    const handle = this.#next++;
    this.#timers.set(handle, { at: this.#now + ms, act });
    return handle;
  }

  clearTimeout(handle: number | null): void {
    if (handle !== null) this.#timers.delete(handle);
  }

  get waiting(): number {
    return this.#timers.size;
  }

  step(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const due = [...this.#timers].filter(([, { at }]) => at <= end).sort(byTime)[0];
      if (!due) break;
      const [handle, { at, act }] = due;
      this.#timers.delete(handle);
      this.#now = Math.max(this.#now, at);
      act();
    }
    this.#now = end;
  }
}

const byTime = ([one, a]: [number, Timer], [other, b]: [number, Timer]): number =>
  a.at - b.at || one - other;
