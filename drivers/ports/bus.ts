/**
 * One line that several devices share (RS-485): each has a station on it and may speak in its turn
 * only. Turns go round the stations, so that a device with much to say, or one that never answers,
 * cannot keep the others waiting for longer than its own time. Nothing outlives its turn or its
 * connection: when the line is lost all that waits is told so, and nothing is sent again from here.
 */
import type { Clock } from '../clock.ts';
import type { Port, PortListener, PortState, WriteOutcome } from './port.ts';

/** The line while it is somebody's turn. */
export interface Turn {
  /** After the turn has ended it writes nothing and says `not-open`. */
  write(bytes: Uint8Array): Promise<WriteOutcome>;
  /** Calls `hear` with what comes in during the turn; the turn ends when the returned promise does. */
  hear(hear: (bytes: Uint8Array) => void): void;
}

/**
 * How a turn may end without its result. `late`: it took longer than it may. `not-open`: there was
 * no line when it was asked for or while it waited, and nothing went out. `lost`: the line (or the
 * station) went in the middle of it, some may have gone out. `busy`: too many wait already.
 */
export type TurnFailure = 'late' | 'not-open' | 'lost' | 'busy';

export interface Station {
  /**
   * Runs `act` when it is this station's turn. Nobody else's bytes go out until it ends, at the
   * latest after `withinMs`: then the result is `late` and what `act` does is not heard any more.
   * The time of waiting does not count. A driver that awaits an answer lets its turn run late: that
   * is how a line on which nobody answers any more is found out. Never rejects because of the line;
   * what `act` throws comes back as it is.
   */
  turn<T>(withinMs: number, act: (turn: Turn) => Promise<T>): Promise<T | TurnFailure>;
  /** What the line says, whoever's turn it is: keypads speak unasked. */
  listen(listener: PortListener): () => void;
  state(): PortState;
  /** Leaves the line; the last one to leave closes it. */
  leave(): Promise<void>;
}

/** Turns that one station may have waiting, the running one not counted. */
export const turnsWaitingMax = 8;
/**
 * Quiet between two turns where nobody knows the speed of the line: devices take 3.5 characters of
 * quiet for the end of a frame, 4 ms at 9600 baud, and adapters hold the line a moment after their
 * last bit (unverified for each adapter).
 */
export const gapMs = 5;
const gapCharacters = 3.5;
/** The least gap where the speed is known: a device's transceiver must have let go of the line. */
const gapMsMin = 2;
/** A write of a turn that is not taken by then is stuck, and the line is made anew. */
const writeMs = 2_000;
/**
 * So many turns without an answer and no byte from anybody for so long: the connection itself is
 * suspected. In time for a dead line to have its name within 5 s.
 */
const muteTurnsMin = 4;
const muteMs = 4_000;

interface Waiting {
  readonly withinMs: number;
  readonly act: (turn: Turn) => Promise<unknown>;
  readonly end: (result: unknown) => void;
  readonly fail: (error: unknown) => void;
}

interface Place {
  readonly waiting: Waiting[];
  /** When a turn of it last brought a byte; null: never. */
  heardAt: number | null;
}

interface Running {
  readonly place: Place;
  readonly waiting: Waiting;
  timer: unknown;
  hear: ((bytes: Uint8Array) => void) | null;
  over: boolean;
  /** Bytes under way: the next turn waits for them. */
  writing: Promise<unknown>;
}

/** The turns on one port. The port stays its opener's: the bus never closes it. */
export class Bus {
  readonly #port: Port;
  readonly #clock: Clock;
  /** What a byte takes on the line; 0 when nobody knows. */
  readonly #byteMs: number;
  readonly #gapMs: number;
  /** In the order of their turns: who had the last one stands at the end. */
  readonly #places: Place[] = [];
  #running: Running | null = null;
  #pause: unknown = null;
  #ended = false;
  /** When the last byte handed to the line has left it, as far as its speed is known. */
  #quietAt = 0;
  /** When the line last brought a byte, or was opened; and who had a turn since one ran late. */
  #heardAt = 0;
  readonly #tried = new Set<Place>();
  #muteTurns = 0;
  readonly #endListening: () => void;

