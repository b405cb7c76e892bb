/**
 * One open SQLite file with the statements of the log prepared, and the proof that it is durable:
 * every setting that matters is read back after it was set, for SQLite ignores what it cannot do.
 */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { LogFailure, type Row } from './log.ts';
import { migrateSqlite } from './migrations/sqlite.ts';
import { bodyOf, MARKED_TYPE, type StoredRow } from './rows.ts';
import { sqliteFailure } from './sqlite-failures.ts';
import { setToWal, WAL_BYTES_KEPT, WAL_PAGES } from './sqlite-wal.ts';

/** "JHao": marks the file as ours, so that a stranger's database is not filled with tables. */
const APPLICATION_ID = 0x4a_48_61_6f;
/** `synchronous` as it is read back: 2 is FULL, a sync with every commit. */
const SYNCHRONOUS_FULL = 2;

export interface StoreSettings {
  readonly path: string;
  /** How long a statement waits for another process that writes. It blocks the thread. */
  readonly busyTimeoutMs: number;
  /** After a commit of unknown outcome: bring all that the write-ahead log holds to rest first. */
  readonly settle: boolean;
}

/**
 * Opens or creates the file and brings its tables up to date. Fails: `unavailable` (also when a
 * setting does not hold), `full`, `damaged` (no database, or not ours), `newer`.
 */
export function openStore(settings: StoreSettings): SqliteStore {
  const { path, busyTimeoutMs } = settings;
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { timeout: busyTimeoutMs });
    const marked = isMarked(db, path);
    setToWal(db, busyTimeoutMs);
    held(db, 'journal_mode', 'wal', path);
    hold(db, 'synchronous', 'full', SYNCHRONOUS_FULL, path);
    hold(db, 'busy_timeout', String(busyTimeoutMs), busyTimeoutMs, path);
    hold(db, 'foreign_keys', 'on', 1, path);
    hold(db, 'journal_size_limit', String(WAL_BYTES_KEPT), WAL_BYTES_KEPT, path);
    hold(db, 'wal_autocheckpoint', String(WAL_PAGES), WAL_PAGES, path);
    rest(db, settings);
    if (!marked) db.exec(`pragma application_id = ${APPLICATION_ID}`);
    migrateSqlite(db);
    return new SqliteStore(db, path);
  } catch (error) {
    db?.close();
    throw sqliteFailure(error, path);
  }
}

/** One value of a pragma: the first column of its first row. */
function pragma(db: DatabaseSync, statement: string): unknown {
  const row = db.prepare(`pragma ${statement}`).get();
  return row === undefined ? undefined : Object.values(row)[0];
}

/** Whether the file is marked as ours; a new one is not. Fails `damaged` on a stranger's mark. */
function isMarked(db: DatabaseSync, path: string): boolean {
  const id = pragma(db, 'application_id');
  if (id === APPLICATION_ID || id === 0) return id !== 0;
  throw new LogFailure('damaged', `${path} is the database of another program`);
}

/** Sets a pragma to `value`, which SQLite reads back as `read`. */
function hold(db: DatabaseSync, name: string, value: string, read: unknown, path: string): void {
  db.exec(`pragma ${name} = ${value}`);
  held(db, name, read, path);
}

/** Fails `unavailable` unless the pragma reads back as it must. */
function held(db: DatabaseSync, name: string, read: unknown, path: string): void {
  const found = pragma(db, name);
  if (found === read) return;
  throw new LogFailure('unavailable', `${path}: ${name} is ${found}, it must be ${read}`);
}

/**
 * Syncs what a crash has left in the write-ahead log, so that what is read from now on is on the
 * disk and not only in the kernel's memory. To settle an unknown commit the write-ahead log must be
 * emptied altogether: a sync that failed once may claim success the next time without having
 * written, so its pages are written anew, into the main file.
 */
function rest(db: DatabaseSync, { settle, path }: StoreSettings): void {
  const busy = pragma(db, `wal_checkpoint(${settle ? 'truncate' : 'passive'})`);
  if (settle && busy !== 0) {
    throw new LogFailure('unavailable', `${path} is in use and cannot be brought to rest`);
  }
}

/** The open file. Its methods throw SQLite's errors as they are; `sqlite.ts` names them. */
export class SqliteStore {
  readonly path: string;
  readonly #db: DatabaseSync;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #insert: StatementSync;
  readonly #head: StatementSync;
  readonly #rows: StatementSync;
  readonly #deed: StatementSync;
  readonly #lastOf: StatementSync;
  readonly #lastMarked: StatementSync;
  readonly #version: StatementSync;

  constructor(db: DatabaseSync, path: string) {
    const columns = 'seq, at, type, v, cmd, part, body';
    const last = 'select coalesce(max(seq), 0) as seq from event where stream = ?';
    this.path = path;
    this.#db = db;
    this.#begin = db.prepare('begin immediate');
    this.#commit = db.prepare('commit');
    this.#insert = db.prepare('insert into event values (?, ?, ?, ?, ?, ?, ?, ?)');
    this.#head = db.prepare(last);
    this.#rows = db.prepare(
      `select ${columns} from event where stream = ? and seq > ? order by seq limit ?`,
    );
    this.#deed = db.prepare(
      `select ${columns} from event where stream = ? and cmd = ? order by part`,
    );
    this.#lastOf = db.prepare(`${last} and type = ?`);
    // The type is written out, for SQLite uses a partial index only when it can see its condition.
    this.#lastMarked = db.prepare(`${last} and type = '${MARKED_TYPE}'`);
    this.#version = db.prepare('pragma data_version');
  }

  begin(): void {
    this.#begin.run();
  }

  commit(): void {
    this.#commit.run();
  }

  /** Ends the transaction, if SQLite has not already done so by itself. */
  rollback(): void {
    if (this.#db.isTransaction) this.#db.exec('rollback');
  }

  insert(stream: string, stored: readonly StoredRow[]): void {
    for (const { row, text } of stored) {
      this.#insert.run(stream, row.seq, row.at, row.type, row.v, row.cmd, row.part, text);
    }
  }

  head(stream: string): number {
    return seqOf(this.#head, stream);
  }

  lastOf(stream: string, type: string): number {
    return type === MARKED_TYPE
      ? seqOf(this.#lastMarked, stream)
      : seqOf(this.#lastOf, stream, type);
  }

  rows(stream: string, after: number, limit: number): Row[] {
    return rowsOf(this.#rows, stream, after, limit);
  }

  deed(stream: string, cmd: string): Row[] {
    return rowsOf(this.#deed, stream, cmd);
  }

  /** A number that changes when another connection, of whatever process, has written. */
  version(): unknown {
    return this.#version.get()?.data_version;
  }

  close(): void {
    this.#db.close();
  }
}

function seqOf(statement: StatementSync, ...values: SQLInputValue[]): number {
  return Number(statement.get(...values)?.seq ?? 0);
}

function rowsOf(statement: StatementSync, stream: string, ...values: SQLInputValue[]): Row[] {
  return statement.all(stream, ...values).map((found) => {
    const seq = Number(found.seq);
    return {
      seq,
      at: Number(found.at),
      type: String(found.type),
      v: Number(found.v),
      cmd: String(found.cmd),
      part: Number(found.part),
      body: bodyOf(String(found.body), stream, seq),
    };
  });
}
