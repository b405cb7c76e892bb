/**
 * Starts the mode with sound and ends it, and tells it what is up; and the kiosk by keys. What is said,
 * and how, is fetched with the mode (sound/).
 */
import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { type Language, languages } from '../../ui/texts.ts';
import type { Sound } from './sound/sound.ts';
import { type Speaks, silent, speakersOf } from './sound/voices.ts';
import { focusTitle, keepFocus, listenToSteering } from './steering.ts';
import type { Visit } from './visit.ts';
import type { Visiting } from './visiting.ts';

/** Which page is up: what is typed or chosen on it is no other page. */
export const pageOf = (visit: Visit): string =>
  [
    visit.at,
    'on' in visit ? visit.on : '',
    'page' in visit ? visit.page : '',
    'thanks' in visit ? `${visit.thanks} ${visit.steps.length} ${visit.adding?.step ?? ''}` : '',
    visit.at === 'slip' ? (visit.found?.status ?? '') : '',
  ].join(' ');

/** Runs for as long as the page is open; the languages that this kiosk speaks, as far as it is known. */
export function startSounding(visiting: Visiting): ReadonlySignal<readonly Language[]> {
  const speaks = signal<Speaks>(silent);
  const spoken = signal<readonly Language[]>([]);
  const { visit, language, modes, seconds } = visiting;
  let sound: Sound | null = null;
  let byKeys = false;
  /** Moves with every key that steers. */
  let keysHeard = 0;
  const look = () =>
    speakersOf().then((found) => {
      speaks.value = found;
      spoken.value = languages.filter((one) => found[one] !== null);
    });
  const begin = async () => {
    // The keypad may have started it before anybody looked for a voice.
    const [chunk] = await Promise.all([import('./sound/sound.ts'), look()]);
    if (!modes.peek().sound || sound !== null) return;
    // A mode that stays silent would leave who cannot see the page without any word.
    if (!spoken.peek().includes(language.peek())) return visiting.setMode('sound', false);
    sound = chunk.startSound({ speaks: () => speaks.peek(), language: () => language.peek() });
  };
  void look();
  effect(() => {
    if (modes.value.sound) {
      byKeys = true;
      untracked(() => void begin().catch(() => visiting.setMode('sound', false)));
    } else {
      sound?.stop();
      sound = null;
    }
  });
  let before = '';
  effect(() => {
    const now = `${pageOf(visit.value)} ${language.value}`;
    if (now === before) return;
    before = now;
    const heard = keysHeard;
    // When it is drawn: until then the last page stands there. Who has gone on by then is not taken back.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (byKeys && keysHeard === heard) focusTitle();
        sound?.page();
      }),
    );
  });
  effect(() => {
    if (seconds.value !== null) sound?.leaving(seconds.value);
  });
  keepFocus(() => byKeys);
  listenToSteering({
    typing: visiting.typing,
    byKeys: (keys) => {
      byKeys = keys;
      keysHeard += 1;
    },
    steer: (steer) => {
      if (steer === 'back' || steer === 'start') {
        const before = visit.peek();
        visiting.act({ do: steer });
        // At the start already: who cannot see that hears where it is, and begins anew.
        if (before.at === 'start' && visit.peek().at === 'start') {
          focusTitle();
          sound?.again();
        }
      } else if (steer === 'help') visiting.callHelp();
      else if (steer === 'again') sound?.again();
      else if (steer === 'sound-on') visiting.setMode('sound', true);
      else if (steer === 'sound-off') visiting.setMode('sound', false);
      else if (spoken.peek().includes(language.peek())) {
        visiting.setMode('sound', !modes.peek().sound);
      }
    },
  });
  return spoken;
}
