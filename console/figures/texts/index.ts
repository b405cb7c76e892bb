/**
 * The words of the page of figures by language.
 */
import type { Language, Words } from '../../../ui/texts.ts';
import { en } from './en.ts';
import { zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export type FigureTexts = Words<typeof zhHans>;

const byLanguage: Readonly<Record<Language, FigureTexts>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};

export const textsIn = (language: Language): FigureTexts => byLanguage[language];
