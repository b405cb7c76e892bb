/** The words of this page by language. */
import type { Language } from '../../../ui/texts.ts';
import { en } from './en.ts';
import { type AdoptionTexts, zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export type { AdoptionTexts } from './zh-Hans.ts';

const byLanguage: Readonly<Record<Language, AdoptionTexts>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};

export const textsIn = (language: Language): AdoptionTexts => byLanguage[language];
