/**
 * Kysely's SQLite dialect on `node:sqlite`, with its errors made the house's failures.
 *
 * `node:sqlite` works on the hub's own thread, so waiting for another process's lock inside SQLite
 * would stop the whole hall: it waits there for a moment only, and then tries again by the event
 * loop. The file belongs to the house alone (the log has its own): a transaction here spans several
 * micro-tasks, and another connection of this process would wait in vain for what it holds up itself.
 */
import { chmodSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { setToWal, WAL_BYTES_KEPT, WAL_PAGES } from '../../log/sqlite-wal.ts';
import { HouseFailure, type HouseFailureCode } from './failure.ts';

/** How long a statement waits for another process (a command line, a backup) before it fails. */
export const BUSY_WAIT_MS = 2_000;
/** How much of it blocks the thread, each time that it tries. */
export const BUSY_BLOCK_MS = 10;
const BUSY_PAUSE_MS = 10;

/** Only the hub's own user may read what stands in the file; its `-wal` and `-shm` take the same mode. */
const FILE_MODE = 0o600;

/** Primary result codes that are the world's doing: https://www.sqlite.org/rescode.html */
const BUSY = 5;
const FAILURES: ReadonlyMap<number, HouseFailureCode> = new Map([
  [BUSY, 'unavailable'],
  [6, 'unavailable'], // LOCKED
  [7, 'unavailable'], // NOMEM
  [8, 'unavailable'], // READONLY
  [10, 'unavailable'], // IOERR
  [11, 'damaged'], // CORRUPT
  [13, 'full'], // FULL
  [14, 'unavailable'], // CANTOPEN
  [15, 'unavailable'], // PROTOCOL
  [23, 'unavailable'], // AUTH
  [26, 'damaged'], // NOTADB
]);

export interface SqliteFile {
  readonly dialect: Dialect;
  close(): void;
}

/**
 * Opens the file (made when it is not there; its folder must be) and sets it to durable commits.
 * Fails: `HouseFailure`, also when the file system cannot do what was asked (WAL on a network drive).
 */
export function openSqlite(path: string, busyWaitMs: number = BUSY_WAIT_MS): SqliteFile {
  const file = guarded(() => new DatabaseSync(path, { timeout: BUSY_WAIT_MS }));
  try {
    guarded(() => {
      chmodSync(path, FILE_MODE);
      setAndReadBack(file);
    });
  } catch (error) {
    file.close();
    throw error;
  }
  // At once for writing: a transaction that reads first may later be refused without any wait.
  return fileOf(file, new Connection(file, busyWaitMs, 'begin immediate'));
}

/**
 * Opens a file that is there for reading alone, beside its hub; for a thread of its own, which may wait
 * inside SQLite. A writer never waits for it. Fails: `HouseFailure`.
 */
export function openSqliteToRead(path: string): SqliteFile {
  const options = { readOnly: true, timeout: BUSY_WAIT_MS };
  const file = guarded(() => new DatabaseSync(path, options));
  return fileOf(file, new Connection(file, BUSY_WAIT_MS, 'begin'));
}

function fileOf(file: DatabaseSync, connection: Connection): SqliteFile {
  const dialect: Dialect = {
    createDriver: () => driver(connection),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
  return {
    dialect,
    close: () => {
      if (file.isOpen) file.close();
    },
  };
}

function setAndReadBack(file: DatabaseSync): void {
  setToWal(file, BUSY_WAIT_MS);
  const wanted: readonly (readonly [pragma: string, value: string | number])[] = [
    ['journal_mode', 'wal'],
    ['synchronous', 2], // FULL: what was answered survives a power cut
    ['foreign_keys', 1],
    ['secure_delete', 1], // what retention deletes is overwritten, not just unlinked
    ['busy_timeout', BUSY_BLOCK_MS],
    ['wal_autocheckpoint', WAL_PAGES],
    ['journal_size_limit', WAL_BYTES_KEPT],
  ];
  for (const [pragma, value] of wanted) {
    file.prepare(`pragma ${pragma} = ${value}`).get();
    const is = Object.values(file.prepare(`pragma ${pragma}`).get() ?? {})[0];
    if (is !== value) {
      throw new HouseFailure('unavailable', `the database file is ${pragma}=${is}, not ${value}`);
    }
  }
}

/** The file is opened before and closed behind Kysely's back (`database.ts` says why). */
function driver(connection: Connection): Driver {
  return {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: () => connection.begin(),
    commitTransaction: async () => connection.end('commit'),
    rollbackTransaction: async () => connection.end('rollback'),
    releaseConnection: async () => {},
    destroy: async () => {},
  };
}

/**
 * Statements kept, at the most, and how long they may be (UTF-16 units). Lists of every length are statements of
 * their own: one of 200 rows held some 200 kB as long as it was kept, with what was in it last, and rarely comes again.
 */
const PREPARED_MAX = 500;
const PREPARED_CHARS_MAX = 1_500;

interface Prepared {
  readonly statement: StatementSync;
  /** Whether it answers with rows. */
  readonly hasRows: boolean;
}

/** The one connection; Kysely hands it to one query or transaction at a time. */
class Connection implements DatabaseConnection {
  readonly #file: DatabaseSync;
  readonly #triesMax: number;
  readonly #begin: string;
  readonly #prepared = new Map<string, Prepared>();

  constructor(file: DatabaseSync, busyWaitMs: number, begin: 'begin' | 'begin immediate') {
    this.#file = file;
    this.#begin = begin;
    this.#triesMax = 1 + Math.ceil(busyWaitMs / (BUSY_BLOCK_MS + BUSY_PAUSE_MS));
  }

  executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    return this.#patiently(() => {
      const { statement, hasRows } = this.#prepare(sql);
      const values = parameters as readonly SQLInputValue[];
      if (hasRows) return { rows: statement.all(...values) as R[] };
      return { numAffectedRows: BigInt(statement.run(...values).changes), rows: [] };
    });
  }

  /** The same few questions come thousands of times an hour; SQLite itself sees to tables that changed. */
  #prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const statement = this.#file.prepare(sql);
    const prepared = { statement, hasRows: statement.columns().length > 0 };
    if (sql.length > PREPARED_CHARS_MAX) return prepared;
    if (this.#prepared.size >= PREPARED_MAX) this.#prepared.clear();
    this.#prepared.set(sql, prepared);
    return prepared;
  }

  // biome-ignore lint/correctness/useYield: the interface asks for it, the house never streams.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('the house reads whole lists with a limit, it does not stream');
  }

  begin(): Promise<void> {
    return this.#patiently(() => this.#file.exec(this.#begin));
  }

  /** After some failures SQLite has rolled back by itself; a second time would be an error. */
  end(how: 'commit' | 'rollback'): void {
    if (how === 'commit' || (this.#file.isOpen && this.#file.isTransaction)) {
      guarded(() => this.#file.exec(how));
    }
  }

  /** Tries again while somebody else holds the lock; inside a transaction the lock is ours. */
  async #patiently<T>(work: () => T): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return guarded(work);
      } catch (error) {
        const again = isBusy(error) && !this.#file.isTransaction && tries < this.#triesMax;
        if (!again) throw error;
        await pause(BUSY_PAUSE_MS);
      }
    }
  }
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asFailure(error);
  }
}

function asFailure(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof HouseFailure) return error;
  if ('code' in error && error.code === 'ERR_INVALID_STATE') {
    return new HouseFailure('unavailable', 'the database is closed', { cause: error });
  }
  const failure = FAILURES.get(resultCode(error) ?? -1);
  return failure ? new HouseFailure(failure, `SQLite: ${error.message}`, { cause: error }) : error;
}

function isBusy(error: unknown): boolean {
  return error instanceof HouseFailure && resultCode(error.cause) === BUSY;
}

/** The primary result code that SQLite gave, whatever its extension says. */
function resultCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error)) return null;
  return typeof error.errcode === 'number' ? error.errcode & 0xff : null;
}
