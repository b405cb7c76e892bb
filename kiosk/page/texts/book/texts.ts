/** The words of booking by language. */
import type { Language } from '../../../../ui/texts.ts';
import { en } from './en.ts';
import { type BookWords, zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export type { BookWords } from './zh-Hans.ts';

export const bookTexts: Readonly<Record<Language, BookWords>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
