/**
 * The half of the printer's machine that is about jobs: one step's changes to the queue and to the
 * job in hand, from looking before, through piece after piece, to the proof that all is on paper.
 * `run.ts` is the other half: what is heard, and what the printer is asked.
 */
import type { PrinterHealth, PrinterState, PrintOutcome } from '../driver.ts';
import type { WriteOutcome } from '../ports/port.ts';
import { overtake, type Verdict } from './asking.ts';
import type { ActiveJob, Effect, Job, Machine, Rules } from './machine.ts';
import { lastPieceMs, limitMs, type Piece, piecesAhead, usedBy } from './pieces.ts';
import { askAlways, askInOrder } from './status.ts';

/** Jobs that may wait in line. */
export const jobsMax = 20;

type Failure = Extract<PrintOutcome, { outcome: 'failed' }>['reason'];
type Doubt = Extract<PrintOutcome, { outcome: 'unknown' }>['reason'];

export class Jobs {
  machine: Machine;
  readonly effects: Effect[] = [];
  protected readonly at: number;
  protected readonly rules: Rules;

  constructor(machine: Machine, at: number, rules: Rules) {
    this.machine = machine;
    this.at = at;
    this.rules = rules;
  }

  protected get times() {
    return this.rules.times;
  }

  protected set(change: Partial<Machine>): void {
    this.machine = { ...this.machine, ...change };
  }

  protected tell(state: PrinterState, detail: string): void {
    const health: PrinterHealth = { ...this.machine.health, state, detail };
    this.set({ health });
  }

  /** Asks again soon: something is on its way out. */
  protected hurry(): void {
    const nextAt = this.at + this.times.busyPollMs;
    this.set({ asking: { ...this.machine.asking, nextAt } });
  }

