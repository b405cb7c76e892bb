/** The words of the sign over a counter by language. */
import type { Language } from '../../../ui/texts.ts';
import { en } from './en.ts';
import { type SignWords, zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export type { SignWords } from './zh-Hans.ts';

export const signTexts: Readonly<Record<Language, SignWords>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
