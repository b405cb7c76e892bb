/**
 * The keyboard's dictionary, unpacked: characters by syllable, words by the first letters of their
 * syllables. Packed (words.ts) it is three lines: `ju19居据18局…` characters of a
 * syllable by how often, a power of two, starred where they are usually read otherwise;
 * `9:2身份居民…3身份证…` words by how often and length; `行hang:银行 行业|…` where a word is not read as its
 * characters usually are.
 */

export interface Entry {
  readonly text: string;
  readonly syllables: readonly string[];
  /** How often it is written, as a power of two. */
  readonly often: number;
}

export class Dictionary {
  /** Characters by syllable, the most used first. */
  readonly #letters = new Map<string, Entry[]>();
  /** Words by the first letters of their syllables, the most used first. */
  readonly #words = new Map<string, Entry[]>();
  /** Every beginning of a key of `#words`. */
  readonly #begun = new Set<string>();
  readonly #keys: readonly string[];
  /** Every beginning of a syllable. */
  readonly #parts = new Set<string>();
  readonly #usual = new Map<string, string>();

  constructor(packed: string) {
    const [letters = '', words = '', others = ''] = packed.split('\n');
    for (const one of letters.split(' ')) {
      const [syllable = ''] = /^[a-z]+/.exec(one) ?? [];
      const own: Entry[] = [];
      for (const [, often = '0', run = ''] of one.matchAll(/(\d+)(\D+)/g)) {
        for (const [, text = '', star] of run.matchAll(/([^*])(\*?)/g)) {
          if (star === '') this.#usual.set(text, syllable);
          own.push({ text, syllables: [syllable], often: Number(often) });
        }
      }
      this.#letters.set(syllable, own);
      for (let size = 1; size <= syllable.length; size += 1) {
        this.#parts.add(syllable.slice(0, size));
      }
    }
    this.#unpack(words, otherReadings(others));
    this.#keys = [...this.#words.keys()].sort();
  }

  #unpack(words: string, others: ReadonlyMap<string, ReadonlyMap<string, string>>): void {
    for (const band of words.split(' ')) {
      const [often = '0', groups = ''] = band.split(':');
      for (const [, length = '0', run = ''] of groups.matchAll(/(\d)([^\d]+)/g)) {
        const size = Number(length);
        for (let at = 0; at < run.length; at += size) {
          const text = run.slice(at, at + size);
          const own = others.get(text);
          const syllables = [...text].map((one) => own?.get(one) ?? this.#usual.get(one) ?? '');
          this.#add({ text, syllables, often: Number(often) });
        }
      }
    }
  }

  #add(entry: Entry): void {
    const key = entry.syllables.map((syllable) => syllable[0] ?? '').join('');
    const own = this.#words.get(key);
    if (own) {
      own.push(entry);
      return;
    }
    this.#words.set(key, [entry]);
    for (let size = 1; size <= key.length; size += 1) this.#begun.add(key.slice(0, size));
  }

  isSyllable(letters: string): boolean {
    return this.#letters.has(letters);
  }

  /** Whether any syllable begins so. */
  isPart(letters: string): boolean {
    return this.#parts.has(letters);
  }

  /** The characters that are read so; or, of a beginning, of all syllables that begin so. */
  lettersFor(part: string): readonly Entry[] {
    const own = this.#letters.get(part);
    if (own) return own;
    return [...this.#letters]
      .filter(([syllable]) => syllable.startsWith(part))
      .flatMap(([, letters]) => letters)
      .sort((a, b) => b.often - a.often);
  }

  /** Whether any word's initials begin so. */
  isBegun(initials: string): boolean {
    return this.#begun.has(initials);
  }

  wordsWith(initials: string): readonly Entry[] {
    return this.#words.get(initials) ?? [];
  }

  /** Words that begin with these initials and go on, of so many syllables more at the most. */
  wordsBeyond(initials: string, more: number): readonly Entry[] {
    const found: Entry[] = [];
    for (let at = this.#placeOf(initials); at < this.#keys.length; at += 1) {
      const key = this.#keys[at] ?? '';
      if (!key.startsWith(initials)) break;
      if (key !== initials && key.length <= initials.length + more) {
        found.push(...this.wordsWith(key));
      }
    }
    return found;
  }

  #placeOf(key: string): number {
    let low = 0;
    let high = this.#keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#keys[middle] ?? '') < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** How a character is usually read; undefined when it is not known. */
  readingOf(letter: string): string | undefined {
    return this.#usual.get(letter);
  }
}

/** By word: its characters that are read otherwise. */
function otherReadings(packed: string): Map<string, Map<string, string>> {
  const others = new Map<string, Map<string, string>>();
  for (const one of packed.split('|')) {
    const [key = '', words = ''] = one.split(':');
    const letter = key.slice(0, 1);
    for (const word of words.split(' ')) {
      const own = others.get(word) ?? new Map<string, string>();
      others.set(word, own.set(letter, key.slice(1)));
    }
  }
  return others;
}
