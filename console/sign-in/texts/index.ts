/**
 * The sign-in page's words by language.
 */
import type { Language, Words } from '../../../ui/texts.ts';
import { en } from './en.ts';
import { zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export type SignInTexts = Words<typeof zhHans>;

export const signInTexts: Readonly<Record<Language, SignInTexts>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
