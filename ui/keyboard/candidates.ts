/**
 * What the letters may mean: whole sentences first, then words, the longest first, then characters.
 * Letters are read as syllables, as initials, or as both mixed, in every way in which they can be cut
 * (xian is 先 and 西安). Pure.
 */
import type { Dictionary, Entry } from './dictionary.ts';

/** More letters are not composed at once: what is longer has to be chosen in parts. */
export const composedMax = 64;
const cutsMax = 3_000;
const sentencePartsMax = 20;
const wordsOfOneLengthMax = 8;
const beyondMax = 4;
/** Bits of a word that is never written; what is often written costs less. */
const wordBits = 27;
const letterBits = 8;
/** A syllable of which only the beginning was typed. */
const shortBits = 6;

export interface Candidate {
  readonly text: string;
  /** How many of the letters it uses up. */
  readonly letters: number;
}

interface Hit {
  readonly entry: Entry;
  readonly letters: number;
  /** Syllables of which only the beginning was typed. */
  readonly short: number;
}

interface Cut {
  readonly at: number;
  readonly parts: readonly string[];
  readonly initials: string;
  readonly short: number;
}

/** A syllable without its vowels. */
const isInitial = (part: string): boolean =>
  part.length === 1 ? /[^iuv]/.test(part) : /^[zcs]h$/.test(part);

/** The ways to go on from a cut; `'` parts syllables by hand (xi'an). */
function goOn(letters: string, cut: Cut, dictionary: Dictionary): Cut[] {
  const from = letters[cut.at] === "'" ? cut.at + 1 : cut.at;
  const after: Cut[] = [];
  for (let size = Math.min(6, letters.length - from); size > 0; size -= 1) {
    const part = letters.slice(from, from + size);
    const whole = dictionary.isSyllable(part);
    const last = from + size === letters.length && dictionary.isPart(part);
    if (!whole && !last && !(isInitial(part) && dictionary.isPart(part))) continue;
    after.push({
      at: from + size,
      parts: [...cut.parts, part],
      initials: cut.initials + (part[0] ?? ''),
      short: cut.short + (whole ? 0 : 1),
    });
  }
  return after;
}

const fits = (entry: Entry, parts: readonly string[], dictionary: Dictionary): boolean =>
  parts.every((part, at) => {
    const syllable = entry.syllables[at] ?? '';
    // A whole syllable is meant as it stands, unless it is the last and might go on (she, sheng).
    if (at < parts.length - 1 && dictionary.isSyllable(part) && part.length > 1) {
      return syllable === part;
    }
    return syllable.startsWith(part);
  });

/** All words that the letters may begin with, and those that go on behind their end. */
function hitsFrom(letters: string, from: number, dictionary: Dictionary, beyond: boolean): Hit[] {
  const hits: Hit[] = [];
  const open: Cut[] = [{ at: from, parts: [], initials: '', short: 0 }];
  for (let looked = 0; open.length > 0 && looked < cutsMax; looked += 1) {
    const cut = open.pop();
    if (!cut) break;
    if (cut.parts.length > 1) {
      for (const entry of dictionary.wordsWith(cut.initials)) {
        if (!fits(entry, cut.parts, dictionary)) continue;
        const last = cut.parts.length - 1;
        const unsaid = entry.syllables[last] === cut.parts[last] ? 0 : 1;
        const whole = dictionary.isSyllable(cut.parts[last] ?? '') ? unsaid : 0;
        // In the middle of the letters a whole syllable is not the beginning of another.
        if (whole > 0 && cut.at < letters.length) continue;
        hits.push({ entry, letters: cut.at - from, short: cut.short + whole });
      }
    }
    if (cut.at >= letters.length) {
      if (beyond && cut.parts.length > 1) hits.push(...hitsBeyond(cut, from, dictionary));
      continue;
    }
    for (const next of goOn(letters, cut, dictionary)) {
      if (dictionary.isBegun(next.initials)) open.push(next);
    }
  }
  return hits;
}

/** What one is about to type. */
function hitsBeyond(cut: Cut, from: number, dictionary: Dictionary): Hit[] {
  return dictionary
    .wordsBeyond(cut.initials, 3)
    .filter((entry) => fits(entry, cut.parts, dictionary))
    .sort((a, b) => b.often - a.often)
    .slice(0, beyondMax)
    .map((entry) => ({ entry, letters: cut.at - from, short: cut.short + 2 }));
}

/** The characters for the first syllable, in each way in which it can be cut. */
function lettersAt(letters: string, dictionary: Dictionary): Hit[] {
  const cuts = goOn(letters, { at: 0, parts: [], initials: '', short: 0 }, dictionary);
  return cuts.flatMap(({ at, parts, short }) =>
    dictionary.lettersFor(parts[0] ?? '').map((entry) => ({ entry, letters: at, short })),
  );
}

const bitsOf = ({ entry, short }: Hit, single: boolean): number =>
  wordBits - entry.often + (single ? letterBits : 0) + short * shortBits;

