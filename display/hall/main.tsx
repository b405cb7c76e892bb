/**
 * The big screen of a hall: follows the hub, announces calls by motion and size, and runs for months
 * untouched. `?lang=en` and `?contrast=more` in its address choose language and contrast, `?area=east`
 * the part of the hall, and `?screen=lobby-1` is its name, for notices of its own.
 */
import '../../ui/old-screens.ts';
import { computed, effect, signal } from '@preact/signals';
import '../../ui/tokens.css';
import '../../ui/whole-screen.css';
import './hall.css';
import './waiting.css';
import { Announcer } from '../../ui/announce.ts';
import { follow } from '../../ui/follow.ts';
import { setLanguage, showPage } from '../../ui/page.tsx';
import { reloadPage } from '../../ui/reload.ts';
import { followScreen } from '../../ui/screen.ts';
import { followShift } from '../../ui/shift.ts';
import { languageOf } from '../../ui/texts.ts';
import { HallScreen } from './HallScreen.tsx';
import { hallTexts } from './texts/texts.ts';
import { placeOf } from './told.ts';

const language = languageOf(location.search);
const line = follow({ peer: 'display' });
const screen = followScreen();
const announcer = new Announcer();
const lit = signal<readonly number[]>([]);
const place = placeOf(location.search);
/** How long one notice stands before the next has its turn. */
const turnMs = 12_000;
const turn = computed(() => Math.floor((line.now.value ?? 0) / turnMs));
const minute = computed(() => line.now.value && line.now.value - (line.now.value % 60_000));

effect(() => {
  const { value: view } = line.view;
  const { value: now } = line.now;
  if (view === null || now === null) return;
  const seqs = announcer.look(view.calls, now);
  // The same list must stay the same object, or the page would be drawn once a second.
  if (seqs.join() !== lit.peek().join()) lit.value = seqs;
});
effect(() => {
  if (line.refusal.value === 'reload') reloadPage();
});

function Live() {
  return (
    <HallScreen
      view={line.view.value}
      names={line.names.value}
      posted={line.posted.value}
      place={place}
      turn={turn.value}
      now={minute.value}
      stale={line.stale.value}
      heardAt={line.heardAt.value}
      lit={lit.value}
      screen={screen.value}
      language={language}
    />
  );
}

followShift(minute);
setLanguage(language);
document.title = hallTexts[language].title;
showPage(<Live />, { fonts: true, unattended: true });
