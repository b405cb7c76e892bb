/**
 * The mode with sound: each page, each control that is reached, and all that changes by itself is said.
 * It is fetched when somebody starts it; for everybody else the kiosk is silent.
 */
import type { Language } from '../../../ui/texts.ts';
import { controlWords, spokenRanges, stateWords, wordsOf } from './describe.ts';
import { soundTexts } from './texts.ts';
import { openVoice } from './voice.ts';
import type { Speaks } from './voices.ts';

export interface SoundParts {
  readonly speaks: () => Speaks;
  readonly language: () => Language;
}

export interface Sound {
  /** A page has come up, by its name: all of it is said. */
  page(): void;
  /** The same page once more. */
  again(): void;
  /** The count before the kiosk forgets, in seconds. */
  leaving(seconds: number): void;
  stop(): void;
}

/** At these seconds the count is said; in between one could not listen to anything else. */
const saidAt = new Set([20, 10, 5]);
/** What changed is said when it has stood for a moment. */
const settleMs = 300;

export function startSound({ speaks, language }: SoundParts): Sound {
  const voice = openVoice(speaks);
  const words = () => soundTexts[language()];
  let told: readonly string[] = [];
  /** The headings that stood there when it was last said where one is. */
  let title = '';
  let part = '';
  let timer = 0;
  let leavingSaid = Number.POSITIVE_INFINITY;

  const said = (parts: string) =>
    [...document.querySelectorAll(parts)].map(wordsOf).filter((text) => text !== '');
  const spoken = (text: string) => spokenRanges(text, words().to);
  const statuses = () => said('#page [role=status], #page [role=alert]');
  const headingOf = (which: string) =>
    [...document.querySelectorAll(`#page ${which}`)].map((one) => one.textContent).join(' ');
  const say = (parts: string, queue?: 'queue') => {
    told = statuses();
    title = headingOf('h1');
    part = headingOf('.body h2');
    const count = document.querySelectorAll('#page .body button:not(:disabled)').length;
    const choices = count > 0 ? words().choices(count) : '';
    voice.say(spoken(`${said(parts).join('. ')}. ${choices}`), language(), queue);
  };
  const all = '#page .where-body, #page .where > .notice, #page .body';
  const reached = ({ target }: FocusEvent) => {
    if (!(target instanceof Element) || target.matches('h1')) return;
    voice.say(spoken(controlWords(target, words())), language());
  };
  // A slip that was printed, a call that was heard, a refusal; a place in the guides, which are one page
  // for who counts pages; a part of one guide.
  const settled = () => {
    if (headingOf('h1') !== title) return say(all);
    if (headingOf('.body h2') !== part) return say('#page .body', 'queue');
    const now = statuses();
    const fresh = now.filter((text) => !told.includes(text));
    if (fresh.length > 0) voice.say(spoken(fresh.join('. ')), language(), 'queue');
    told = now;
  };
  const changed = (records: readonly MutationRecord[]) => {
    // What was pressed says how it stands now.
    const pressed = records.find(({ type, target }) => type === 'attributes' && isReached(target));
    if (pressed) voice.say(stateWords(pressed.target as Element, words()), language());
    window.clearTimeout(timer);
    timer = window.setTimeout(settled, settleMs);
  };
  const watcher = new MutationObserver(changed);
  const page = document.getElementById('page');
  const watched = { childList: true, subtree: true, characterData: true };
  if (page) watcher.observe(page, { ...watched, attributeFilter: ['aria-pressed'] });
  document.addEventListener('focusin', reached);
  voice.say(words().welcome, language());
  say(all, 'queue');
  const sayPage = () => say(all);

  return {
    page: sayPage,
    again: sayPage,
    leaving: (seconds) => {
      if (seconds > 20) leavingSaid = Number.POSITIVE_INFINITY;
      if (!saidAt.has(seconds) || seconds >= leavingSaid) return;
      leavingSaid = seconds;
      voice.say(words().leaving(seconds), language());
    },
    stop: () => {
      watcher.disconnect();
      window.clearTimeout(timer);
      document.removeEventListener('focusin', reached);
      voice.stop();
    },
  };
}

const isReached = (node: Node): boolean => node === document.activeElement;
