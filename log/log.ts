/**
 * The append-only log: the truth of a hall. Everything else (screens, paper, texts, figures) follows
 * it. This file is the contract; `memory.ts`, `sqlite.ts` and `postgres.ts` keep it, and one suite
 * (`tests/log/contract.ts`) is run on all three.
 *
 * The log knows streams and rows, nothing of halls: bodies are JSON objects that it does not read.
 */

/** One fact as it stands in the log. `seq` starts at 1 in each stream and has no gaps. */
export interface Row {
  readonly seq: number;
  /** Epoch milliseconds, given by the writer, who sees to it that it never goes back. */
  readonly at: number;
  readonly type: string;
  /** The version of the body's shape, for `upcast.ts`. */
  readonly v: number;
  /** Peer and request id of the deed; with `part` unique in its stream, for ever. */
  readonly cmd: string;
  /** Which of the deed's rows this is, from 0: one deed may be told in several rows. */
  readonly part: number;
  readonly body: object;
}

/** A row as the writer hands it in: the log gives `seq`, in order. */
export type Draft = Omit<Row, 'seq'>;

/** What the writer gets to see under the lock, before it decides what to append. */
export interface Moment {
  /** Rows that somebody else appended after the writer's `after`, in order; usually none. */
  readonly since: readonly Row[];
  /** For each asked `cmd` that is already in the log: its rows, in order of `part`. */
  readonly repeats: ReadonlyMap<string, readonly Row[]>;
}

export interface Want {
  /** The last `seq` that the writer has folded into its state (0: none). */
  readonly after: number;
  /** The deeds that the writer is about to do; those already done come back as `repeats`. */
  readonly cmds: readonly string[];
}

/**
 * Why the world kept us from the log.
 * - `unavailable`: it could not be reached or was busy too long; nothing was written.
 * - `full`: no room on the disk; nothing was written.
 * - `unknown`: the commit was under way when the world broke; the rows are there whole, or not at
 *   all. The next `append` tells which, by its `since` and `repeats`: its lock waits until the lost
 *   commit is settled. A plain `read` may look too early.
 * - `conflict`: somebody wrote the same `seq` or deed in spite of the lock, or the log ends before
 *   the writer's `after`; nothing was written. The writer's state is not that of the log: replay.
 * - `damaged`: the store is corrupt or not ours; nothing was written.
 * - `newer`: a newer release wrote it (`upcast.ts`, schema); only opening and reading up say so.
 */
export type LogFailureCode = 'unavailable' | 'full' | 'unknown' | 'conflict' | 'damaged' | 'newer';

export class LogFailure extends Error {
  readonly code: LogFailureCode;
  constructor(code: LogFailureCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LogFailure';
    this.code = code;
  }
}

export interface Log {
  /**
   * Rows with `seq` over `after`, in order, at most `limit` (default 10,000, never over 100,000).
   * Fails: `unavailable`, `damaged`.
   */
  read(stream: string, after: number, limit?: number): Promise<Row[]>;

  /** The last `seq`, 0 when the stream is empty. An answer proves that the log can be read. */
  head(stream: string): Promise<number>;

  /** The `seq` of the last row of that type, 0 for none. Replay starts at the last `day-opened`. */
  lastOf(stream: string, type: string): Promise<number>;

  /** The rows of one deed in order of `part`; empty when it is not in the log, whatever the day. */
  deed(stream: string, cmd: string): Promise<Row[]>;

  /**
   * The one way to write. Locks the stream, hands `work` what the writer has not seen, and appends
   * what `work` returns behind it, durable and in one transaction; an empty list appends nothing.
   * `work` is called once and must be synchronous and pure of input and output; when it throws,
   * nothing is written and its error is passed on as it is. Appends of one process to one stream
   * must not overlap (a hall's keeper sees to it). Bounds: `rows.ts`.
   * Returns the rows as they now stand, `seq` included. Fails: every `LogFailureCode` but `newer`.
   */
  append(stream: string, want: Want, work: (moment: Moment) => readonly Draft[]): Promise<Row[]>;

  /**
   * Calls `wake` soon after somebody, this process included, has appended to the stream. A hint, not
   * a promise: wakes may come together or for nothing; the listener reads what is new. Returns the
   * function that ends it.
   */
  watch(stream: string, wake: () => void): () => void;

  /** Ends connections and timers. After it every method fails `unavailable`. */
  close(): Promise<void>;
}