  /** `byteMs`: how long the line takes for a byte; 0 when nobody knows. */
  constructor(port: Port, clock: Clock, byteMs = 0) {
    this.#port = port;
    this.#clock = clock;
    this.#byteMs = byteMs;
    this.#gapMs = byteMs === 0 ? gapMs : Math.max(gapMsMin, gapCharacters * byteMs);
    this.#endListening = port.listen({
      changed: (state) => this.#changed(state),
      bytes: (bytes) => this.#heard(bytes),
    });
  }

  /** A place on the line. `left` is called once, when it is given up. */
  station(left: () => Promise<void>): Station {
    const place: Place = { waiting: [], heardAt: null };
    this.#places.push(place);
    const ends = new Set<() => void>();
    let gone: Promise<void> | null = null;
    return {
      turn: <T>(withinMs: number, act: (turn: Turn) => Promise<T>) => {
        if (gone) return Promise.resolve<TurnFailure>('not-open');
        return this.#ask(place, withinMs, act) as Promise<T | TurnFailure>;
      },
      listen: (listener) => {
        const end = this.#port.listen(listener);
        ends.add(end);
        return () => {
          ends.delete(end);
          end();
        };
      },
      state: () => (gone ? { is: 'closed' } : this.#port.state()),
      leave: () => {
        if (!gone) {
          for (const end of ends) end();
          this.#drop(place);
          gone = left();
        }
        return gone;
      },
    };
  }

  /** Ends the bus: nobody's turn comes any more, and whoever waits or asks later is told so. */
  end(): void {
    this.#ended = true;
    this.#endListening();
    for (const place of [...this.#places]) this.#drop(place);
    this.#running = null;
    this.#clock.clearTimeout(this.#pause);
  }

  #ask(place: Place, withinMs: number, act: Waiting['act']): Promise<unknown> {
    if (this.#ended || this.#port.state().is !== 'open') {
      return Promise.resolve<TurnFailure>('not-open');
    }
    if (place.waiting.length >= turnsWaitingMax) return Promise.resolve<TurnFailure>('busy');
    return new Promise((end, fail) => {
      place.waiting.push({ withinMs, act, end, fail });
      this.#advance();
    });
  }

  /** Begins the next turn, if the line is free and quiet. */
  #advance(): void {
    if (this.#running || this.#pause !== null || this.#port.state().is !== 'open') return;
    const place = this.#nextPlace();
    const waiting = place?.waiting.shift();
    if (!place || !waiting) return;
    this.#places.splice(this.#places.indexOf(place), 1);
    this.#places.push(place);
    // Preferred once: a turn that ends well without an answer tells nothing of the line, and the others wait.
    if (this.#muteTurns > 0) this.#tried.add(place);
    this.#begin({
      place,
      waiting,
      timer: null,
      hear: null,
      over: false,
      writing: Promise.resolve(),
    });
  }

  /**
   * In their order; after a turn without an answer first the one heard most lately, so that it is
   * soon known whether that device is dead or the line.
   */
  #nextPlace(): Place | undefined {
    const waits = this.#places.filter((one) => one.waiting.length > 0);
    if (this.#muteTurns === 0) return waits[0];
    let best: Place | undefined;
    for (const place of waits) {
      if (place.heardAt === null || this.#tried.has(place)) continue;
      if (place.heardAt > (best?.heardAt ?? Number.NEGATIVE_INFINITY)) best = place;
    }
    return best ?? waits[0];
  }

  #begin(running: Running): void {
    const { withinMs, act, end, fail } = running.waiting;
    this.#running = running;
    running.timer = this.#clock.setTimeout(() => {
      this.#finish(running, () => end('late'));
      this.#suspect(running.place);
    }, withinMs);
    const turn: Turn = {
      write: (bytes) => this.#write(running, bytes),
      hear: (hear) => {
        if (!running.over) running.hear = hear;
      },
    };
    // In a promise of its own, so that an `act` that throws at once is told like one that rejects.
    new Promise((resolve) => resolve(act(turn))).then(
      (result) => this.#finish(running, () => end(result)),
      (error: unknown) => this.#finish(running, () => fail(error)),
    );
  }

  #write(running: Running, bytes: Uint8Array): Promise<WriteOutcome> {
    if (running.over) return Promise.resolve('not-open');
    const outcome = this.#port.write(bytes, writeMs);
    running.writing = Promise.all([running.writing, outcome]);
    this.#quietAt = Math.max(this.#quietAt, this.#clock.now()) + bytes.length * this.#byteMs;
    return outcome;
  }

  /** Ends a turn once; the next begins after its bytes have gone out and a pause. */
  #finish(running: Running, tell: () => void): void {
    if (running.over) return;
    running.over = true;
    running.hear = null;
    this.#clock.clearTimeout(running.timer);
    void running.writing.then(() => {
      if (this.#running !== running) return;
      this.#running = null;
      const rest = Math.max(0, this.#quietAt - this.#clock.now());
      this.#pause = this.#clock.setTimeout(() => {
        this.#pause = null;
        this.#advance();
      }, rest + this.#gapMs);
    });
    tell();
  }

  #heard(bytes: Uint8Array): void {
    this.#forgetMute();
    const running = this.#running;
    if (!running || running.over) return;
    running.place.heardAt = this.#clock.now();
    running.hear?.(bytes);
  }

  #changed(state: PortState): void {
    this.#forgetMute();
    if (state.is === 'open') {
      this.#quietAt = 0;
      this.#advance();
      return;
    }
    const running = this.#running;
    if (running) this.#finish(running, () => running.waiting.end('lost'));
    for (const { waiting } of this.#places) {
      for (const { end } of waiting.splice(0)) end('not-open');
    }
  }

  /**
   * A turn ran late. One silent device is its driver's matter; when nobody is heard any more the
   * connection is half open, or its line cut: it is made anew, and that tells all drivers.
   */
  #suspect(place: Place): void {
    this.#muteTurns += 1;
    this.#tried.add(place);
    const quietMs = this.#clock.now() - this.#heardAt;
    if (this.#muteTurns < muteTurnsMin || quietMs < muteMs) return;
    this.#port.drop('mute', `no answer in ${this.#muteTurns} turns`);
  }

  #forgetMute(): void {
    this.#heardAt = this.#clock.now();
    this.#tried.clear();
    this.#muteTurns = 0;
  }

  #drop(place: Place): void {
    const at = this.#places.indexOf(place);
    if (at < 0) return;
    this.#places.splice(at, 1);
    this.#tried.delete(place);
    for (const { end } of place.waiting.splice(0)) end('not-open');
    const running = this.#running;
    if (running?.place === place) this.#finish(running, () => running.waiting.end('lost'));
  }
}
