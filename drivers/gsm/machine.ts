/**
 * The life of a GSM modem as a pure machine: set up, then one question at a time, texts part by part.
 * What was handed over and not answered is `unknown` and never sent again (3GPP TS 27.005, 27.007).
 */
import type { Health } from '../driver.ts';
import type { PortState } from '../ports/port.ts';
import type { TextOutcome } from '../texter.ts';
import type { Said } from './parser.ts';
import type { SubmitPdu } from './pdu.ts';

export interface GsmJob {
  readonly id: number;
  readonly pdus: readonly SubmitPdu[];
  /** References of the parts that the network has taken. */
  readonly refs: readonly string[];
}

/** The question under way. `asked`: what kind it is; a text has two turns: its length, then itself. */
export interface Asked {
  readonly what: 'setup' | 'look' | 'receipt' | 'length' | 'text';
  readonly until: number;
  /** What `+CMGS` gave. */
  readonly ref: string | null;
}

export interface GsmMachine {
  readonly link: PortState;
  /** Which of the set-up's questions is next; past the last: it is done. */
  readonly step: number;
  readonly asked: Asked | null;
  readonly jobs: readonly GsmJob[];
  /** Reports that wait for their receipt. */
  readonly receipts: number;
  /** Questions in a row that nobody answered. */
  readonly missed: number;
  readonly sim: 'ready' | 'missing' | 'locked' | 'unknown';
  readonly network: 'home' | 'searching' | 'denied' | 'none' | 'unknown';
  /** 0 to 31; null: not known. */
  readonly signal: number | null;
  readonly heardAt: number | null;
  readonly lookAt: number;
  readonly health: Health;
}

export type GsmInput =
  | { readonly kind: 'link'; readonly state: PortState }
  | { readonly kind: 'said'; readonly said: readonly Said[] }
  | { readonly kind: 'job'; readonly id: number; readonly pdus: readonly SubmitPdu[] }
  | { readonly kind: 'time' };

export type GsmEffect =
  | { readonly do: 'say'; readonly text: string; readonly withinMs: number }
  | { readonly do: 'end'; readonly id: number; readonly outcome: TextOutcome }
  | { readonly do: 'report'; readonly hex: string }
  | { readonly do: 'drop'; readonly detail: string };

/** What a modem is asked when it has come, in order; an answer of ERROR is taken and passed over. */
export const setup: readonly string[] = [
  // ESC first: a modem whose line broke in the midst of a text still waits for its rest (27.005,
  // 3.5.1), and would take all that follows for that.
  '\x1bAT',
  'ATE0',
  'AT+CMEE=1',
  'AT+CPIN?',
  'AT+CREG?',
  'AT+CSQ',
  'AT+CSMS=1',
  'AT+CMGF=0',
  // 3GPP TS 27.005, 3.4.1. <ds> 1: reports come as +CDS with their PDU, which the parser reads and
  // CNMA acknowledges; 2 would store them on the SIM and name their place (+CDSI). <bfr> 0: what
  // came while the line was away is told, and not thrown away as by 1.
  'AT+CNMI=2,1,0,1,0',
];
const looks: readonly string[] = ['AT+CREG?', 'AT+CSQ', 'AT+CPIN?'];

export const gsmTimes = {
  answerMs: 5_000,
  /** The network may take its time over a text. */
  textMs: 60_000,
  lookMs: 30_000,
  writeMs: 3_000,
};
/** After so many questions in vain the connection is given up and begun anew. */
const missedMax = 3;
const jobsMax = 50;

export const newGsm: GsmMachine = {
  link: { is: 'opening' },
  step: 0,
  asked: null,
  jobs: [],
  receipts: 0,
  missed: 0,
  sim: 'unknown',
  network: 'unknown',
  signal: null,
  heardAt: null,
  lookAt: 0,
  health: { state: 'unknown', heardAt: null, detail: 'connecting' },
};

interface Turn {
  now: GsmMachine;
  readonly at: number;
  readonly effects: GsmEffect[];
}

/** One step. */
export function step(
  before: GsmMachine,
  input: GsmInput,
  at: number,
): { readonly machine: GsmMachine; readonly effects: readonly GsmEffect[] } {
  const turn: Turn = { now: before, at, effects: [] };
  take(turn, input);
  if (turn.now.link.is === 'open' && turn.now.asked === null) askNext(turn);
  return { machine: { ...turn.now, health: healthOf(turn.now) }, effects: turn.effects };
}

/** When `time` is to be handed in next, or null. */
export function nextDue({ link, asked, lookAt }: GsmMachine): number | null {
  if (link.is !== 'open') return null;
  return asked?.until ?? lookAt;
}

