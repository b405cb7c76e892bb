/**
 * The life of a strip as a pure machine: what it is to show, what it has acknowledged to show, and
 * in the difference the next thing to say. One question at a time, in the line's turns; what is said
 * is decided when the turn begins, so that the latest wish counts. What a strip shows is not known
 * after a lost cable or a missed answer (it may have been without power, and forgets its face then):
 * it is told again. Trouble is met with waits that grow to a bound.
 */
import type { Face, Health } from '../driver.ts';
import type { TurnFailure } from '../ports/bus.ts';
import type { PortState, WriteOutcome } from '../ports/port.ts';
import type { Answer, Deed } from './commands.ts';
import { StripRun } from './run.ts';

export interface StripTimes {
  /** Between pings of a strip that answers and has nothing new to show. */
  readonly pollMs: number;
  /** How long an answer may take, the time of the bytes on the line not counted. */
  readonly answerMs: number;
  /** After a missed answer; doubled after each further one. */
  readonly retryMsMin: number;
  readonly retryMsMax: number;
}

export const stripTimes: StripTimes = {
  pollMs: 3_000,
  answerMs: 400,
  retryMsMin: 250,
  retryMsMax: 15_000,
};

export interface StripRules {
  readonly times: StripTimes;
  /** False: the line carries nothing back. */
  readonly asks: boolean;
  readonly sendsBrightness: boolean;
  readonly showsColour: boolean;
  /** A face is sent again after so long; null: never. */
  readonly refreshMs: number | null;
}

/** What the strip has acknowledged; `unknown`: it has to be told anew. */
export interface Shown {
  readonly face: Face | null | 'unknown';
  readonly level: number | 'unknown';
  /** When the face was last acknowledged. */
  readonly at: number;
}

export type Asking =
  | { readonly phase: 'idle' }
  /** A turn of the line is asked for. */
  | { readonly phase: 'waiting' }
  | { readonly phase: 'said'; readonly deed: Deed };

export interface StripMachine {
  readonly link: 'opening' | 'up' | 'lost' | 'closed';
  readonly health: Health;
  readonly wanted: Face | null;
  readonly shown: Shown;
  readonly asking: Asking;
  /** Missed or refused answers in a row. */
  readonly bad: number;
  /** Nothing is said before this. */
  readonly nextAt: number;
  /** It has refused to be told its brightness, on this connection. */
  readonly undimmable: boolean;
}

/** How a turn went. `noise`: something came, but no frame of this strip. */
export type TurnEnd = Answer | { readonly answer: 'none'; readonly noise: boolean };

export type StripInput =
  | { readonly kind: 'link'; readonly state: PortState }
  | { readonly kind: 'want'; readonly face: Face | null }
  /** The line's turn has come: the effect `say` is what to say in it, or there is none. */
  | { readonly kind: 'turn' }
  | { readonly kind: 'written'; readonly outcome: WriteOutcome }
  | { readonly kind: 'ended'; readonly end: TurnEnd }
  /** The turn never came, or broke off with its line. */
  | { readonly kind: 'no-turn'; readonly why: Exclude<TurnFailure, 'late'> }
  | { readonly kind: 'time' };

export type StripEffect =
  | { readonly do: 'ask-turn'; readonly deed: Deed }
  | { readonly do: 'say'; readonly deed: Deed };

export const newStripMachine: StripMachine = {
  link: 'opening',
  health: { state: 'unknown', heardAt: null, detail: 'connecting' },
  wanted: null,
  shown: { face: 'unknown', level: 'unknown', at: 0 },
  asking: { phase: 'idle' },
  bad: 0,
  nextAt: 0,
  undimmable: false,
};

/** One step. Inputs may come at any time and in any order; late ones are passed over. */
export function step(
  machine: StripMachine,
  input: StripInput,
  at: number,
  rules: StripRules,
): { readonly machine: StripMachine; readonly effects: readonly StripEffect[] } {
  const run = new StripRun(machine, at, rules);
  run.take(input);
  run.advance();
  return { machine: run.machine, effects: run.effects };
}

/** When `time` is to be handed in next, or null. Always later than `at`, the time of the last step. */
export function nextDue(machine: StripMachine, at: number, rules: StripRules): number | null {
  return new StripRun(machine, at, rules).nextDue();
}
