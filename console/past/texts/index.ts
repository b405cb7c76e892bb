/**
 * The words of the page that looks back by language.
 */
import type { Language, Words } from '../../../ui/texts.ts';
import { en } from './en.ts';
import { zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export type PastTexts = Words<typeof zhHans>;

const byLanguage: Readonly<Record<Language, PastTexts>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};

export const textsIn = (language: Language): PastTexts => byLanguage[language];
