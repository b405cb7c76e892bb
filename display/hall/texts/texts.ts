/** The words of the hall screen by language. */
import type { Language } from '../../../ui/texts.ts';
import { en } from './en.ts';
import { type HallWords, zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export type { HallWords } from './zh-Hans.ts';

export const hallTexts: Readonly<Record<Language, HallWords>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
