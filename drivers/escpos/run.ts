/**
 * One step of the printer's machine (`machine.ts`), written as a run over a private copy: takes one
 * input, then does all that time and the new situation call for. It knows no clock and no port.
 * Here is what is heard and asked; what it means for slips is in `jobs.ts`.
 */
import type { PrinterState } from '../driver.ts';
import type { LostWhy } from '../ports/port.ts';
import {
  answered,
  beginRound,
  breathMs,
  disturbed,
  type RoundEnd,
  reconnected,
  type Step,
  unanswered,
  type Verdict,
} from './asking.ts';
import { Jobs } from './jobs.ts';
import type { Input } from './machine.ts';
import {
  ask,
  askAlways,
  askInOrder,
  judge,
  learnAuto,
  type Reply,
  readReplies,
  tell,
} from './status.ts';

/** Silent rounds after which the connection itself is suspected and made anew. */
const silentRoundsMax = 4;
/** The zeros of a new connection may take as long as this many questions (a slow line). */
const fillAsks = 5;

export class Run extends Jobs {
  /** A status question was put in this very step: what has come already does not answer it. */
  #justAsked = false;

  take(input: Input): void {
    switch (input.kind) {
      case 'link':
        this.#link(input.state);
        break;
      case 'bytes':
        this.#hear(input.bytes);
        break;
      case 'job':
        this.queue(input.id, input.pieces);
        break;
      case 'sent':
        this.sent(input.id, input.outcome);
        break;
      case 'torn':
        this.set({ torn: true });
        break;
      case 'time':
        break;
    }
  }

  /** Does what is due: ends what took too long, begins what can begin. */
  advance(): void {
    this.expire();
    const { round } = this.machine.asking;
    if (round && this.at >= round.due) {
      this.#apply(unanswered(this.machine.asking, this.at, this.times));
    }
    this.giveUpProof();
    this.feed();
    this.beginJob();
    this.#beginRound();
  }

