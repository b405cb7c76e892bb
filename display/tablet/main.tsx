/**
 * The rating tablet at a counter (`/tablet/3`). Which counter it is says its key, not its address; the
 * address is for whoever sets it up. A language that a visitor chose ends with the question.
 */
import { effect, signal } from '@preact/signals';
import '../../ui/tokens.css';
import './tablet.css';
import { setLanguage, showPage } from '../../ui/page.tsx';
import { type Language, languageOf } from '../../ui/texts.ts';
import { tablet } from './asking.ts';
import { Tablet } from './Tablet.tsx';
import { tabletTexts } from './texts/texts.ts';

const usual = languageOf(location.search);
const language = signal<Language>(usual);
const asked = tablet();

effect(() => {
  setLanguage(language.value);
  document.title = tabletTexts[language.value].title;
});
effect(() => {
  if (asked.shown.value.is === 'thanks') setTimeout(() => (language.value = usual), 4_000);
});

function Live() {
  return (
    <Tablet
      asked={asked}
      language={language.value}
      onLanguage={(chosen) => {
        language.value = chosen;
      }}
    />
  );
}

showPage(<Live />, { fonts: true, unattended: true });
