/**
 * Who holds the thread: the steps that forecasts simulate between two moments in which anybody else may
 * have it. They are counted where they are played, so that neither a clock that is not read nor pieces
 * that are too large stay hidden.
 */
import { Simulation } from '../../../core/hall/waiting/simulation.ts';

/** A follower's slice of four milliseconds at two thousand steps each, and one piece more (SPEC: WAIT). */
const stepsMax = 10_000;
/** Steps are counted by so many: less than a piece. */
const countedBy = 100;

/** Who is told of the steps of this process; the present day. */
let told: ((steps: number) => void) | null = null;

const { advance } = Simulation.prototype;
Simulation.prototype.advance = function (this: Simulation, steps: number): boolean {
  for (let left = steps; left > 0; left -= countedBy) {
    const next = Math.min(left, countedBy);
    told?.(next);
    if (advance.call(this, next)) return true;
  }
  return false;
};

export interface ThreadParts {
  /** How many things the world has taken up so far. */
  readonly turns: () => number;
  readonly fail: (invariant: string, what: string) => void;
}

/** The thread of one day. */
export class Thread {
  readonly #parts: ThreadParts;
  #turn = -1;
  #steps = 0;

  constructor(parts: ThreadParts) {
    this.#parts = parts;
  }

  /** Counts from now on, instead of the day before. */
  watch(): void {
    told = (steps) => this.#count(steps);
  }

  #count(steps: number): void {
    const { turns, fail } = this.#parts;
    const turn = turns();
    if (turn !== this.#turn) this.#steps = 0;
    this.#turn = turn;
    const before = this.#steps;
    this.#steps += steps;
    if (before > stepsMax || this.#steps <= stepsMax) return;
    fail('forecast-gives-way', `the forecast simulates more than ${stepsMax} steps in one breath`);
  }
}
