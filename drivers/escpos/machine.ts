/**
 * The life of a printer as a pure machine: what comes in (the link, bytes, jobs, time), what goes
 * out (questions, slips, ends of jobs). One job at a time: look before (no paper: nothing is sent),
 * send, and then wait for proof that it is on paper: an answer that the printer gives only in its
 * turn. Where proof fails to come the outcome says so; nothing is ever sent twice.
 */
import type { PrinterHealth, PrintOutcome } from '../driver.ts';
import type { PortState, WriteOutcome } from '../ports/port.ts';
import { type Asking, type AskTimes, notAsking } from './asking.ts';
import { lastPieceMs, type Piece } from './pieces.ts';
import { Run } from './run.ts';

export interface PrintTimes extends AskTimes {
  /** A job ends within this, waiting in line included. */
  readonly jobMs: number;
  /** A job waits this long for a lost printer to come back before it fails. */
  readonly graceMs: number;
  /** Without an in-order answer, a slip counts as out when all is well this long after sending. */
  readonly settleMs: number;
  /** How long after sending a printer that fell silent may find its voice again. */
  readonly silenceMs: number;
}

export const printTimes: PrintTimes = {
  pollMs: 2_000,
  busyPollMs: 500,
  askMs: 1_000,
  jobMs: 30_000,
  graceMs: 2_000,
  settleMs: 3_000,
  silenceMs: 10_000,
};

export interface Rules {
  readonly times: PrintTimes;
  /** False: this printer never answers, and is not asked. */
  readonly asks: boolean;
  /** Bits a second of a serial line; null where the line is no matter. */
  readonly baud: number | null;
  /** Whether it is asked to speak by itself. */
  readonly auto: boolean;
  /** Whether its error bits say which error it is. */
  readonly named: boolean;
  /** What is sent first over each connection, to end a command that was broken off. */
  readonly fill: Uint8Array;
  /** What is sent before a slip when the one before broke off. */
  readonly trim: Uint8Array;
}

export interface Job {
  readonly id: number;
  readonly pieces: readonly Piece[];
  readonly since: number;
  /** When it ends at the latest. */
  readonly due: number;
}

export interface ActiveJob extends Job {
  /** `feeding`: between two pieces of a long slip. */
  readonly phase: 'checking' | 'sending' | 'feeding' | 'confirming';
  /** Pieces sent; the last of them when. */
  readonly sent: number;
  readonly sentAt: number;
  /** The printer has said that it is well since the last piece was sent. */
  readonly seenWell: boolean;
  /** In-order answers heard since it was sent. */
  readonly proofs: number;
}

export interface Machine {
  readonly link: 'opening' | 'up' | 'lost' | 'closed';
  readonly health: PrinterHealth;
  readonly asking: Asking;
  readonly rest: readonly number[];
  /** In-order answers still to come on this connection. */
  readonly owed: number;
  /** Whether this printer has ever given one. */
  readonly proves: boolean;
  /** A first in-order question, asked while idle to learn whether this printer gives proof. */
  readonly probe: 'due' | 'sent' | 'done';
  /** Whether it speaks by itself (`GS a`): found out while idle, as the proof is. */
  readonly auto: 'due' | 'asked' | 'on' | 'none';
  /** The slip before broke off; the next begins with `trim`. */
  readonly torn: boolean;
  readonly queue: readonly Job[];
  readonly job: ActiveJob | null;
}

export type Input =
  | { readonly kind: 'link'; readonly state: PortState }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'job'; readonly id: number; readonly pieces: readonly Piece[] }
  | { readonly kind: 'sent'; readonly id: number; readonly outcome: WriteOutcome }
  /** A slip broke off before this machine began. */
  | { readonly kind: 'torn' }
  | { readonly kind: 'time' };

export type Effect =
  /** A question, or the zeros of a new connection. */
  | { readonly do: 'say'; readonly bytes: Uint8Array; readonly withinMs: number }
  | {
      readonly do: 'send';
      readonly id: number;
      readonly bytes: Uint8Array;
      readonly withinMs: number;
    }
  | { readonly do: 'end'; readonly id: number; readonly outcome: PrintOutcome }
  | { readonly do: 'drop'; readonly detail: string };

export const newMachine: Machine = {
  link: 'opening',
  health: { state: 'unknown', heardAt: null, detail: 'connecting' },
  asking: notAsking,
  rest: [],
  owed: 0,
  proves: false,
  probe: 'due',
  auto: 'due',
  torn: false,
  queue: [],
  job: null,
};

/** One step. Inputs may come at any time and in any order; late ones are passed over. */
export function step(
  machine: Machine,
  input: Input,
  at: number,
  rules: Rules,
): { readonly machine: Machine; readonly effects: readonly Effect[] } {
  const run = new Run(machine, at, rules);
  run.take(input);
  run.advance();
  return { machine: run.machine, effects: run.effects };
}

/**
 * When `time` is to be handed in next, or null. Always later than `at`, the time of the last step.
 */
export function nextDue(machine: Machine, at: number, rules: Rules): number | null {
  const { times } = rules;
  const { job, asking } = machine;
  const dues: number[] = [];
  if (job) dues.push(job.due);
  if (job?.phase === 'confirming') {
    dues.push(job.sentAt + times.settleMs, job.sentAt + times.silenceMs);
  }
  if (job?.phase === 'feeding') {
    const pace = lastPieceMs(job, rules.baud);
    dues.push(job.sentAt + pace, job.sentAt + pace + times.settleMs);
    dues.push(job.sentAt + times.silenceMs);
  }
  for (const waiting of machine.queue) {
    dues.push(waiting.due);
    if (machine.link !== 'up') dues.push(waiting.since + times.graceMs);
  }
  if (asking.round) dues.push(asking.round.due);
  else if (machine.link === 'up' && rules.asks) dues.push(asking.nextAt);
  const next = Math.min(...dues.filter((due) => due > at));
  return Number.isFinite(next) ? next : null;
}
