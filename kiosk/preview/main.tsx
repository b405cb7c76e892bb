/**
 * The kiosk's first page in a frame of the page of settings, as it would be by settings that are not in
 * force: the very page that kiosks show, with what that page tells it; it has no line to the hub and
 * nothing on it can be pressed.
 */
import '../../ui/tokens.css';
import '../page/kiosk.css';
import { signal } from '@preact/signals';
import { showHallLook } from '../../ui/look.ts';
import { setLanguage, showPage } from '../../ui/page.tsx';
import { followScreen } from '../../ui/screen.ts';
import { languageOf } from '../../ui/texts.ts';
import { Kiosk } from '../page/Kiosk.tsx';
import type { KioskProps } from '../page/known.ts';
import { screenFor, showLook, usualModes } from '../page/modes.ts';
import { kioskTexts } from '../page/texts/texts.ts';
import { atStart } from '../page/visit.ts';
import './preview.css';

type Shown = Pick<KioskProps, 'view' | 'names'>;

/** As `ui/past-shown.ts` has it for public screens. */
const ready = 'preview-ready';
const language = languageOf(location.search);
const screen = followScreen();
const told = signal<Shown | null>(null);
const nothing = (): void => {};
const no = () => Promise.resolve({ failed: 'no-answer' } as const);

function Shown() {
  const shown = told.value;
  if (shown === null) return null;
  return (
    <Kiosk
      {...shown}
      {...{ stale: false, refusal: null, visit: atStart, slip: null, seconds: null, language }}
      {...{ modes: usualModes, large: false, screen: screenFor(screen.value, usualModes, null) }}
      {...{ today: '', help: null, card: 'lay', spoken: [], asleep: false, minute: 0 }}
      enrolment={{
        ...{ letters: '', asking: false, trouble: null, onLetters: nothing, onEnrol: nothing },
      }}
      newRequestId={() => ''}
      {...{ onDeed: nothing, onTake: nothing, onSend: nothing, onReprint: nothing }}
      {...{ onRate: nothing, onAddToRating: nothing, onRejoin: nothing, onHelp: nothing }}
      {...{ onPrintGuide: no, onPrintForm: no, onLanguage: nothing, onWake: nothing }}
      onMode={nothing}
    />
  );
}

window.addEventListener('message', ({ origin, source, data }: MessageEvent<Shown>) => {
  if (origin !== location.origin || source !== window.parent) return;
  showHallLook(document.documentElement, data.names?.look);
  told.value = data;
});
setLanguage(language);
document.title = kioskTexts[language].title;
showLook(document.documentElement, {
  ...{ modes: usualModes, screen: screen.value, hung: null, night: false },
});
showPage(<Shown />, { fonts: true, unattended: false });
if (window.parent !== window) window.parent.postMessage(ready, location.origin);
