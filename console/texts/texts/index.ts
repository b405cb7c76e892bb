/**
 * The words of the page of texts by language, and the word for a code of the hub.
 */
import type { Language, Words } from '../../../ui/texts.ts';
import { en } from './en.ts';
import { zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export type TextsTexts = Words<typeof zhHans>;

const byLanguage: Readonly<Record<Language, TextsTexts>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};

export const textsIn = (language: Language): TextsTexts => byLanguage[language];

/** A code in words; one that this page does not know (a carrier's own) stands as it is. */
export const wordOf = (words: Readonly<Record<string, string>>, code: string): string =>
  Object.hasOwn(words, code) ? (words[code] ?? code) : code;
