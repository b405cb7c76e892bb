/** The words of enrolment by language. */
import type { Language } from '../../../../ui/texts.ts';
import { en } from './en.ts';
import { type EnrolWords, zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export type { EnrolWords } from './zh-Hans.ts';

export const enrolTexts: Readonly<Record<Language, EnrolWords>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
