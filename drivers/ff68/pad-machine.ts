/**
 * The life of a rating pad as a pure machine. One question at a time, with an end: a key, 60 s
 * without one, taken back, or a pad that cannot be reached. A rating counts only for the question
 * that the pad was asked: a late press is heard (so that the pad rests) and counts for nobody.
 */
import type { Health, PadAnswer } from '../driver.ts';
import type { PortState } from '../ports/port.ts';
import { askFrame, encode, type Frame, isRating, ratedAck } from './frame.ts';
import type { PadSettings } from './settings.ts';
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

interface Question {
  readonly id: number;
  readonly since: number;
  /**
   * `due`: not at the pad yet, or lost with the line. `going`: waits for its turn. `asked`: on the
   * line; the pad may be quicker than the word that all has gone out.
   */
  readonly is: 'due' | 'going' | 'asked';
  /** Since when it should be at the pad and is not. */
  readonly dueSince: number;
  readonly nextTryAt: number;
  readonly tries: number;
}

export interface Pad68 {
  readonly talk: Talk;
  readonly health: Health;
  readonly question: Question | null;
}

export type PadInput =
  | { readonly kind: 'link'; readonly state: PortState }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'ask'; readonly id: number }
  | { readonly kind: 'take-back' }
  /** Its turn has come: the question goes out now; and how that ended. */
  | { readonly kind: 'asking'; readonly id: number }
  | { readonly kind: 'asked'; readonly id: number; readonly outcome: Told }
  | { readonly kind: 'said'; readonly outcome: Told }
  | { readonly kind: 'time' };

export type PadEffect =
  | { readonly do: 'end'; readonly id: number; readonly answer: PadAnswer }
  | { readonly do: 'ask'; readonly id: number; readonly bytes: Uint8Array; readonly until: number }
  | { readonly do: 'say'; readonly bytes: Uint8Array; readonly until: number };

const questionMs = 60_000;
/** A question that does not come to the pad within this ends as `unreachable`. */
const reachMs = 5_000;
const answerMs = 500;
const retryMs = 500;

export const newPad: Pad68 = {
  talk: newTalk,
  health: { state: 'unknown', heardAt: null, detail: 'connecting' },
  question: null,
};

const padRules = (settings: PadSettings): TalkRules => ({
  settings,
  isWord: isRating,
  answer: ratedAck,
  speaks: 'when somebody rates',
});

/** One step. Inputs may come at any time and in any order; late ones are passed over. */
export function padStep(
  before: Pad68,
  input: PadInput,
  at: number,
  settings: PadSettings,
): { readonly machine: Pad68; readonly effects: readonly PadEffect[] } {
  const effects: PadEffect[] = [];
  let now = take(before, input, at, settings, effects);
  now = ask(expire(now, at, effects), at, settings, effects);
  const health = healthOf(now.talk, at, padRules(settings));
  return { machine: { ...now, health }, effects };
}

function take(
  now: Pad68,
  input: PadInput,
  at: number,
  settings: PadSettings,
  effects: PadEffect[],
): Pad68 {
  switch (input.kind) {
    case 'link': {
      const { question } = now;
      const lost = input.state.is === 'lost' && question !== null && question.is !== 'due';
      const asked: Question | null = lost ? { ...question, is: 'due', dueSince: at } : question;
      const over = { ...now, talk: linked(now.talk, input.state, at), question: asked };
      return input.state.is === 'closed' ? end(over, 'unreachable', effects) : over;
    }
    case 'bytes':
      return heard(now, input.bytes, at, settings, effects);
    case 'ask': {
      const free = end(now, 'unrated', effects);
      const { id } = input;
      const fresh = { id, since: at, is: 'due', dueSince: at, nextTryAt: at, tries: 0 } as const;
      const asked = { ...free, question: fresh };
      return now.talk.link.is === 'closed' ? end(asked, 'unreachable', effects) : asked;
    }
    case 'take-back':
      return end(now, 'unrated', effects);
    case 'asking':
      return goesOut(now, input.id);
    case 'asked':
      return cameTo(now, input.id, input.outcome, at, effects);
    case 'said':
      return { ...now, talk: answered(now.talk, input.outcome === 'written', at) };
    case 'time':
      return now;
  }
}

