/**
 * The page behind the QR code of a slip: follows one ticket by the secret in its address (`/t/…`), and
 * asks by it for what its visitor may do. Light, and in the phone's own font and language.
 */
import { effect, signal } from '@preact/signals';
import '../../ui/tokens.css';
import './phone.css';
import { follow } from '../../ui/follow.ts';
import { setLanguage, showPage } from '../../ui/page.tsx';
import { reloadPage } from '../../ui/reload.ts';
import type { Language } from '../../ui/texts.ts';
import { deedsOf } from './deeds.ts';
import { phoneLanguage } from './language.ts';
import { Phone } from './Phone.tsx';
import type { Reminder } from './reminder/Reminder.tsx';
import type { Reminding } from './reminder/reminding.ts';
import { large, setLarge } from './size.ts';
import { phoneTexts } from './texts/texts.ts';

const link = decodeURIComponent(location.pathname.split('/').filter(Boolean).pop() ?? '');
const line = follow({ peer: 'phone', link });
const language = signal<Language>(phoneLanguage(location.search, navigator.languages));

/** Whoever was away for longer may have lost the line without a word. */
const sleepMs = 5_000;

const viaText = new URLSearchParams(location.search).get('via') === 'text';
const deeds = deedsOf(line, link, viaText ? 'text' : undefined);
/** Loaded after the page: its first load stays light. */
const reminder = signal<{ reminding: Reminding; Part: typeof Reminder } | null>(null);
import('./reminder/Reminder.tsx').then(
  (loaded) => {
    reminder.value = { reminding: loaded.remindingBy(), Part: loaded.Reminder };
  },
  () => {},
);
const offline = signal(!navigator.onLine);

const windowOf = (view: typeof line.view.value): string =>
  line.names.value?.counters.find(({ id }) => id === view?.counter)?.sign ?? '';

effect(() => {
  const words = phoneTexts[language.value];
  const view = line.view.value;
  setLanguage(language.value);
  document.documentElement.dataset.size = large.value ? 'large' : 'usual';
  const called = view?.status === 'called';
  document.title = called ? `${words.now}: ${words.window(windowOf(view))}` : words.title;
});
effect(() => {
  if (line.refusal.value === 'reload') reloadPage();
});
effect(() => deeds.look(line.view.value));

// A call draws attention once; one that was there when the page came up is looked at already.
let calledAt: number | null | undefined;
effect(() => {
  const view = line.view.value;
  if (view === null) return;
  const before = calledAt;
  calledAt = view.status === 'called' ? view.calledAt : (before ?? null);
  if (before === undefined || view.status !== 'called' || view.calledAt === before) return;
  const words = phoneTexts[language.value];
  const text = `${view.label} ${words.now}: ${words.window(windowOf(view))}`;
  reminder.peek()?.reminding.call(text);
});

// A phone that slept, or comes back into the net, need not wait for its line to be found broken. How
// long it slept the wall clock tells: the other one may have stood still meanwhile.
let hiddenAt = Date.now();
document.addEventListener('visibilitychange', () => {
  if (document.hidden) hiddenAt = Date.now();
  else if (line.stale.value || Math.abs(Date.now() - hiddenAt) > sleepMs) line.again();
});
window.addEventListener('online', () => {
  offline.value = false;
  line.again();
});
window.addEventListener('offline', () => {
  offline.value = true;
});

function Live() {
  const loaded = reminder.value;
  return (
    <Phone
      view={line.view.value}
      names={line.names.value}
      unknown={line.refusal.value === 'unknown-link'}
      stale={line.stale.value}
      heardAt={line.heardAt.value}
      now={line.now.value}
      offline={offline.value}
      deeds={deeds}
      reminder={
        loaded && ((chosen) => <loaded.Part reminding={loaded.reminding} language={chosen} />)
      }
      language={language.value}
      onLanguage={(chosen) => {
        language.value = chosen;
      }}
      large={large.value}
      onLarge={setLarge}
    />
  );
}

showPage(<Live />, { fonts: false, unattended: false });
