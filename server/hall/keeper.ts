/**
 * The keeper of one hall: a mailbox. It takes all commands that wait, decides them one after the
 * other, appends them in one transaction, and only then answers and tells. Nobody else decides.
 *
 * While a batch is being appended the running state is ahead of the log and nobody gets to see it.
 * When an append fails that state is thrown away and replayed; when its outcome is unknown the same
 * commands are decided again on what the log then says, where one deed is one id.
 */
import type { Told } from '../../core/hall/events.ts';
import { evolve } from '../../core/hall/evolve.ts';
import type { EmergencyKind } from '../../core/hall/halting.ts';
import type { HallId } from '../../core/hall/ids.ts';
import { nextDue } from '../../core/hall/opening.ts';
import type { Hall, HallState } from '../../core/hall/state.ts';
import type { FailureName } from '../../core/wire/messages.ts';
import { type Log, LogFailure } from '../../log/log.ts';
import {
  type Asked,
  cmdsOf,
  type DecidingParts,
  decideBatch,
  nothingDecided,
  type Settled,
  type Wish,
} from './batch.ts';
import type { Calendar } from './calendar.ts';
import { type Clock, type Dice, freshId } from './clock.ts';
import { believing, type Guard } from './clock-guard.ts';
import { replay, toTold } from './replay.ts';

export type { Settled, Wish } from './batch.ts';

/** How many commands may wait; one more is answered `busy`. */
const mailboxMax = 5_000;
/** How many commands are decided into one transaction. */
const batchMax = 200;
/** How long a command in doubt waits for the log to come back before it is answered `unavailable`. */
const doubtMs = 10_000;
/** Rows of other hubs that are read at once. */
const newsPage = 5_000;
const retryMs = { first: 100, max: 2_000 };
/** The timer for what time brings about never fires more often, and never waits longer. */
const timerMs = { min: 1_000, max: 3_600_000 };
/** How soon it looks again whether the clock is believed, when something is due by it. */
const heldMs = 10_000;

/** What followers are told after every append, this hub's or another's. */
export interface Change {
  readonly events: readonly Told[];
  readonly hall: Hall;
}

/** Named states of the keeper, for /readyz and for people. */
export type KeeperHealth = 'ready' | 'recovering' | 'closed';

export interface KeeperParts {
  readonly hall: HallId;
  readonly log: Log;
  readonly clock: Clock;
  readonly dice: Dice;
  readonly calendar: Calendar;
  /** Whether the wall clock is to be believed; it always is when left out. */
  readonly guard?: Guard;
  /** The emergency that stands (HALT); absent: there is never one. */
  readonly emergency?: () => EmergencyKind | null;
  /** Told of everything that went wrong; never of persons. */
  readonly complain: (what: string, error: unknown) => void;
}

interface Waiting extends Asked {
  readonly since: number;
  readonly settle: (settled: Settled) => void;
}

export class Keeper {
  readonly hall: HallId;
  readonly #parts: KeeperParts;
  readonly #guard: Guard;
  readonly #deciding: DecidingParts;
  readonly #stream: string;
  readonly #mailbox: Waiting[] = [];
  /** Commands whose append has an unknown outcome: decided again first, answered by then at the latest. */
  #inDoubt: Waiting[] = [];
  readonly #followers = new Set<(change: Change) => void>();
  readonly #looking: (() => void)[] = [];
  /** Null while it has to be replayed. */
  #state: HallState | null = null;
  /** A batch is being appended: the state runs ahead of the log. */
  #ahead = false;
  #running = false;
  #catchUp = false;
  #closed = false;
  #failures = 0;
  /** `at`: when it fires, on the monotonic clock. */
  #timer: { readonly handle: unknown; readonly at: number } | null = null;
  #retry: unknown = null;
  #unwatch: () => void;
  #unguard: () => void;

