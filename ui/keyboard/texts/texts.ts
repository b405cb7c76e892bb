/** The words of the on-screen keyboard by language. */
import type { Language } from '../../texts.ts';
import { en } from './en.ts';
import { type KeyboardWords, zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export type { KeyboardWords } from './zh-Hans.ts';

export const keyboardTexts: Readonly<Record<Language, KeyboardWords>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
