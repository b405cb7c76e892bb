/**
 * Finds frames in what a card reader says, however it is cut into pieces. What is not a frame is
 * passed over and counted; after it the next good frame is found again. The one buffer is as long
 * as the longest answer and never grows, and what was in it is overwritten as soon as it was told:
 * a card's photo and number pass through here.
 */
import { headBytes, lengthMax, lengthMin, preamble } from './frame.ts';

export class Parser {
  readonly #buffer = new Uint8Array(headBytes + lengthMax);
  readonly #tell: (frame: Uint8Array) => void;
  #filled = 0;

  /** `tell` gets each whole frame whose check byte is right; its bytes are only good meanwhile. */
  constructor(tell: (frame: Uint8Array) => void) {
    this.#tell = tell;
  }

  /** Bytes of a frame that is not whole yet. */
  get held(): number {
    return this.#filled;
  }

  /** Takes what was heard. Returns how many bytes were found to be no part of a frame. */
  take(bytes: Uint8Array): number {
    let stray = 0;
    for (let at = 0; at < bytes.length; ) {
      const piece = bytes.subarray(at, at + this.#wanted());
      this.#buffer.set(piece, this.#filled);
      this.#filled += piece.length;
      at += piece.length;
      stray += this.#settle();
    }
    return stray;
  }

  /** Bytes until more can be said: one at a time up to the length, then all of the frame. */
  #wanted(): number {
    return this.#filled < headBytes ? 1 : headBytes + this.#length - this.#filled;
  }

  get #length(): number {
    return ((this.#buffer[5] ?? 0) << 8) | (this.#buffer[6] ?? 0);
  }

  /** Forgets the beginning of a frame whose rest will not come. Returns how many bytes it had. */
  clear(): number {
    const held = this.#filled;
    this.#drop(held);
    return held;
  }

  /** Tells a frame that is whole, and drops from the front what cannot be one. */
  #settle(): number {
    let stray = 0;
    while (this.#filled > 0) {
      const judged = this.#judge();
      if (judged === 'short') break;
      if (judged === 'no') {
        stray += this.#skip();
        continue;
      }
      try {
        this.#tell(this.#buffer.subarray(0, judged));
      } finally {
        this.#drop(judged);
      }
    }
    return stray;
  }

  /** The length of the frame at the front when it is whole and good. */
  #judge(): number | 'short' | 'no' {
    const known = Math.min(this.#filled, preamble.length);
    for (let at = 0; at < known; at += 1) if (this.#buffer[at] !== preamble[at]) return 'no';
    if (this.#filled < headBytes) return 'short';
    const length = this.#length;
    if (length < lengthMin || length > lengthMax) return 'no';
    const whole = headBytes + length;
    if (this.#filled < whole) return 'short';
    let check = 0;
    for (let at = preamble.length; at < whole; at += 1) check ^= this.#buffer[at] ?? 0;
    return check === 0 ? whole : 'no';
  }

  /** Drops bytes up to the next that may begin a frame. */
  #skip(): number {
    const filled = this.#buffer.subarray(0, this.#filled);
    const next = filled.indexOf(preamble[0] ?? 0, 1);
    const count = next < 0 ? this.#filled : next;
    this.#drop(count);
    return count;
  }

  #drop(count: number): void {
    this.#buffer.copyWithin(0, count, this.#filled);
    this.#buffer.fill(0, this.#filled - count, this.#filled);
    this.#filled -= count;
  }
}
