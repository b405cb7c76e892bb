/**
 * Asking a printer how it is: one question at a time (answers carry no name), in rounds. A round
 * that brings nothing, or noise, is asked again at once and believed the second time. A question
 * that a clone leaves unanswered in two good rounds is not asked again on this connection. Pure:
 * the machine above it sends the questions and hands in the time.
 */
import type { PrinterState } from '../driver.ts';
import { type Facts, judge, learn, nothingKnown, type Question, tell } from './status.ts';

export interface AskTimes {
  /** Between rounds when nothing is printed, and while a slip is on its way out. */
  readonly pollMs: number;
  readonly busyPollMs: number;
  /** How long one question may stay unanswered. */
  readonly askMs: number;
}

interface Round {
  readonly left: readonly Question[];
  readonly asked: Question;
  readonly due: number;
  readonly facts: Facts;
  /** Questions that got no answer, and stray bytes heard, during the round. */
  readonly missed: readonly Question[];
  readonly noise: readonly number[];
}

export interface Asking {
  readonly round: Round | null;
  readonly nextAt: number;
  /** Whether the machine has ever answered a status question, on any connection. */
  readonly spoken: boolean;
  /** Rounds in a row without an answer, or with noise. */
  readonly bad: number;
  /** Rounds in a row from which nobody knew how it is. */
  readonly unknown: number;
  /** It left the first question unanswered before: that one is asked last, and not relied on. */
  readonly shy: boolean;
  /** A change came unasked while a round was out: what it heard may be older than the change. */
  readonly overtaken: boolean;
  /** It left a question unanswered that it has answered before: the answer may still come. */
  readonly late: boolean;
  /** Rounds on this connection in which others were answered and this question was not. */
  readonly strikes: Readonly<Partial<Record<Question, number>>>;
}

export interface Verdict {
  readonly state: PrinterState;
  readonly detail: string;
  /** What came was no language of printers: nothing should be sent there. */
  readonly noisy: boolean;
}

/** What a finished round comes to. `again`: not believed yet, another follows at once. */
export type RoundEnd = Verdict | 'again';

const strikesMax = 2;
/**
 * What a printer says belongs to one breath when less than this lies between. After it, a new round is
 * not taken for late answers, and the rest of an automatic status is lost (its four bytes come together).
 */
export const breathMs = 250;
const noiseMax = 8;
/** Rounds without knowing how it is, after which all questions are tried again. */
const unknownRoundsMax = 30;

export const notAsking: Asking = {
  round: null,
  nextAt: 0,
  spoken: false,
  bad: 0,
  unknown: 0,
  shy: false,
  overtaken: false,
  late: false,
  strikes: {},
};

/**
 * A new connection: what this machine leaves unanswered is found out anew. One that left the first
 * question unanswered is not taken for silent when it does so again.
 */
export function reconnected(asking: Asking, at: number): Asking {
  const shy = asking.shy || (asking.strikes[1] ?? 0) >= strikesMax;
  const anew = { round: null, nextAt: at, unknown: 0, overtaken: false, late: false, strikes: {} };
  return { ...asking, ...anew, shy };
}

/** Begins a round; the caller sends the question `round.asked`. */
export function beginRound(asking: Asking, at: number, times: AskTimes): Asking {
  const every: readonly Question[] = asking.shy ? [4, 2, 1] : [1, 4, 2];
  const [asked = 1, ...left] = every.filter((q) => (asking.strikes[q] ?? 0) < strikesMax);
  const due = at + times.askMs;
  const round: Round = { left, asked, due, facts: nothingKnown, missed: [], noise: [] };
  return { ...asking, round };
}

export interface Step {
  readonly asking: Asking;
  /** Send this question now. */
  readonly next: Question | null;
  readonly end: RoundEnd | null;
}

/**
 * A status byte came. Without a question open it is a late answer, and passed over. The first one behind
 * a silence may be late as well, and others follow it: all are let go by, and then it is asked anew, or
 * each would be taken for the answer to the question after its own.
 */
