/**
 * Makes the index by which pages find guides, once for a version that is published: readings in
 * pinyin by pinyin-pro, which knows words (银行 háng, 行政 xíng), Traditional characters by OpenCC.
 * A page then carries neither of the two dictionaries.
 */
import { Converter } from 'opencc-js/cn2t';
import { Converter as ToSimplified } from 'opencc-js/t2cn';
import { pinyin } from 'pinyin-pro';
import type { FindingIndex, OtherReading } from '../../../core/guides/finding/shape.ts';
import type { GuidePackage } from '../../../core/guides/guide.ts';
import { idleWords } from './idle-words.ts';

const han = /[\u3400-\u9fff]/g;

/** The index of a package. Takes some 0.2 s for 1,707 guides: not for the hall's own thread of acts. */
export function findingIndexOf(all: GuidePackage): FindingIndex {
  const toSimplified = ToSimplified({ from: 'tw', to: 'cn' });
  const said = Object.fromEntries(
    all.guides.flatMap(({ id, name, alsoSaid }) => {
      const own = [...alsoSaid, ...otherNames(name['zh-Hans'], name['zh-Hant'], toSimplified)];
      return own.length === 0 ? [] : [[id, own]];
    }),
  );
  const around = [
    ...all.guides.map(({ department }) => department['zh-Hans']),
    ...all.events.map(({ name }) => name['zh-Hans']),
  ];
  const terms = all.guides.flatMap(({ id, name }) =>
    [name['zh-Hans'], ...(said[id] ?? [])].map((text, term) => ({
      id,
      term,
      text: toSimplified(text),
    })),
  );
  const read = terms.map((one) => ({ ...one, read: readingsIn(one.text) }));
  const usual = usualReadings([...read.map((one) => one.read), ...around.map(readingsIn)]);
  const otherwise: Record<string, OtherReading[]> = {};
  for (const { id, term, read: places } of read) {
    for (const { letter, at, syllable } of places) {
      if (usual.get(letter) === syllable) continue;
      otherwise[id] = [...(otherwise[id] ?? []), [term, at, syllable]];
    }
  }
  const letters = [...usual.keys()];
  const readings: Record<string, string> = {};
  for (const [letter, syllable] of usual) readings[syllable] = (readings[syllable] ?? '') + letter;
  const idle = [...idleWords].sort((a, b) => b.length - a.length);
  return {
    version: all.version,
    readings,
    otherwise,
    folds: foldsFor(letters, idle, titlePairs(all)),
    idle,
    said,
  };
}

/** A Traditional name of other words (軟體 for 软件), which no folding of characters would find. */
function otherNames(
  own: string,
  traditional: string | undefined,
  toSimplified: (text: string) => string,
): string[] {
  if (traditional === undefined) return [];
  const folded = toSimplified(traditional);
  return folded === own ? [] : [folded];
}

interface Reading {
  readonly letter: string;
  /** Its place in the text. */
  readonly at: number;
  readonly syllable: string;
}

/** The reading of each Chinese character of a text, without tones and with `v` for ü. */
function readingsIn(text: string): Reading[] {
  return [...text.matchAll(/[\u3400-\u9fff]+/g)].flatMap(({ 0: word, index }) => {
    const syllables = pinyin(word, { toneType: 'none', type: 'array', v: true });
    return [...word].map((letter, at) => ({
      letter,
      at: index + at,
      syllable: syllables[at] ?? letter,
    }));
  });
}

/** How each character is mostly read in these texts. */
function usualReadings(texts: readonly (readonly Reading[])[]): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const { letter, syllable } of texts.flat()) {
    const own = counts.get(letter) ?? new Map<string, number>();
    counts.set(letter, own.set(syllable, (own.get(syllable) ?? 0) + 1));
  }
  const most = (own: Map<string, number>) => [...own].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
  return new Map([...counts].map(([letter, own]) => [letter, most(own)]));
}

/** How titles themselves write a character in Traditional, by their words: 签注 is 簽註, 注册 is 註冊. */
function titlePairs({ guides }: GuidePackage): string[] {
  const pairs = guides.flatMap(({ name: { 'zh-Hans': hans, 'zh-Hant': hant = '' } }) => {
    const [from, to] = [[...hant], [...hans]];
    if (from.length !== to.length) return [];
    return from.flatMap((letter, at) => (letter === to[at] ? [] : [letter + (to[at] ?? '')]));
  });
  return [...new Set(pairs)];
}

/** Traditional forms, of Taiwan and of Hong Kong, of the characters that matter here. */
function foldsFor(
  letters: readonly string[],
  idle: readonly string[],
  ofTitles: readonly string[],
): string {
  const wanted = new Set([...letters, ...(idle.join('').match(han) ?? [])]);
  const converters = (['t', 'tw', 'hk'] as const).map((to) => Converter({ from: 'cn', to }));
  const pairs = [...wanted].flatMap((letter) => {
    const forms = new Set(converters.map((convert) => convert(letter)));
    forms.delete(letter);
    return [...forms].filter((form) => form.length === 1).map((form) => form + letter);
  });
  const known = new Set(pairs.map(([form]) => form));
  // A form that is also a character of its own here folds into nothing else.
  const own = ofTitles.filter(([form = '']) => !known.has(form) && !wanted.has(form));
  return [...pairs, ...own].join('');
}
