/** The words of the pages on which guides are found, by language. */
import type { Language } from '../../../../../ui/texts.ts';
import { en } from './en.ts';
import { type FindingWords, zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export type { FindingWords } from './zh-Hans.ts';

export const findingTexts: Readonly<Record<Language, FindingWords>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
