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

/**
 * The guides that have something in common with these Chinese words, the most first. `placesOf`: the
 * guides in which a character stands, in their order.
 */
export function inCommon(
  words: readonly string[],
  guides: readonly Found[],
  placesOf: (letter: string) => readonly number[],
  weigh: Weigh,
): readonly Common[] {
  const spoken = words.filter((one) => isHan(one));
  const letters = spoken.join('');
  if (letters.length < lettersMin) return [];
  const all = [...letters].reduce((sum, letter) => sum + weigh(letter), 0);
  const found = new Map<number, number>();
  for (const word of spoken) countWord(word, found, guides, placesOf, weigh);
  const shares = [...found].map(([place, weight]) => ({ place, share: weight / all }));
  const best = Math.max(0, ...shares.map(({ share }) => share));
  const least = Math.max(shareMin, best * ofBestMin);
  return shares.filter(({ share }) => share >= least).sort((a, b) => b.share - a.share);
}

/** Each character counts once a guide: wholly where a neighbour stands beside it there, too. */
function countWord(
  word: string,
  found: Map<number, number>,
  guides: readonly Found[],
  placesOf: (letter: string) => readonly number[],
  weigh: Weigh,
): void {
  const wholly = pairsIn(word, guides, placesOf);
  [...word].forEach((letter, at) => {
    for (const place of placesOf(letter)) {
      const beside = wholly[at]?.has(place) || wholly[at - 1]?.has(place);
      const weight = weigh(letter) * (beside ? 1 : aloneShare);
      found.set(place, (found.get(place) ?? 0) + weight);
    }
  });
}

/** For each character with the one behind it: the guides in which the two stand so. */
function pairsIn(
  word: string,
  guides: readonly Found[],
  placesOf: (letter: string) => readonly number[],
): ReadonlySet<number>[] {
  return [...word.slice(1)].map((second, at) => {
    const pair = word.charAt(at) + second;
    const [one, other] = [placesOf(word.charAt(at)), placesOf(second)];
    const fewer = one.length < other.length ? one : other;
    return new Set(
      fewer.filter((place) =>
        guides[place]?.terms.some(({ kind, text }) => kind !== 'about' && text.includes(pair)),
      ),
    );
  });
}
