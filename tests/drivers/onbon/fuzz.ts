/**
 * Feeds the parser of strips with rubbish: random bytes, and good frames that were cut, doubled and
 * bent. It must never throw, never hold more than one frame, and find the very next good frame.
 */
import { crcBytes, dataMax, headerBytes, writeFrame } from '../../../drivers/onbon/frame.ts';
import { FrameParser } from '../../../drivers/onbon/parser.ts';

/** Bytes that mean something in a frame come more often than chance has it. */
const telling = [0xa5, 0xa5, 0xa6, 0x5a, 0x5b, 0x01, 0x02, 0x00];
const heldMax = headerBytes + dataMax + crcBytes;

/** mulberry32: numbers from 0 up to `below`, the same for the same seed. */
function diceOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function rubbish(dice: (below: number) => number): number[] {
  const some = (most: number) =>
    Array.from({ length: dice(most) }, () =>
      dice(2) === 0 ? (telling[dice(telling.length)] ?? 0) : dice(256),
    );
  const bytes = some(40);
  if (dice(3) > 0) {
    const wire = [...writeFrame({ to: dice(65_536), from: 1, protocol: 2, data: bytesOf(dice) })];
    const bend = dice(4);
    if (bend === 0) wire.splice(dice(wire.length));
    else if (bend === 1) wire[dice(wire.length)] = dice(256);
    else if (bend === 2) wire.splice(dice(wire.length), dice(8));
    bytes.push(...wire);
  }
  // Now and then one that never ends.
  if (dice(50) === 0) bytes.push(0xa5, ...Array.from({ length: 1_200 }, () => 0x33));
  bytes.push(...some(20));
  return bytes;
}

function bytesOf(dice: (below: number) => number): Uint8Array {
  return Uint8Array.from({ length: dice(40) }, () => dice(256));
}

/** Reads `count` inputs from `seed` on; returns what went wrong, first of all, or null. */
export function fuzzOnbon(count: number, seed = 1): string | null {
  const parser = new FrameParser();
  for (let at = seed; at < seed + count; at += 1) {
    const dice = diceOf(at);
    const data = bytesOf(dice);
    const good = writeFrame({ to: 0x8000, from: 7, protocol: 2, data });
    const bytes = Uint8Array.from([...rubbish(dice), ...good]);
    let last: Uint8Array | null = null;
    try {
      for (let from = 0; from < bytes.length; ) {
        const to = from + 1 + dice(12);
        last = parser.push(bytes.subarray(from, to)).at(-1)?.data ?? last;
        if (parser.held > heldMax) return `seed ${at}: ${parser.held} bytes held`;
        from = to;
      }
    } catch (error) {
      return `seed ${at}: ${String(error)}`;
    }
    const found = last !== null && Buffer.from(last).equals(data) && parser.held === 0;
    if (!found) return `seed ${at}: the good frame was not found at its end`;
  }
  return null;
}
