/** The words of the kiosk by language. */
import type { Language } from '../../../ui/texts.ts';
import { en } from './en.ts';
import { type KioskWords, zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export type { KioskWords } from './zh-Hans.ts';

export const kioskTexts: Readonly<Record<Language, KioskWords>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
