/** The words of the sheet for one-time notices by language. */
import type { Language } from '../../../../../ui/texts.ts';
import { en } from './en.ts';
import { type NoticeWords, zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export type { NoticeWords } from './zh-Hans.ts';

export const noticeWords: Readonly<Record<Language, NoticeWords>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
