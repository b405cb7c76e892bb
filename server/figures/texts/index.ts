/**
 * The words of reports by language.
 */
import type { Language } from '../../../core/hall/configuration.ts';
import { en } from './en.ts';
import { zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export type ReportTexts = typeof zhHans;

export const reportTexts: Readonly<Record<Language, ReportTexts>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
