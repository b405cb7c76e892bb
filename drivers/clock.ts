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