function take(turn: Turn, input: GsmInput): void {
  switch (input.kind) {
    case 'link':
      return linked(turn, input.state);
    case 'said':
      for (const said of input.said) heard(turn, said);
      return;
    case 'job':
      return ordered(turn, { id: input.id, pdus: input.pdus, refs: [] });
    case 'time': {
      const { asked } = turn.now;
      if (asked && turn.at >= asked.until) unanswered(turn, asked);
      return;
    }
  }
}

function linked(turn: Turn, link: PortState): void {
  const { jobs, asked } = turn.now;
  const fresh = { step: 0, asked: null, receipts: 0, missed: 0, jobs: [] };
  if (link.is !== 'open') {
    for (const [index, job] of jobs.entries()) {
      end(turn, job, cutOff(job, index === 0 && asked?.what === 'text'));
    }
  }
  turn.now = {
    ...turn.now,
    link,
    ...(link.is === 'open' ? { ...fresh, jobs } : fresh),
    ...(link.is === 'open' ? { sim: 'unknown', network: 'unknown', signal: null } : {}),
  };
}

/** A text of which a part may have gone is not sent again. */
function cutOff(job: GsmJob, underWay: boolean): TextOutcome {
  if (underWay || job.refs.length > 0) {
    return { outcome: 'unknown', detail: 'the line broke while it was handed over' };
  }
  return { outcome: 'failed', reason: 'unplugged', detail: 'the line to the modem is broken' };
}

function ordered(turn: Turn, job: GsmJob): void {
  const { now } = turn;
  const failed = (reason: 'unplugged' | 'busy' | 'error', detail: string) =>
    end(turn, job, { outcome: 'failed', reason, detail });
  if (now.link.is !== 'open') return failed('unplugged', 'there is no line to the modem');
  if (now.sim === 'missing' || now.sim === 'locked') return failed('error', simDetail(now));
  if (now.jobs.length >= jobsMax) return failed('busy', `${jobsMax} texts wait for the modem`);
  turn.now = { ...now, jobs: [...now.jobs, job] };
}

function end(turn: Turn, { id }: GsmJob, outcome: TextOutcome): void {
  turn.now = { ...turn.now, jobs: turn.now.jobs.filter((job) => job.id !== id) };
  turn.effects.push({ do: 'end', id, outcome });
}

function askNext(turn: Turn): void {
  const { now, at } = turn;
  const [job] = now.jobs;
  const command = setup[now.step];
  if (now.receipts > 0) {
    turn.now = { ...now, receipts: now.receipts - 1 };
    return ask(turn, 'receipt', 'AT+CNMA');
  }
  if (command !== undefined) return ask(turn, 'setup', command);
  if (job) {
    const pdu = job.pdus[job.refs.length];
    if (pdu) return ask(turn, 'length', `AT+CMGS=${pdu.length}`);
  }
  if (at < now.lookAt) return;
  const index = Math.floor(at / gsmTimes.lookMs) % looks.length;
  turn.now = { ...now, lookAt: at + gsmTimes.lookMs };
  ask(turn, 'look', looks[index] ?? 'AT');
}

function ask(turn: Turn, what: Asked['what'], command: string): void {
  say(turn, `${command}\r`);
  turn.now = { ...turn.now, asked: { what, until: turn.at + gsmTimes.answerMs, ref: null } };
}

const say = (turn: Turn, text: string): void => {
  turn.effects.push({ do: 'say', text, withinMs: gsmTimes.writeMs });
};

function heard(turn: Turn, said: Said): void {
  turn.now = { ...turn.now, heardAt: turn.at };
  if (said.kind === 'report') {
    turn.effects.push({ do: 'report', hex: said.hex });
    turn.now = { ...turn.now, receipts: turn.now.receipts + 1 };
    return;
  }
  const { asked, jobs } = turn.now;
  if (said.kind === 'prompt') {
    const [job] = jobs;
    const pdu = job?.pdus[job.refs.length];
    if (asked?.what !== 'length' || !pdu) return;
    say(turn, `${pdu.hex}\x1a`);
    const until = turn.at + gsmTimes.textMs;
    turn.now = { ...turn.now, asked: { what: 'text', until, ref: null } };
    return;
  }
  line(turn, said.text, asked);
}

function line(turn: Turn, text: string, asked: Asked | null): void {
  const { now } = turn;
  const ref = /^\+CMGS:\s*(\d{1,3})/.exec(text)?.[1];
  const pin = /^\+CPIN:\s*(.+)$/.exec(text)?.[1];
  const network = /^\+CREG:\s*(?:\d,)?\s*(\d)/.exec(text)?.[1];
  const signal = /^\+CSQ:\s*(\d{1,2})/.exec(text)?.[1];
  if (ref !== undefined && asked?.what === 'text') turn.now = { ...now, asked: { ...asked, ref } };
  else if (pin !== undefined) turn.now = { ...now, sim: pin === 'READY' ? 'ready' : 'locked' };
  else if (network !== undefined) turn.now = { ...now, network: networkOf(network) };
  else if (signal !== undefined) turn.now = { ...now, signal: signal === '99' ? null : +signal };
  else if (text === 'OK') answered(turn, null);
  else if (/^(ERROR|\+CM[ES] ERROR)/.test(text)) answered(turn, text);
}

