/**
 * The words of the live page by language.
 */
import type { Language, Words } from '../../../ui/texts.ts';
import { en } from './en.ts';
import { zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export type LiveTexts = Words<typeof zhHans>;

const byLanguage: Readonly<Record<Language, LiveTexts>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};

export const textsIn = (language: Language): LiveTexts => byLanguage[language];
