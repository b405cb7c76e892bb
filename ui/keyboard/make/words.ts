/**
 * Makes the keyboard's dictionary, ui/keyboard/words.ts, out of a list of words with frequencies (the
 * `dict.txt` of the package @node-rs/jieba, MIT), our own words, and readings by pinyin-pro:
 *
 *     npm pack @node-rs/jieba && tar xf node-rs-jieba-*.tgz
 *     node ui/keyboard/make/words.ts package/dict.txt
 *
 * Run by hand when words are added; the page never loads this. What the file holds, see dictionary.ts.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pinyin } from 'pinyin-pro';
import {
  doubleFamilyNames,
  familyNames,
  givenNameLetters,
  placeWords,
  rareLetters,
  tradeWords,
} from './own-words.ts';

/** So many words of a general list, the most frequent ones. */
const generalMax = 24_000;
const lettersMax = 8;
/** Our own words count as often as this at least. */
const ownWord = 600;
const ownPlace = 300;
const han = /^[\u4e00-\u9fff]+$/;

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('usage: node ui/keyboard/make/words.ts <dict.txt>');

/** All characters of GB 2312: two levels, 6,763 of them. */
function standardLetters(): string[] {
  const decoder = new TextDecoder('gbk');
  const letters: string[] = [];
  for (let row = 0xb0; row <= 0xf7; row += 1) {
    for (let cell = 0xa1; cell <= 0xfe; cell += 1) {
      const letter = decoder.decode(Uint8Array.of(row, cell));
      if (han.test(letter)) letters.push(letter);
    }
  }
  return letters;
}

/** Without tones; ü as v, as it is typed. */
const readingsIn = (text: string): string[] =>
  pinyin(text, { toneType: 'none', type: 'array', v: true });
const readingsOf = (letter: string): string[] => [
  ...new Set(pinyin(letter, { toneType: 'none', type: 'array', v: true, multiple: true })),
];

const frequencies = new Map<string, number>();
const names = new Set<string>();
for (const line of readFileSync(path, 'utf8').split('\n')) {
  const [word = '', count = '0', kind = ''] = line.split(' ');
  if (!han.test(word) || word.length > lettersMax) continue;
  frequencies.set(word, Number(count));
  // People of the news of long ago, and foreign names.
  if (/^nr/.test(kind) && word.length > 1) names.add(word);
}
const letters = [...new Set([...standardLetters(), ...rareLetters])];
const known = new Set(letters);
const general = [...frequencies]
  .filter(
    ([word]) => word.length > 1 && !names.has(word) && [...word].every((one) => known.has(one)),
  )
  .sort((a, b) => b[1] - a[1])
  .slice(0, generalMax);
const words = new Map(general);
const atLeast = (word: string, count: number) =>
  words.set(word, Math.max(count, words.get(word) ?? frequencies.get(word) ?? 0));
for (const word of [...tradeWords, ...doubleFamilyNames])
  if (word.length > 1) atLeast(word, ownWord);
for (const word of placeWords) if (word.length > 1) atLeast(word, ownPlace);

/** How often each character is read in each way: alone, and in the words of the list. */
const uses = new Map<string, Map<string, number>>();
const use = (letter: string, syllable: string, count: number) => {
  const own = uses.get(letter) ?? new Map<string, number>();
  uses.set(letter, own.set(syllable, (own.get(syllable) ?? 0) + count));
};
for (const letter of letters) {
  const [usual = '', ...others] = readingsOf(letter);
  use(letter, usual, 1 + (frequencies.get(letter) ?? 0));
  for (const other of others) use(letter, other, 0.1);
}
const read = new Map([...words.keys()].map((word) => [word, readingsIn(word)]));
for (const [word, count] of words) {
  for (const [at, letter] of [...word].entries()) use(letter, read.get(word)?.[at] ?? '', count);
}
// Names are typed more often at a counter than newspapers write them.
const raise = (list: readonly string[], count: number) => {
  for (const letter of list) {
    const [usual = ''] = readingsOf(letter);
    use(letter, usual, count);
  }
};
raise(familyNames, 20_000);
raise(givenNameLetters, 15_000);

/** Not ng and m, which nobody means. */
const isSyllable = /^(?=.*[aeiouv])[a-z]{1,6}$/;
const usual = new Map<string, string>();
const bySyllable = new Map<string, [string, number][]>();
for (const [letter, own] of uses) {
  const sorted = [...own].filter(([one]) => isSyllable.test(one)).sort((a, b) => b[1] - a[1]);
  usual.set(letter, sorted[0]?.[0] ?? '');
  for (const [syllable, count] of sorted) {
    bySyllable.set(syllable, [...(bySyllable.get(syllable) ?? []), [letter, count]]);
  }
}
const band = (count: number): number => Math.max(0, Math.round(Math.log2(count)));
const letterLines = [...bySyllable]
  .sort(([a], [b]) => a.localeCompare(b))
  .map(([syllable, own]) => {
    let packed = syllable;
    let last = -1;
    for (const [letter, count] of own.sort((a, b) => b[1] - a[1])) {
      if (band(count) !== last) packed += band(count);
      packed += usual.get(letter) === syllable ? letter : `${letter}*`;
      last = band(count);
    }
    return packed;
  });

/** By how often (a power of two), then by length: words of one length need nothing between them. */
const bands = new Map<number, Map<number, string[]>>();
for (const [word, count] of [...words].sort((a, b) => b[1] - a[1])) {
  const lengths = bands.get(band(count)) ?? new Map<number, string[]>();
  bands.set(band(count), lengths.set(word.length, [...(lengths.get(word.length) ?? []), word]));
}
const bandLines = [...bands].map(([own, lengths]) => {
  const groups = [...lengths].sort((a, b) => a[0] - b[0]);
  return `${own}:${groups.map(([length, all]) => `${length}${all.join('')}`).join('')}`;
});

/** Where a word is not read as its characters usually are. */
const others = new Map<string, string[]>();
for (const [word, syllables] of read) {
  [...word].forEach((letter, at) => {
    const syllable = syllables[at] ?? '';
    if (usual.get(letter) === syllable || !isSyllable.test(syllable)) return;
    const key = `${letter}${syllable}`;
    others.set(key, [...(others.get(key) ?? []), word]);
  });
}
const otherLines = [...others].map(([key, own]) => `${key}:${own.join(' ')}`);

const text = [letterLines.join(' '), bandLines.join(' '), otherLines.join('|')].join('\\n');
writeFileSync(
  resolve(import.meta.dirname, '../words.ts'),
  `/**
 * The keyboard's dictionary, made by make/words.ts from the word frequencies of jieba (MIT) and our own
 * words: ${letters.length} characters and ${words.size} words. Not written by hand; its form is told in dictionary.ts.
 */
export const words = '${text}';
`,
);
process.stdout.write(`${letters.length} characters, ${words.size} words, ${text.length} letters\n`);
