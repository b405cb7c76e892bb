/**
 * Does the same kind of work for many who ask at once: a few at a time, the others wait their turn. Who
 * asks for what is already under way or waits gets the same answer, so that a phone that comes back
 * impatiently makes nobody wait longer.
 */

export interface TurnsBounds {
  /** So many are done at the same time. */
  readonly atOnce: number;
  /** So many different ones may wait for that; one more is refused. */
  readonly waitingMax: number;
}

export class Turns<T> {
  readonly #bounds: TurnsBounds;
  readonly #asked = new Map<string, Promise<T>>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(bounds: TurnsBounds) {
    this.#bounds = bounds;
  }

  /** What `act` gives for `key`, in its turn; null: too many wait. Rejects as `act` does. */
  ask(key: string, act: () => Promise<T>): Promise<T> | null {
    const asked = this.#asked.get(key);
    if (asked) return asked;
    const { atOnce, waitingMax } = this.#bounds;
    if (this.#running >= atOnce && this.#waiting.length >= waitingMax) return null;
    const answer = this.#turn(act).finally(() => this.#asked.delete(key));
    this.#asked.set(key, answer);
    return answer;
  }

  async #turn(act: () => Promise<T>): Promise<T> {
    if (this.#running < this.#bounds.atOnce) this.#running += 1;
    else await new Promise<void>((turn) => this.#waiting.push(turn));
    try {
      return await act();
    } finally {
      // The place goes to who waits longest; nobody who comes just now may slip in between.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}
