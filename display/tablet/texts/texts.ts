/** The words of the rating tablet by language. */
import type { Language } from '../../../ui/texts.ts';
import { en } from './en.ts';
import { type TabletWords, zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export type { TabletWords } from './zh-Hans.ts';

export const tabletTexts: Readonly<Record<Language, TabletWords>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
