/**
 * The sentence for a no, in the language of the page.
 */
import type { Language } from '../../../core/hall/configuration.ts';
import type { Said } from '../said.ts';
import { en } from './en.ts';
import type { Naming, Sentences } from './shape.ts';
import { zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

const byLanguage: Readonly<Record<Language, Sentences>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};

export function sentenceFor(said: Said, language: Language, naming: Naming): string {
  // Each name's sentence takes just that name's data, which the compiler cannot follow from here.
  const sentence = byLanguage[language][said.refused] as (said: Said, naming: Naming) => string;
  return sentence(said, naming);
}