function end(now: Pad68, answer: PadAnswer, effects: PadEffect[]): Pad68 {
  if (!now.question) return now;
  effects.push({ do: 'end', id: now.question.id, answer });
  return { ...now, question: null };
}

function heard(
  before: Pad68,
  bytes: Uint8Array,
  at: number,
  settings: PadSettings,
  effects: PadEffect[],
): Pad68 {
  if (before.talk.link.is !== 'open') return before;
  const { talk, words, answers } = hear(before.talk, bytes, at, padRules(settings));
  for (const answer of answers) effects.push({ do: 'say', bytes: answer, until: at + answerMs });
  let now: Pad68 = { ...before, talk };
  for (const word of words) now = rated(now, word, effects);
  return now;
}

function rated(now: Pad68, { data }: Frame, effects: PadEffect[]): Pad68 {
  const [byte = -1] = data;
  const key = ([0, 1, 2, 3] as const).find((one) => one === byte);
  if (key === undefined) {
    const remark = `it sent rating ${byte}, and has four keys`;
    return { ...now, talk: { ...now.talk, remark } };
  }
  const at = now.question?.is === 'asked' ? end(now, { key }, effects) : now;
  return { ...at, talk: { ...at.talk, remark: null } };
}

function goesOut(now: Pad68, id: number): Pad68 {
  const { question } = now;
  if (question?.id !== id || question.is !== 'going') return now;
  return { ...now, question: { ...question, is: 'asked' } };
}

/** How the way to the pad ended. An answer may have been quicker than this. */
function cameTo(now: Pad68, id: number, outcome: Told, at: number, effects: PadEffect[]): Pad68 {
  const talk = told(now.talk, outcome, at);
  const { question } = now;
  const out = outcome === 'written' || outcome === 'answered';
  if (out || question?.id !== id || question.is === 'due') return { ...now, talk };
  const tries = question.tries + 1;
  const again: Question = { ...question, is: 'due', tries, nextTryAt: at + retryMs };
  const waits = { ...now, talk, question: again };
  return outcome === 'unanswered' && tries >= unansweredMax
    ? end(waits, 'unreachable', effects)
    : waits;
}

/** Ends a question whose time is over, or that does not come to the pad. */
function expire(now: Pad68, at: number, effects: PadEffect[]): Pad68 {
  const { question } = now;
  if (!question) return now;
  if (question.is !== 'asked' && at >= question.dueSince + reachMs) {
    return end(now, 'unreachable', effects);
  }
  return at >= question.since + questionMs ? end(now, 'unrated', effects) : now;
}

function ask(now: Pad68, at: number, settings: PadSettings, effects: PadEffect[]): Pad68 {
  const { question, talk } = now;
  if (question?.is !== 'due' || talk.link.is !== 'open' || at < question.nextTryAt) return now;
  const { id } = question;
  const until = question.dueSince + reachMs;
  effects.push({ do: 'ask', id, bytes: encode(askFrame(settings.station)), until });
  return { ...now, question: { ...question, is: 'going' } };
}

/** When `time` is to be handed in next, or null. Always later than `at`, the time of the last step. */
export function padDue({ talk, question }: Pad68, at: number): number | null {
  const dues: number[] = [];
  const talks = talkDue(talk, at);
  if (talks !== null) dues.push(talks);
  if (question) dues.push(question.since + questionMs);
  if (question && question.is !== 'asked') {
    dues.push(question.dueSince + reachMs, question.nextTryAt);
  }
  const next = Math.min(...dues.filter((due) => due > at));
  return Number.isFinite(next) ? next : null;
}
