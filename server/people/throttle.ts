/**
 * Slows down whoever guesses passwords or codes. Pure: time is handed in, and nothing is stored, so
 * a restart forgets it and two hubs count apart, which at most doubles a guesser's few tries.
 * A try counts when it begins and is taken back when it was right: many tries sent at once gain
 * nothing. A try that is refused does not count, so nobody can keep somebody else out for ever.
 */

export interface ThrottleRule {
  /** So many tries within the window cost no wait. */
  readonly triesFree: number;
}

export const ACCOUNT_RULE: ThrottleRule = { triesFree: 5 };
/** A whole hall may sign in from behind one address, and mistype. */
export const ADDRESS_RULE: ThrottleRule = { triesFree: 20 };
/** Enrolment codes, by the address that they come from. */
export const CODE_RULE: ThrottleRule = { triesFree: 5 };

/** Codes and documents of bookings, by the kiosk, counter or program where they are said: many visitors, few wrong. */
export const BOOKING_RULE: ThrottleRule = { triesFree: 20 };

export const WINDOW_MS = 15 * 60_000;
/** The wait after the last free try; it doubles with every further one. */
export const WAIT_MS_FIRST = 30_000;
export const WAIT_MS_MAX = 15 * 60_000;
/** Accounts and addresses remembered; the longest untouched are forgotten first. */
export const KEYS_MAX = 10_000;

export interface ThrottleKey {
  readonly key: string;
  readonly rule: ThrottleRule;
}

export interface TooManyTries {
  readonly refused: 'too-many-tries';
  /** Epoch milliseconds. */
  readonly retryAt: number;
}

export class Throttle {
  /** Times of the tries of each key in the window; the least lately touched key comes first. */
  readonly #tries = new Map<string, number[]>();

  /** Counts one try under all keys, or refuses it (and counts nothing) while one of them must wait. */
  attempt(keys: readonly ThrottleKey[], now: number): TooManyTries | null {
    const retryAt = Math.max(...keys.map(({ key, rule }) => this.#openAt(key, rule, now)));
    if (retryAt > now) return { refused: 'too-many-tries', retryAt };
    for (const { key } of keys) this.#touch(key, [...this.#inWindow(key, now), now]);
    this.#shrink(now);
    return null;
  }

  /** Undoes the last `attempt`: it was right, or could not be judged. */
  takeBack(keys: readonly ThrottleKey[]): void {
    for (const { key } of keys) {
      const tries = this.#tries.get(key)?.slice(0, -1) ?? [];
      if (tries.length > 0) this.#tries.set(key, tries);
      else this.#tries.delete(key);
    }
  }

  /** Forgets all tries of a key: its owner has shown who they are. */
  forgive(key: string): void {
    this.#tries.delete(key);
  }

  /** How many keys are remembered. */
  get size(): number {
    return this.#tries.size;
  }

  #openAt(key: string, { triesFree }: ThrottleRule, now: number): number {
    const tries = this.#inWindow(key, now);
    const last = tries.at(-1);
    if (last === undefined || tries.length < triesFree) return now;
    return last + Math.min(WAIT_MS_FIRST * 2 ** (tries.length - triesFree), WAIT_MS_MAX);
  }

  /** A clock that was put back makes old tries look like future ones: these count no longer. */
  #inWindow(key: string, now: number): number[] {
    const tries = this.#tries.get(key) ?? [];
    return tries.filter((at) => at > now - WINDOW_MS && at <= now);
  }

  #touch(key: string, tries: number[]): void {
    this.#tries.delete(key);
    this.#tries.set(key, tries);
  }

  #shrink(now: number): void {
    for (const [key, tries] of this.#tries) {
      const over = (tries.at(-1) ?? 0) <= now - WINDOW_MS;
      if (!over && this.#tries.size <= KEYS_MAX) return;
      this.#tries.delete(key);
    }
  }
}
