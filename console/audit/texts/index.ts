/**
 * The words of the page of the audit, by language.
 */
import type { Language, Words } from '../../../ui/texts.ts';
import { en } from './en.ts';
import { zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export type AuditTexts = Words<typeof zhHans>;

const byLanguage: Readonly<Record<Language, AuditTexts>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};

export const textsIn = (language: Language): AuditTexts => byLanguage[language];
