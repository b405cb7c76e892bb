/**
 * How a page follows the hub: what it says first, what it believes of what it hears, how old that
 * is, and how one wish stays one deed over a broken line (house.md, section 6).
 *
 * Pure: no DOM, no Socket.IO, and time is handed in, so that it runs in tests and in a simulated
 * hall. ui/follow.ts puts it on a real socket.
 */

import type { Names } from '../core/views/names.ts';
import type { Posted } from '../core/views/posted.ts';
import type { ConsoleCommand, KioskCommand } from '../core/wire/commands.ts';
import type { HelloReply, Peer, Pulse, Reply, State, Views } from '../core/wire/messages.ts';
import { protocol, staleMs } from '../core/wire/protocol.ts';

/** One try of a hello or a command; after it the same is said again. */
export const tryMs = 5_000;
/** So long a command is tried over reconnects before the asker is told `no-answer`. */
export const askMs = 20_000;
/** After a refused or failed hello, while the line stands, it is said again. */
export const helloAgainMs = 5_000;
/** An attempt to connect is given up after so long, at the first and at the most. */
export const connectMs = { first: 5_000, most: 20_000 };
/** Commands under way at once; a page has one or two. */
export const asksMax = 16;

export interface Clock {
  /** Monotonic milliseconds (`performance.now()`), not the time of day. */
  now(): number;
  setTimeout(act: () => void, ms: number): unknown;
  // The handle's type differs between browser, Node and a test's clock.
  // biome-ignore lint/suspicious/noExplicitAny: each takes back only its own
  clearTimeout(handle: any): void;
}

/** What carries the messages: a socket, or a test. `answered` may never be called. */
export interface Carrier {
  send(event: string, body: unknown, answered: (reply: unknown) => void): void;
}

/** Who follows, as the hello says it: a console names its counter, a phone its link. */
export interface Who<P extends Peer> {
  readonly peer: P;
  readonly counter?: string;
  readonly link?: string;
}

export type HelloRefusal = Extract<HelloReply, { refused: string }>['refused'];

/** `no-answer`: whether it was done is not known; the same request id may be asked again. */
export type Answered = Reply | { readonly failed: 'no-answer' };

/**
 * After how long the next attempt to connect is given up: a busy hub would have answered some that were
 * not waited for, so it gets twice as long. One that says no at once is waited for no longer.
 */
export const connectMsAfter = (ms: number, why: string): number =>
  why === 'timeout' ? Math.min(ms * 2, connectMs.most) : connectMs.first;

/** What a page may show at this moment. */
export interface Shown<P extends Peer> {
  readonly view: Views[P] | null;
  readonly names: Names | null;
  /** What is posted in the hall, for displays; null before it was heard. */
  readonly posted: Posted | null;
  /** The hub's clock, epoch ms, as far as it can be told; null before anything was heard. */
  readonly now: number | null;
  /** Nothing fresh was heard for `staleMs`. */
  readonly stale: boolean;
  /** The hub's time of the last word, epoch ms; null before the first. */
  readonly heardAt: number | null;
  readonly refusal: HelloRefusal | null;
  /** The line stands and the hub took the hello: a command would go out at once. */
  readonly ready: boolean;
  /** The house's facts as last heard of: another number than before means that some have changed. */
  readonly rev: number;
}

/** What every question may come to, whatever its own answers are. */
export type Unanswered = { readonly failed: 'no-answer' | 'busy' };

interface Ask {
  readonly event: string;
  readonly body: object;
  readonly resolve: (answered: unknown) => void;
  deadline: unknown;
  again: unknown;
}

export class Following<P extends Peer> {
  readonly #who: Who<P>;
  readonly #carrier: Carrier;
  readonly #clock: Clock;
  readonly #changed: () => void;

  #view: Views[P] | null = null;
  #names: Names | null = null;
  #posted: Posted | null = null;
  #seq = 0;
  #rev = 0;
  /** By the hub's clock: when the view was made that is shown. */
  #statedAt = 0;
  #heardRev = 0;
  #heard: { readonly hub: number; readonly here: number } | null = null;
  readonly #startedAt: number;
  #refusal: HelloRefusal | null = null;
  #ready = false;
  /** Counts connections: an answer from an earlier one is nobody's. */
  #connection = 0;
  #connected = false;
  /** Since the connection was made no state came: neither order nor a pulse says anything yet. */
  #awaitsState = true;
  #helloTimer: unknown = null;
  readonly #asks = new Set<Ask>();

  constructor(who: Who<P>, carrier: Carrier, clock: Clock, changed: () => void) {
    this.#who = who;
    this.#carrier = carrier;
    this.#clock = clock;
    this.#changed = changed;
    this.#startedAt = clock.now();
  }

