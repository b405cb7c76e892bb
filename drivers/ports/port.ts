/**
 * A byte pipe to a device that finds its way back by itself. Serial lines and sockets differ only
 * in their `Wire`, one connection's life; what must never go wrong is written once, here: a new
 * wire for each connection, no write unless open, a deadline on every write, nothing kept for
 * later, and a bounded back-off between attempts. A lost device is a state with a name, never a
 * throw.
 */
import type { Clock } from '../clock.ts';

/**
 * Why there is no connection. `stuck`: a write did not end in time. `mute`: its driver gave it up.
 */
export type LostWhy =
  | 'not-found'
  | 'in-use'
  | 'no-permission'
  | 'refused'
  | 'unreachable'
  | 'timeout'
  | 'closed'
  | 'stuck'
  | 'mute'
  | 'failed';

/** `lost` stays `lost` while new attempts are made in the background; it ends with `open`. */
export type PortState =
  | { readonly is: 'opening' }
  | { readonly is: 'open' }
  | { readonly is: 'lost'; readonly why: LostWhy; readonly detail: string }
  | { readonly is: 'closed' };

/**
 * `written`: the operating system has taken all bytes (not: the device has). `lost`, `stuck`: some
 * may have gone out; the rest is dropped and never sent. `not-open`: none went out.
 */
export type WriteOutcome = 'written' | 'not-open' | 'lost' | 'stuck';

export interface PortListener {
  changed(state: PortState): void;
  bytes(bytes: Uint8Array): void;
}

export interface Port {
  /** As configured, e.g. `tcp://10.0.0.5:9100`; for messages. */
  readonly address: string;
  state(): PortState;
  /** Returns the function that ends it. A listener that throws is a bug and is not caught. */
  listen(listener: PortListener): () => void;
  /** Never rejects. A write that is not done within `withinMs` ends the connection. */
  write(bytes: Uint8Array, withinMs: number): Promise<WriteOutcome>;
  /**
   * Ends this connection (a half-open one looks open from here) and starts to look for a new one.
   */
  drop(why: LostWhy, detail: string): void;
  /** Ends everything; resolves when the device is free for others. */
  close(): Promise<void>;
}

/** One connection. `end` throws away what is not yet sent, and is called at most once. */
export interface Wire {
  write(bytes: Uint8Array, done: (error: Error | null) => void): void;
  end(): Promise<void>;
}

export interface WireEvents {
  opened(): void;
  bytes(bytes: Uint8Array): void;
  ended(why: LostWhy, detail: string): void;
}

/** Starts one connection attempt at once and tells how it goes. Must not throw. */
export type OpenWire = (events: WireEvents) => Wire;

export interface PortTimes {
  /** A connection attempt that is not open by then is given up. */
  readonly openMs: number;
  /** Wait before the first new attempt; doubled after each failure. */
  readonly retryMsMin: number;
  readonly retryMsMax: number;
  /**
   * A connection that lasted this long, or over which a byte was heard, starts the back-off anew.
   */
  readonly steadyMs: number;
}

export const portTimes: PortTimes = {
  openMs: 3_000,
  retryMsMin: 250,
  retryMsMax: 5_000,
  steadyMs: 5_000,
};

/** Makes a port of a way to open wires. It begins to connect at once. */
export function createPort(
  address: string,
  openWire: OpenWire,
  clock: Clock,
  times: PortTimes = portTimes,
): Port {
  return new ReconnectingPort(address, openWire, clock, times);
}

interface Attempt {
  wire: Wire | null;
  opened: boolean;
  over: boolean;
  timer: unknown;
  /** Writes under way on this wire, told when it is lost. */
  pending: Set<(outcome: WriteOutcome) => void>;
}

class ReconnectingPort implements Port {
  readonly address: string;
  readonly #openWire: OpenWire;
  readonly #clock: Clock;
  readonly #times: PortTimes;
  readonly #listeners = new Set<PortListener>();
  /** Wires that are still letting go of their device; `close` waits for them. */
  readonly #ending = new Set<Promise<void>>();
  #state: PortState = { is: 'opening' };
  #attempt: Attempt | null = null;
  #retryTimer: unknown = null;
  #retryMs: number;

