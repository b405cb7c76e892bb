/**
 * The screen over one counter: follows the hub and shows this counter's number, the last part of its
 * address (`/display/counter/3`). `?lang=en` and `?contrast=more` choose language and contrast.
 */
import '../../ui/old-screens.ts';
import { computed, effect, signal } from '@preact/signals';
import '../../ui/tokens.css';
import '../../ui/whole-screen.css';
import './sign.css';
import { Announcer } from '../../ui/announce.ts';
import { follow } from '../../ui/follow.ts';
import { setLanguage, showPage } from '../../ui/page.tsx';
import { reloadPage } from '../../ui/reload.ts';
import { followScreen } from '../../ui/screen.ts';
import { followShift } from '../../ui/shift.ts';
import { languageOf } from '../../ui/texts.ts';
import { CounterSign } from './CounterSign.tsx';
import { signState } from './state.ts';
import { signTexts } from './texts/texts.ts';

const counter = decodeURIComponent(location.pathname.split('/').filter(Boolean).pop() ?? '');
const language = languageOf(location.search);
const line = follow({ peer: 'display' });
const announcer = new Announcer();
const lit = signal<readonly number[]>([]);

effect(() => {
  const { value: view } = line.view;
  const { value: now } = line.now;
  if (view === null || now === null) return;
  const own = view.calls.filter((call) => call.counter === counter);
  const seqs = announcer.look(own, now);
  if (seqs.join() !== lit.peek().join()) lit.value = seqs;
});
effect(() => {
  if (line.refusal.value === 'reload') reloadPage();
});

function Live() {
  const { value: view } = line.view;
  const { value: names } = line.names;
  const { value: posted } = line.posted;
  const state = view && names && signState(view, names, counter, posted);
  return (
    <CounterSign
      state={state}
      names={names}
      emergency={posted ? posted.emergency : null}
      counter={counter}
      lit={state?.is === 'called' && lit.value.includes(state.call.seq)}
      stale={line.stale.value}
      heardAt={line.heardAt.value}
      language={language}
    />
  );
}

followScreen();
followShift(computed(() => line.now.value && line.now.value - (line.now.value % 60_000)));
setLanguage(language);
document.title = signTexts[language].title;
showPage(<Live />, { fonts: true, unattended: true });
