/**
 * The language of staff's pages: chosen once, remembered on this computer. `?lang=` in the address
 * comes first, for a link that is meant in one language.
 */
import { effect, type Signal, signal } from '@preact/signals';
import { setLanguage } from '../ui/page.tsx';
import { type Language, languageOf, languages } from '../ui/texts.ts';
import { recall, remember } from './remembered.ts';

const key = 'jinghao.language';

function firstLanguage(): Language {
  if (new URLSearchParams(location.search).has('lang')) return languageOf(location.search);
  const remembered = recall(key);
  return languages.find((language) => language === remembered) ?? 'zh-Hans';
}

export const language: Signal<Language> = signal(firstLanguage());

effect(() => setLanguage(language.value));

/** From now on, and the next time on this computer. */
export function chooseLanguage(chosen: Language): void {
  language.value = chosen;
  remember(key, chosen);
}
