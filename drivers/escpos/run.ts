/**
 * One step of the printer's machine (`machine.ts`), written as a run over a private copy: takes one
 * input, then does all that time and the new situation call for. It knows no clock and no port.
 */
import type { PrinterHealth, PrinterState, PrintOutcome } from '../driver.ts';
import type { LostWhy, WriteOutcome } from '../ports/port.ts';
import {
  answered,
  beginRound,
  disturbed,
  type RoundEnd,
  reconnected,
  type Step,
  tell,
  unanswered,
  type Verdict,
} from './asking.ts';
import type { ActiveJob, Effect, Input, Job, Machine, Rules } from './machine.ts';
import { ask, askInOrder, judge, learnAuto, type Reply, readReplies } from './status.ts';

/** Jobs that may wait in line. */
export const jobsMax = 20;
/** Silent rounds after which the connection itself is suspected and made anew. */
const silentRoundsMax = 4;

/** The zeros of a new connection may take as long as this many questions (a slow line). */
const fillAsks = 5;

type Failure = Extract<PrintOutcome, { outcome: 'failed' }>['reason'];
type Doubt = Extract<PrintOutcome, { outcome: 'unknown' }>['reason'];

export class Run {
  machine: Machine;
  readonly effects: Effect[] = [];
  readonly #at: number;
  readonly #rules: Rules;

  constructor(machine: Machine, at: number, rules: Rules) {
    this.machine = machine;
    this.#at = at;
    this.#rules = rules;
  }

  take(input: Input): void {
    switch (input.kind) {
      case 'link':
        this.#link(input.state);
        break;
      case 'bytes':
        this.#hear(input.bytes);
        break;
      case 'job':
        this.#queue(input.id, input.bytes);
        break;
      case 'sent':
        this.#sent(input.id, input.outcome);
        break;
      case 'time':
        break;
    }
  }

  /** Does what is due: ends what took too long, begins what can begin. */
  advance(): void {
    this.#expire();
    const { round } = this.machine.asking;
    if (round && this.#at >= round.due) {
      this.#apply(unanswered(this.machine.asking, this.#at, this.#times));
    }
    this.#giveUpProof();
    this.#beginJob();
    this.#beginRound();
  }