  constructor(address: string, openWire: OpenWire, clock: Clock, times: PortTimes) {
    this.address = address;
    this.#openWire = openWire;
    this.#clock = clock;
    this.#times = times;
    this.#retryMs = times.retryMsMin;
    this.#connect();
  }

  state(): PortState {
    return this.#state;
  }

  listen(listener: PortListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  write(bytes: Uint8Array, withinMs: number): Promise<WriteOutcome> {
    const attempt = this.#attempt;
    const wire = attempt?.wire;
    if (this.#state.is !== 'open' || !attempt || !wire) return Promise.resolve('not-open');
    return new Promise((resolve) => {
      const settle = (outcome: WriteOutcome) => {
        if (!attempt.pending.delete(settle)) return;
        this.#clock.clearTimeout(timer);
        resolve(outcome);
      };
      attempt.pending.add(settle);
      const timer = this.#clock.setTimeout(() => {
        settle('stuck');
        this.#lose(attempt, 'stuck', `a write was not done within ${withinMs} ms`);
      }, withinMs);
      wire.write(bytes, (error) => {
        if (!error) settle('written');
        else this.#lose(attempt, 'failed', error.message);
      });
    });
  }

  drop(why: LostWhy, detail: string): void {
    if (this.#attempt) this.#lose(this.#attempt, why, detail);
  }

  async close(): Promise<void> {
    this.#clock.clearTimeout(this.#retryTimer);
    const attempt = this.#attempt;
    if (this.#state.is !== 'closed') this.#become({ is: 'closed' });
    if (attempt) this.#finish(attempt);
    await Promise.all(this.#ending);
  }

  #connect(): void {
    const attempt: Attempt = {
      wire: null,
      opened: false,
      over: false,
      timer: null,
      pending: new Set(),
    };
    this.#attempt = attempt;
    attempt.timer = this.#clock.setTimeout(() => {
      this.#lose(attempt, 'timeout', `no connection within ${this.#times.openMs} ms`);
    }, this.#times.openMs);
    const wire = this.#openWire({
      opened: () => this.#opened(attempt),
      bytes: (bytes) => this.#heard(attempt, bytes),
      ended: (why, detail) => this.#lose(attempt, why, detail),
    });
    attempt.wire = wire;
    if (attempt.over) this.#letGo(wire);
  }

  #opened(attempt: Attempt): void {
    if (attempt.over || attempt.opened) return;
    attempt.opened = true;
    this.#clock.clearTimeout(attempt.timer);
    attempt.timer = this.#clock.setTimeout(() => {
      this.#retryMs = this.#times.retryMsMin;
    }, this.#times.steadyMs);
    this.#become({ is: 'open' });
  }

  #heard(attempt: Attempt, bytes: Uint8Array): void {
    if (attempt.over) return;
    this.#retryMs = this.#times.retryMsMin;
    for (const listener of [...this.#listeners]) listener.bytes(bytes);
  }

  #lose(attempt: Attempt, why: LostWhy, detail: string): void {
    if (attempt.over) return;
    this.#finish(attempt);
    const wait = this.#retryMs;
    this.#retryMs = Math.min(wait * 2, this.#times.retryMsMax);
    this.#retryTimer = this.#clock.setTimeout(() => this.#connect(), wait);
    this.#become({ is: 'lost', why, detail });
  }

  /** Ends one wire for good: its late events are ignored, its writes are told. */
  #finish(attempt: Attempt): void {
    attempt.over = true;
    if (this.#attempt === attempt) this.#attempt = null;
    this.#clock.clearTimeout(attempt.timer);
    for (const settle of [...attempt.pending]) settle('lost');
    if (attempt.wire) this.#letGo(attempt.wire);
  }

  #letGo(wire: Wire): void {
    const ending = wire.end().finally(() => this.#ending.delete(ending));
    this.#ending.add(ending);
  }

  #become(state: PortState): void {
    const was = this.#state;
    this.#state = state;
    if (was.is === 'lost' && state.is === 'lost' && was.why === state.why) return;
    for (const listener of [...this.#listeners]) listener.changed(state);
  }
}
