/** The words of the kiosk's page of one guide by language. */
import type { Language } from '../../../../ui/texts.ts';
import { en } from './en.ts';
import { type GuidePageWords, zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export type { GuidePageWords } from './zh-Hans.ts';

export const guidePageTexts: Readonly<Record<Language, GuidePageWords>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
