/**
 * The words of the page of what is posted in the hall, by language.
 */
import type { Language, Words } from '../../../ui/texts.ts';
import { en } from './en.ts';
import { zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export type HouseTexts = Words<typeof zhHans>;

const byLanguage: Readonly<Record<Language, HouseTexts>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};

export const textsIn = (language: Language): HouseTexts => byLanguage[language];
