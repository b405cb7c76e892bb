/**
 * Watches the wall clock against the monotonic one. A wall clock that was set by more than 5 minutes
 * is not believed: the hall goes on by the time that it had, and nothing happens by time alone, until
 * the new time has stood for a minute or a manager says that it is right (house.md, section 1).
 *
 * A dead battery or a wrong time server must not end a day at ten in the morning, and a clock that is
 * put right again after such a morning must not do it either.
 */
import type { Clock } from './clock.ts';

/** The wall clock may be set by so much without anybody asking. */
export const setMsMax = 5 * 60_000;
/** So long it has to run evenly before it is believed. */
export const steadyMs = 60_000;
/** Two readings belong to one setting of the clock when they differ by no more. */
const sameMs = 1_000;
/** How often it is looked at. */
export const lookMs = 10_000;

/** What may be asked of a guard by whoever acts by time alone. */
export interface Guard {
  /** Epoch milliseconds of the time that is believed. */
  now(): number;
  /** Whether rules may act by time alone. */
  agrees(): boolean;
  /** Calls `tell` when the alarm begins and when it ends. Returns the function that ends it. */
  follow(tell: (alarm: boolean) => void): () => void;
}

/** For parts that run without one: the wall clock is always believed. */
export const believing = (clock: Pick<Clock, 'now'>): Guard => ({
  now: () => clock.now(),
  agrees: () => true,
  follow: () => () => {},
});

export class ClockGuard implements Guard {
  readonly #clock: Clock;
  readonly #complain: (what: string, error: unknown) => void;
  readonly #followers = new Set<(alarm: boolean) => void>();
  /** The wall clock minus the monotonic one, as believed. */
  #believed: number;
  /** The same as last read, and since when it has been so (monotonic). */
  #read: number;
  #since: number;
  #alarm = false;
  #timer: unknown = null;

  /** `complain`: the program's log, told when the alarm begins and ends. */
  constructor(clock: Clock, complain: (what: string, error: unknown) => void) {
    this.#clock = clock;
    this.#complain = complain;
    this.#since = clock.monotonic();
    this.#believed = clock.now() - this.#since;
    this.#read = this.#believed;
  }

  get alarm(): boolean {
    return this.#alarm;
  }

  /** Looks at the clocks by itself until `close`. */
  start(): void {
    this.#timer = this.#clock.setTimeout(() => {
      this.look();
      this.start();
    }, lookMs);
  }

  close(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#followers.clear();
  }

  follow(tell: (alarm: boolean) => void): () => void {
    this.#followers.add(tell);
    return () => this.#followers.delete(tell);
  }

  agrees(): boolean {
    this.look();
    return !this.#alarm;
  }

  now(): number {
    this.look();
    // Whole milliseconds, as a wall clock shows them.
    return this.#alarm ? Math.floor(this.#clock.monotonic() + this.#believed) : this.#clock.now();
  }

  /** A manager says that the wall clock is right as it is. */
  confirm(): void {
    this.look();
    this.#believe();
  }

  /** Reads both clocks once. */
  look(): void {
    const present = this.#clock.monotonic();
    const read = this.#clock.now() - present;
    if (Math.abs(read - this.#read) > sameMs) {
      this.#read = read;
      this.#since = present;
    }
    if (Math.abs(read - this.#believed) > setMsMax) this.#begin(read - this.#believed);
    if (present - this.#since >= steadyMs) this.#believe();
  }

  #begin(byMs: number): void {
    if (this.#alarm) return;
    this.#alarm = true;
    const seconds = Math.round(byMs / 1_000);
    this.#tell(`the clock was set by ${seconds} s: nothing happens by time until it is steady`);
  }

  #believe(): void {
    this.#believed = this.#read;
    if (!this.#alarm) return;
    this.#alarm = false;
    this.#tell('the clock is believed again');
  }

  #tell(what: string): void {
    this.#complain(what, { now: this.#clock.now(), alarm: this.#alarm });
    for (const tell of this.#followers) {
      try {
        tell(this.#alarm);
      } catch (error) {
        this.#complain('a follower of the clock threw', error);
      }
    }
  }
}
