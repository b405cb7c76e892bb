/** The words of a guide by language. */
import type { Language } from '../../texts.ts';
import { en } from './en.ts';
import { type GuideWords, zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export type { GuideWords } from './zh-Hans.ts';

export const guideWords: Readonly<Record<Language, GuideWords>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
