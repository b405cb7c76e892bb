/**
 * Feeds the parser of keypads with rubbish: random bytes, and good frames that were cut, doubled
 * and bent. It must never throw, never keep more than one frame's beginning, and find the very next
 * good frame, whatever came before it.
 */
import { encode, type Frame, func } from '../../../drivers/ff68/frame.ts';
import { readFrames, restMax } from '../../../drivers/ff68/parser.ts';
import { chanceOf } from './random.ts';

/** Bytes that mean something in a frame come more often than chance has it. */
const telling = [0xff, 0x68, 0x03, 0x04, 0x05, 0x08, 0x16, 0x01];
/** No byte of it but the last may end a frame, so that rubbish before it cannot swallow it. */
const good: Frame = { station: 3, func: func.ask, data: [0x0c] };

function rubbish(chance: () => number): number[] {
  const whole = (below: number) => Math.floor(chance() * below);
  const bytes = Array.from({ length: whole(40) }, () =>
    chance() < 0.6 ? (telling[whole(telling.length)] ?? 0) : whole(256),
  );
  if (chance() < 0.6) {
    const data = Array.from({ length: whole(7) }, () => whole(256));
    const frame = [...encode({ station: whole(256), func: whole(256), data })];
    const bend = chance();
    if (bend < 0.4) frame.splice(whole(frame.length));
    else if (bend < 0.7) frame[whole(frame.length)] = whole(256);
    bytes.splice(whole(bytes.length + 1), 0, ...frame);
  }
  if (chance() < 0.3) {
    // A head that promises more, or less, than any frame holds.
    const length = whole(32);
    bytes.push(0xff, 0x68, length, length, 0x68);
    bytes.push(...Array.from({ length: whole(12) }, () => whole(256)));
  }
  return bytes;
}

/** Reads `count` inputs from `seed` on; returns what went wrong, first of all, or null. */
export function fuzzFrames(count: number, seed = 1): string | null {
  const last = encode(good);
  for (let at = seed; at < seed + count; at += 1) {
    const chance = chanceOf(at);
    const bytes = Uint8Array.from([...rubbish(chance), ...last]);
    let rest: readonly number[] = [];
    let found: Frame | undefined;
    for (let from = 0; from < bytes.length; ) {
      const to = from + 1 + Math.floor(chance() * 12);
      const read = readFrames(rest, bytes.slice(from, to));
      rest = read.rest;
      found = read.frames.at(-1) ?? found;
      if (rest.length > restMax) return `seed ${at}: ${rest.length} bytes kept`;
      from = to;
    }
    const isGood = found && encode(found).every((byte, place) => byte === last[place]);
    if (!isGood || rest.length > 0) return `seed ${at}: the good frame was not found at its end`;
  }
  return null;
}