  shown(): Shown<P> {
    const here = this.#clock.now();
    const heard = this.#heard;
    return {
      view: this.#view,
      names: this.#names,
      posted: this.#posted,
      now: heard === null ? null : heard.hub + (here - heard.here),
      stale: here - (heard?.here ?? this.#startedAt) >= staleMs,
      heardAt: heard?.hub ?? null,
      refusal: this.#refusal,
      ready: this.#ready,
      rev: this.#heardRev,
    };
  }

  /** The line stands: say where one is. */
  connected(): void {
    this.#connection += 1;
    this.#connected = true;
    this.#awaitsState = true;
    this.#sayHello();
  }

  /** The line broke; what was asked and not answered is asked again when it stands. */
  disconnected(): void {
    this.#connected = false;
    this.#ready = false;
    this.#clock.clearTimeout(this.#helloTimer);
    for (const ask of this.#asks) this.#clock.clearTimeout(ask.again);
    this.#changed();
  }

  /** Forecasts move neither number: of two states with both the same the time tells. */
  #isOlder({ seq, rev, now }: State<P>): boolean {
    if (seq !== this.#seq) return seq < this.#seq;
    return rev === this.#rev ? now < this.#statedAt : rev < this.#rev;
  }

  /** A whole view came. One that is older than what is shown is not believed, except the first after a hello. */
  heardState(state: State<P>): void {
    if (this.#isOlder(state) && !this.#awaitsState) return;
    this.#awaitsState = false;
    this.#statedAt = state.now;
    this.#seq = state.seq;
    this.#rev = state.rev;
    this.#heardRev = state.rev;
    this.#view = state.view;
    if (state.names) this.#names = state.names;
    if (state.posted) this.#posted = state.posted;
    this.#heard = { hub: state.now, here: this.#clock.now() };
    this.#changed();
  }

  /** The hub lives and its log is confirmed. Before this connection's first state that makes nothing fresh. */
  heardPulse(pulse: Pulse): void {
    if (this.#awaitsState) return;
    this.#heardRev = pulse.rev;
    this.#heard = { hub: pulse.now, here: this.#clock.now() };
    this.#changed();
  }

  /**
   * Asks for a deed; the same `requestId` for every try of one wish, by whoever tries.
   * `no-answer` after `askMs`; `busy` when more than `asksMax` are under way.
   */
  command(command: KioskCommand | ConsoleCommand, requestId: string): Promise<Answered> {
    return this.ask('command', { requestId, command });
  }

  /** Asks for the slip of a ticket once more; answered like a command. */
  reprint(ticket: string, requestId: string): Promise<Answered> {
    return this.ask('reprint', { requestId, ticket });
  }

  /**
   * Asks anything else by the name of its message, in the same way: again over reconnects until it is
   * answered, `no-answer` after `askMs`, `busy` when more than `asksMax` are under way.
   */
  ask<R>(event: string, body: object): Promise<R | Unanswered> {
    if (this.#asks.size >= asksMax) return Promise.resolve({ failed: 'busy' });
    return new Promise((resolve) => {
      const settled = (answered: unknown) => resolve(answered as R | Unanswered);
      const ask: Ask = { event, body, resolve: settled, deadline: null, again: null };
      ask.deadline = this.#clock.setTimeout(
        () => this.#settle(ask, { failed: 'no-answer' }),
        askMs,
      );
      this.#asks.add(ask);
      if (this.#ready) this.#try(ask);
    });
  }

  /** No more timers, and no answers: for a page that goes away. */
  stop(): void {
    this.disconnected();
    for (const ask of this.#asks) this.#settle(ask, { failed: 'no-answer' });
  }

  #sayHello(): void {
    const connection = this.#connection;
    this.#clock.clearTimeout(this.#helloTimer);
    this.#helloTimer = this.#clock.setTimeout(() => this.#sayHello(), tryMs);
    const hello = {
      ...this.#who,
      protocol,
      seq: this.#seq,
      rev: this.#rev,
      names: this.#names?.version ?? null,
    };
    this.#carrier.send('hello', hello, (reply) => {
      if (connection === this.#connection && this.#connected) this.#helloAnswered(reply);
    });
  }

  #helloAnswered(reply: unknown): void {
    this.#clock.clearTimeout(this.#helloTimer);
    const answer = reply as HelloReply;
    if ('ok' in answer) {
      this.#refusal = null;
      this.#ready = true;
      for (const ask of this.#asks) this.#try(ask);
    } else {
      this.#ready = false;
      this.#refusal = 'refused' in answer ? answer.refused : this.#refusal;
      // `reload` is for the page to act on; the others may be put right at the hub meanwhile.
      if (this.#refusal !== 'reload')
        this.#helloTimer = this.#clock.setTimeout(() => this.#sayHello(), helloAgainMs);
    }
    this.#changed();
  }

  #try(ask: Ask): void {
    this.#clock.clearTimeout(ask.again);
    ask.again = this.#clock.setTimeout(() => {
      if (this.#ready) this.#try(ask);
    }, tryMs);
    this.#carrier.send(ask.event, ask.body, (reply) => this.#settle(ask, reply));
  }

  #settle(ask: Ask, answered: unknown): void {
    if (!this.#asks.delete(ask)) return;
    this.#clock.clearTimeout(ask.deadline);
    this.#clock.clearTimeout(ask.again);
    ask.resolve(answered);
  }
}
