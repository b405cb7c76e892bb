/**
 * The life of a line to a carrier's gateway as a pure machine: sign in, texts with so many parts under
 * way at a time, reports, and a question now and then. A part that was handed over and not answered is
 * `unknown`, and its text is never sent again.
 */
import type { Health } from '../driver.ts';
import type { PortState } from '../ports/port.ts';
import type { TextOutcome, TextReport } from '../texter.ts';
import type { Answered, Heard, Part } from './codec.ts';

export interface GatewayTimes {
  readonly answerMs: number;
  /** After so long without a word the other end is asked whether it is there. */
  readonly quietMs: number;
  readonly writeMs: number;
}

export const gatewayTimes: GatewayTimes = { answerMs: 30_000, quietMs: 30_000, writeMs: 5_000 };

export interface GatewayRules {
  readonly times: GatewayTimes;
  /** Parts under way at a time. */
  readonly window: number;
}

export interface GatewayJob {
  readonly id: number;
  readonly parts: readonly Part[];
  /** How many parts have been handed over, and what came back of them. */
  readonly given: number;
  readonly refs: readonly string[];
}

interface UnderWay {
  readonly seq: number;
  readonly job: number;
  readonly until: number;
}

export interface GatewayMachine {
  readonly link: PortState;
  readonly phase: 'signing-in' | 'open' | 'turned-away';
  readonly seq: number;
  readonly jobs: readonly GatewayJob[];
  readonly underWay: readonly UnderWay[];
  readonly heardAt: number | null;
  /** When the line is given up, or asked; null: there is no line. */
  readonly checkAt: number | null;
  /** It was asked whether it is there, and has not said so. */
  readonly asked: boolean;
  readonly detail: string;
  readonly health: Health;
}

export type GatewayInput =
  | { readonly kind: 'link'; readonly state: PortState }
  /** Null: the stream is lost. */
  | { readonly kind: 'heard'; readonly heard: readonly Heard[] | null }
  | { readonly kind: 'job'; readonly id: number; readonly parts: readonly Part[] }
  | { readonly kind: 'time' };

export type GatewayEffect =
  | { readonly do: 'sign-in'; readonly seq: number }
  | { readonly do: 'submit'; readonly seq: number; readonly part: Part }
  | { readonly do: 'ask'; readonly seq: number }
  | { readonly do: 'say'; readonly bytes: Uint8Array }
  | { readonly do: 'end'; readonly id: number; readonly outcome: TextOutcome }
  | { readonly do: 'report'; readonly report: TextReport }
  | { readonly do: 'drop'; readonly detail: string };

const jobsMax = 1_000;
const seqMax = 0x7fff_ffff;

export const newGateway: GatewayMachine = {
  link: { is: 'opening' },
  phase: 'signing-in',
  seq: 0,
  jobs: [],
  underWay: [],
  heardAt: null,
  checkAt: null,
  asked: false,
  detail: '',
  health: { state: 'unknown', heardAt: null, detail: 'connecting' },
};

class Turn {
  now: GatewayMachine;
  readonly at: number;
  readonly rules: GatewayRules;
  readonly effects: GatewayEffect[] = [];

  constructor(now: GatewayMachine, at: number, rules: GatewayRules) {
    this.now = now;
    this.at = at;
    this.rules = rules;
  }

  be(change: Partial<GatewayMachine>): void {
    this.now = { ...this.now, ...change };
  }

  nextSeq(): number {
    const seq = this.now.seq >= seqMax ? 1 : this.now.seq + 1;
    this.be({ seq });
    return seq;
  }

  end(id: number, outcome: TextOutcome): void {
    this.be({
      jobs: this.now.jobs.filter((job) => job.id !== id),
      underWay: this.now.underWay.filter(({ job }) => job !== id),
    });
    this.effects.push({ do: 'end', id, outcome });
  }
}

/** One step. */
export function step(
  before: GatewayMachine,
  input: GatewayInput,
  at: number,
  rules: GatewayRules,
): { readonly machine: GatewayMachine; readonly effects: readonly GatewayEffect[] } {
  const turn = new Turn(before, at, rules);
  if (input.kind === 'link') linked(turn, input.state);
  else if (input.kind === 'heard') heardAll(turn, input.heard);
  else if (input.kind === 'job') ordered(turn, input.id, input.parts);
  else passed(turn);
  submitMore(turn);
  return { machine: { ...turn.now, health: healthOf(turn.now) }, effects: turn.effects };
}

/** When `time` is to be handed in next, or null. */
export function nextDue({ link, checkAt, underWay }: GatewayMachine): number | null {
  if (link.is !== 'open') return null;
  const dues = [checkAt, ...underWay.map(({ until }) => until)].filter((due) => due !== null);
  return dues.length > 0 ? Math.min(...dues) : null;
}

function linked(turn: Turn, link: PortState): void {
  if (link.is === 'open') {
    turn.be({ link, phase: 'signing-in', underWay: [], asked: false, detail: '' });
    turn.effects.push({ do: 'sign-in', seq: turn.nextSeq() });
    turn.be({ checkAt: turn.at + turn.rules.times.answerMs });
    return;
  }
  for (const job of turn.now.jobs) {
    const gone = job.given > 0;
    turn.end(
      job.id,
      gone
        ? { outcome: 'unknown', detail: 'the line broke while it was handed over' }
        : { outcome: 'failed', reason: 'unplugged', detail: 'the line to the gateway is broken' },
    );
  }
  turn.be({ link, checkAt: null, underWay: [] });
}

