/**
 * What of a text a strip can show: its font holds GB 2312 and nothing else, so other characters
 * become the trade's mark for a missing one (〓) and are told; and so many fit, or it must scroll.
 */

import type { Face } from '../driver.ts';
import { glyphsOf, tidyText } from '../escpos/charset.ts';
import type { StripProfile } from './profile.ts';

export interface StripText {
  /** GB 2312, with the colour's code where the strip knows colours. */
  readonly bytes: Uint8Array;
  /** How it fits: on one line, broken into several, or only by running along. */
  readonly fits: 'line' | 'lines' | 'scrolls';
  /** Characters that became 〓. */
  readonly masked: readonly string[];
  readonly cut: boolean;
}

/** Bytes of text in one frame; what is longer is cut. Nobody reads so much on a strip. */
export const textMax = 480;

const missing = '〓';
const colourCode = { red: '\\C1', green: '\\C2', amber: '\\C3' } as const;

/** How many half-width letters stand in one line, and how many lines stand over each other. */
export function roomOf({ width, height, font }: StripProfile): { cells: number; lines: number } {
  return { cells: Math.floor(width / (font / 2)), lines: Math.floor(height / font) };
}

/** The text of a face as the strip takes it. */
export function stripText(face: Face, profile: StripProfile): StripText {
  const tidy = tidyText(face.text)
    .replace(/[\n ]+/g, ' ')
    .trim();
  const masked: string[] = [];
  const codes: Uint8Array[] = [];
  let length = 0;
  let cut = false;
  for (const char of tidy) {
    const known = codesOf(char);
    if (!known && !masked.includes(char)) masked.push(char);
    const next = known ?? codesOf(missing) ?? [];
    const added = next.reduce((sum, code) => sum + code.length, 0);
    cut = length + added > textMax;
    if (cut) break;
    codes.push(...next);
    length += added;
  }
  const fits = fitOf(
    codes.map((code) => code.length),
    profile,
  );
  if (profile.colour === 'coded') codes.unshift(Buffer.from(colourCode[face.colour], 'ascii'));
  return { bytes: Buffer.concat(codes), fits, masked, cut };
}

/**
 * A character, or what Unicode takes for the same (⑴ or ㎏), in the strip's codes; null: none. A
 * backslash would begin a code of the strip's own: it goes as the full-width one.
 */
function codesOf(char: string): Uint8Array[] | null {
  for (const same of [char, tidyText(char.normalize('NFKC'))]) {
    const form = same.replaceAll('\\', '＼');
    const codes = glyphsOf(form, 'gb2312').flatMap(({ code }) => (code ? [code] : []));
    if (codes.length > 0 && codes.length === Array.from(form).length) return codes;
  }
  return null;
}

/** A controller breaks lines between any two characters, never through one. */
function fitOf(widths: readonly number[], profile: StripProfile): StripText['fits'] {
  const room = roomOf(profile);
  let lines = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > room.cells) {
      lines += 1;
      used = 0;
    }
    used += width;
  }
  if (lines === 1) return 'line';
  return lines <= room.lines ? 'lines' : 'scrolls';
}
