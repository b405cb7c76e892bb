/**
 * Finding a guide as one types: takes the query apart, asks how each word fits each guide, and puts
 * the best first, the popular ones of them before the others. Pure; a page makes one a version.
 */
import type { GuideEntry, GuideList } from '../guide.ts';
import { fitOf, looseFitOf, type Sought, soughtOf, type Weigh } from './match.ts';
import { calledIn, inCommon } from './plain.ts';
import type { FindingIndex } from './shape.ts';
import { Folding, type Found, isHan, readingsOf, type Term, termsOf } from './terms.ts';

/** What is typed beyond this is not looked at. */
const queryLettersMax = 60;
const wordsMax = 8;
/** Of several words so many, as a share, have to fit. */
const wordShareMin = 0.6;
/** With so many that fit as they stand nobody meant a slip. */
const plentyFound = 3;
/** Of what a sentence may mean so many are told. */
const plainMax = 6;
/** A guide without so much of a Chinese word, by weight, is not looked at more closely. */
const lettersShareMin = 0.5;

const word = /[\u3400-\u9fff]+|[a-z0-9\u00c0-\u024f]+/g;

export class Finder {
  readonly #guides: readonly Found[];
  readonly #folding: Folding;
  readonly #readings: ReadonlyMap<string, string>;
  readonly #idle: readonly string[];
  readonly #idleWords: ReadonlySet<string>;
  /** By Chinese character: the places of the guides in which it stands. */
  readonly #places = new Map<string, number[]>();
  readonly #weigh: Weigh;
  /** Made when somebody speaks in sentences. */
  #called: readonly string[] | null = null;

  /** `list` and `index` of one version. */
  constructor(list: GuideList, index: FindingIndex) {
    this.#folding = new Folding(index.folds);
    this.#readings = readingsOf(index);
    this.#guides = termsOf(list, index, { folding: this.#folding, readings: this.#readings });
    this.#idle = index.idle.filter((one) => isHan(one));
    this.#idleWords = new Set(index.idle);
    this.#guides.forEach(({ terms }, place) => {
      for (const { text } of terms) this.#note(text, place);
    });
    const all = this.#guides.length;
    // What no guide knows tells little: it may be a slip, or a word beside the matter.
    const unknown = Math.log(1 + all) / 2;
    this.#weigh = (letter) => {
      const places = this.#places.get(letter);
      return places ? Math.log(1 + all / places.length) : unknown;
    };
  }

  /** In which guide the characters of a term stand. */
  #note(text: string, place: number): void {
    for (let at = 0; at < text.length; at += 1) {
      const letter = text.charAt(at);
      if (!isHan(letter)) continue;
      const places = this.#places.get(letter);
      if (!places) this.#places.set(letter, [place]);
      // Guides come one after the other: the last one noted is this one, or it is not noted yet.
      else if (places[places.length - 1] !== place) places.push(place);
    }
  }

  /** The best first, `most` at the most; none for a query that says nothing. */
  find(query: string, most: number): readonly GuideEntry[] {
    const sought = this.#take(query);
    if (sought.length === 0) return [];
    const fits = sought.map((one) => this.#fits(one));
    const wanted = Math.ceil(sought.length * wordShareMin);
    const fitting = (place: number) => fits.filter((one) => (one[place] ?? 0) > 0).length;
    let found = this.#guides.map((_, place) => place).filter((place) => fitting(place) >= wanted);
    // Slips are thought of only where too little was meant as it stands.
    if (found.length < plentyFound) {
      for (const [at, one] of sought.entries()) this.#forgive(one, fits[at] ?? []);
      found = this.#guides.map((_, place) => place).filter((place) => fitting(place) >= wanted);
    }
    const fitted = found
      .map((place) => ({ place, fit: fits.reduce((sum, one) => sum + (one[place] ?? 0), 0) }))
      .sort((a, b) => b.fit - a.fit || this.#before(a.place, b.place));
    const places = fitted.map(({ place }) => place);
    if (places.length < plentyFound) places.push(...this.#plain(sought, places));
    return places.slice(0, most).flatMap((place) => this.#guides[place]?.entry ?? []);
  }

  /** What a sentence may mean beside what was found by its words. */
  #plain(sought: readonly Sought[], places: readonly number[]): number[] {
    const words = sought.map(({ letters }) => letters);
    const placesOf = (letter: string) => this.#places.get(letter) ?? [];
    this.#called ??= calledIn(this.#guides);
    return [...inCommon(words, this.#called, placesOf, this.#weigh)]
      .filter(({ place }) => !places.includes(place))
      .sort((a, b) => b.share - a.share || this.#before(a.place, b.place))
      .slice(0, plainMax)
      .map(({ place }) => place);
  }

  /** Of two that fit alike the popular one, then the one that says it shorter. */
  #before(one: number, other: number): number {
    const [a, b] = [this.#guides[one]?.entry, this.#guides[other]?.entry];
    if (!a || !b) return 0;
    return b.popularity - a.popularity || a.name['zh-Hans'].length - b.name['zh-Hans'].length;
  }

  /** How the word fits each guide, by place; nothing where it does not. */
  #fits(sought: Sought): number[] {
    const fits: number[] = new Array(this.#guides.length).fill(0);
    // Departments and life events are of many guides.
    const known = new Map<Term, number>();
    for (const place of sought.han ? this.#placesOf(sought.letters) : fits.keys()) {
      let best = 0;
      for (const term of this.#guides[place]?.terms ?? []) {
        let fit = term.kind === 'about' ? known.get(term) : undefined;
        if (fit === undefined) {
          fit = fitOf(sought, term, this.#weigh);
          if (term.kind === 'about') known.set(term, fit);
        }
        if (fit > best) best = fit;
      }
      fits[place] = best;
    }
    return fits;
  }

  /** The guides in which enough of a Chinese word's characters stand. */
  #placesOf(letters: string): number[] {
    const shares = new Map<number, number>();
    let whole = 0;
    for (const letter of new Set(letters)) {
      const weight = this.#weigh(letter);
      whole += weight;
      for (const place of this.#places.get(letter) ?? []) {
        shares.set(place, (shares.get(place) ?? 0) + weight);
      }
    }
    const enough = whole * lettersShareMin;
    return [...shares].filter(([, share]) => share >= enough).map(([place]) => place);
  }

  #forgive(sought: Sought, fits: number[]): void {
    this.#guides.forEach(({ terms }, place) => {
      if (fits[place]) return;
      for (const term of terms) {
        fits[place] = Math.max(fits[place] ?? 0, looseFitOf(sought, term));
      }
    });
  }

  /** The words of a query that say something; all of them where none does. */
  #take(query: string): Sought[] {
    const folded = this.#folding.fold(query.slice(0, queryLettersMax));
    const words: string[] = (folded.match(word) ?? []).slice(0, wordsMax);
    const telling = words.flatMap((one) => this.#telling(one));
    const chosen = telling.length > 0 ? telling : words;
    return chosen.map((one) => soughtOf(one, isHan(one), this.#readings));
  }

  #telling(one: string): string[] {
    if (!isHan(one)) return this.#idleWords.has(one) ? [] : [one];
    let rest = one;
    for (const idle of this.#idle) rest = rest.split(idle).join(' ');
    return rest.split(' ').filter((part) => part !== '');
  }
}
