/**
 * The words of the page of what is held of persons, by language.
 */
import type { Language, Words } from '../../../ui/texts.ts';
import { en } from './en.ts';
import { zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export type PrivacyTexts = Words<typeof zhHans>;

const byLanguage: Readonly<Record<Language, PrivacyTexts>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};

export const textsIn = (language: Language): PrivacyTexts => byLanguage[language];
