/**
 * One question to the hub that is asked again and again while a page is open. Where much happens in a
 * hall, changes are told faster than the hub answers: so while an answer is on its way nothing more is
 * asked, what comes is shown, and then it is asked once more. No page waits for a quiet moment.
 */

/** After the hub could not be reached. */
export const askAgainMs = 2_000;
/** An answer that takes longer may never come: then others need not wait for it. */
export const lateMs = 10_000;

export interface Timers {
  setTimeout(act: () => void, ms: number): unknown;
  // The handle's type differs between the browser and a stepped clock.
  // biome-ignore lint/suspicious/noExplicitAny: each takes back only its own
  clearTimeout(handle: any): void;
}

export class AskedAgain<T> {
  readonly #ask: () => Promise<T | 'unreachable'>;
  readonly #show: (answer: T | 'unreachable') => void;
  readonly #timers: Timers;
  /** Of all askings the last, and the last whose answer was shown or is not wanted any more. */
  #asked = 0;
  #over = 0;
  #busy = false;
  #changed = false;
  #ended = false;
  #timer: unknown = null;

  constructor(
    ask: () => Promise<T | 'unreachable'>,
    show: (answer: T | 'unreachable') => void,
    timers: Timers,
  ) {
    this.#ask = ask;
    this.#show = show;
    this.#timers = timers;
  }

  /** Asks at once, as after a deed of one's own: answers that are on their way are not shown any more. */
  now(): void {
    this.#over = this.#asked;
    this.#go();
  }

  /** The answer may have changed: asks, or asks once more when the answer on its way has come. */
  changed(): void {
    if (this.#busy) this.#changed = true;
    else this.#go();
  }

  /** Nothing is asked and nothing shown any more. */
  end(): void {
    this.#ended = true;
    this.#timers.clearTimeout(this.#timer);
  }

  #go(): void {
    if (this.#ended) return;
    this.#asked += 1;
    const mine = this.#asked;
    this.#changed = false;
    this.#busy = true;
    this.#wake(lateMs, () => this.#free());
    void this.#ask().then((answer) => this.#hear(mine, answer));
  }

  #hear(mine: number, answer: T | 'unreachable'): void {
    if (this.#ended || mine <= this.#over) return;
    this.#over = mine;
    this.#show(answer);
    if (mine !== this.#asked) return;
    if (answer === 'unreachable') this.#wake(askAgainMs, () => this.#go());
    else this.#timers.clearTimeout(this.#timer);
    this.#free();
  }

  #free(): void {
    this.#busy = false;
    if (this.#changed) this.#go();
  }

  #wake(ms: number, act: () => void): void {
    this.#timers.clearTimeout(this.#timer);
    this.#timer = this.#timers.setTimeout(act, ms);
  }
}
