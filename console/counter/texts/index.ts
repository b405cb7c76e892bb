/**
 * The counter page's words by language.
 */
import type { Language, Words } from '../../../ui/texts.ts';
import { en } from './en.ts';
import { zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export type CounterTexts = Words<typeof zhHans>;

const byLanguage: Readonly<Record<Language, CounterTexts>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};

export const textsIn = (language: Language): CounterTexts => byLanguage[language];