/** The cheapest way to read all letters as words; null when they cannot all be read. */
function sentenceOf(letters: string, dictionary: Dictionary): Candidate | null {
  interface Way {
    readonly bits: number;
    readonly text: string;
    readonly parts: number;
  }
  const ways: (Way | undefined)[] = [{ bits: 0, text: '', parts: 0 }];
  for (let at = 0; at < letters.length; at += 1) {
    const way = ways[at];
    if (!way || way.parts >= sentencePartsMax) continue;
    const rest = letters.slice(at);
    const words = hitsFrom(rest, 0, dictionary, false).map((hit) => ({ hit, single: false }));
    const singles = new Map<number, Hit>();
    for (const hit of lettersAt(rest, dictionary)) {
      const known = singles.get(hit.letters);
      if (!known || known.entry.often < hit.entry.often) singles.set(hit.letters, hit);
    }
    const all = [...words, ...[...singles.values()].map((hit) => ({ hit, single: true }))];
    for (const { hit, single } of all) {
      const bits = way.bits + bitsOf(hit, single);
      const to = at + hit.letters;
      const there = ways[to];
      if (there && there.bits <= bits) continue;
      ways[to] = { bits, text: way.text + hit.entry.text, parts: way.parts + 1 };
    }
  }
  const whole = ways[letters.length];
  return whole ? { text: whole.text, letters: letters.length } : null;
}

/** Whether the letters are whole syllables, but for the last, which may be on its way. */
function isSpelt(letters: string, dictionary: Dictionary): boolean {
  const reached = new Set([0]);
  for (const at of reached) {
    if (at === letters.length) return true;
    const cuts = goOn(letters, { at, parts: [], initials: '', short: 0 }, dictionary);
    for (const cut of cuts) {
      if (cut.short === 0 || cut.at === letters.length) reached.add(cut.at);
    }
  }
  return false;
}

/**
 * The words, the longest in letters first. Before the characters stand only so many of one length. Who
 * spells means no initials, unless all letters fit; else the words that use up most are meant.
 */
function wordsIn(hits: readonly Hit[], whole: number): { first: Hit[]; later: Hit[] } {
  const sorted = [...hits].sort(
    (a, b) => b.letters - a.letters || a.short - b.short || b.entry.often - a.entry.often,
  );
  const counts = new Map<number, number>();
  const first: Hit[] = [];
  const later: Hit[] = [];
  for (const hit of sorted) {
    const count = (counts.get(hit.letters) ?? 0) + 1;
    const meant = hit.short === 0 || hit.letters === whole;
    if (meant) counts.set(hit.letters, count);
    (meant && count <= wordsOfOneLengthMax ? first : later).push(hit);
  }
  return { first, later };
}

/**
 * Characters by turns of the ways in which the first syllable can be cut so that the rest is spelt, too
 * (lina: 林, 李; but wangfang: not 万), then the others.
 */
function byTurns(singles: readonly Hit[], letters: string, dictionary: Dictionary): Hit[] {
  const cuts = new Map<number, Hit[]>();
  for (const hit of singles) {
    const known = cuts.get(hit.letters);
    if (known) known.push(hit);
    else if (hit.short === 0 && isSpelt(letters.slice(hit.letters), dictionary)) {
      cuts.set(hit.letters, [hit]);
    }
  }
  const longest = Math.max(0, ...[...cuts.values()].map(({ length }) => length));
  const turns = Array.from({ length: longest }, (_, turn) =>
    [...cuts.values()].flatMap((hits) => hits[turn] ?? []),
  );
  return [...turns.flat(), ...singles.filter((hit) => !cuts.has(hit.letters))];
}

/** The best first; none for letters that begin nothing. `letters`: a to z and `'`. */
export function candidatesFor(letters: string, dictionary: Dictionary): Candidate[] {
  if (letters === '') return [];
  const words = hitsFrom(letters, 0, dictionary, true);
  const spelt = isSpelt(letters, dictionary);
  const reach = Math.max(0, ...words.map((hit) => hit.letters));
  const { first, later } = wordsIn(words, spelt ? letters.length : reach);
  const singles = lettersAt(letters, dictionary).sort(
    (a, b) => b.letters - a.letters || b.entry.often - a.entry.often,
  );
  // Letters that are one syllable mean a character first, and what else they may mean soon after.
  const one = singles.filter((hit) => hit.letters === letters.length && hit.short === 0);
  const sentence = one.length > 0 ? null : sentenceOf(letters, dictionary);
  const characters = one.length > 0 ? singles : byTurns(singles, letters, dictionary);
  const hits = [...one.slice(0, 3), ...first, ...characters, ...later];
  const found = new Map<string, Candidate>();
  if (sentence) found.set(sentence.text, sentence);
  for (const { entry, letters: used } of hits) {
    if (!found.has(entry.text)) found.set(entry.text, { text: entry.text, letters: used });
  }
  return [...found.values()];
}
