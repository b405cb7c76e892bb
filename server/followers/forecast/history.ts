/**
 * What the forecast has learnt from the log: of the last days when it begins, then of what comes, each
 * event once and in order, in bites that nobody feels.
 */
import type { Told } from '../../../core/hall/events.ts';
import { type Learned, nothingLearned } from '../../../core/hall/waiting/learned.ts';
import { learn } from '../../../core/hall/waiting/learning.ts';
import type { Log } from '../../../log/log.ts';
import { toTold } from '../../hall/replay.ts';

/** About the last two weeks of a full hall; days before that say little of this one. */
const rowsBackMax = 100_000;
/** So many rows hold the thread for about 5 ms. */
export const pageRows = 250;
/** Beyond so many the log is read instead. */
const pendingMax = 5_000;

export class History {
  readonly learned: Learned = nothingLearned();
  readonly #log: Pick<Log, 'read' | 'head'>;
  readonly #stream: string;
  #pending: Told[] = [];
  #begun = false;

  constructor(log: Pick<Log, 'read' | 'head'>, stream: string) {
    this.#log = log;
    this.#stream = stream;
  }

  /** Something was appended; it is taken up at the next `page`. */
  hear(events: readonly Told[]): void {
    this.#pending.push(...events);
    if (this.#pending.length > pendingMax) this.#pending = [];
  }

  /** Takes up a page more; false when there is none. Fails as `Log.read` does. */
  async page(upTo: number): Promise<boolean> {
    if (!this.#begun) {
      this.learned.seq = Math.max(0, (await this.#log.head(this.#stream)) - rowsBackMax);
      this.#begun = true;
    }
    if (this.learned.seq >= upTo) return false;
    const heard = this.#pending.findIndex(({ seq }) => seq === this.learned.seq + 1);
    const next =
      heard >= 0
        ? this.#pending.slice(heard, heard + pageRows)
        : (await this.#log.read(this.#stream, this.learned.seq, pageRows)).map(toTold);
    for (const told of next) if (told.seq === this.learned.seq + 1) learn(this.learned, told);
    this.#pending = this.#pending.filter(({ seq }) => seq > this.learned.seq);
    return next.length > 0 && this.learned.seq < upTo;
  }
}
