/**
 * Who is to be woken when a stream has grown, and the slow look that makes up for a wake that got
 * lost. All three logs use it; the timer is handed in, so tests step it.
 */

/** Runs `act` once after `ms` milliseconds, unless the function it returns is called before. */
export type After = (ms: number, act: () => void) => () => void;

/** The real timer; it does not keep the process alive. */
export const afterUnref: After = (ms, act) => {
  const timer = setTimeout(act, ms);
  timer.unref();
  return () => clearTimeout(timer);
};

/** How long a watcher may be unaware of rows whose wake was lost. */
export const SLOW_LOOK_MS = 1_000;

/** The listeners of one log, by stream. */
export class Watchers {
  readonly #wakes = new Map<string, Set<() => void>>();

  /** Adds a listener; the function returned ends it and may be called twice. */
  add(stream: string, wake: () => void): () => void {
    // A fresh function each time: the same `wake` may be added twice and ended once.
    const listener = () => wake();
    const listeners = this.#wakes.get(stream) ?? new Set();
    this.#wakes.set(stream, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#wakes.get(stream) === listeners) {
        this.#wakes.delete(stream);
      }
    };
  }

  /** Wakes the listeners of a stream soon, never from inside the caller. */
  wake(stream: string): void {
    const listeners = this.#wakes.get(stream);
    if (listeners === undefined) return;
    for (const listener of listeners) {
      // One microtask each: a listener that throws does not keep the others asleep.
      queueMicrotask(() => {
        if (listeners.has(listener)) listener();
      });
    }
  }

  wakeAll(): void {
    for (const stream of this.#wakes.keys()) this.wake(stream);
  }

  has(stream: string): boolean {
    return this.#wakes.has(stream);
  }

  streams(): string[] {
    return [...this.#wakes.keys()];
  }

  clear(): void {
    for (const listeners of this.#wakes.values()) listeners.clear();
    this.#wakes.clear();
  }
}

/**
 * Looks again and again, `ms` after the last look has ended, until the returned function is called.
 * A look that fails is left to the next one: the log's own methods report that the log is away.
 */
export function slowLook(after: After, ms: number, look: () => void | Promise<void>): () => void {
  let ended = false;
  let cancel = () => {};
  const next = () => {
    if (!ended) cancel = after(ms, run);
  };
  const run = async () => {
    try {
      await look();
    } catch {
      // The next look comes anyway.
    }
    next();
  };
  next();
  return () => {
    ended = true;
    cancel();
  };
}
