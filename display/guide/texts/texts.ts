/** The words of a guide's page on a phone by language. */
import type { Language } from '../../../ui/texts.ts';
import { en } from './en.ts';
import { type GuideDisplayWords, zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export type { GuideDisplayWords } from './zh-Hans.ts';

export const guideDisplayTexts: Readonly<Record<Language, GuideDisplayWords>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
