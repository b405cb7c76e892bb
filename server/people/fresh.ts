/**
 * Remembers for a few seconds whom a key belongs to, so that 500 requests a second with one token
 * do not ask the database 500 times, and a revoked key still opens nothing after those seconds, in
 * every process. What is not there is not remembered: a new key works at once.
 */
import type { Clock } from '../house/clock.ts';

/** The longest that a revoked key, or a person signed out elsewhere, may still get through. */
export const FRESH_MS_MAX = 5_000;
export const FRESH_ENTRIES_MAX = 10_000;

interface Entry<T> {
  readonly from: number;
  readonly value: Promise<T | null>;
}

export class Fresh<T> {
  readonly #clock: Clock;
  readonly #entries = new Map<string, Entry<T>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The value that `load` gave for this key not long ago; asked at once by many, it loads once. */
  get(key: string, load: () => Promise<T | null>): Promise<T | null> {
    const now = this.#clock.now();
    const known = this.#entries.get(key);
    if (known && now >= known.from && now - known.from < FRESH_MS_MAX) return known.value;
    const entry: Entry<T> = { from: now, value: load() };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    this.#shrink();
    const forget = () => {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
    };
    entry.value.then((value) => value === null && forget(), forget);
    return entry.value;
  }

  drop(key: string): void {
    this.#entries.delete(key);
  }

  /** Forgets everything, after a change whose keys are not known. */
  clear(): void {
    this.#entries.clear();
  }

  /** The first in the map is the oldest: all live equally long. */
  #shrink(): void {
    if (this.#entries.size <= FRESH_ENTRIES_MAX) return;
    const oldest = this.#entries.keys().next();
    if (!oldest.done) this.#entries.delete(oldest.value);
  }
}
