/**
 * The clock that drivers are handed, so that tests step time instead of sleeping and so that no
 * driver reads the machine's clock behind the back of whoever started it.
 * `{ now: Date.now, setTimeout, clearTimeout }` of Node fits as it is.
 */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  setTimeout(act: () => void, ms: number): unknown;
  // The handle's type differs between Node and a test's clock; each takes back only its own.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  clearTimeout(handle: any): void;
}

/**
 * A clock that goes on evenly when the wall clock is set: deadlines and polls of devices are counted by
 * it. Its times are those of the wall clock at the beginning, moved on.
 */
export function steadyClock(wall: Clock & { monotonic(): number }): Clock {
  const ahead = wall.now() - wall.monotonic();
  return {
    now: () => Math.round(ahead + wall.monotonic()),
    setTimeout: (act, ms) => wall.setTimeout(act, ms),
    clearTimeout: (handle) => wall.clearTimeout(handle),
  };
}
