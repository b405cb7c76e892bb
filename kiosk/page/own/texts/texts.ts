/** The words of a number in hand by language; they are fetched with its pages. */
import type { Language } from '../../../../ui/texts.ts';
import { en } from './en.ts';
import { type OwnWords, zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export const ownTexts: Readonly<Record<Language, OwnWords>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
