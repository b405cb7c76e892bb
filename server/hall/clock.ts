/**
 * Time and chance as the hub is handed them: one clock and one dice, built in the entry file, so that
 * a whole hall can be played by seed on a stepped clock. The narrower clocks of `drivers/` and
 * `server/house/` are parts of this one.
 */
import { randomBytes } from 'node:crypto';

export interface Clock {
  /** Epoch milliseconds of the wall clock; it may jump. */
  now(): number;
  /** Milliseconds since some start; it never jumps. */
  monotonic(): number;
  setTimeout(act: () => void, ms: number): unknown;
  // The handle's type differs between Node and a stepped clock; each takes back only its own.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  clearTimeout(handle: any): void;
  /** Runs `act` once the events at hand have been taken in: what came together is done together. */
  soon(act: () => void): void;
}

export interface Dice {
  bytes(count: number): Uint8Array;
}

export const machineClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimeout: (act, ms) => setTimeout(act, ms),
  clearTimeout: (handle) => clearTimeout(handle),
  soon: (act) => {
    setImmediate(act);
  },
};

/** Random bytes drawn at once: asking the system for each id costs more than all else about an id. */
const drawnBytes = 4_096;
let drawn: Uint8Array = new Uint8Array(0);

export const machineDice: Dice = {
  bytes: (count) => {
    if (count > drawnBytes) return randomBytes(count);
    if (drawn.length < count) drawn = randomBytes(drawnBytes);
    // Copied and wiped, so that nobody gets the same bytes again or reads another's.
    const taken = Uint8Array.from(drawn.subarray(0, count));
    drawn.fill(0, 0, count);
    drawn = drawn.subarray(count);
    return taken;
  },
};

/** Bits of a fresh id: 96 are enough that no two are ever alike, in 16 characters. */
const idBytes = 12;

/** A fresh id of letters, digits, `-` and `_`. */
export const freshId = (dice: Dice): string =>
  Buffer.from(dice.bytes(idBytes)).toString('base64url');