  #link(state: Extract<Input, { kind: 'link' }>['state']): void {
    if (state.is === 'open') {
      const asking = reconnected(this.machine.asking, this.at);
      const auto = this.machine.auto === 'none' ? 'none' : 'due';
      this.set({ link: 'up', asking, rest: [], owed: 0, probe: 'due', auto });
      const withinMs = fillAsks * this.times.askMs;
      this.effects.push({ do: 'say', bytes: this.rules.fill, withinMs });
      const { state: known } = this.machine.health;
      if (!this.rules.asks) this.tell('unknown', 'not asked: it is configured not to answer');
      else if (known === 'ready' || known === 'paper-low') this.tell('unknown', 'connected anew');
    } else if (state.is === 'lost') {
      this.set({ link: 'lost' });
      this.#loseLink(state.why, state.detail);
    } else if (state.is === 'closed') {
      this.set({ link: 'closed' });
      this.#loseLink('closed', 'the port was closed');
      for (const waiting of this.machine.queue) this.fail(waiting, 'unplugged');
      this.set({ queue: [] });
    }
  }

  #loseLink(why: LostWhy, detail: string): void {
    const { machine } = this;
    const hung = why === 'mute' || why === 'stuck';
    this.tell(hung ? 'silent' : 'unplugged', detail);
    const asking = { ...machine.asking, round: null };
    this.set({ asking, rest: [], torn: this.isTorn, owed: 0 });
    const { job } = machine;
    if (!job) return;
    // Nothing of it went out: it may still be printed if the printer is back soon.
    if (job.phase === 'checking') this.set({ job: null, queue: [job, ...machine.queue] });
    else this.doubt(job, why === 'stuck' ? 'no-answer' : 'lost-in-print');
  }

  #hear(bytes: Uint8Array): void {
    const { machine } = this;
    if (machine.link !== 'up') return;
    const quiet = this.at - (machine.health.heardAt ?? this.at);
    const begun = quiet > breathMs ? [] : machine.rest;
    const { replies, rest } = readReplies(begun, bytes);
    this.set({ rest, health: { ...machine.health, heardAt: this.at } });
    // More answers in turn than were asked for are the tail of something torn, and prove nothing.
    const inOrder = replies.filter(({ kind }) => kind === 'in-order').length;
    const proving = inOrder <= machine.owed;
    if (!proving) this.losesCount();
    for (const reply of replies) this.#reply(reply, proving);
  }

  #reply(reply: Reply, proving: boolean): void {
    const { asking } = this.machine;
    if (reply.kind === 'status') {
      if (!this.#justAsked) this.#apply(answered(asking, reply.byte, this.at, this.times));
    } else if (reply.kind === 'auto') this.#overhear(reply.bytes);
    else if (reply.kind === 'in-order' && proving && this.machine.owed > 0) this.prove();
    else this.set({ asking: disturbed(asking, reply.byte) });
  }

  /**
   * It spoke unasked. What is wrong is told at once, but noise may look like it: so it neither
   * ends a slip nor calls the printer well, and is looked into by questions at once.
   */
  #overhear(bytes: readonly number[]): void {
    const { asking, auto, health } = this.machine;
    if (asking.bad > 0 || (asking.round?.noise.length ?? 0) > 0) return;
    if (auto === 'asked') this.set({ auto: 'on' });
    const facts = learnAuto(bytes);
    const state = this.#named(judge(facts));
    if (state === health.state) return;
    const stops = state !== 'ready' && state !== 'paper-low' && state !== 'offline';
    if (stops) this.tell(state, tell(state, facts));
    this.lookAgain();
  }

  /** Where its error bits are not to be trusted, an error is just one. */
  #named<State extends PrinterState>(state: State): State | 'error' {
    return state === 'overheated' && !this.rules.named ? 'error' : state;
  }

  #apply({ asking, next, end }: Step): void {
    this.set({ asking });
    if (next) this.#ask(next);
    if (end) this.#roundEnded(end);
  }

  #roundEnded(end: RoundEnd): void {
    if (end === 'again') return;
    const state = this.#named(end.state);
    this.#believe(state === end.state ? end : { ...end, state, detail: tell(state) });
    const phase = this.machine.job?.phase;
    if (phase === 'confirming' || phase === 'feeding') this.hurry();
    if (this.machine.auto === 'asked') this.set({ auto: 'none' });
    this.#probe(state);
    if (state === 'silent' && this.machine.asking.bad % silentRoundsMax === 0) {
      this.effects.push({ do: 'drop', detail: end.detail });
    }
  }

  /**
   * While idle and well: learns whether this printer gives proof, before the first slip depends on
   * it, and whether it speaks by itself.
   */
  #probe(state: PrinterState): void {
    const { job, queue, owed, probe, auto } = this.machine;
    if (job || queue.length > 0 || (state !== 'ready' && state !== 'paper-low')) return;
    const withinMs = this.times.askMs;
    if (auto === 'due' && this.rules.auto) {
      this.set({ auto: 'asked' });
      this.effects.push({ do: 'say', bytes: askAlways, withinMs });
    }
    if (probe !== 'due') return;
    this.set({ probe: 'sent', owed: owed + 1 });
    this.effects.push({ do: 'say', bytes: askInOrder, withinMs });
  }

  /** Takes a verdict as the printer's health, and decides the job in hand by it. */
  #believe(verdict: Verdict): void {
    const wasSilent = this.machine.health.state === 'silent';
    this.tell(verdict.state, verdict.detail);
    // It may have been switched off and on at the end of a line that knows nothing of it.
    if (wasSilent && this.machine.auto === 'on') this.set({ auto: 'due' });
    const { job } = this.machine;
    if (job?.phase === 'checking') this.decide(job, verdict);
    else if (job?.phase === 'confirming' || job?.phase === 'feeding') {
      this.confirm(job, verdict.state);
    }
  }

  #beginRound(): void {
    const { asking, job, link } = this.machine;
    if (link !== 'up' || !this.rules.asks || asking.round || job?.phase === 'sending') return;
    if (this.at < asking.nextAt) return;
    const begun = beginRound(asking, this.at, this.times);
    this.set({ asking: begun });
    if (begun.round) this.#ask(begun.round.asked);
  }

  #ask(question: Parameters<typeof ask>[0]): void {
    this.#justAsked = true;
    this.effects.push({ do: 'say', bytes: ask(question), withinMs: this.times.askMs });
  }
}
