/**
 * What keypads and rating pads have in common, pure: which frames are a device's own words, which
 * are said again because our answer was lost, what is answered, and what can honestly be said of a
 * device that speaks only when somebody presses a key and cannot be asked: `unknown` until it is
 * heard on this connection and again after long quiet, `ready` in between.
 */
import type { Health } from '../driver.ts';
import type { PortState } from '../ports/port.ts';
import { encode, type Frame, sameFrame } from './frame.ts';
import { readFrames } from './parser.ts';
import type { PadSettings } from './settings.ts';

export interface TalkRules {
  readonly settings: PadSettings;
  /** Whether a frame of this station is a word of the device, not one to it. */
  readonly isWord: (frame: Frame) => boolean;
  readonly answer: (word: Frame) => Frame;
  /** When the device speaks, for a technician: `when a key is pressed`. */
  readonly speaks: string;
}

interface LastWord {
  readonly word: Frame;
  readonly at: number;
  /** How often it was said again. */
  readonly repeats: number;
  /** Answers of ours that may come back as an echo of the line, until then. */
  readonly echoUntil: number;
}

export interface Talk {
  readonly link: PortState;
  /** When this connection began. */
  readonly openedAt: number;
  /** The last word on this connection, null before the first. */
  readonly heardHereAt: number | null;
  readonly heardAt: number | null;
  readonly rest: readonly number[];
  readonly last: LastWord | null;
  /** It said a word again and again: it does not hear us. */
  readonly deaf: boolean;
  /** Bytes in a row that belong to no frame, and the last few of them. */
  readonly strayCount: number;
  readonly stray: readonly number[];
  /** Tellings in a row that it should have sent back and did not. */
  readonly unanswered: number;
  /** What a technician should know besides, e.g. a key without a meaning. */
  readonly remark: string | null;
}

/**
 * Serial servers keep what was said while nobody was connected and pour it out first: a key that was
 * pressed minutes ago must not call anybody. What comes this soon is neither done nor answered; a
 * device that means it says it again.
 */
export const settleMs = 300;
/** An adapter that hears itself gives our bytes back within this of their being written. */
const echoMs = 150;
/** So many repeats, and the device does not hear us. */
const deafRepeats = 3;
/** So many repeats are answered; behind them stands a line that gives every answer back. */
const answeredRepeats = 8;
/** A device that has not spoken for so long may have been unplugged since. */
const quietMs = 30 * 60_000;
const strayMin = 16;
const strayKept = 8;
export const unansweredMax = 3;

export const newTalk: Talk = {
  link: { is: 'opening' },
  openedAt: 0,
  heardHereAt: null,
  heardAt: null,
  rest: [],
  last: null,
  deaf: false,
  strayCount: 0,
  stray: [],
  unanswered: 0,
  remark: null,
};

/** The line is another one: nothing of what was heard over the old one counts. */
export function linked(talk: Talk, link: PortState, at: number): Talk {
  const { heardAt } = talk;
  return link.is === 'open' ? { ...newTalk, link, openedAt: at, heardAt } : { ...talk, link };
}

export interface Heard {
  readonly talk: Talk;
  /** Words said for the first time. */
  readonly words: readonly Frame[];
  /** Answers to send, one a frame. */
  readonly answers: readonly Uint8Array[];
}

