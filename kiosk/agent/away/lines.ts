/**
 * Lines that tell by themselves whether they are whole: eight hexadecimal digits of CRC-32 (zlib), a
 * space, JSON, a line feed. A line that a power cut tore is known by its end or its sum.
 */
import { crc32 } from 'node:zlib';

const lineFeed = 0x0a;
const sumLength = 8;

export function lineOf(said: object): Uint8Array {
  const text = JSON.stringify(said);
  return Buffer.from(`${sumOf(text)} ${text}\n`, 'utf8');
}

const sumOf = (text: string): string => crc32(text).toString(16).padStart(sumLength, '0');

export interface Lines {
  /** What the whole lines say, in order. */
  readonly said: readonly unknown[];
  /** Lines that are not whole, and behind which others come: a bad disk, or somebody's hand. */
  readonly damaged: number;
  /** Up to here the file is to be kept; what follows is torn. */
  readonly length: number;
}

/** Reads all lines. The last one may be torn: nothing was done by it, and it is cut off. */
export function linesIn(bytes: Uint8Array): Lines {
  const said: unknown[] = [];
  let damaged = 0;
  let broken = 0;
  let length = 0;
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(lineFeed, start);
    const whole = end < 0 ? undefined : parse(bytes.subarray(start, end));
    start = end < 0 ? bytes.length : end + 1;
    if (whole === undefined) {
      broken += 1;
      continue;
    }
    damaged += broken;
    broken = 0;
    length = start;
    said.push(whole);
  }
  return { said, damaged, length };
}

function parse(line: Uint8Array): unknown {
  const text = Buffer.from(line).toString('utf8');
  const json = text.slice(sumLength + 1);
  if (text.slice(0, sumLength + 1) !== `${sumOf(json)} `) return undefined;
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}
