/** The words of what only some are asked, and of the keys, by language; they are fetched with their pages. */
import type { Language } from '../../../../ui/texts.ts';
import { en } from './en.ts';
import { type AskWords, zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export const askTexts: Readonly<Record<Language, AskWords>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
