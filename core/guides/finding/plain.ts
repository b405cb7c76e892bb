/**
 * Finding by a whole sentence, as people speak to a clerk: "the company has moved, the address is
 * another one". No word of it has to fit; the guide that has most in common with it comes first. Asked
 * only where the words as they stand have found too little.
 */
import type { Weigh } from './match.ts';
import { type Found, isHan } from './terms.ts';

/** Whoever says less has said words, and is answered by them. */
const lettersMin = 4;
/** A character alone says so much of what it says beside its neighbour. */
const aloneShare = 0.25;
/** Less in common, as a share of the sentence by weight, is chance. */
const shareMin = 0.2;
/** A guide with less in common than this share of what the best has is not meant. */
const ofBestMin = 0.6;

export interface Common {
  readonly place: number;
  /** Of the sentence, by weight. */
  readonly share: number;
}

/** What each guide is called, in one text: a pair of characters is looked for in all of it at once. */
export const calledIn = (guides: readonly Found[]): readonly string[] =>
  guides.map(({ terms }) =>
    terms
      .filter(({ kind }) => kind !== 'about')
      .map(({ text }) => text)
      .join('\n'),
  );

/**
 * The guides that have something in common with these Chinese words, the most first. `called`: as
 * `calledIn` gives it; `placesOf`: the guides in which a character stands, in their order.
 */
export function inCommon(
  words: readonly string[],
  called: readonly string[],
  placesOf: (letter: string) => readonly number[],
  weigh: Weigh,
): readonly Common[] {
  const spoken = words.filter((one) => isHan(one));
  const letters = spoken.join('');
  if (letters.length < lettersMin) return [];
  const all = [...letters].reduce((sum, letter) => sum + weigh(letter), 0);
  const found = new Float64Array(called.length);
  for (const word of spoken) countWord(word, found, called, placesOf, weigh);
  const best = found.reduce((most, weight) => Math.max(most, weight), 0) / all;
  const least = Math.max(shareMin, best * ofBestMin);
  const common: Common[] = [];
  found.forEach((weight, place) => {
    if (weight / all >= least) common.push({ place, share: weight / all });
  });
  return common.sort((a, b) => b.share - a.share);
}

/** Each character counts once a guide: wholly where a neighbour stands beside it there, too. */
function countWord(
  word: string,
  found: Float64Array,
  called: readonly string[],
  placesOf: (letter: string) => readonly number[],
  weigh: Weigh,
): void {
  // Of the character before: the guides in which it and this one stand side by side.
  let before = new Uint8Array(called.length);
  for (let at = 0; at < word.length; at += 1) {
    const letter = word.charAt(at);
    const places = placesOf(letter);
    const pair = word.slice(at, at + 2);
    const behind = new Uint8Array(called.length);
    if (pair.length === 2) {
      const others = placesOf(pair.charAt(1));
      for (const place of places.length < others.length ? places : others) {
        if (called[place]?.includes(pair)) behind[place] = 1;
      }
    }
    const weight = weigh(letter);
    for (const place of places) {
      const beside = before[place] === 1 || behind[place] === 1;
      found[place] = (found[place] ?? 0) + weight * (beside ? 1 : aloneShare);
    }
    before = behind;
  }
}
