/**
 * The choice of a language, each by its own name; three buttons of words, small and in place.
 */
import { languageNames, languages } from '../ui/texts.ts';
import { chooseLanguage, language } from './language.ts';
import './language-choice.css';

const shortNames = { 'zh-Hans': '简', 'zh-Hant': '繁', en: 'EN' } as const;

export function LanguageChoice({ name }: { name: string }) {
  return (
    <fieldset class="language-choice">
      <legend class="unseen">{name}</legend>
      {languages.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          title={languageNames[one]}
          aria-label={languageNames[one]}
          aria-pressed={language.value === one}
          onClick={() => chooseLanguage(one)}
        >
          {shortNames[one]}
        </button>
      ))}
    </fieldset>
  );
}
