/**
 * When a wall clock is not to be believed, reckoned once more: it was set by more than 5 minutes and has
 * not run evenly for a minute since. Hubs look now and then, so what is borderline is not judged.
 */
import type { Time } from './time.ts';

const setMsMax = 5 * 60_000;
const steadyMs = 60_000;
/** How much later than the setting a hub may see it. */
const seenWithinMs = 12_000;

export class SetClocks {
  readonly #time: Time;
  /** Every setting, with how far the clock was off the first time afterwards. */
  readonly #settings: { readonly at: number; readonly offMs: number }[] = [];

  constructor(time: Time) {
    this.#time = time;
  }

  set(byMs: number): void {
    const before = this.#settings.at(-1)?.offMs ?? 0;
    this.#settings.push({ at: this.#time.now, offMs: before + byMs });
  }

  /** Whether a clock was set in that time. */
  setWithin(ms: number): boolean {
    const last = this.#settings.at(-1);
    return last !== undefined && this.#time.now - last.at < ms;
  }

  /** Whether a hub that has run since then must not act by the time of its wall clock now. */
  disputed(since: number): boolean {
    const { now } = this.#time;
    const last = this.#settings.at(-1);
    if (last === undefined || last.at <= since || now - last.at >= steadyMs) return false;
    const believed = [steadyMs, steadyMs + seenWithinMs].map((ms) => this.#believed(since, ms));
    return believed.every((offMs) => Math.abs(last.offMs - offMs) > setMsMax);
  }

  /** How far off the time was that is still believed: the last that stood so long, or the first. */
  #believed(since: number, steady: number): number {
    const all = [
      { at: since, offMs: this.#offAt(since) },
      ...this.#settings.filter(({ at }) => at > since),
    ];
    let believed = all[0]?.offMs ?? 0;
    all.forEach(({ at, offMs }, index) => {
      const until = all[index + 1]?.at ?? this.#time.now;
      if (until - at >= steady) believed = offMs;
    });
    return believed;
  }

  #offAt(now: number): number {
    return this.#settings.findLast(({ at }) => at <= now)?.offMs ?? 0;
  }
}
