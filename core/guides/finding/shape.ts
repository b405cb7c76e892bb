/**
 * What a page needs beside the list of guides to find one: how their words are read in pinyin, how
 * Traditional characters fold into Simplified ones, what people call things. Made once by the hub when
 * a version is published (server/guides/finding), so that no page carries a dictionary of its own.
 */

/** `GET /guides/<version>/index`: never changes and may be kept. */
export interface FindingIndex {
  readonly version: string;
  /** By syllable without tone: the characters that are usually read so. */
  readonly readings: Readonly<Record<string, string>>;
  /** By guide: where a character of a term is read otherwise. Term 0 is its name, then `said`. */
  readonly otherwise: Readonly<Record<string, readonly OtherReading[]>>;
  /** Pairs: a Traditional character, and the Simplified one into which it folds. */
  readonly folds: string;
  /** Words that say nothing of what is sought, longest first: politeness, "how do I", "the". */
  readonly idle: readonly string[];
  /** By guide: what people say for it. */
  readonly said: Readonly<Record<string, readonly string[]>>;
}

/** Term, place of the character in it, and its syllable there. */
export type OtherReading = readonly [term: number, at: number, syllable: string];
