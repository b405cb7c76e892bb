/**
 * A slip in pieces, and how long each takes. A printer without flow control swallows no more than
 * its buffer holds, and prints slower than a fast line speaks: so a long slip goes out piece by
 * piece, each cut between two commands, and no more is under way than the smallest buffers hold.
 */
import type { PaperUse } from '../driver.ts';

/** Bytes between two commands, and what they move. */
export interface Piece {
  readonly bytes: Uint8Array;
  /** Paper fed, in dots of 1/8 mm. */
  readonly dots: number;
  readonly cuts: number;
}

/** A slip of at most so many bytes goes out whole: buffers of 4 kB are the smallest of the trade. */
const wholeBytesMax = 4_096;
/** Two pieces may be under way, so that the paper does not stop between them. */
const pieceBytesMin = 1_800;
export const piecesAhead = 2;

const dotsPerMm = 8;
/** Slower than any printer of the trade (50 to 250 mm/s): what one waits for at the longest. */
const slowMmPerSecond = 40;
/** Bits on the line for each byte: 8N1. */
const bitsPerByte = 10;
/** What a job is given beside the time that its line and its paper take twice over. */
const spareMs = 10_000;

/** Gathers commands into the pieces that are sent: one, or several of about 2 kB. */
export function gather(commands: readonly Piece[]): Piece[] {
  const total = commands.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const enough = total <= wholeBytesMax ? Number.POSITIVE_INFINITY : pieceBytesMin;
  const pieces: Piece[] = [];
  let held: Piece[] = [];
  let size = 0;
  for (const command of commands) {
    held.push(command);
    size += command.bytes.length;
    if (size < enough) continue;
    pieces.push(joined(held));
    held = [];
    size = 0;
  }
  if (held.length > 0) pieces.push(joined(held));
  return pieces;
}

function joined(parts: readonly Piece[]): Piece {
  return {
    bytes: Buffer.concat(parts.map(({ bytes }) => bytes)),
    dots: parts.reduce((sum, { dots }) => sum + dots, 0),
    cuts: parts.reduce((sum, { cuts }) => sum + cuts, 0),
  };
}

/** How long a slow printer takes for these pieces at the end of its line. `baud` null: no line. */
function printMs(pieces: readonly Piece[], baud: number | null): number {
  const bytes = pieces.reduce((sum, piece) => sum + piece.bytes.length, 0);
  const dots = pieces.reduce((sum, piece) => sum + piece.dots, 0);
  const lineMs = baud === null ? 0 : (bytes * bitsPerByte * 1_000) / baud;
  return Math.ceil(lineMs + (dots / dotsPerMm / slowMmPerSecond) * 1_000);
}

/** How long the piece that was sent last may take to come out. */
export function lastPieceMs(
  { pieces, sent }: { readonly pieces: readonly Piece[]; readonly sent: number },
  baud: number | null,
): number {
  return printMs(pieces.slice(Math.max(0, sent - 1), sent), baud);
}

/** How long a job of these pieces may take, waiting in line included; `jobMs` at the least. */
export function limitMs(pieces: readonly Piece[], baud: number | null, jobMs: number): number {
  return Math.max(jobMs, spareMs + 2 * printMs(pieces, baud));
}

/** What these pieces take of the roll. */
export function usedBy(pieces: readonly Piece[]): PaperUse {
  const dots = pieces.reduce((sum, piece) => sum + piece.dots, 0);
  return {
    mm: Math.round(dots / dotsPerMm),
    cuts: pieces.reduce((sum, piece) => sum + piece.cuts, 0),
  };
}
