/**
 * The mode with sound: each page, each control that is reached, and all that changes by itself is said.
 * It is fetched when somebody starts it; for everybody else the kiosk is silent.
 */
import type { Language } from '../../../ui/texts.ts';
import { controlWords, wordsOf } from './describe.ts';
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
  let told = '';
  let timer = 0;
  let leavingSaid = Number.POSITIVE_INFINITY;

  const statuses = () =>
    [...document.querySelectorAll('#page [role=status], #page [role=alert]')]
      .map(wordsOf)
      .filter((text) => text !== '')
      .join('. ');
  const pageWords = () => {
    const body = ['.where-body', '.where > .notice', '.body']
      .flatMap((part) => [...document.querySelectorAll(`#page ${part}`)])
      .map(wordsOf)
      .filter((text) => text !== '')
      .join('. ');
    const count = document.querySelectorAll('#page .body button:not(:disabled)').length;
    return `${body}. ${count > 0 ? words().choices(count) : ''}`;
  };
  const sayPage = () => {
    told = statuses();
    voice.say(pageWords(), language());
  };
  const reached = ({ target }: FocusEvent) => {
    if (!(target instanceof Element) || target.matches('h1')) return;
    voice.say(controlWords(target, words()), language());
  };
  // A slip that was printed, a call that was heard, a refusal.
  const changed = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      const now = statuses();
      if (now !== told && now !== '') voice.say(now, language(), 'queue');
      told = now;
    }, settleMs);
  };
  const watcher = new MutationObserver(changed);
  const page = document.getElementById('page');
  if (page) watcher.observe(page, { childList: true, subtree: true, characterData: true });
  document.addEventListener('focusin', reached);
  voice.say(words().welcome, language());

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
