/**
 * The touchscreen of a kiosk: follows the hub, takes numbers, and finds its start again by itself.
 */
import { computed, effect, signal } from '@preact/signals';
import '../../ui/tokens.css';
import './kiosk.css';
import type { PrintGuideReply } from '../../core/wire/guide-paper.ts';
import { follow, newRequestId } from '../../ui/follow.ts';
import { fetchFonts, setLanguage, showPage } from '../../ui/page.tsx';
import { followScreen } from '../../ui/screen.ts';
import { languageOf } from '../../ui/texts.ts';
import { dateAt } from './days.ts';
import { codeIn, codeLength, type Enrolled, enrol } from './enrol.ts';
import { guardTouches } from './guard.ts';
import { fetchLaterPages, Kiosk } from './Kiosk.tsx';
import { placeOf } from './known.ts';
import { type Hung, screenFor, showLook } from './modes.ts';
import { isNight } from './night.ts';
import { isPreview, previewLine } from './preview-line.ts';
import { startSounding } from './sounding.ts';
import { kioskTexts } from './texts/texts.ts';
import { startVisiting } from './visiting.ts';

/** After the first page is up, the pages behind it are fetched: soon nothing is missing. */
const quietMs = 3_000;

const line = isPreview() ? previewLine() : follow({ peer: 'kiosk' });
const screen = followScreen();
const visiting = startVisiting(line, languageOf(location.search));
const spoken = startSounding(visiting);
/** Changes once a day, not with every second. */
const today = computed(() => (line.now.value === null ? '' : dateAt(line.now.value)));
const mine = computed(() => placeOf(line.names.value, line.view.value));
/** Where this kiosk's screen hangs, once it is known. */
const hung = computed<Hung | null>(() => {
  const { top, height } = mine.value?.screenMm ?? {};
  return top === undefined || height === undefined ? null : { topMm: top, heightMm: height };
});
const night = computed(() => isNight(line.names.value, line.view.value));
const minute = computed(() => Math.floor((line.now.value ?? 0) / 60_000));
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
  const { visit, language, modes, seconds, slip, help, card } = visiting;
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
      modes={modes.value}
      large={modes.value.care}
      screen={screenFor(screen.value, modes.value, hung.value)}
      today={today.value}
      help={help.value}
      card={card.value}
      spoken={spoken.value}
      asleep={visiting.asleep.value}
      minute={minute.value}
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
      onRate={visiting.rate}
      onAddToRating={visiting.addToRating}
      onRejoin={visiting.rejoin}
      onPrintGuide={(message) => line.ask<PrintGuideReply>('print-guide', message)}
      onPrintForm={(message) => line.ask<PrintGuideReply>('print-form', message)}
      onLanguage={visiting.setLanguage}
      onWake={visiting.wake}
      onMode={visiting.setMode}
    />
  );
}

effect(() => {
  setLanguage(visiting.language.value);
  document.title = kioskTexts[visiting.language.value].title;
});
guardTouches();
enrolByAddress();
showPage(<Live />, { fonts: false, unattended: true });
// On a slow kiosk a hundred kilobytes of @font-face hold the first tiles up for half a second.
effect(() => {
  const { view, refusal, stale } = line;
  if (view.value !== null || refusal.value !== null || stale.value) fetchFonts();
});
window.setTimeout(fetchLaterPages, quietMs);
if (location.hash === '#technician') visiting.act({ do: 'info', on: 'technician' });
const root = document.documentElement;
const always = { contrast: root.dataset.contrast === 'more' };
effect(() => {
  const look = { modes: visiting.modes.value, screen: screen.value };
  showLook(root, { ...look, hung: hung.value, night: night.value }, always);
});