/** Takes what the line says, whoever said it. */
export function hear(talk: Talk, bytes: Uint8Array, at: number, rules: TalkRules): Heard {
  if (at < talk.openedAt + settleMs) return { talk, words: [], answers: [] };
  const { frames, rest, stray } = readFrames(talk.rest, bytes);
  let now = strayed({ ...talk, rest }, stray, frames.length > 0);
  const words: Frame[] = [];
  const answers: Uint8Array[] = [];
  for (const frame of frames) {
    if (frame.station !== rules.settings.station || !rules.isWord(frame)) continue;
    const { last } = now;
    const again =
      last !== null && sameFrame(last.word, frame) && at - last.at <= rules.settings.repeatMs;
    if (again && at <= last.echoUntil) {
      const pending = last.echoUntil === Number.POSITIVE_INFINITY;
      now = { ...now, last: { ...last, echoUntil: pending ? last.echoUntil : 0 } };
      continue;
    }
    const repeats = again ? last.repeats + 1 : 0;
    if (!again) words.push(frame);
    const answered = repeats <= answeredRepeats;
    if (answered) answers.push(encode(rules.answer(frame)));
    const echoUntil = answered ? Number.POSITIVE_INFINITY : 0;
    // Well again only when a word was said without many repeats, not at the next one's beginning.
    const stillDeaf = now.deaf && (again || (last?.repeats ?? 0) >= deafRepeats);
    const deaf = repeats >= deafRepeats || stillDeaf;
    const heard = { heardHereAt: at, heardAt: at, unanswered: 0 };
    now = { ...now, ...heard, deaf, last: { word: frame, at, repeats, echoUntil } };
  }
  return { talk: now, words, answers };
}

function strayed(talk: Talk, stray: readonly number[], framed: boolean): Talk {
  const before = framed ? [] : talk.stray;
  const kept = [...before, ...stray.slice(-strayKept)].slice(-strayKept);
  const count = (framed ? 0 : talk.strayCount) + stray.length;
  return { ...talk, stray: kept, strayCount: Math.min(count, Number.MAX_SAFE_INTEGER) };
}

/** An answer went out, or could not: from now on its echo may be heard, or none. */
export function answered(talk: Talk, wentOut: boolean, at: number): Talk {
  if (!talk.last || talk.last.echoUntil !== Number.POSITIVE_INFINITY) return talk;
  return { ...talk, last: { ...talk.last, echoUntil: wentOut ? at + echoMs : 0 } };
}

/** A device that sends back what it is told did so, or did not. */
export function told(talk: Talk, outcome: Told, at: number): Talk {
  if (outcome === 'answered') return { ...talk, heardHereAt: at, heardAt: at, unanswered: 0 };
  if (outcome === 'unanswered') return { ...talk, unanswered: talk.unanswered + 1 };
  return talk;
}

/**
 * How saying something ended. `unanswered`: it should have come back and did not. `failed`: it
 * (or some of it) did not go out.
 */
export type Told = 'written' | 'answered' | 'unanswered' | 'failed';

/** What can be said of the device at this time. */
export function healthOf(talk: Talk, at: number, rules: TalkRules): Health {
  const { link, heardAt } = talk;
  const be = (state: Health['state'], detail: string): Health => ({ state, heardAt, detail });
  if (link.is === 'opening') return be('unknown', 'connecting');
  if (link.is === 'closed') return be('unplugged', 'the port was closed');
  if (link.is === 'lost') {
    const hung = link.why === 'mute' || link.why === 'stuck';
    return be(hung ? 'silent' : 'unplugged', link.detail);
  }
  if (talk.unanswered >= unansweredMax) {
    return be('silent', 'it does not send back what it is told (echo=yes)');
  }
  if (talk.deaf) {
    return be('error', 'it says everything again: it does not hear our answers (wiring, A and B?)');
  }
  if (isHeard(talk, at)) return be('ready', talk.remark ?? `heard; it speaks ${rules.speaks}`);
  if (at < talk.openedAt + settleMs) return be('unknown', 'the line was opened just now');
  if (talk.strayCount >= strayMin) {
    const bytes = talk.stray.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    return be('unknown', `noise instead of frames: ${bytes} (baud rate, wiring?)`);
  }
  const since = talk.heardHereAt === null ? 'since the line was opened' : 'for a long time';
  return be('unknown', `not heard ${since}; it speaks only ${rules.speaks}`);
}

const isHeard = (talk: Talk, at: number): boolean =>
  talk.heardHereAt !== null && at - talk.heardHereAt < quietMs;

/** When what is said of it changes by time alone, or null. */
export function talkDue({ link, openedAt, heardHereAt }: Talk, at: number): number | null {
  if (link.is !== 'open') return null;
  if (at < openedAt + settleMs) return openedAt + settleMs;
  return heardHereAt === null ? null : heardHereAt + quietMs;
}