export function answered(asking: Asking, byte: number, at: number, times: AskTimes): Step {
  const { round } = asking;
  if (asking.late) {
    const quiet = { ...asking, round: null, late: false, spoken: true, nextAt: at + breathMs };
    return { asking: quiet, next: null, end: 'again' };
  }
  if (!round) return { asking, next: null, end: null };
  const facts = learn(round.facts, round.asked, byte);
  // Question 3 is asked only when 2 spoke of an error: clones know it least of all.
  const wanted = round.asked === 2 && facts.error === true && (asking.strikes[3] ?? 0) < strikesMax;
  const more: readonly Question[] = wanted ? [3] : [];
  const spoken = { ...asking, spoken: true, shy: asking.shy && round.asked !== 1 };
  return proceed(spoken, { ...round, facts, left: [...round.left, ...more] }, at, times);
}

/** The question's time is up. */
export function unanswered(asking: Asking, at: number, times: AskTimes): Step {
  const { round } = asking;
  if (!round) return { asking, next: null, end: null };
  const relied = asking.spoken && !asking.shy && (asking.strikes[1] ?? 0) === 0;
  const silentFirst = round.asked === 1 && relied;
  if (silentFirst) return endRound({ ...asking, round: null, late: true }, round, at, times);
  return proceed(asking, { ...round, missed: [...round.missed, round.asked] }, at, times);
}

/** It spoke unasked: the next round follows at once, and the one under way is not believed. */
export function overtake(asking: Asking, at: number): Asking {
  return asking.round ? { ...asking, overtaken: true } : { ...asking, nextAt: at };
}

/** Noise came; a round with noise in it is not believed. */
export function disturbed(asking: Asking, byte: number): Asking {
  const { round } = asking;
  if (!round || round.noise.length >= noiseMax) return asking;
  return { ...asking, round: { ...round, noise: [...round.noise, byte] } };
}

function proceed(asking: Asking, round: Round, at: number, times: AskTimes): Step {
  const [asked, ...left] = round.left;
  if (asked === undefined) return endRound({ ...asking, round: null }, round, at, times);
  const next: Round = { ...round, asked, left, due: at + times.askMs };
  return { asking: { ...asking, round: next }, next: asked, end: null };
}

function endRound(asking: Asking, round: Round, at: number, times: AskTimes): Step {
  const heard = Object.values(round.facts).some((fact) => fact !== null);
  // Once only, or a printer that never stops talking would never be believed.
  if (asking.overtaken && asking.bad === 0) {
    const again = { ...asking, overtaken: false, bad: 1, nextAt: at };
    return { asking: again, next: null, end: 'again' };
  }
  if (heard && round.noise.length === 0) {
    const state = judge(round.facts);
    const unknown = state === 'unknown' ? (asking.unknown + 1) % unknownRoundsMax : 0;
    // Once in a while it may answer what it left unanswered, in a line that never broke.
    const strikes = state === 'unknown' && unknown === 0 ? {} : { ...asking.strikes };
    for (const question of round.missed) strikes[question] = (strikes[question] ?? 0) + 1;
    const done = {
      ...asking,
      strikes,
      unknown,
      bad: 0,
      overtaken: false,
      nextAt: at + times.pollMs,
    };
    return {
      asking: done,
      next: null,
      end: { state, detail: tell(state, round.facts), noisy: false },
    };
  }
  const bad = asking.bad + 1;
  const again = bad === 1;
  const later = { ...asking, bad, nextAt: again ? at : at + times.pollMs };
  return { asking: later, next: null, end: again ? 'again' : distrust(asking, round) };
}

function distrust(asking: Asking, round: Round): Verdict {
  if (round.noise.length > 0) {
    const bytes = round.noise.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const detail = `noise instead of answers: ${bytes} (wrong baud rate?)`;
    return { state: 'unknown', detail, noisy: true };
  }
  return asking.spoken
    ? { state: 'silent', detail: 'it answers no status question any more', noisy: false }
    : { state: 'unknown', detail: 'it has never answered a status question', noisy: false };
}
