/**
 * Frames of the second-generation ID card reader, whose security module is called SAM_V (or SAM_A):
 * questions, the names of what it answers, and what a whole answer means. Every question is
 * `AA AA AA 96 69`, a length of two bytes, command, parameter, and the exclusive or of all after
 * the preamble; answers hold three status bytes instead, of which the third tells.
 * Source: vendors' manuals of the SAM_V serial protocol (frames checked by their check bytes).
 */
import type { CardRead } from '../driver.ts';
import { type Cards, readCard, textBytes } from './card.ts';

export const preamble: readonly number[] = [0xaa, 0xaa, 0xaa, 0x96, 0x69];
/** Preamble and length. */
export const headBytes = preamble.length + 2;
/** Status bytes and check byte: no answer is shorter. */
export const lengthMin = 4;
/** Text, photo and two fingerprints, their lengths, status and check: no answer is longer. */
export const lengthMax = 3 + 6 + 256 + 1024 + 1024 + 1;

export type Question = 'status' | 'find' | 'select' | 'read' | 'reset';

const codes: Readonly<Record<Question, readonly [number, number]>> = {
  reset: [0x10, 0xff],
  status: [0x11, 0xff],
  find: [0x20, 0x01],
  select: [0x20, 0x02],
  read: [0x30, 0x01],
};

/** A question as it goes over the wire. */
export const ask = (question: Question): Uint8Array => framed(codes[question]);

/** Any content as a frame: preamble, length, content, check byte. */
export function framed(content: readonly number[] | Uint8Array): Uint8Array {
  const length = content.length + 1;
  const head = [length >> 8, length & 0xff];
  const check = [...head, ...content].reduce((so, byte) => so ^ byte, 0);
  return Uint8Array.from([...preamble, ...head, ...content, check]);
}

/** What the third status byte says, for the technician. */
const names: ReadonlyMap<number, string> = new Map([
  [0x90, 'done'],
  [0x9f, 'a card was found'],
  [0x10, 'the check byte of the question was wrong'],
  [0x11, 'the length of the question was wrong'],
  [0x21, 'it does not know the question'],
  [0x24, 'an error that it has no name for'],
  [0x31, 'the card refused the module'],
  [0x32, 'the module refused the card'],
  [0x33, 'the card was not verified'],
  [0x40, 'a card of a kind that it does not read'],
  [0x41, 'the card could not be read'],
  [0x47, 'it drew no random number'],
  [0x60, 'its self-test failed'],
  [0x66, 'it is not authorised'],
  [0x80, 'no card was found'],
  [0x81, 'the card could not be selected'],
  [0x91, 'the card has no such content'],
]);

export const nameOf = (status: number): string => names.get(status) ?? 'a status without a name';

/** What an answer means; which question it belongs to is told by its status and its length. */
export type Reply =
  /** 9F: a card lies there. */
  | { readonly is: 'found' }
  /** 90 without content: done. */
  | { readonly is: 'done' }
  /** 90 with the card's text; the holder is already read out of it. */
  | { readonly is: 'text'; readonly card: CardRead }
  | { readonly is: 'no'; readonly status: number };

/** Status bytes and the lengths of the parts that follow: two bytes each, text first. */
const partsAt = headBytes + 3;

/**
 * The meaning of a whole frame whose check byte is right. Of a card's content only the text is
 * looked at; photo and fingerprints are passed over. Nothing of the frame is kept.
 */
export function readReply(frame: Uint8Array, cards: Cards): Reply {
  const status = frame[headBytes + 2] ?? 0;
  if (status === 0x9f) return { is: 'found' };
  if (status !== 0x90) return { is: 'no', status };
  const at = textAt(frame);
  if (at === null) return { is: 'done' };
  return { is: 'text', card: readCard(frame.subarray(at, at + textBytes), cards) };
}

/**
 * Where the text begins: behind the lengths of text and photo (1295 bytes in all), or of text,
 * photo and fingerprints (1297, 1809 and 2321). Null: this answer holds no card.
 */
function textAt(frame: Uint8Array): number | null {
  for (const parts of [2, 3]) {
    const lengths = Array.from({ length: parts }, (_, part) => wordAt(frame, partsAt + 2 * part));
    const sum = lengths.reduce((so, length) => so + length, 0);
    const begins = partsAt + 2 * parts;
    if (lengths[0] === textBytes && begins + sum + 1 === frame.length) return begins;
  }
  return null;
}

const wordAt = (frame: Uint8Array, at: number): number =>
  ((frame[at] ?? 0) << 8) | (frame[at + 1] ?? 0);
