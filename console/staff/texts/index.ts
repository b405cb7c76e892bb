/**
 * The words of the page of accounts, by language.
 */
import type { Language, Words } from '../../../ui/texts.ts';
import { en } from './en.ts';
import { zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export type StaffTexts = Words<typeof zhHans>;

const byLanguage: Readonly<Record<Language, StaffTexts>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};

export const textsIn = (language: Language): StaffTexts => byLanguage[language];
