/**
 * The time of a simulated hall. Nothing happens between two moments: the next thing due is taken up,
 * all that follows from it is done, and only then the time moves on. There is one monotonic time and
 * one wall clock, which can be set.
 */
import type { Clock } from '../../../server/hall/clock.ts';

interface Due {
  readonly at: number;
  readonly order: number;
  act: (() => void) | null;
}

/** More than this in one moment is a circle, not a hall. */
const actsAtOnceMax = 50_000;
/** So many turns in a row go without a look at the machine's own timers and files. */
const turnsAlone = 100;

export class Time {
  readonly #startsAt: number;
  #now = 0;
  #wallOffset = 0;
  #order = 0;
  readonly #heap: Due[] = [];
  #atOnce = 0;
  #turns = 0;

  /** `startsAt`: the wall clock at the beginning, epoch milliseconds. */
  constructor(startsAt: number) {
    this.#startsAt = startsAt;
  }

  /** Milliseconds since the beginning. */
  get now(): number {
    return this.#now;
  }

  /** How many things were taken up so far: between two of them anybody may have the thread. */
  get turns(): number {
    return this.#turns;
  }

  /** Epoch milliseconds, whole ones, as the wall clock shows them: much happens in the same one. */
  get wall(): number {
    return Math.floor(this.#startsAt + this.#now + this.#wallOffset);
  }

  /** Sets the wall clock forward, or back. */
  setWall(byMs: number): void {
    this.#wallOffset += byMs;
  }

  after(ms: number, act: () => void): Due {
    const due: Due = { at: this.#now + Math.max(0, ms), order: this.#order, act };
    this.#order += 1;
    this.#push(due);
    return due;
  }

  cancel(due: unknown): void {
    if (due) (due as Due).act = null;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((awake) => this.after(ms, awake));
  }

  /** The clock of one process: what it has set no longer happens once it is dead. `aheadMs`: how much its wall clock differs. */
  clockFor(isAlive: () => boolean, aheadMs = 0): Clock {
    const living = (act: () => void) => () => {
      if (isAlive()) act();
    };
    return {
      now: () => this.wall + aheadMs,
      monotonic: () => this.#now,
      setTimeout: (act, ms) => this.after(ms, living(act)),
      clearTimeout: (due) => this.cancel(due),
      soon: (act) => void this.after(0, living(act)),
    };
  }

  /** The clock of a page, whose thinking goes by monotonic time alone (ui/following.ts). */
  pageClock() {
    return {
      now: () => this.#now,
      setTimeout: (act: () => void, ms: number): unknown => this.after(ms, act),
      clearTimeout: (due: unknown) => this.cancel(due),
    };
  }

  /** Lets the hall live until `over` says so, or nothing is due any more. Throws when time stands still. */
  async run(over: () => boolean): Promise<void> {
    await settled(this.#turns);
    while (!over()) {
      const due = this.#pop();
      if (!due) return;
      if (!due.act) continue;
      this.#atOnce = due.at === this.#now ? this.#atOnce + 1 : 0;
      if (this.#atOnce > actsAtOnceMax)
        throw new Error('time stands still: the hall runs in circles');
      this.#now = due.at;
      this.#turns += 1;
      due.act();
      await settled(this.#turns);
    }
  }

  #push(due: Due): void {
    const heap = this.#heap;
    let index = heap.push(due) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (!above || !sooner(due, above)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = due;
  }

  #pop(): Due | undefined {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (!first || !last || first === last) return first;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      let below = heap[child];
      const right = heap[child + 1];
      if (below && right && sooner(right, below)) {
        child += 1;
        below = right;
      }
      if (!below || !sooner(below, last)) break;
      heap[index] = below;
      index = child;
    }
    heap[index] = last;
    return first;
  }
}

/** A steady beat on a process's own clock; the function that it returns ends it. */
export const everyOf =
  (clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>) =>
  (ms: number, act: () => void): (() => void) => {
    let due: unknown;
    const next = () => {
      due = clock.setTimeout(() => {
        act();
        next();
      }, ms);
    };
    next();
    return () => clock.clearTimeout(due);
  };

const sooner = (a: Due, b: Due): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/**
 * Everything that follows from what has just happened has been done: Node comes to the next tick when no
 * promise has anything left to do. Once in a while the machine's own work gets its turn, too.
 */
const settled = (turns: number): Promise<void> =>
  new Promise((done) => (turns % turnsAlone === 0 ? setImmediate(done) : process.nextTick(done)));
