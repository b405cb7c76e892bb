/** The log of the worlds that tests of the API play in, when it fails or does not answer. */
import { type Log, LogFailure } from '../../../log/log.ts';

/** The log on a day with bad weather: away, it fails; silent, it never answers. */
export class Weather {
  state: 'fair' | 'away' | 'silent' = 'fair';
  readonly log: Log;
  readonly #unanswered: (() => void)[] = [];

  constructor(log: Log) {
    const through = <A extends unknown[], R>(ask: (...asked: A) => Promise<R>) => {
      return async (...asked: A): Promise<R> => {
        if (this.state === 'silent') await new Promise<void>((go) => this.#unanswered.push(go));
        if (this.state === 'away') throw new LogFailure('unavailable', 'the log is away');
        return ask(...asked);
      };
    };
    this.log = {
      read: through(async (...asked) => log.read(...asked)),
      head: through(async (...asked) => log.head(...asked)),
      lastOf: through(async (...asked) => log.lastOf(...asked)),
      deed: through(async (...asked) => log.deed(...asked)),
      append: through(async (...asked) => log.append(...asked)),
      watch: (...asked) => log.watch(...asked),
      close: () => log.close(),
    };
  }

  /** Whoever waits for an answer hears that there is none, and may end. */
  clear(): void {
    this.state = 'away';
    for (const go of this.#unanswered) go();
  }
}
