/**
 * The words of the page of cases by language.
 */
import type { Language, Words } from '../../../ui/texts.ts';
import { en } from './en.ts';
import { zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export type CaseTexts = Words<typeof zhHans>;

const byLanguage: Readonly<Record<Language, CaseTexts>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};

export const textsIn = (language: Language): CaseTexts => byLanguage[language];
