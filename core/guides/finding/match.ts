/**
 * How well one word of a query fits one term of a guide. Letters are matched against beginnings of
 * syllables one after the other, which is full pinyin, initials, a mix of both and English at once;
 * Chinese is matched as it is written, then in any order, then as it sounds.
 */
import { Near, slipsIn } from './near.ts';
import type { Term } from './terms.ts';

/** Higher is better; what fits in the same way is ordered by how popular it is. */
export const fits = {
  none: 0,
  near: 20,
  about: 25,
  'scattered-inside': 28,
  scattered: 30,
  sound: 32,
  initials: 40,
  'initials-first': 42,
  /** By so much of it as was found; all of it in pieces comes close to the whole. */
  'any-order': 55,
  inside: 60,
  prefix: 80,
  exact: 100,
} as const;

/** A word of a query, made ready once for all terms. */
export interface Sought {
  readonly letters: string;
  readonly han: boolean;
  /** Of a Chinese word whose characters are all known. */
  readonly syllables: readonly string[] | null;
  readonly near: Near | null;
  readonly slipsMax: number;
  /** The word with two letters the wrong way round, in every way, where one slip is forgiven. */
  readonly swapped: readonly string[];
}

/** How much a character tells: what stands in few guides tells much. */
export type Weigh = (letter: string) => number;

/** Of a Chinese word in any order, this share has to be found, by weight. */
const orderShareMin = 0.6;

export function soughtOf(
  letters: string,
  han: boolean,
  readings: ReadonlyMap<string, string>,
): Sought {
  const read = han ? [...letters].map((letter) => readings.get(letter)) : [];
  const known = read.filter((syllable) => syllable !== undefined);
  const whole = han && letters.length > 1 && known.length === read.length;
  const slipsMax = han ? 0 : slipsIn(letters.length);
  const near = slipsMax > 0 ? new Near(letters) : null;
  // Two slips of a pattern of eight letters hold that already.
  const swapped = slipsMax === 1 ? swaps(letters) : [];
  return { letters, han, syllables: whole ? known : null, near, slipsMax, swapped };
}

const swaps = (letters: string): string[] =>
  [...letters.slice(1)].map(
    (letter, at) => letters.slice(0, at) + letter + letters[at] + letters.slice(at + 2),
  );

/** As it is meant to be typed: the whole, a part, pieces in any order, pinyin, initials. */
export function fitOf(sought: Sought, term: Term, weigh: Weigh): number {
  const fit = sought.han ? hanFit(sought.letters, term, weigh) : letterFit(sought.letters, term);
  switch (term.kind) {
    case 'name':
      return fit;
    case 'about':
      // It says only where a guide belongs: what fits there fits little.
      return fit >= fits.inside ? fits.about : fits.none;
    case 'said':
      // What people say is no title: exactly that counts as a title that begins so.
      return fit === fits.exact ? fits.prefix : fit;
  }
}

/** With slips: as it sounds, with some of the initials, with a letter too many, too few or wrong. */
export function looseFitOf(sought: Sought, term: Term): number {
  const { letters, han, syllables, near, slipsMax, swapped } = sought;
  if (term.kind === 'about') return fits.none;
  if (han) {
    if (syllables && soundsIn(syllables, term.syllables)) return fits.sound;
    return letters.length > 2 && differsByOne(letters, term.text) ? fits.near : fits.none;
  }
  if (letters.length > 2 && isScattered(letters, term.initials)) {
    return letters[0] === term.initials[0] ? fits.scattered : fits['scattered-inside'];
  }
  if (near && near.slips(term.joined) <= slipsMax) return fits.near;
  return swapped.some((one) => term.joined.includes(one)) ? fits.near : fits.none;
}

/** Whether the text holds the word with one character wrong. */
function differsByOne(letters: string, text: string): boolean {
  for (let from = 0; from + letters.length <= text.length; from += 1) {
    let wrong = 0;
    for (let at = 0; at < letters.length && wrong < 2; at += 1) {
      if (letters[at] !== text[from + at]) wrong += 1;
    }
    if (wrong < 2) return true;
  }
  return false;
}

function hanFit(letters: string, term: Term, weigh: Weigh): number {
  const at = term.text.indexOf(letters);
  if (at === 0) return term.text.length === letters.length ? fits.exact : fits.prefix;
  if (at > 0) return fits.inside;
  if (term.kind === 'about') return fits.none;
  // Whoever says more than we know by heart said it all the same.
  if (term.text.length > 2 && letters.includes(term.text)) return fits['any-order'];
  const share = orderShare(letters, term.text, weigh);
  return share >= orderShareMin ? fits['any-order'] * (0.8 + share / 5) : fits.none;
}

/** Which share of the word, by weight, stands in the text in pieces of two characters at least. */
function orderShare(letters: string, text: string, weigh: Weigh): number {
  let found = 0;
  let all = 0;
  for (let at = 0; at < letters.length; ) {
    let size = 1;
    while (at + size < letters.length && text.includes(letters.slice(at, at + size + 1))) size += 1;
    for (const letter of letters.slice(at, at + size)) {
      all += weigh(letter);
      if (size > 1) found += weigh(letter);
      // A character alone tells half.
      else if (text.includes(letter)) found += weigh(letter) / 2;
    }
    at += size;
  }
  return all === 0 ? 0 : found / all;
}

function soundsIn(part: readonly string[], whole: readonly string[]): boolean {
  for (let from = 0; from + part.length <= whole.length; from += 1) {
    if (part.every((syllable, at) => syllable === whole[from + at])) return true;
  }
  return false;
}

function letterFit(letters: string, { syllables, initials, joined }: Term): number {
  const first = letters[0] ?? '';
  let best: number = fits.none;
  for (let from = initials.indexOf(first); from >= 0; from = initials.indexOf(first, from + 1)) {
    const cut = walk(letters, 0, syllables, from);
    if (cut === 0) {
      if (from > 0) return fits.inside;
      return letters.length === joined.length ? fits.exact : fits.prefix;
    }
    if (cut < Number.POSITIVE_INFINITY && best === fits.none) {
      best = from === 0 ? fits['initials-first'] : fits.initials;
    }
  }
  return best;
}

/** How many syllables are cut short when the letters are read as beginnings of syllables from there. */
function walk(letters: string, at: number, syllables: readonly string[], from: number): number {
  if (at === letters.length) return 0;
  const syllable = syllables[from];
  if (syllable === undefined) return Number.POSITIVE_INFINITY;
  let same = 0;
  while (at + same < letters.length && same < syllable.length) {
    if (letters[at + same] !== syllable[same]) break;
    same += 1;
  }
  let fewest = Number.POSITIVE_INFINITY;
  for (let taken = same; taken > 0 && fewest > 0; taken -= 1) {
    const after = at + taken;
    const cut = taken === syllable.length || after === letters.length ? 0 : 1;
    fewest = Math.min(fewest, cut + walk(letters, after, syllables, from + 1));
  }
  return fewest;
}

/** Initials of some of the words only, in their order. */
function isScattered(letters: string, initials: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = initials.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
