/** The words of why no number is given, by language; they are fetched with their pages. */
import type { Language } from '../../../../ui/texts.ts';
import { en } from './en.ts';
import { type StopWords, zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export const stopTexts: Readonly<Record<Language, StopWords>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