/** The question is answered; `error`: by a no. */
function answered(turn: Turn, error: string | null): void {
  const { asked } = turn.now;
  if (asked === null) return;
  // Asked for the prompt it does not say OK: that is one of before, as some answer ESC.
  if (asked.what === 'length' && error === null) return;
  turn.now = { ...turn.now, asked: null, missed: 0 };
  const cme = error && /^\+CME ERROR:\s*(\d+)/.exec(error)?.[1];
  if (cme === '10' || cme === '13') turn.now = { ...turn.now, sim: 'missing' };
  if (asked.what === 'setup') {
    const next = turn.now.step + 1;
    const lookAt = next === setup.length ? turn.at + gsmTimes.lookMs : turn.now.lookAt;
    turn.now = { ...turn.now, step: next, lookAt };
  } else if (asked.what === 'length' || asked.what === 'text') {
    partEnded(turn, asked, error);
  }
}

function partEnded(turn: Turn, asked: Asked, error: string | null): void {
  const [job] = turn.now.jobs;
  if (!job) return;
  if (error !== null || asked.what === 'length') return end(turn, job, refusedBy(job, error));
  const refs = [...job.refs, asked.ref ?? ''];
  if (refs.length === job.pdus.length) {
    const known = refs.filter((ref) => ref !== '');
    return end(turn, job, { outcome: 'accepted', refs: known, parts: refs.length });
  }
  const jobs = turn.now.jobs.map((one) => (one.id === job.id ? { ...job, refs } : one));
  turn.now = { ...turn.now, jobs };
}

/** Causes of 3GPP TS 24.011 annex E and 27.005, 3.2.5. */
const badNumber = new Set([1, 28]);
const barred = new Set([8, 10, 21, 29, 50, 69]);
const busy = new Set([17, 22, 38, 41, 42, 47, 331, 332]);

function refusedBy(job: GsmJob, error: string | null): TextOutcome {
  const detail = error ?? 'the modem asked for no text';
  if (job.refs.length > 0) return { outcome: 'unknown', detail: `a later part failed: ${detail}` };
  const code = Number(/^\+CMS ERROR:\s*(\d+)/.exec(detail)?.[1] ?? Number.NaN);
  if (badNumber.has(code)) return { outcome: 'refused', reason: 'bad-number', detail };
  if (barred.has(code)) return { outcome: 'refused', reason: 'rejected', detail };
  return { outcome: 'failed', reason: busy.has(code) ? 'busy' : 'error', detail };
}

function unanswered(turn: Turn, asked: Asked): void {
  const missed = turn.now.missed + 1;
  turn.now = { ...turn.now, asked: null, missed };
  const [job] = turn.now.jobs;
  if (asked.what === 'text' && job) {
    end(turn, job, { outcome: 'unknown', detail: 'the network did not answer' });
  } else if (asked.what === 'length' && job) {
    // Whatever it waits for, it is to forget it.
    say(turn, '\x1b');
    const detail = 'the modem asked for no text';
    end(turn, job, { outcome: 'failed', reason: 'no-answer', detail });
  }
  if (missed >= missedMax) {
    turn.effects.push({ do: 'drop', detail: `${missedMax} questions were not answered` });
  }
}

const networkOf = (code: string): GsmMachine['network'] => {
  if (code === '1' || code === '5') return 'home';
  if (code === '2') return 'searching';
  return code === '3' ? 'denied' : 'none';
};

const simDetail = ({ sim }: GsmMachine): string =>
  sim === 'locked' ? 'the SIM card wants a PIN: take the PIN off it' : 'no SIM card';

function healthOf(now: GsmMachine): Health {
  const { link, heardAt, network, signal, missed } = now;
  const be = (state: Health['state'], detail: string): Health => ({ state, heardAt, detail });
  if (link.is === 'opening') return be('unknown', 'connecting');
  if (link.is === 'closed') return be('unplugged', 'the port was closed');
  if (link.is === 'lost') return be('unplugged', link.detail);
  if (missed > 0) return be('silent', `${missed} questions were not answered`);
  if (now.sim === 'missing' || now.sim === 'locked') return be('error', simDetail(now));
  if (now.step < setup.length) return be('unknown', 'it is being set up');
  if (network !== 'home') return be('error', `no network: ${network}`);
  return be('ready', signal === null ? 'in the network' : `in the network, signal ${signal} of 31`);
}
