/**
 * The language of a visitor's phone: the address's, else the first of the phone's own that we speak.
 */
import { type Language, languageOf } from './texts.ts';

/** `search` and the browser's `languages`; English for everybody whose languages we do not speak. */
export function phoneLanguage(search: string, wished: readonly string[]): Language {
  if (new URLSearchParams(search).has('lang')) return languageOf(search);
  for (const language of wished) {
    if (/^zh-(Hant|TW|HK|MO)/i.test(language)) return 'zh-Hant';
    if (/^zh/i.test(language)) return 'zh-Hans';
    if (/^en/i.test(language)) return 'en';
  }
  return wished.length === 0 ? 'zh-Hans' : 'en';
}
