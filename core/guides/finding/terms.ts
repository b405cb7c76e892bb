/**
 * The words by which a guide may be found, made ready for matching: folded into one script and case,
 * and cut into syllables, so that pinyin, initials and English words are all matched alike.
 */
import type { GuideEntry, GuideList } from '../guide.ts';
import type { FindingIndex, OtherReading } from './shape.ts';

/** `name` is the guide's own, `said` what people call it, `about` its department and life events. */
export type TermKind = 'name' | 'said' | 'about';

export interface Term {
  readonly kind: TermKind;
  /** Folded, without spaces and punctuation between Chinese words. */
  readonly text: string;
  /** A Chinese character's reading, or an English word, or a number. */
  readonly syllables: readonly string[];
  /** The syllables in one, for near misses. */
  readonly joined: string;
  /** Their first letters. */
  readonly initials: string;
}

export interface Found {
  readonly entry: GuideEntry;
  readonly terms: readonly Term[];
}

export const isHan = (letter: string): boolean => letter >= '\u3400' && letter <= '\u9fff';
const piece = /[\u3400-\u9fff]|[a-z\u00c0-\u024f]+|[0-9]+/g;

const beyondAscii = /[^ -~]/;

/** Into small letters of usual width, and from Traditional to Simplified as far as the index goes. */
export class Folding {
  readonly #pairs = new Map<string, string>();

  constructor(folds: string) {
    const letters = [...folds];
    for (let at = 0; at + 1 < letters.length; at += 2) {
      this.#pairs.set(letters[at] ?? '', letters[at + 1] ?? '');
    }
  }

  fold(text: string): string {
    if (!beyondAscii.test(text)) return text.toLowerCase();
    let folded = '';
    for (const letter of text.normalize('NFKC').toLowerCase()) {
      folded += this.#pairs.get(letter) ?? letter;
    }
    return folded;
  }
}

/** The usual reading of each character. */
export function readingsOf(index: FindingIndex): Map<string, string> {
  const readings = new Map<string, string>();
  for (const [syllable, letters] of Object.entries(index.readings)) {
    for (const letter of letters) readings.set(letter, syllable);
  }
  return readings;
}

export interface TermParts {
  readonly folding: Folding;
  readonly readings: ReadonlyMap<string, string>;
}

/** `others`: readings of this term that are not the usual ones, by place in its own text. */
export function termOf(
  kind: TermKind,
  own: string,
  { folding, readings }: TermParts,
  others: readonly OtherReading[] = [],
): Term {
  const folded = folding.fold(own);
  const syllables: string[] = [];
  let text = '';
  for (const found of folded.matchAll(piece)) {
    const [letters] = found;
    const other = others.find(([, at]) => at === found.index)?.[2];
    syllables.push(other ?? readings.get(letters) ?? letters);
    // Two words that are not Chinese stay apart: "id card" is not "idcard".
    const apart = text !== '' && !isHan(letters) && !isHan(text.slice(-1));
    text += apart ? ` ${letters}` : letters;
  }
  const initials = syllables.map((syllable) => syllable[0] ?? '').join('');
  return { kind, text, syllables, joined: syllables.join(''), initials };
}

/** Every guide with all by which it may be found. */
export function termsOf(list: GuideList, index: FindingIndex, parts: TermParts): Found[] {
  const departments = list.departments.map((name) => [
    termOf('about', name['zh-Hans'], parts),
    ...(name.en === undefined ? [] : [termOf('about', name.en, parts)]),
  ]);
  const events = new Map(
    list.events.map(({ id, name }) => [
      id,
      [name['zh-Hans'], name.en].flatMap((one) => (one ? [termOf('about', one, parts)] : [])),
    ]),
  );
  return list.guides.map((entry) => {
    const { id, name, department } = entry;
    const others = index.otherwise[id] ?? [];
    const said = (index.said[id] ?? []).map((one, at) =>
      termOf(
        'said',
        one,
        parts,
        others.filter(([term]) => term === at + 1),
      ),
    );
    const own = others.filter(([term]) => term === 0);
    const terms = [
      termOf('name', name['zh-Hans'], parts, own),
      ...(name.en === undefined ? [] : [termOf('name', name.en, parts)]),
      ...said,
      ...(departments[department] ?? []),
      ...entry.events.flatMap((event) => events.get(event) ?? []),
    ];
    return { entry, terms };
  });
}
