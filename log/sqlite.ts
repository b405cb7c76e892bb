/**
 * The log in one SQLite file beside the hub: the default of a hall, with nothing to install. Every
 * append is one transaction, synced to disk before it is answered. SQLite works on the caller's
 * thread; an append takes about as long as the disk's sync.
 *
 * Two processes may share the file: each writes under SQLite's own lock and sees the other's rows.
 */
import { type Draft, type Log, LogFailure, type Moment, type Row, type Want } from './log.ts';
import {
  checkCmds,
  checkHead,
  checkSince,
  numbered,
  READ_ROWS_MAX,
  readLimit,
  type StoredRow,
} from './rows.ts';
import { commitFailure, sqliteFailure } from './sqlite-failures.ts';
import { openStore, type SqliteStore } from './sqlite-store.ts';
import { type After, afterUnref, SLOW_LOOK_MS, slowLook, Watchers } from './watchers.ts';

export interface SqliteSettings {
  /** The file; its folder must be there. `-wal` and `-shm` files come beside it. */
  readonly path: string;
  /** How long to wait for another process that writes, blocking the thread. Default 2,000. */
  readonly busyTimeoutMs?: number;
  /** The timer of the slow look for rows of other processes. */
  readonly after?: After;
}

/** Fails (throws): `unavailable`, `full`, `damaged`, `newer`. */
export function sqliteLog(settings: SqliteSettings): Log {
  return new SqliteLog(settings);
}

class SqliteLog implements Log {
  readonly #path: string;
  readonly #busyTimeoutMs: number;
  readonly #after: After;
  readonly #watchers = new Watchers();
  /** Undefined after a commit of unknown outcome, until the file has been opened anew. */
  #store: SqliteStore | undefined;
  #closed = false;
  #endLook: (() => void) | undefined;

  constructor({ path, busyTimeoutMs = 2_000, after = afterUnref }: SqliteSettings) {
    this.#path = path;
    this.#busyTimeoutMs = busyTimeoutMs;
    this.#after = after;
    this.#store = openStore({ path, busyTimeoutMs, settle: false });
  }

  async read(stream: string, after: number, limit?: number): Promise<Row[]> {
    return this.#try((store) => store.rows(stream, after, readLimit(limit)));
  }

  async head(stream: string): Promise<number> {
    return this.#try((store) => store.head(stream));
  }

  async lastOf(stream: string, type: string): Promise<number> {
    return this.#try((store) => store.lastOf(stream, type));
  }

  async deed(stream: string, cmd: string): Promise<Row[]> {
    return this.#try((store) => store.deed(stream, cmd));
  }

  async append(
    stream: string,
    want: Want,
    work: (moment: Moment) => readonly Draft[],
  ): Promise<Row[]> {
    checkCmds(want.cmds);
    this.#try((store) => store.begin());
    let added: StoredRow[];
    try {
      const { head, moment } = this.#try((store) => look(store, stream, want));
      added = numbered(work(moment), head);
      if (added.length > 0) this.#try((store) => store.insert(stream, added));
    } catch (error) {
      this.#rollback();
      throw error;
    }
    if (added.length === 0) {
      this.#rollback();
      return [];
    }
    this.#commit();
    this.#watchers.wake(stream);
    return added.map(({ row }) => row);
  }

  watch(stream: string, wake: () => void): () => void {
    if (this.#closed) return () => {};
    if (this.#endLook === undefined) {
      let seen: unknown;
      this.#endLook = slowLook(this.#after, SLOW_LOOK_MS, () => {
        const version = this.#try((store) => store.version());
        if (version !== seen) this.#watchers.wakeAll();
        seen = version;
      });
    }
    return this.#watchers.add(stream, wake);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#endLook?.();
    this.#watchers.clear();
    this.#drop();
  }

  /** Runs `act` on the open file and names what SQLite throws. */
  #try<T>(act: (store: SqliteStore) => T): T {
    if (this.#closed) throw new LogFailure('unavailable', 'the log is closed');
    this.#store ??= openStore({
      path: this.#path,
      busyTimeoutMs: this.#busyTimeoutMs,
      settle: true,
    });
    try {
      return act(this.#store);
    } catch (error) {
      throw sqliteFailure(error, this.#path);
    }
  }

  #commit(): void {
    try {
      this.#store?.commit();
    } catch (error) {
      const failure = commitFailure(error, this.#path);
      if (failure instanceof LogFailure && failure.code === 'unknown') this.#drop();
      else this.#rollback();
      throw failure;
    }
  }

  #rollback(): void {
    try {
      this.#store?.rollback();
    } catch {
      // A transaction that cannot even be undone: closing the file undoes it.
      this.#drop();
    }
  }

  /** Closes the file; the next call opens it anew and settles what was left of it. */
  #drop(): void {
    const store = this.#store;
    this.#store = undefined;
    try {
      store?.close();
    } catch {
      // Nothing more can be done with it, and what was committed is on the disk.
    }
  }
}

/** What the writer sees under the lock, and the `seq` behind which it appends. */
function look(store: SqliteStore, stream: string, want: Want): { head: number; moment: Moment } {
  const head = store.head(stream);
  checkHead(stream, head, want.after);
  const since = head === want.after ? [] : store.rows(stream, want.after, READ_ROWS_MAX);
  checkSince(stream, since, head, want.after);
  const repeats = new Map<string, Row[]>();
  for (const cmd of want.cmds) {
    const rows = store.deed(stream, cmd);
    if (rows.length > 0) repeats.set(cmd, rows);
  }
  return { head, moment: { since, repeats } };
}
