/**
 * The page behind the QR code of a guide (`/guide/…`), and behind "what to bring" of a ticket
 * (`/guide?service=…`), which first asks which guide where there are several; so does a code whose
 * item is gone, if it has the service. It is light, read only,
 * in the phone's own font and language, and speaks to nobody but the origin that it came from.
 */
import { effect, signal } from '@preact/signals';
import '../../ui/tokens.css';
import './sheet.css';
import { tell } from '../../ui/guide/told.ts';
import { setLanguage, showPage } from '../../ui/page.tsx';
import { phoneLanguage } from '../../ui/phone-language.ts';
import type { Language } from '../../ui/texts.ts';
import { type Fetched, type FetchedList, fetchAsked, type NotFetched } from './fetched.ts';
import { GuideOnPhone } from './GuideOnPhone.tsx';
import { guideDisplayTexts } from './texts/texts.ts';

const language = signal<Language>(phoneLanguage(location.search, navigator.languages));
const fetched = signal<Fetched | FetchedList | NotFetched | null>(null);

async function load(): Promise<void> {
  fetched.value = null;
  fetched.value = await fetchAsked(location, (...asked) => fetch(...asked));
}

effect(() => {
  setLanguage(language.value);
  const known = fetched.value;
  const name =
    known && typeof known === 'object' && 'guide' in known
      ? tell(known.guide.name, language.value).text
      : '';
  const { title } = guideDisplayTexts[language.value];
  document.title = name === '' ? title : `${name} · ${title}`;
});

function Live() {
  return (
    <GuideOnPhone
      fetched={fetched.value}
      language={language.value}
      onLanguage={(chosen) => {
        language.value = chosen;
      }}
      onAgain={() => void load()}
    />
  );
}

void load();
showPage(<Live />, { fonts: false, unattended: false });
