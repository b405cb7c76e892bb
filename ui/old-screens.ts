/**
 * What the browsers of older hall TVs lack (docs/screens.md: Chromium 64 and later), loaded before all
 * else on a page that hangs in a hall. The build turns new syntax into old, but adds no methods; a test
 * holds what the pages use to this list.
 */

function flatMap<T, U>(this: readonly T[], make: (one: T, index: number) => U | readonly U[]): U[] {
  return this.reduce<U[]>((flat, one, index) => flat.concat(make(one, index)), []);
}

/** Adds what is not there, as the standard has it: not enumerable. */
function add(to: object, name: string, value: unknown): void {
  if (!(name in to)) Object.defineProperty(to, name, { value, configurable: true, writable: true });
}

// Chromium 69.
add(Array.prototype, 'flatMap', flatMap);
// Chromium 71.
add(window, 'queueMicrotask', (act: () => void) => void Promise.resolve().then(act));
