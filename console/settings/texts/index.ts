/**
 * The words of the page of settings by language: its own, and what the fields and their choices are called.
 */
import type { Language, Words } from '../../../ui/texts.ts';
import type { Steps } from '../form.ts';
import { en } from './en.ts';
import { fields as fieldsEn } from './fields-en.ts';
import { fields as fieldsHans } from './fields-zh-Hans.ts';
import { fields as fieldsHant } from './fields-zh-Hant.ts';
import { hints as hintsEn } from './hints-en.ts';
import { hints as hintsHans } from './hints-zh-Hans.ts';
import { hints as hintsHant } from './hints-zh-Hant.ts';
import { zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

type Model = Omit<typeof zhHans, 'days'>;
export type SettingsTexts = Words<Model> & { readonly days: readonly string[] };

const byLanguage: Readonly<Record<Language, SettingsTexts>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
export const fieldNames: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  'zh-Hans': fieldsHans,
  'zh-Hant': fieldsHant,
  en: fieldsEn,
};

export const fieldHints: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  'zh-Hans': hintsHans,
  'zh-Hant': hintsHant,
  en: hintsEn,
};

export const textsIn = (language: Language): SettingsTexts => byLanguage[language];

const own = (names: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(names, key) ? names[key] : undefined;

/** What the field at this place is called; one that has no name yet stands as it is written. */
export function fieldName(path: Steps, language: Language): string {
  const words = path.filter((step) => typeof step === 'string' && !step.startsWith('['));
  const [parent = '', last = ''] = ['', ...words].slice(-2);
  const names = fieldNames[language];
  return own(names, `${parent}.${last}`) ?? own(names, `${last}`) ?? `${last}`;
}

/** One sentence on the field at this place, where its name does not say enough; empty: it does. */
export function fieldHint(path: Steps, language: Language): string {
  const [last = ''] = path.filter((step) => typeof step === 'string').slice(-1);
  return own(fieldHints[language], `${last}`) ?? '';
}

/** What a choice is called. */
export function wordOf(path: Steps, word: string, language: Language): string {
  const [key = ''] = path.filter((step) => typeof step === 'string').slice(-1);
  return own(fieldNames[language], `${key}=${word}`) ?? word;
}

/** A whole place in words: `业务 › 税务 › 承诺等候`. */
export function placeName(path: Steps, language: Language, nameOf: (at: Steps) => string): string {
  const said = path.map((step, at) => {
    const here = path.slice(0, at + 1);
    return typeof step === 'string' && !step.startsWith('[')
      ? fieldName(here, language)
      : nameOf(here);
  });
  return said.join(' › ');
}