  private constructor(parts: KeeperParts) {
    this.#parts = parts;
    this.#guard = parts.guard ?? believing(parts.clock);
    this.#deciding = { ...parts, clock: this.#guard };
    this.hall = parts.hall;
    this.#stream = `hall:${parts.hall}`;
    this.#unwatch = parts.log.watch(this.#stream, () => {
      this.#catchUp = true;
      this.#wake();
    });
    // What fell due while the clock was not believed is done as soon as it is.
    this.#unguard = this.#guard.follow(() => this.#setTimer());
  }

  /** Starts keeping the hall. It comes up even while the log is away, and recovers by itself. */
  static start(parts: KeeperParts): Keeper {
    const keeper = new Keeper(parts);
    keeper.#wake();
    return keeper;
  }

  get health(): KeeperHealth {
    if (this.#closed) return 'closed';
    return this.#state === null ? 'recovering' : 'ready';
  }

  /** Asks for a deed. Resolves when it is durable, refused, or has failed; never rejects. */
  submit(wish: Wish): Promise<Settled> {
    return new Promise((settle) => {
      if (this.#closed) return settle({ failed: 'unavailable' });
      if (this.#mailbox.length >= mailboxMax) return settle({ failed: 'busy' });
      this.#mailbox.push(this.#waiting(wish, settle));
      this.#wake();
    });
  }

  /**
   * Reads the state as soon as it is durable: at once, or after the append under way. Rejects with a
   * LogFailure `unavailable` while the log is away.
   */
  look<T>(read: (hall: Hall) => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const now = () => {
        if (this.#state === null) reject(new LogFailure('unavailable', 'the hall is recovering'));
        else resolve(read(this.#state));
      };
      if (this.#ahead) this.#looking.push(now);
      else if (this.#state === null && !this.#closed && this.#failures === 0) {
        // Still on its first replay: wait for it.
        this.#looking.push(now);
        this.#wake();
      } else now();
    });
  }

  /** Calls `tell` after every append, in order, with a durable state. Returns the function that ends it. */
  follow(tell: (change: Change) => void): () => void {
    this.#followers.add(tell);
    return () => this.#followers.delete(tell);
  }

  /** Asks the log for its head and catches up with it: the proof that what is shown is the truth. Rejects when the log is away. */
  async confirm(): Promise<{ seq: number }> {
    const head = await this.#parts.log.head(this.#stream);
    const seq = await this.look((hall) => hall.seq);
    if (head > seq) {
      this.#catchUp = true;
      this.#wake();
    }
    return { seq };
  }

  /**
   * Resolves when the state holds all that the log held when it was asked, or the keeper is closed.
   * Rejects while the log is away.
   */
  async catchUp(): Promise<void> {
    const head = await this.#parts.log.head(this.#stream);
    if ((await this.look((hall) => hall.seq)) >= head || this.#closed) return;
    this.#catchUp = true;
    return new Promise((resolve, reject) => {
      const now = () => {
        if (this.#state === null) reject(new LogFailure('unavailable', 'the hall is recovering'));
        else if (this.#state.seq >= head || this.#closed) resolve();
        // An append that began before the question was under way: what is new is read right after it.
        else this.#looking.push(now);
      };
      this.#looking.push(now);
      this.#wake();
    });
  }

  /** Takes no more commands, finishes the batch under way, and answers the rest `unavailable`. */
  close(): void {
    this.#closed = true;
    this.#unwatch();
    this.#unguard();
    this.#stopTimer();
    this.#parts.clock.clearTimeout(this.#retry);
    this.#answerAll('unavailable');
    // While a batch is under way the state is ahead of the log; its end lets them look.
    if (!this.#ahead) this.#letLook();
  }

  #waiting(wish: Wish, settle: (settled: Settled) => void): Waiting {
    return {
      ...wish,
      id: wish.id ?? freshId(this.#parts.dice),
      cmd: `${wish.by.kind}:${wish.by.id}:${wish.requestId}`,
      since: this.#parts.clock.monotonic(),
      settle,
    };
  }

  /** A fresh id each time: whoever comes second, of several hubs, finds nothing due. */
  #timePasses(): Wish {
    const requestId = freshId(this.#parts.dice);
    return { command: { type: 'pass-time' }, by: { kind: 'hub', id: 'clock' }, requestId };
  }

  #wake(): void {
    if (this.#running || this.#closed || this.#retry !== null) {
      if (this.#retry !== null) this.#answerWaiting();
      return;
    }
    this.#running = true;
    this.#parts.clock.soon(() => this.#run());
  }

  async #run(): Promise<void> {
    try {
      while (!this.#closed && this.#hasWork()) {
        if (this.#state === null) await this.#recover();
        else if (this.#inDoubt.length + this.#mailbox.length > 0)
          await this.#appendBatch(this.#state);
        else await this.#readNews(this.#state);
      }
      this.#failures = 0;
    } catch (error) {
      this.#state = null;
      this.#ahead = false;
      this.#failed(error);
    } finally {
      this.#running = false;
      this.#letLook();
      this.#setTimer();
    }
    if (this.#hasWork()) this.#wake();
  }

  #hasWork(): boolean {
    return this.#state === null || this.#catchUp || this.#inDoubt.length + this.#mailbox.length > 0;
  }

  async #recover(): Promise<void> {
    this.#catchUp = false;
    const state = await replay(this.#parts.log, this.#stream, this.hall);
    this.#state = state;
    this.#tell([], state);
    // A hub that was off over midnight turns the day before it does anything else.
    if (this.#isDue() && this.#guard.agrees()) {
      this.#mailbox.unshift(this.#waiting(this.#timePasses(), () => {}));
    }
  }

  async #readNews(state: HallState): Promise<void> {
    this.#catchUp = false;
    const rows = await this.#parts.log.read(this.#stream, state.seq, newsPage);
    // Whoever was asleep for a day reads on until nothing is left.
    if (rows.length === newsPage) this.#catchUp = true;
    const news = rows.map(toTold);
    for (const told of news) evolve(state, told);
    // Woken by its own append it finds nothing new, and nobody needs to look again.
    if (news.length > 0) this.#tell(news, state);
  }

  async #appendBatch(state: HallState): Promise<void> {
    const doubted = this.#inDoubt;
    const fresh = this.#mailbox.splice(0, Math.max(batchMax - doubted.length, 0));
    const batch = [...doubted, ...fresh];
    this.#inDoubt = [];
    let decided = nothingDecided();
    this.#ahead = true;
    try {
      const want = { after: state.seq, cmds: batch.flatMap(cmdsOf) };
      await this.#parts.log.append(this.#stream, want, (moment) => {
        decided = decideBatch(state, batch, moment, this.#deciding);
        return decided.drafts;
      });
    } catch (error) {
      const unknown = error instanceof LogFailure && error.code === 'unknown';
      // This append left nothing behind, but the one that put others in doubt may have: those wait on.
      this.#inDoubt = unknown ? batch : doubted;
      if (!unknown) for (const waiting of fresh) waiting.settle({ failed: failureOf(error) });
      throw error;
    }
    this.#ahead = false;
    batch.forEach((waiting, index) => {
      waiting.settle(decided.answers[index] ?? { failed: 'bug' });
    });
    // What was only refused has changed nothing, and nobody needs to look again.
    if (decided.news.length > 0) this.#tell(decided.news, state);
    this.#letLook();
  }

  #tell(events: readonly Told[], state: HallState): void {
    for (const tell of this.#followers) {
      try {
        tell({ events, hall: state as Hall });
      } catch (error) {
        this.#parts.complain('a follower threw', error);
      }
    }
  }

  #letLook(): void {
    for (const look of this.#looking.splice(0)) look();
  }

  #failed(error: unknown): void {
    this.#failures += 1;
    this.#parts.complain('the log failed; the state is thrown away and replayed', error);
    // Nobody reads back any more what came of a batch that was under way.
    if (this.#closed) return this.#answerAll('unavailable');
    this.#answerWaiting();
    const ms = Math.min(retryMs.first * 2 ** (this.#failures - 1), retryMs.max);
    this.#retry = this.#parts.clock.setTimeout(() => {
      this.#retry = null;
      this.#wake();
    }, ms);
  }

  /** While the log is away: new commands are answered at once, those in doubt when their time is up. */
  #answerWaiting(): void {
    for (const waiting of this.#mailbox.splice(0)) waiting.settle({ failed: 'unavailable' });
    const now = this.#parts.clock.monotonic();
    const [late, hoping] = [[], []] as [Waiting[], Waiting[]];
    for (const waiting of this.#inDoubt) {
      (now - waiting.since > doubtMs ? late : hoping).push(waiting);
    }
    this.#inDoubt = hoping;
    for (const waiting of late) waiting.settle({ failed: 'unavailable' });
  }

  #answerAll(failed: FailureName): void {
    for (const waiting of [...this.#inDoubt.splice(0), ...this.#mailbox.splice(0)]) {
      waiting.settle({ failed });
    }
  }

  /** When time has something to do; null: never, or nobody knows at the moment. */
  #due(): number | null {
    return this.#state === null || this.#closed
      ? null
      : nextDue(this.#state as Hall, this.#guard.now());
  }

  /** By the hall's time, which stands still while a clock that was set back catches up with it. */
  #isDue(): boolean {
    const due = this.#due();
    return due !== null && due <= Math.max(this.#guard.now(), this.#state?.at ?? 0);
  }

  #setTimer(): void {
    const { clock } = this.#parts;
    const due = this.#due();
    if (due === null) return this.#stopTimer();
    const waitMs = this.#isDue() ? 0 : due - this.#guard.now();
    const wait = Math.min(Math.max(waitMs, timerMs.min), timerMs.max);
    const ms = this.#guard.agrees() ? wait : heldMs;
    const at = clock.monotonic() + ms;
    // One that fires sooner stays: a hall that is asked all the time must not put off what is due.
    if (this.#timer !== null && this.#timer.at <= at) return;
    this.#stopTimer();
    const handle = clock.setTimeout(() => {
      this.#timer = null;
      if (!this.#isDue() || !this.#guard.agrees()) return this.#setTimer();
      void this.submit(this.#timePasses());
    }, ms);
    this.#timer = { handle, at };
  }

  #stopTimer(): void {
    if (this.#timer !== null) this.#parts.clock.clearTimeout(this.#timer.handle);
    this.#timer = null;
  }
}

const failureOf = (error: unknown): FailureName =>
  error instanceof LogFailure ? 'unavailable' : 'bug';
