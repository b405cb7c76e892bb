/** The words of the visitor's phone page by language. */
import type { Language } from '../../../ui/texts.ts';
import { en } from './en.ts';
import { type PhoneWords, zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export type { PhoneWords } from './zh-Hans.ts';

export const phoneTexts: Readonly<Record<Language, PhoneWords>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
