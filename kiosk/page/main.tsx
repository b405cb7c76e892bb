/**
 * The touchscreen of a kiosk: follows the hub, takes numbers, and finds its start again by itself.
 */
import { computed, effect, signal } from '@preact/signals';
import '../../ui/tokens.css';
import './kiosk.css';
import { follow, newRequestId } from '../../ui/follow.ts';
import { setLanguage, showPage } from '../../ui/page.tsx';
import { followScreen } from '../../ui/screen.ts';
import { languageOf } from '../../ui/texts.ts';
import { dateAt } from './days.ts';
import { codeIn, codeLength, type Enrolled, enrol } from './enrol.ts';
import { guardTouches } from './guard.ts';
import { Kiosk } from './Kiosk.tsx';
import { kioskTexts } from './texts/texts.ts';
import { startVisiting } from './visiting.ts';

const line = follow({ peer: 'kiosk' });
const screen = followScreen();
const visiting = startVisiting(line, languageOf(location.search));
/** Changes once a day, not with every second. */
const today = computed(() => (line.now.value === null ? '' : dateAt(line.now.value)));
const letters = signal('');
const enrolling = signal(false);
const trouble = signal<Exclude<Enrolled, 'ok'> | null>(null);

async function enrolThis(): Promise<void> {
  if (enrolling.peek()) return;
  enrolling.value = true;
  trouble.value = null;
  const outcome = await enrol(letters.peek());
  enrolling.value = false;
  if (outcome === 'ok') line.again();
  else trouble.value = outcome;
  if (outcome !== 'failed') letters.value = '';
}

/** The code from the address is tried once, by itself, and leaves the address at once. */
function enrolByAddress(): void {
  const code = codeIn(location.hash);
  if (code.length !== codeLength) return;
  history.replaceState(null, '', location.pathname + location.search);
  letters.value = code;
  const stop = effect(() => {
    if (line.refusal.value !== 'not-enrolled') return;
    queueMicrotask(() => stop());
    void enrolThis();
  });
}

function Live() {
  const { visit, language, large, seconds, slip, help, card } = visiting;
  return (
    <Kiosk
      view={line.view.value}
      names={line.names.value}
      stale={line.stale.value}
      refusal={line.refusal.value}
      visit={visit.value}
      slip={slip.value}
      seconds={seconds.value}
      language={language.value}
      large={large.value}
      screen={screen.value}
      today={today.value}
      help={help.value}
      card={card.value}
      enrolment={{
        letters: letters.value,
        asking: enrolling.value,
        trouble: trouble.value,
        onLetters: (typed) => {
          letters.value = typed;
          trouble.value = null;
        },
        onEnrol: enrolThis,
      }}
      newRequestId={newRequestId}
      onDeed={visiting.act}
      onTake={visiting.take}
      onSend={visiting.send}
      onHelp={visiting.callHelp}
      onReprint={visiting.reprint}
      onLanguage={visiting.setLanguage}
      onLarge={visiting.setLarge}
    />
  );
}

effect(() => {
  setLanguage(visiting.language.value);
  document.title = kioskTexts[visiting.language.value].title;
  document.documentElement.dataset.type = visiting.large.value ? 'large' : 'normal';
});
guardTouches();
enrolByAddress();
showPage(<Live />, { fonts: true, unattended: true });
