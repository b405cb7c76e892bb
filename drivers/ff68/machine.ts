/**
 * The life of a keypad as a pure machine: what comes in (the line, bytes, wishes, time), what goes
 * out (keys that were pressed, answers to them, the display, a beep). The display is a wish: it is
 * told when it differs from what it was told last, anew over every connection, when the keypad is
 * heard for the first time, and now and then, since a keypad does not say that its power was cut.
 * A beep has its moment and is never made up for.
 */
import type { Health, KeypadKey } from '../driver.ts';
import type { PortState } from '../ports/port.ts';
import {
  beepFrame,
  encode,
  type Face,
  type Frame,
  faceFrame,
  isRating,
  sameFrame,
} from './frame.ts';
import { type Digit, press } from './keys.ts';
import type { KeypadSettings } from './settings.ts';
import {
  answered,
  healthOf,
  hear,
  linked,
  newTalk,
  type Talk,
  type TalkRules,
  type Told,
  talkDue,
  told,
  unansweredMax,
} from './talk.ts';

export interface Keypad68 {
  readonly talk: Talk;
  readonly health: Health;
  readonly digit: Digit | null;
  readonly wanted: Face | null;
  /** What the display was last told on this connection, and when. */
  readonly shown: { readonly frame: Frame; readonly at: number } | null;
  readonly telling: boolean;
  readonly beeping: boolean;
  /** After a display that could not be told: when to try again. */
  readonly nextTryAt: number;
}

export type Input =
  | { readonly kind: 'link'; readonly state: PortState }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'called'; readonly label: string | null }
  | { readonly kind: 'waiting'; readonly people: number }
  | { readonly kind: 'beep' }
  /** `frame`: what the display was told. */
  | { readonly kind: 'shown'; readonly frame: Frame | null; readonly outcome: Told }
  | { readonly kind: 'said'; readonly what: 'answer' | 'beep'; readonly outcome: Told }
  | { readonly kind: 'time' };

export type Effect =
  | { readonly do: 'press'; readonly key: KeypadKey }
  /** What stands in `faceNow` when its turn comes: never an older wish. */
  | { readonly do: 'show' }
  | {
      readonly do: 'say';
      readonly what: 'answer' | 'beep';
      readonly bytes: Uint8Array;
      /** Epoch ms; not said any more afterwards. */
      readonly until: number;
    };

/** An answer that is later than this would be taken for that of another press. */
const answerMs = 500;
const beepMs = 2_000;
const retryMs = 1_000;
/** A device that does not answer keeps the line for the time of an answer: it is told seldom. */
const silentRetryMs = 10_000;

export const newKeypad: Keypad68 = {
  talk: newTalk,
  health: { state: 'unknown', heardAt: null, detail: 'connecting' },
  digit: null,
  wanted: null,
  shown: null,
  telling: false,
  beeping: false,
  nextTryAt: 0,
};

const talkRules = (settings: KeypadSettings): TalkRules => ({
  settings,
  // One to three bytes of data; what the display is told is longer, a beep shorter.
  isWord: (frame) => frame.data.length >= 1 && frame.data.length <= 3 && !isRating(frame),
  answer: (word) => word,
  speaks: 'when a key is pressed',
});

/** The frame that the display is to be told now, or null: nobody has wished for anything. */
export function faceNow({ wanted }: Keypad68, settings: KeypadSettings): Frame | null {
  return wanted && faceFrame(settings.station, wanted, settings.show);
}

/** One step. Inputs may come at any time and in any order; late ones are passed over. */
export function step(
  before: Keypad68,
  input: Input,
  at: number,
  settings: KeypadSettings,
): { readonly machine: Keypad68; readonly effects: readonly Effect[] } {
  const effects: Effect[] = [];
  let now = take(before, input, at, settings, effects);
  now = show(now, at, settings, effects);
  const health = healthOf(now.talk, at, talkRules(settings));
  return { machine: { ...now, health }, effects };
}

