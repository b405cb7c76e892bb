/**
 * What the keys do: letters that are being composed, the page of candidates that is up, which keys
 * are shown. Pure; the owner of the keyboard keeps the text, and puts in or takes out what it is told.
 */
import { emWidth } from '../widths.ts';
import { type Candidate, composedMax } from './candidates.ts';

export type Layout = 'pinyin' | 'english' | 'marks';

export interface Typing {
  readonly layout: Layout;
  /** The layout of letters to which the marks go back. */
  readonly letters: Exclude<Layout, 'marks'>;
  /** Letters of pinyin for which nothing was chosen yet. */
  readonly composed: string;
  /** The page of candidates. */
  readonly page: number;
  readonly capital: boolean;
}

export type Key =
  | { readonly key: 'sign'; readonly sign: string }
  | { readonly key: 'delete' | 'clear' | 'space' | 'enter' | 'capital' }
  /** Of all candidates, by place. */
  | { readonly key: 'choose'; readonly place: number }
  | { readonly key: 'page'; readonly page: number }
  | { readonly key: 'layout'; readonly layout: Layout };

export interface Typed {
  readonly typing: Typing;
  /** Into the text. */
  readonly put?: string;
  /** Out of the text: its last character, or all of it. */
  readonly erase?: 'last' | 'all';
}

export const typingBegins = (letters: Typing['letters']): Typing => ({
  ...{ layout: letters, letters },
  ...{ composed: '', page: 0, capital: false },
});

const isComposing = (sign: string): boolean => /^[a-z']$/.test(sign);

export function press(typing: Typing, key: Key, candidates: readonly Candidate[]): Typed {
  const { composed } = typing;
  switch (key.key) {
    case 'sign':
      return signed(typing, key.sign, candidates);
    case 'delete':
      if (composed === '') return { typing, erase: 'last' };
      return { typing: { ...typing, composed: composed.slice(0, -1), page: 0 } };
    case 'clear':
      return { typing: { ...typing, composed: '', page: 0 }, erase: 'all' };
    case 'space':
      return composed === '' ? { typing, put: ' ' } : choose(typing, candidates[0]);
    case 'enter':
      // The letters themselves: a name in Latin letters, or what no word is known for.
      return { typing: { ...typing, composed: '', page: 0 }, put: composed };
    case 'capital':
      return { typing: { ...typing, capital: !typing.capital } };
    case 'choose':
      return choose(typing, candidates[key.place]);
    case 'page':
      return { typing: { ...typing, page: Math.max(0, key.page) } };
    case 'layout':
      return laidOut(typing, key.layout, candidates);
  }
}

function signed(typing: Typing, sign: string, candidates: readonly Candidate[]): Typed {
  const { layout, composed, capital } = typing;
  if (layout === 'pinyin' && isComposing(sign)) {
    // Syllables are not parted before they begin, and not without end.
    if (composed.length >= composedMax || (sign === "'" && !/[a-z]$/.test(composed))) {
      return { typing };
    }
    return { typing: { ...typing, composed: composed + sign, page: 0 } };
  }
  const put = capital ? sign.toUpperCase() : sign;
  if (composed === '') return { typing: { ...typing, capital: false }, put };
  // A mark behind letters ends them: what was meant is the best candidate.
  const { put: before = '' } = choose(typing, candidates[0]);
  return { typing: { ...typing, composed: '', page: 0, capital: false }, put: before + put };
}

function choose(typing: Typing, candidate: Candidate | undefined): Typed {
  if (!candidate) return { typing };
  const rest = typing.composed.slice(candidate.letters).replace(/^'/, '');
  return { typing: { ...typing, composed: rest, page: 0 }, put: candidate.text };
}

function laidOut(typing: Typing, layout: Layout, candidates: readonly Candidate[]): Typed {
  const { put } = typing.composed === '' ? {} : choose(typing, candidates[0]);
  const letters = layout === 'marks' ? typing.letters : layout;
  const after = { layout, letters, composed: '', page: 0, capital: false };
  return put === undefined ? { typing: after } : { typing: after, put };
}

/** The text after what was typed. */
export function textAfter(text: string, { put = '', erase }: Typed, most: number): string {
  if (erase === 'all') return '';
  const kept = erase === 'last' ? [...text].slice(0, -1).join('') : text;
  return kept.length + put.length > most ? kept : kept + put;
}

/** How much room candidates have: in em of their type. */
export interface CandidateRoom {
  readonly rows: number;
  readonly rowEm: number;
  /** A candidate is no narrower than this, and has so much beside its words. */
  readonly leastEm: number;
  readonly sidesEm: number;
}

/** Where each page of candidates begins. */
export function candidatePages(candidates: readonly Candidate[], room: CandidateRoom): number[] {
  const { rows, rowEm, leastEm, sidesEm } = room;
  const begins = [0];
  let row = 0;
  let used = 0;
  candidates.forEach(({ text }, place) => {
    const wide = Math.min(rowEm, Math.max(leastEm, emWidth(text) + sidesEm));
    if (used + wide > rowEm) {
      row += 1;
      used = 0;
    }
    if (row === rows) {
      begins.push(place);
      row = 0;
    }
    used += wide;
  });
  return begins;
}

/** What a key of a real keyboard does here; null: nothing. `begin`: where the page that is up begins. */
export function keyOf(name: string, typing: Typing, begin: number): Key | null {
  const composing = typing.composed !== '';
  if (composing && /^[1-9]$/.test(name)) return { key: 'choose', place: begin + Number(name) - 1 };
  if (composing) {
    switch (name) {
      case 'PageDown':
      case 'ArrowDown':
      case '=':
        return { key: 'page', page: typing.page + 1 };
      case 'PageUp':
      case 'ArrowUp':
      case '-':
        return { key: 'page', page: typing.page - 1 };
      case 'Enter':
        return { key: 'enter' };
    }
  }
  if (name === ' ') return { key: 'space' };
  if (name === 'Backspace') return { key: 'delete' };
  if (name === 'Delete') return { key: 'clear' };
  if ([...name].length !== 1) return null;
  return { key: 'sign', sign: typing.layout === 'pinyin' ? name.toLowerCase() : name };
}
