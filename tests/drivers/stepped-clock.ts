/** A clock that moves only when a test moves it, and tells what waits on it. */
import type { Clock } from '../../drivers/clock.ts';

interface Timer {
  readonly due: number;
  readonly act: () => void;
}

export class SteppedClock implements Clock {
  #now = 1_000_000;
  readonly #timers = new Set<Timer>();

  now(): number {
    return this.#now;
  }

  setTimeout(act: () => void, ms: number): Timer {
    const timer = { due: this.#now + ms, act };
    this.#timers.add(timer);
    return timer;
  }

  clearTimeout(timer: Timer): void {
    this.#timers.delete(timer);
  }

  /** Milliseconds until the next timer, or null. */
  nextIn(): number | null {
    const dues = [...this.#timers].map((timer) => timer.due - this.#now);
    return dues.length > 0 ? Math.min(...dues) : null;
  }

  /** Moves on, running what comes due in its order. */
  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const next = [...this.#timers].sort((a, b) => a.due - b.due)[0];
      if (!next || next.due > end) break;
      this.#now = Math.max(this.#now, next.due);
      this.#timers.delete(next);
      next.act();
    }
    this.#now = end;
  }
}
