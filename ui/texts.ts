/**
 * Words for people, by language. Each page keeps its own beside itself in `texts/`, one file a
 * language: `zh-Hans.ts` is the model, and the others have its type, so a word that is missing does
 * not compile. A word with a number in it is a function, because languages count differently.
 */
import type { Language } from '../core/hall/configuration.ts';
import type { PostedTexts } from '../core/views/facts.ts';

export type { Language, Texts } from '../core/hall/configuration.ts';

export const languages: readonly Language[] = ['zh-Hans', 'zh-Hant', 'en'];

/** How each language calls itself, for the one who looks for it. */
export const languageNames: Readonly<Record<Language, string>> = {
  'zh-Hans': '简体中文',
  'zh-Hant': '繁體中文',
  en: 'English',
};

/** The words that a page's `texts/zh-Hans.ts` defines, as the type of the others. */
export type Words<Model> = { readonly [Key in keyof Model]: Like<Model[Key]> };
type Like<T> = T extends (...args: infer Args) => string
  ? (...args: Args) => string
  : T extends string
    ? string
    : Words<T>;

/** One of the hall's own texts; a language that is missing is shown as `zh-Hans`. */
export const say = (texts: PostedTexts, language: Language): string =>
  texts[language] ?? texts['zh-Hans'];

/** The language of an address (`?lang=en`), or simplified Chinese. */
export function languageOf(search: string): Language {
  const asked = new URLSearchParams(search).get('lang');
  return languages.find((language) => language === asked) ?? 'zh-Hans';
}
