/**
 * The real log in memory behind a line that fails as a test says: appends that come to nothing,
 * appends that stand although nobody heard so, answers that are slow, a log that is away, a watch
 * that is deaf.
 */
import {
  type Draft,
  type Log,
  LogFailure,
  type LogFailureCode,
  type Moment,
  type Row,
  type Want,
} from '../../../log/log.ts';
import { type MemoryStore, memoryLog } from '../../../log/memory.ts';

/**
 * What becomes of an append. `written` and `lost` both end as `unknown`: the rows stand, or do not.
 * A code or an error: nothing is written, and the writer hears so.
 */
export type Fate = 'well' | 'written' | 'lost' | Exclude<LogFailureCode, 'unknown'> | Error;

export class FaultyLog implements Log {
  /** Of the appends to come; `well` when there is none. */
  readonly fates: Fate[] = [];
  /** Nothing can be reached. */
  away = false;
  /** Wakes get lost. */
  deaf = false;
  /** Deeds asked about by each append, in order. */
  readonly batches: (readonly string[])[] = [];
  readonly #inner: Log;
  #gate: { readonly open: Promise<void>; readonly reached: () => void } | null = null;

  constructor(store: MemoryStore) {
    this.#inner = memoryLog(store);
  }

  /**
   * From now on appends are not answered before `release` is called; what they wrote stands. `held`
   * resolves when one waits for its answer.
   */
  hold(): { readonly held: Promise<void>; release: () => void } {
    const { promise: open, resolve: release } = Promise.withResolvers<void>();
    const { promise: held, resolve: reached } = Promise.withResolvers<void>();
    this.#gate = { open, reached };
    return {
      held,
      release: () => {
        this.#gate = null;
        release();
      },
    };
  }

  async read(stream: string, after: number, limit?: number): Promise<Row[]> {
    this.#reach();
    return this.#inner.read(stream, after, limit);
  }

  async head(stream: string): Promise<number> {
    this.#reach();
    return this.#inner.head(stream);
  }

  async lastOf(stream: string, type: string): Promise<number> {
    this.#reach();
    return this.#inner.lastOf(stream, type);
  }

  async deed(stream: string, cmd: string): Promise<Row[]> {
    this.#reach();
    return this.#inner.deed(stream, cmd);
  }

  async append(
    stream: string,
    want: Want,
    work: (moment: Moment) => readonly Draft[],
  ): Promise<Row[]> {
    this.#reach();
    this.batches.push(want.cmds);
    const fate = this.fates.shift() ?? 'well';
    const written = await this.#write(fate, stream, want, work);
    const gate = this.#gate;
    gate?.reached();
    await gate?.open;
    if (fate === 'well') return written;
    if (fate instanceof Error) throw fate;
    const code = fate === 'written' || fate === 'lost' ? 'unknown' : fate;
    throw new LogFailure(code, `this append was to end as ${fate}`);
  }

  watch(stream: string, wake: () => void): () => void {
    return this.#inner.watch(stream, () => {
      if (!this.deaf) wake();
    });
  }

  close(): Promise<void> {
    return this.#inner.close();
  }

  #reach(): void {
    if (this.away) throw new LogFailure('unavailable', 'the log is away');
  }

  async #write(
    fate: Fate,
    stream: string,
    want: Want,
    work: (moment: Moment) => readonly Draft[],
  ): Promise<Row[]> {
    if (fate === 'well' || fate === 'written') return this.#inner.append(stream, want, work);
    const undo = new Error('undone');
    const undone = this.#inner.append(stream, want, (moment) => {
      work(moment);
      throw undo;
    });
    await undone.catch((error: unknown) => {
      if (error !== undo) throw error;
    });
    return [];
  }
}
