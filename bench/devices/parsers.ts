/**
 * How fast each device's parser reads what such a device says, in the pieces in which a line brings
 * it, beside a loop that only looks at every byte. The fastest line of a hall brings 0.012 MB/s, so
 * this is about what a parser costs the hub's thread, not about keeping up. (Strips: `strips`.)
 */
import { readReplies } from '../../drivers/escpos/status.ts';
import { encode, type Frame } from '../../drivers/ff68/frame.ts';
import { readFrames } from '../../drivers/ff68/parser.ts';
import { framed } from '../../drivers/sam/frame.ts';
import { Parser } from '../../drivers/sam/parser.ts';
import { newReading, readCodes } from '../../drivers/scanner/codes.ts';
import { type Bench, type Sample, valuesOf } from '../rig/figures.ts';
import { inTurns } from '../rig/rounds.ts';

const bytesEach = 1_000_000;
/** What one read of a serial line brings. */
const pieceBytes = 64;

interface Subject {
  /** What the device says, over and over. */
  readonly words: Uint8Array;
  /** Reads all pieces; returns how many words it found. */
  readonly parse: (pieces: readonly Uint8Array[]) => number;
  /** Words found in one `words`. */
  readonly each: number;
}

const press: Frame = { station: 3, func: 0x01, data: [0x0c] };

const subjects: Readonly<Record<string, Subject>> = {
  printers: {
    words: Uint8Array.of(0x12, 0x12, 0x12, 0x10, 0x00, 0x00, 0x00, 0x00),
    each: 5,
    parse: (pieces) => {
      let rest: readonly number[] = [];
      let found = 0;
      for (const piece of pieces) {
        const read = readReplies(rest, piece);
        rest = read.rest;
        found += read.replies.length;
      }
      return found;
    },
  },
  keypads: {
    words: encode(press),
    each: 1,
    parse: (pieces) => {
      let rest: readonly number[] = [];
      let found = 0;
      for (const piece of pieces) {
        const read = readFrames(rest, piece);
        rest = read.rest;
        found += read.frames.length;
      }
      return found;
    },
  },
  'card readers': {
    words: framed(
      Uint8Array.from({ length: 1_287 }, (_, at) => (at === 2 ? 0x90 : at < 7 ? 0 : at & 0xff)),
    ),
    each: 1,
    parse: (pieces) => {
      let found = 0;
      const parser = new Parser(() => {
        found += 1;
      });
      for (const piece of pieces) parser.take(piece);
      return found;
    },
  },
  scanners: {
    words: Buffer.from('https://hall.example.gov.cn/t/4f1c9a0be7d2\r'),
    each: 1,
    parse: (pieces) => {
      let reading = newReading;
      let found = 0;
      for (const piece of pieces) {
        const read = readCodes(reading, piece, true);
        reading = read.reading;
        found += read.found.length;
      }
      return found;
    },
  },
};

/** So many words that they are about a megabyte, in pieces. */
function talk(words: Uint8Array): { readonly pieces: Uint8Array[]; readonly times: number } {
  const times = Math.ceil(bytesEach / words.length);
  const bytes = Buffer.concat(Array.from({ length: times }, () => words));
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    pieces.push(bytes.subarray(at, at + pieceBytes));
  }
  return { pieces, times };
}

function bareLoop(pieces: readonly Uint8Array[]): number {
  let sum = 0;
  for (const piece of pieces) for (const byte of piece) sum = (sum + byte) & 0xffff;
  return sum;
}

function measured({ words, each, parse }: Subject): Sample {
  const { pieces, times } = talk(words);
  const megabytes = (times * words.length) / 1_000_000;
  const rate = (work: () => void): number => {
    const startedAt = performance.now();
    work();
    return megabytes / ((performance.now() - startedAt) / 1_000);
  };
  const parseAll = () => {
    const found = parse(pieces);
    if (found !== times * each) throw new Error(`${found} of ${times * each} words were found`);
  };
  // A few times for the compiler, then measured.
  for (let time = 0; time < 3; time += 1) {
    parseAll();
    bareLoop(pieces);
  }
  return { parser: rate(parseAll), floor: rate(() => void bareLoop(pieces)) };
}

export const parsers: Bench = {
  name: 'parsers',
  run: async (context) => {
    const sides = Object.fromEntries(
      Object.entries(subjects).map(([name, subject]) => [name, async () => measured(subject)]),
    );
    const samples = await inTurns(context, sides);
    return Object.entries(samples).map(([name, runs]) => ({
      ...{ name: `parser of ${name}`, unit: 'MB/s' },
      ...{ runs: valuesOf(runs, 'parser'), floor: valuesOf(runs, 'floor') },
      note: 'floor: a loop over the bytes',
    }));
  },
};