  get #times() {
    return this.#rules.times;
  }

  #set(change: Partial<Machine>): void {
    this.machine = { ...this.machine, ...change };
  }

  #tell(state: PrinterState, detail: string): void {
    const health: PrinterHealth = { ...this.machine.health, state, detail };
    this.#set({ health });
  }

  #link(state: Extract<Input, { kind: 'link' }>['state']): void {
    if (state.is === 'open') {
      const asking = reconnected(this.machine.asking, this.#at);
      this.#set({ link: 'up', asking, rest: [], owed: 0, probe: 'due' });
      const withinMs = fillAsks * this.#times.askMs;
      this.effects.push({ do: 'say', bytes: this.#rules.fill, withinMs });
      if (!this.#rules.asks) this.#tell('unknown', 'not asked: it is configured not to answer');
    } else if (state.is === 'lost') {
      this.#set({ link: 'lost' });
      this.#loseLink(state.why, state.detail);
    } else if (state.is === 'closed') {
      this.#set({ link: 'closed' });
      this.#loseLink('closed', 'the port was closed');
      for (const waiting of this.machine.queue) this.#fail(waiting, 'unplugged');
      this.#set({ queue: [] });
    }
  }

  #loseLink(why: LostWhy, detail: string): void {
    const { machine } = this;
    const hung = why === 'mute' || why === 'stuck';
    this.#tell(hung ? 'silent' : 'unplugged', detail);
    const asking = { ...machine.asking, round: null };
    this.#set({ asking, rest: [], torn: this.#isTorn, owed: 0 });
    const { job } = machine;
    if (!job) return;
    // Nothing of it went out: it may still be printed if the printer is back soon.
    if (job.phase === 'checking') this.#set({ job: null, queue: [job, ...machine.queue] });
    else this.#doubt(job, why === 'stuck' ? 'no-answer' : 'lost-in-print');
  }

  #hear(bytes: Uint8Array): void {
    if (this.machine.link !== 'up') return;
    const { replies, rest } = readReplies(this.machine.rest, bytes);
    this.#set({ rest, health: { ...this.machine.health, heardAt: this.#at } });
    for (const reply of replies) this.#reply(reply);
  }

  #reply(reply: Reply): void {
    const { asking, owed } = this.machine;
    if (reply.kind === 'status') {
      this.#apply(answered(asking, reply.byte, this.#at, this.#times));
    } else if (reply.kind === 'auto') {
      this.#overhear(judge(learnAuto(reply.bytes)));
    } else if (reply.kind === 'in-order' && owed > 0) {
      this.#prove();
    } else if (reply.kind === 'in-order' || reply.kind === 'noise') {
      this.#set({ asking: disturbed(asking, reply.byte) });
    }
  }

  /**
   * It spoke unasked. That may end a slip on its way out, but sends none: noise may look like it.
   */
  #overhear(state: PrinterState): void {
    const { asking, job } = this.machine;
    if (asking.bad > 0 || (asking.round?.noise.length ?? 0) > 0) return;
    this.#tell(state, tell(state));
    if (job?.phase === 'confirming') {
      this.#confirm(job, { state, detail: tell(state), noisy: false });
    }
  }

  /** The printer came to a question that stood behind a slip: that slip is done. */
  #prove(): void {
    const { job, probe } = this.machine;
    const owed = this.machine.owed - 1;
    this.#set({ owed, proves: true, probe: 'done' });
    if (!job || probe === 'sent') return;
    this.#set({ job: { ...job, proofs: job.proofs + 1 } });
    if (owed === 0 && job.phase === 'confirming') this.#end(job, { outcome: 'printed' });
  }

  #queue(id: number, bytes: Uint8Array): void {
    const job: Job = { id, bytes, since: this.#at };
    if (this.machine.link === 'closed') this.#fail(job, 'unplugged');
    else if (this.machine.queue.length >= jobsMax) {
      const detail = `more than ${jobsMax} jobs wait in line`;
      this.#end(job, { outcome: 'failed', reason: this.#failureNow(), detail });
    } else this.#set({ queue: [...this.machine.queue, job] });
  }

  #sent(id: number, outcome: WriteOutcome): void {
    const { job } = this.machine;
    if (job?.id !== id || job.phase !== 'sending') return;
    if (outcome === 'not-open') this.#fail(job, 'unplugged');
    else if (outcome === 'lost') this.#doubt(job, 'lost-in-print');
    else if (outcome === 'stuck' || !this.#rules.asks) this.#doubt(job, 'no-answer');
    else if (this.machine.owed === 0) this.#end(job, { outcome: 'printed' });
    else {
      this.#set({ job: { ...job, phase: 'confirming', sentAt: this.#at } });
      this.#hurry();
    }
  }

  #apply({ asking, next, end }: Step): void {
    this.#set({ asking });
    if (next) this.#ask(next);
    if (end) this.#roundEnded(end);
  }

  #roundEnded(end: RoundEnd): void {
    if (end === 'again') return;
    this.#believe(end);
    if (this.machine.job?.phase === 'confirming') this.#hurry();
    this.#askForProof(end.state);
    if (end.state === 'silent' && this.machine.asking.bad % silentRoundsMax === 0) {
      this.effects.push({ do: 'drop', detail: end.detail });
    }
  }

  /** While idle: learns whether this printer gives proof, before the first slip depends on it. */
  #askForProof(state: PrinterState): void {
    const { job, queue, owed, probe } = this.machine;
    if (
      probe !== 'due' ||
      job ||
      queue.length > 0 ||
      (state !== 'ready' && state !== 'paper-low')
    ) {
      return;
    }
    this.#set({ probe: 'sent', owed: owed + 1 });
    this.effects.push({ do: 'say', bytes: askInOrder, withinMs: this.#times.askMs });
  }

  /** Takes a verdict as the printer's health, and decides the job in hand by it. */
  #believe(verdict: Verdict): void {
    this.#tell(verdict.state, verdict.detail);
    const { job } = this.machine;
    if (job?.phase === 'checking') this.#decide(job, verdict);
    else if (job?.phase === 'confirming') this.#confirm(job, verdict);
  }

  #decide(job: ActiveJob, { state, noisy, detail }: Verdict): void {
    if (state === 'ready' || state === 'paper-low') this.#send(job);
    else if (state !== 'unknown') this.#fail(job, state);
    else if (noisy) this.#end(job, { outcome: 'failed', reason: 'error', detail });
    else this.#send(job);
  }

  #confirm(job: ActiveJob, { state }: Verdict): void {
    const settled = this.#at >= job.sentAt + this.#times.settleMs;
    switch (state) {
      case 'paper-out':
      case 'cover-open':
      case 'error':
        this.#fail(job, state);
        break;
      case 'offline':
        // Some printers call themselves offline for a moment while they feed.
        if (settled) this.#fail(job, state);
        break;
      case 'ready':
      case 'paper-low':
        if (settled && (job.proofs > 0 || !this.machine.proves)) {
          this.#set({ owed: 0, probe: 'done' });
          const detail = 'no answer in its turn; taken from its status';
          this.#end(job, { outcome: 'printed', detail });
        }
        break;
      case 'silent':
      case 'unknown':
      case 'unplugged':
        break;
    }
  }

  /** Jobs whose time is over, and those for which a lost printer did not come back. */
  #expire(): void {
    const { job, link } = this.machine;
    const { jobMs, graceMs } = this.#times;
    if (job && this.#at >= job.since + jobMs) {
      if (job.phase === 'checking') this.#fail(job, this.#failureNow());
      else this.#doubt(job, 'no-answer');
    }
    const waits = link === 'up' ? jobMs : Math.min(graceMs, jobMs);
    const { queue } = this.machine;
    const over = queue.filter((waiting) => this.#at >= waiting.since + waits);
    if (over.length === 0) return;
    this.#set({ queue: queue.filter((waiting) => !over.includes(waiting)) });
    const reason = link === 'opening' ? 'unplugged' : this.#failureNow();
    for (const waiting of over) this.#fail(waiting, reason);
  }

  /** Ends the wait for proof from a printer that does not speak, or fell silent. */
  #giveUpProof(): void {
    const { job, asking, proves } = this.machine;
    if (job?.phase !== 'confirming') return;
    const waited = this.#at - job.sentAt;
    const mute = !asking.spoken && !proves;
    const dumb = this.machine.health.state === 'silent' || this.machine.health.state === 'unknown';
    if (mute && waited >= this.#times.settleMs) {
      this.#set({ owed: 0, probe: 'done' });
      this.#doubt(job, 'no-answer');
    } else if (dumb && waited >= this.#times.silenceMs) this.#doubt(job, 'no-answer');
  }

  #beginJob(): void {
    const [next, ...queue] = this.machine.queue;
    if (!next || this.machine.job || this.machine.link !== 'up') return;
    const job: ActiveJob = { ...next, phase: 'checking', sentAt: this.#at, proofs: 0 };
    this.#set({ queue, job });
    const { asking } = this.machine;
    const mute = !asking.spoken && asking.bad > 1 && this.machine.health.state === 'unknown';
    if (!this.#rules.asks || (mute && !asking.round)) this.#send(job);
    else this.#set({ asking: { ...asking, nextAt: this.#at } });
  }

  #beginRound(): void {
    const { asking, job, link } = this.machine;
    if (link !== 'up' || !this.#rules.asks || asking.round || job?.phase === 'sending') return;
    if (this.#at < asking.nextAt) return;
    const begun = beginRound(asking, this.#at, this.#times);
    this.#set({ asking: begun, rest: [] });
    if (begun.round) this.#ask(begun.round.asked);
  }

  #hurry(): void {
    const nextAt = this.#at + this.#times.busyPollMs;
    this.#set({ asking: { ...this.machine.asking, nextAt } });
  }

  #ask(question: Parameters<typeof ask>[0]): void {
    this.effects.push({ do: 'say', bytes: ask(question), withinMs: this.#times.askMs });
  }

  #send(job: ActiveJob): void {
    const { machine } = this;
    const parts = [job.bytes];
    if (this.#isTorn) parts.unshift(this.#rules.trim);
    if (this.#rules.asks) parts.push(askInOrder);
    const owed = machine.owed + (this.#rules.asks ? 1 : 0);
    this.#set({ job: { ...job, phase: 'sending', sentAt: this.#at }, torn: false, owed });
    const withinMs = Math.max(1, job.since + this.#times.jobMs - this.#at);
    this.effects.push({ do: 'send', id: job.id, bytes: Buffer.concat(parts), withinMs });
  }

  /** Whether a slip broke off: on an earlier connection, or before its proof came on this one. */
  get #isTorn(): boolean {
    const { torn, owed, probe } = this.machine;
    return torn || owed > (probe === 'sent' ? 1 : 0);
  }

  #failureNow(): Failure {
    const { state } = this.machine.health;
    return state === 'ready' || state === 'paper-low' || state === 'unknown' ? 'error' : state;
  }

  #fail(job: Job, reason: Failure): void {
    this.#end(job, { outcome: 'failed', reason, detail: this.machine.health.detail });
  }

  #doubt(job: Job, reason: Doubt): void {
    this.#end(job, { outcome: 'unknown', reason, detail: this.machine.health.detail });
  }

  #end(job: Job, outcome: PrintOutcome): void {
    if (this.machine.job?.id === job.id) this.#set({ job: null });
    this.effects.push({ do: 'end', id: job.id, outcome });
  }
}