function ordered(turn: Turn, id: number, parts: readonly Part[]): void {
  const { link, phase, detail, jobs } = turn.now;
  const failed = (reason: 'unplugged' | 'sign-in' | 'busy', why: string) =>
    turn.effects.push({ do: 'end', id, outcome: { outcome: 'failed', reason, detail: why } });
  if (phase === 'turned-away') failed('sign-in', detail);
  else if (link.is !== 'open') failed('unplugged', 'there is no line to the gateway');
  else if (jobs.length >= jobsMax) failed('busy', `${jobsMax} texts wait for the gateway`);
  else turn.be({ jobs: [...jobs, { id, parts, given: 0, refs: [] }] });
}

function submitMore(turn: Turn): void {
  if (turn.now.link.is !== 'open' || turn.now.phase !== 'open') return;
  for (;;) {
    if (turn.now.underWay.length >= turn.rules.window) return;
    const job = turn.now.jobs.find(({ given, parts }) => given < parts.length);
    const part = job?.parts[job.given];
    if (!job || !part) return;
    const seq = turn.nextSeq();
    const until = turn.at + turn.rules.times.answerMs;
    turn.be({
      underWay: [...turn.now.underWay, { seq, job: job.id, until }],
      jobs: turn.now.jobs.map((one) => (one === job ? { ...job, given: job.given + 1 } : one)),
    });
    turn.effects.push({ do: 'submit', seq, part });
  }
}

function heardAll(turn: Turn, heard: readonly Heard[] | null): void {
  if (heard === null) {
    turn.effects.push({ do: 'drop', detail: 'it says what is no frame' });
    return;
  }
  const checkAt = turn.at + turn.rules.times.quietMs;
  turn.be({ heardAt: turn.at, asked: false, checkAt });
  for (const one of heard) hear(turn, one);
}

function hear(turn: Turn, heard: Heard): void {
  switch (heard.is) {
    case 'signed-in':
      turn.be({ phase: 'open', detail: '' });
      return;
    case 'turned-away':
      turn.be({ phase: 'turned-away', detail: heard.detail });
      turn.effects.push({ do: 'drop', detail: heard.detail });
      return;
    case 'answered':
      return answered(turn, heard.seq, heard.how);
    case 'report':
      turn.effects.push({ do: 'say', bytes: heard.answer });
      if (heard.report) turn.effects.push({ do: 'report', report: heard.report });
      return;
    case 'asked':
      turn.effects.push({ do: 'say', bytes: heard.answer });
      return;
    case 'ending':
      turn.effects.push({ do: 'say', bytes: heard.answer });
      turn.effects.push({ do: 'drop', detail: 'the gateway ended the line' });
      return;
    case 'alive':
      return;
    case 'unknown':
      turn.be({ detail: heard.detail });
      return;
  }
}

function answered(turn: Turn, seq: number, how: Answered): void {
  const mine = turn.now.underWay.find((one) => one.seq === seq);
  const job = turn.now.jobs.find(({ id }) => id === mine?.job);
  if (!mine || !job) return;
  turn.be({ underWay: turn.now.underWay.filter((one) => one !== mine) });
  if ('ref' in how) {
    const refs = [...job.refs, how.ref];
    if (refs.length === job.parts.length) {
      turn.end(job.id, { outcome: 'accepted', refs, parts: refs.length });
      return;
    }
    turn.be({ jobs: turn.now.jobs.map((one) => (one === job ? { ...job, refs } : one)) });
    return;
  }
  // Another part may be with the visitor already.
  if (job.given > 1) {
    return turn.end(job.id, { outcome: 'unknown', detail: `a part failed: ${how.detail}` });
  }
  turn.end(
    job.id,
    'refused' in how
      ? { outcome: 'refused', reason: how.refused, detail: how.detail }
      : { outcome: 'failed', reason: how.failed, detail: how.detail },
  );
}

function passed(turn: Turn): void {
  const late = new Set(
    turn.now.underWay.filter(({ until }) => turn.at >= until).map(({ job }) => job),
  );
  for (const id of late) turn.end(id, { outcome: 'unknown', detail: 'the gateway did not answer' });
  const { checkAt, asked, phase } = turn.now;
  if (checkAt === null || turn.at < checkAt) return;
  if (phase !== 'open' || asked) {
    turn.be({ checkAt: null });
    const detail = asked ? 'it was asked and did not answer' : 'it did not let us sign in in time';
    turn.effects.push({ do: 'drop', detail });
    return;
  }
  turn.effects.push({ do: 'ask', seq: turn.nextSeq() });
  turn.be({ asked: true, checkAt: turn.at + turn.rules.times.answerMs });
}

function healthOf({ link, phase, heardAt, asked, detail }: GatewayMachine): Health {
  const be = (state: Health['state'], said: string): Health => ({ state, heardAt, detail: said });
  // Whoever is turned away is so again at every try: that is what has to be put right.
  if (phase === 'turned-away' && link.is !== 'closed') return be('error', detail);
  if (link.is === 'opening') return be('unknown', 'connecting');
  if (link.is === 'closed') return be('unplugged', 'the line was closed');
  if (link.is === 'lost') return be('unplugged', link.detail);
  if (phase === 'signing-in') return be('unknown', 'signing in');
  if (asked) return be('silent', 'it was asked whether it is there');
  return be('ready', detail === '' ? 'signed in' : detail);
}
