/**
 * Finds frames in what a line says, however it is cut up and whatever stands between them. It keeps
 * at most the beginning of one frame. A good frame never waits behind a broken one: the longest
 * frame is no longer than a whole head and the shortest frame of a device (5 + 10 bytes), and a
 * head cannot be made of a broken one's bytes and a good one's.
 */
import {
  checksum,
  type Frame,
  headBytes,
  lengthMax,
  lengthMin,
  middle,
  tail,
  tailBytes,
} from './frame.ts';

export interface Read {
  readonly frames: readonly Frame[];
  /** The beginning of a frame whose end has not come; give it back with the next bytes. */
  readonly rest: readonly number[];
  /** Bytes that belong to no frame. */
  readonly stray: readonly number[];
}

/** Most bytes kept between two calls. */
export const restMax = headBytes + lengthMax + tailBytes - 1;

/** Reads on. Never throws, whatever the bytes. */
export function readFrames(rest: readonly number[], bytes: Uint8Array): Read {
  const all = [...rest, ...bytes];
  const frames: Frame[] = [];
  const stray: number[] = [];
  let at = 0;
  while (at < all.length) {
    const found = frameAt(all, at);
    if (found === 'more') break;
    if (found === 'none') {
      stray.push(all[at] ?? 0);
      at += 1;
    } else {
      frames.push(found.frame);
      at += found.bytes;
    }
  }
  return { frames, rest: all.slice(at), stray };
}

/** `more`: all that is there so far fits a frame; `none`: none begins here. */
function frameAt(
  all: readonly number[],
  at: number,
): { readonly frame: Frame; readonly bytes: number } | 'more' | 'none' {
  const length = all[at + 2] ?? lengthMin;
  const begins = [0xff, 0x68, length, length, middle];
  for (const [place, expected] of begins.entries()) {
    const byte = all[at + place];
    if (byte === undefined) return 'more';
    if (byte !== expected) return 'none';
    if (place === 2 && (length < lengthMin || length > lengthMax)) return 'none';
  }
  const bytes = headBytes + length + tailBytes;
  if (all.length < at + bytes) return 'more';
  const counted = all.slice(at + headBytes, at + headBytes + length);
  const good = all[at + bytes - 2] === checksum(counted) && all[at + bytes - 1] === tail;
  if (!good) return 'none';
  const [station = 0, func = 0, ...data] = counted;
  return { frame: { station, func, data }, bytes };
}
