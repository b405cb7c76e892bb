/** The words of more services by language; they are fetched with its pages. */
import type { Language } from '../../../../ui/texts.ts';
import { en } from './en.ts';
import { type MoreWords, zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export type { MoreWords } from './zh-Hans.ts';

export const moreTexts: Readonly<Record<Language, MoreWords>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