  protected queue(id: number, pieces: readonly Piece[]): void {
    const due = this.at + limitMs(pieces, this.rules.baud, this.times.jobMs);
    const job: Job = { id, pieces, since: this.at, due };
    if (this.machine.link === 'closed') this.fail(job, 'unplugged');
    else if (this.machine.queue.length >= jobsMax) {
      const detail = `more than ${jobsMax} jobs wait in line`;
      this.end(job, { outcome: 'failed', reason: this.#failureNow(), detail });
    } else this.set({ queue: [...this.machine.queue, job] });
  }

  protected beginJob(): void {
    const [next, ...queue] = this.machine.queue;
    if (!next || this.machine.job || this.machine.link !== 'up') return;
    const begun = {
      phase: 'checking',
      sent: 0,
      sentAt: this.at,
      seenWell: false,
      proofs: 0,
    } as const;
    const job: ActiveJob = { ...next, ...begun };
    this.set({ queue, job });
    const { asking } = this.machine;
    if (!this.rules.asks || (this.#isMute && !asking.round)) this.#send(job);
    else this.set({ asking: { ...asking, nextAt: this.at } });
  }

  /** A printer that has never answered anything. */
  get #isMute(): boolean {
    const { asking, health } = this.machine;
    return !asking.spoken && asking.bad > 1 && health.state === 'unknown';
  }

  /** Sends the next piece, with all that must stand before the first and behind the last. */
  #send(job: ActiveJob): void {
    const piece = job.pieces[job.sent];
    if (!piece) return;
    const { machine } = this;
    const parts = [piece.bytes];
    if (job.sent === 0 && this.isTorn) parts.unshift(this.rules.trim);
    const last = job.sent + 1 === job.pieces.length;
    if (last && machine.auto === 'on') parts.push(askAlways);
    if (this.rules.asks) parts.push(askInOrder);
    const owed = machine.owed + (this.rules.asks ? 1 : 0);
    const sending = {
      phase: 'sending',
      sent: job.sent + 1,
      sentAt: this.at,
      seenWell: false,
    } as const;
    this.set({ job: { ...job, ...sending }, torn: job.sent > 0 && machine.torn, owed });
    const withinMs = Math.max(1, job.due - this.at);
    this.effects.push({ do: 'send', id: job.id, bytes: Buffer.concat(parts), withinMs });
  }

  protected sent(id: number, outcome: WriteOutcome): void {
    const { job } = this.machine;
    if (job?.id !== id || job.phase !== 'sending') return;
    if (outcome === 'not-open' && job.sent === 1) this.fail({ ...job, sent: 0 }, 'unplugged');
    else if (outcome === 'not-open' || outcome === 'lost') this.doubt(job, 'lost-in-print');
    else if (outcome === 'stuck') this.doubt(job, 'no-answer');
    else if (job.sent < job.pieces.length) {
      this.set({ job: { ...job, phase: 'feeding' } });
      this.hurry();
    } else if (!this.rules.asks) this.doubt(job, 'no-answer');
    else if (this.machine.owed === 0) this.end(job, { outcome: 'printed' });
    else {
      this.set({ job: { ...job, phase: 'confirming' } });
      this.hurry();
    }
  }

  /**
   * The next piece of a long slip, when the printer has room for it: it has answered for a piece
   * before, or, where it gives no such answers, has had time to print and is well.
   */
  protected feed(): void {
    const { job, owed, proves, asking } = this.machine;
    if (job?.phase !== 'feeding') return;
    const waited = this.at - job.sentAt;
    const pace = lastPieceMs(job, this.rules.baud);
    const late = pace + this.times.settleMs;
    const answered = proves && owed < piecesAhead;
    const unasked = (!this.rules.asks || !asking.spoken) && waited >= pace;
    const well = job.seenWell && waited >= (proves ? late : pace);
    if (answered || unasked || well) this.#send(job);
  }

  protected decide(job: ActiveJob, { state, noisy, detail }: Verdict): void {
    if (state === 'ready' || state === 'paper-low') this.#send(job);
    else if (state !== 'unknown') this.fail(job, state);
    else if (noisy) this.end(job, { outcome: 'failed', reason: 'error', detail });
    else this.#send(job);
  }

  /** What the printer's state means for a slip that is on its way out. */
  protected confirm(job: ActiveJob, state: PrinterState): void {
    const settled = this.at >= job.sentAt + this.times.settleMs;
    switch (state) {
      case 'paper-out':
      case 'cover-open':
      case 'error':
        this.fail(job, state);
        break;
      case 'offline':
        // Some printers call themselves offline for a moment while they feed.
        if (settled) this.fail(job, state);
        break;
      case 'ready':
      case 'paper-low':
        if (job.phase === 'feeding') this.set({ job: { ...job, seenWell: true } });
        else if (settled && (job.proofs > 0 || !this.machine.proves)) {
          this.set({ owed: 0, probe: 'done' });
          const detail = 'no answer in its turn; taken from its status';
          this.end(job, { outcome: 'printed', detail });
        }
        break;
      // It goes on by itself when it has cooled: the slip may still come out whole.
      case 'overheated':
      case 'silent':
      case 'unknown':
      case 'unplugged':
        break;
    }
  }

  /** The printer came to a question that stood behind a piece: that piece is done. */
  protected prove(): void {
    const { job, probe } = this.machine;
    const owed = this.machine.owed - 1;
    this.set({ owed, proves: true, probe: 'done' });
    if (!job || probe === 'sent') return;
    this.set({ job: { ...job, proofs: job.proofs + 1 } });
    if (owed === 0 && job.phase === 'confirming') this.end(job, { outcome: 'printed' });
  }

  /**
   * Which answers are still to come cannot be told any more, and nothing waits for one: a slip on
   * its way is taken from the printer's status, an idle printer is asked anew whether it proves.
   */
  protected losesCount(): void {
    const onItsWay = (this.machine.job?.sent ?? 0) > 0;
    if (onItsWay) this.set({ proves: false, probe: 'done' });
    else this.set({ proves: false, probe: 'due', owed: 0 });
  }

  /** Jobs whose time is over, and those for which a lost printer did not come back. */
  protected expire(): void {
    const { job, link, queue } = this.machine;
    if (job && this.at >= job.due) {
      // Not begun, or not sent to its end: surely not whole on paper.
      const short = job.phase === 'checking' || job.phase === 'feeding';
      if (short) this.fail(job, this.#failureNow());
      else this.doubt(job, 'no-answer');
    }
    const { jobMs, graceMs } = this.times;
    const grace = Math.min(graceMs, jobMs);
    const isOver = (waiting: Job) =>
      this.at >= waiting.due || (link !== 'up' && this.at >= waiting.since + grace);
    const over = queue.filter(isOver);
    if (over.length === 0) return;
    this.set({ queue: queue.filter((waiting) => !over.includes(waiting)) });
    const reason = link === 'opening' ? 'unplugged' : this.#failureNow();
    for (const waiting of over) this.fail(waiting, reason);
  }

  /** Ends the wait for a printer that does not speak, or fell silent, with a slip on its way. */
  protected giveUpProof(): void {
    const { job, asking, proves } = this.machine;
    if (job?.phase !== 'confirming' && job?.phase !== 'feeding') return;
    const waited = this.at - job.sentAt;
    const mute = !asking.spoken && !proves;
    const dumb = this.machine.health.state === 'silent' || this.machine.health.state === 'unknown';
    if (mute && job.phase === 'confirming' && waited >= this.times.settleMs) {
      this.set({ owed: 0, probe: 'done' });
      this.doubt(job, 'no-answer');
    } else if (!mute && this.rules.asks && dumb && waited >= this.times.silenceMs) {
      this.doubt(job, 'no-answer');
    }
  }

  /** Whether a slip broke off: on an earlier connection, or before its proof came on this one. */
  protected get isTorn(): boolean {
    const { torn, owed, probe } = this.machine;
    return torn || owed > (probe === 'sent' ? 1 : 0);
  }

  protected fail(job: Job | ActiveJob, reason: Failure): void {
    this.end(job, { outcome: 'failed', reason, detail: this.machine.health.detail });
  }

  protected doubt(job: ActiveJob, reason: Doubt): void {
    this.end(job, { outcome: 'unknown', reason, detail: this.machine.health.detail });
  }

  protected end(job: Job | ActiveJob, outcome: PrintOutcome): void {
    const sent = 'sent' in job ? job.sent : 0;
    const torn = this.machine.torn || (sent > 0 && sent < job.pieces.length);
    if (this.machine.job?.id === job.id) this.set({ job: null, torn });
    const used = usedBy(job.pieces.slice(0, sent));
    const told = sent > 0 ? { ...outcome, used } : outcome;
    this.effects.push({ do: 'end', id: job.id, outcome: told });
  }

  /** It spoke unasked: what it says is looked into at once. */
  protected lookAgain(): void {
    this.set({ asking: overtake(this.machine.asking, this.at) });
  }

  #failureNow(): Failure {
    const { state } = this.machine.health;
    return state === 'ready' || state === 'paper-low' || state === 'unknown' ? 'error' : state;
  }
}
