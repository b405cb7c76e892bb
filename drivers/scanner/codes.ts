/**
 * Finds codes in what a scanner says: text up to CR, LF or both, or, of a scanner that sends no end,
 * up to a pause. What is too long or no text is passed over as a whole. Pure; bytes in, texts out.
 */
import { isUtf8 } from 'node:buffer';

/** Most bytes of one code; a full QR code of a link is a third of it. */
export const codeBytesMax = 1_024;

export interface Reading {
  /** The bytes of a code whose end has not come. */
  readonly rest: readonly number[];
  /** The code that comes now is too long: its end is waited for and nothing of it is kept. */
  readonly tooLong: boolean;
}

export const newReading: Reading = { rest: [], tooLong: false };

/** A code, or why one was passed over. */
export type Found = { readonly code: string } | { readonly passed: 'too-long' | 'no-text' };

export interface ReadCodes {
  readonly found: readonly Found[];
  readonly reading: Reading;
}

const cr = 0x0d;
const lf = 0x0a;

/** Reads on. `byLine` false: only a pause ends a code, line ends stand within it and are dropped. */
export function readCodes(reading: Reading, bytes: Uint8Array, byLine: boolean): ReadCodes {
  const found: Found[] = [];
  let rest = [...reading.rest];
  let { tooLong } = reading;
  for (const byte of bytes) {
    if (byLine && (byte === cr || byte === lf)) {
      found.push(...ended({ rest, tooLong }));
      rest = [];
      tooLong = false;
    } else if (rest.length >= codeBytesMax) {
      rest = [];
      tooLong = true;
    } else if (!tooLong) rest.push(byte);
  }
  return { found, reading: { rest, tooLong } };
}

/** What is there is whole: an end or a pause came. Nothing but control characters is nothing. */
export function ended({ rest, tooLong }: Reading): readonly Found[] {
  if (tooLong) return [{ passed: 'too-long' }];
  const text = textOf(Uint8Array.from(rest));
  if (text === null) return [{ passed: 'no-text' }];
  const code = text.replace(/[\p{Cc}\p{Cf}]/gu, '').trim();
  return code === '' ? [] : [{ code }];
}

const utf8 = new TextDecoder('utf-8');
/** What older Chinese codes hold. */
const gb18030 = new TextDecoder('gb18030');
/** Stands for what could not be decoded. */
const broken = '\ufffd';

/** Null: in neither encoding. */
function textOf(bytes: Uint8Array): string | null {
  const text = (isUtf8(bytes) ? utf8 : gb18030).decode(bytes);
  return text.includes(broken) ? null : text;
}
