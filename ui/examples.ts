/**
 * What an `examples.tsx` beside a component says: the component by name in every state it has, made of
 * plain props. The gallery (docs/gallery.md) shows them and the tests look at them; no page loads them.
 */
import type { ComponentChild } from 'preact';
import type { Language } from './texts.ts';

/** By name, in lower case with dashes; the language is the reader's. */
export type Examples = Readonly<Record<string, (language: Language) => ComponentChild>>;

/** A word or sentence of an example, which has no texts of its own. */
export type Words = Readonly<Record<Language, string>>;

export const nothing = (): void => {};