function take(
  now: Keypad68,
  input: Input,
  at: number,
  settings: KeypadSettings,
  effects: Effect[],
): Keypad68 {
  switch (input.kind) {
    case 'link':
      // What was told over the old line, the display may have lost with its power.
      return {
        ...now,
        talk: linked(now.talk, input.state, at),
        digit: null,
        shown: null,
        nextTryAt: 0,
      };
    case 'bytes':
      return heard(now, input.bytes, at, settings, effects);
    case 'called':
      return { ...now, wanted: { waiting: now.wanted?.waiting ?? null, label: input.label } };
    case 'waiting':
      return { ...now, wanted: { label: now.wanted?.label ?? null, waiting: input.people } };
    case 'beep':
      if (now.beeping || now.talk.link.is !== 'open') return now;
      effects.push(say('beep', encode(beepFrame(settings.station)), at + beepMs));
      return { ...now, beeping: true };
    case 'shown':
      return shown(now, input.frame, input.outcome, at);
    case 'said': {
      if (input.what === 'beep') return { ...now, beeping: false };
      return { ...now, talk: answered(now.talk, input.outcome === 'written', at) };
    }
    case 'time':
      return now;
  }
}

function heard(
  before: Keypad68,
  bytes: Uint8Array,
  at: number,
  settings: KeypadSettings,
  effects: Effect[],
): Keypad68 {
  if (before.talk.link.is !== 'open') return before;
  const wasReady = before.health.state === 'ready';
  const { talk, words, answers } = hear(before.talk, bytes, at, talkRules(settings));
  for (const answer of answers) effects.push(say('answer', answer, at + answerMs));
  let now: Keypad68 = { ...before, talk };
  for (const { data } of words) {
    const { key, digit, named } = press(data, now.digit, at, settings.keys);
    const remark = key === null && named !== null ? `its key ${named} has no meaning` : null;
    now = { ...now, digit, talk: { ...now.talk, remark } };
    if (key !== null) effects.push({ do: 'press', key });
  }
  // It may just have got its power: its display is empty.
  return words.length > 0 && !wasReady ? { ...now, shown: null } : now;
}

const say = (what: 'answer' | 'beep', bytes: Uint8Array, until: number): Effect => ({
  do: 'say',
  what,
  bytes,
  until,
});

/** Has the display told what it does not show, as far as anybody knows. */
function show(now: Keypad68, at: number, settings: KeypadSettings, effects: Effect[]): Keypad68 {
  const frame = faceNow(now, settings);
  if (frame === null || now.telling || now.talk.link.is !== 'open' || at < now.nextTryAt)
    return now;
  const { shown } = now;
  const old = settings.refreshMs > 0 && shown !== null && at >= shown.at + settings.refreshMs;
  if (shown && sameFrame(shown.frame, frame) && !old) return now;
  effects.push({ do: 'show' });
  return { ...now, telling: true };
}

function shown(now: Keypad68, frame: Frame | null, outcome: Told, at: number): Keypad68 {
  const talk = told(now.talk, outcome, at);
  if (outcome === 'failed' || outcome === 'unanswered' || frame === null) {
    const wait = talk.unanswered >= unansweredMax ? silentRetryMs : retryMs;
    return { ...now, talk, telling: false, shown: null, nextTryAt: at + wait };
  }
  return { ...now, talk, telling: false, shown: { frame, at }, nextTryAt: 0 };
}

/** When `time` is to be handed in next, or null. Always later than `at`, the time of the last step. */
export function nextDue(machine: Keypad68, at: number, settings: KeypadSettings): number | null {
  const { talk, wanted, shown, telling, nextTryAt } = machine;
  const dues: number[] = [];
  const talks = talkDue(talk, at);
  if (talks !== null) dues.push(talks);
  if (talk.link.is === 'open' && wanted && !telling) {
    if (nextTryAt > 0) dues.push(nextTryAt);
    if (shown && settings.refreshMs > 0) dues.push(shown.at + settings.refreshMs);
  }
  const next = Math.min(...dues.filter((due) => due > at));
  return Number.isFinite(next) ? next : null;
}
