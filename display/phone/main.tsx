/**
 * The page behind the QR code of a slip: follows one ticket by the secret in its address (`/t/…`).
 * Read only, light, and in the phone's own font and language.
 */
import { effect, signal } from '@preact/signals';
import '../../ui/tokens.css';
import './phone.css';
import { follow } from '../../ui/follow.ts';
import { setLanguage, showPage } from '../../ui/page.tsx';
import { reloadPage } from '../../ui/reload.ts';
import type { Language } from '../../ui/texts.ts';
import { phoneLanguage } from './language.ts';
import { Phone } from './Phone.tsx';
import { phoneTexts } from './texts/texts.ts';

const link = decodeURIComponent(location.pathname.split('/').filter(Boolean).pop() ?? '');
const line = follow({ peer: 'phone', link });
const language = signal<Language>(phoneLanguage(location.search, navigator.languages));

effect(() => {
  const words = phoneTexts[language.value];
  const view = line.view.value;
  const sign = line.names.value?.counters.find(({ id }) => id === view?.counter)?.sign ?? '';
  setLanguage(language.value);
  document.title = view?.status === 'called' ? `${words.now}: ${words.window(sign)}` : words.title;
});
effect(() => {
  if (line.refusal.value === 'reload') reloadPage();
});

function Live() {
  return (
    <Phone
      view={line.view.value}
      names={line.names.value}
      unknown={line.refusal.value === 'unknown-link'}
      stale={line.stale.value}
      heardAt={line.heardAt.value}
      language={language.value}
      onLanguage={(chosen) => {
        language.value = chosen;
      }}
    />
  );
}

showPage(<Live />, { fonts: false, unattended: false });
