/**
 * Feeds the reader of scanners with rubbish of all lengths. It must never throw, never keep more
 * than one code, tell no control character, and read the very next good code after a line's end.
 */
import { codeBytesMax, newReading, readCodes } from '../../../drivers/scanner/codes.ts';
import { chanceOf } from '../ff68/random.ts';

const good = 'ABCD2345';
const controls = /[\p{Cc}\p{Cf}]/u;

/** Reads `count` inputs from `seed` on; returns what went wrong, first of all, or null. */
export function fuzzCodes(count: number, seed = 1): string | null {
  for (let at = seed; at < seed + count; at += 1) {
    const chance = chanceOf(at);
    const whole = (below: number) => Math.floor(chance() * below);
    const length = chance() < 0.02 ? whole(3 * codeBytesMax) : whole(40);
    const rubbish = Array.from({ length }, () => (chance() < 0.1 ? 0x0d : whole(256)));
    const bytes = Uint8Array.from([...rubbish, 0x0a, ...Buffer.from(good), 0x0d]);
    let reading = newReading;
    let last = '';
    for (let from = 0; from < bytes.length; ) {
      const to = from + 1 + whole(64);
      const read = readCodes(reading, bytes.slice(from, to), true);
      reading = read.reading;
      for (const found of read.found) {
        last = 'code' in found ? found.code : '';
        if (controls.test(last)) return `seed ${at}: a control character in a code`;
      }
      if (reading.rest.length > codeBytesMax) return `seed ${at}: ${reading.rest.length} kept`;
      from = to;
    }
    if (last !== good) return `seed ${at}: the good code was not found at its end`;
  }
  return null;
}
