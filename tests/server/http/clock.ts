/**
 * A hub's clock that moves only when a test moves it: wall, monotonic and timers together. What is
 * to happen "soon" happens in the event loop's next turn, as on the real one.
 */
import type { Clock } from '../../../server/hall/clock.ts';

interface Timer {
  readonly due: number;
  readonly ms: number;
  readonly act: () => void;
}

/** Nine in the morning at the hall (Asia/Shanghai), a Tuesday. */
const beganAt = Date.UTC(2026, 10, 17, 1, 0);

export class HubClock implements Clock {
  #passed = 0;
  #setBy = 0;
  readonly #timers = new Set<Timer>();
  readonly #looking = new Set<() => void>();

  now(): number {
    return beganAt + this.#passed + this.#setBy;
  }

  /** Sets the wall clock forward, or back. */
  setWall(byMs: number): void {
    this.#setBy += byMs;
  }

  monotonic(): number {
    return this.#passed;
  }

  setTimeout(act: () => void, ms: number): Timer {
    const timer = { due: this.#passed + ms, ms, act };
    this.#timers.add(timer);
    for (const look of [...this.#looking]) look();
    return timer;
  }

  clearTimeout(timer: Timer): void {
    this.#timers.delete(timer);
  }

  soon(act: () => void): void {
    setImmediate(act);
  }

  /** Resolves when somebody waits for so many milliseconds. */
  armed(ms: number, count = 1): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (this.waiting(ms) < count) return;
        this.#looking.delete(look);
        resolve();
      };
      this.#looking.add(look);
      look();
    });
  }

  /** How many timers of that length wait. */
  waiting(ms: number): number {
    return [...this.#timers].filter((timer) => timer.ms === ms).length;
  }

  /** Moves on, running what comes due in its order. */
  step(ms: number): void {
    const end = this.#passed + ms;
    for (;;) {
      const next = [...this.#timers].sort((a, b) => a.due - b.due)[0];
      if (!next || next.due > end) break;
      this.#passed = Math.max(this.#passed, next.due);
      this.#timers.delete(next);
      next.act();
    }
    this.#passed = end;
  }
}
