/**
 * What the gateways of carriers have in common: frames that begin with their length, a sign-in, texts in
 * parts of at most 140 octets, reports, and a question whether one is still there. CMPP and SMPP differ
 * in their octets alone, which a codec knows.
 */
import type { TextFailed, TextRefused, TextReport } from '../texter.ts';

export interface Part {
  /** In international form without a plus. */
  readonly to: string;
  /** UCS2, big-endian, without the header. */
  readonly content: Uint8Array;
  /** Of a text of several parts; null: it is a whole one. */
  readonly of: {
    readonly reference: number;
    readonly parts: number;
    readonly index: number;
  } | null;
}

export type Answered =
  | { readonly ref: string }
  | { readonly refused: TextRefused; readonly detail: string }
  | { readonly failed: TextFailed; readonly detail: string };

/** What a frame says. `answer`: what is to be said back at once. */
export type Heard =
  | { readonly is: 'signed-in' }
  | { readonly is: 'turned-away'; readonly detail: string }
  | { readonly is: 'answered'; readonly seq: number; readonly how: Answered }
  | { readonly is: 'report'; readonly report: TextReport | null; readonly answer: Uint8Array }
  | { readonly is: 'asked'; readonly answer: Uint8Array }
  | { readonly is: 'alive' }
  | { readonly is: 'ending'; readonly answer: Uint8Array }
  | { readonly is: 'unknown'; readonly detail: string };

export interface Codec {
  /** `at`: epoch ms; some sign the time along. */
  signIn(seq: number, at: number): Uint8Array;
  submit(seq: number, part: Part): Uint8Array;
  areYouThere(seq: number): Uint8Array;
  /** A whole frame, its length checked. Never throws. */
  read(frame: Uint8Array): Heard;
}

/** In front of each part's content, so that the phone puts the parts together (3GPP TS 23.040). */
export const partHeader = ({ of }: Part): readonly number[] =>
  of === null ? [] : [0x05, 0x00, 0x03, of.reference, of.parts, of.index];

/** Nothing that a gateway says is longer. */
const frameBytesMax = 8_192;
const lengthBytes = 4;

/** Cuts a stream into frames. A length that cannot be is the end: nobody knows where the next begins. */
export class FrameCutter {
  readonly #headBytes: number;
  #rest: Uint8Array = new Uint8Array(0);

  /** `headBytes`: the shortest frame. */
  constructor(headBytes: number) {
    this.#headBytes = headBytes;
  }

  /** The frames that are whole now; null: the stream is lost. */
  push(bytes: Uint8Array): Uint8Array[] | null {
    let rest = Buffer.concat([this.#rest, bytes]);
    const frames: Uint8Array[] = [];
    while (rest.length >= lengthBytes) {
      const length = rest.readUInt32BE(0);
      if (length < this.#headBytes || length > frameBytesMax) {
        this.clear();
        return null;
      }
      if (rest.length < length) break;
      frames.push(Uint8Array.from(rest.subarray(0, length)));
      rest = rest.subarray(length);
    }
    this.#rest = Uint8Array.from(rest);
    return frames;
  }

  clear(): void {
    this.#rest = new Uint8Array(0);
  }
}

/** Text in a field of so many octets, filled up with zeros. Too long is cut. */
export function fixedText(text: string, bytes: number): number[] {
  const octets = [...Buffer.from(text, 'latin1').subarray(0, bytes)];
  return [...octets, ...Array.from({ length: bytes - octets.length }, () => 0)];
}

export const u32 = (value: number): number[] => [
  ...[(value >>> 24) & 0xff, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff],
];
