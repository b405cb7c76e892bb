/**
 * What SQLite's result codes mean to the log. The numbers are those of SQLite's "Result and Error
 * Codes" page: the low byte is the kind, the rest says more.
 */
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { LogFailure, type LogFailureCode } from './log.ts';

const BUSY = 5;
const LOCKED = 6;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CONSTRAINT = 19;
const NOTADB = 26;
const IOERR_WRITE = IOERR | (3 << 8);
/** Kinds that mean "cannot be reached": PERM, NOMEM, READONLY, CANTOPEN, PROTOCOL, AUTH. */
const AWAY: ReadonlySet<number> = new Set([3, 7, 8, 14, 15, 23]);

/** Under so much room a failed write is taken for a full disk, though SQLite does not say so. */
const ROOM_BYTES_MIN = 256 * 1024;

/** The extended result code, or undefined when the error is not SQLite's. */
function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined;
  return typeof error.errcode === 'number' ? error.errcode : undefined;
}

/**
 * The failure that SQLite's error is, or the error itself when it is none of the world's (a bug of
 * ours, as a broken statement is). Not for errors of COMMIT: see `commitFailure`.
 */
export function sqliteFailure(error: unknown, path: string): unknown {
  const code = resultCode(error);
  if (code === undefined) return error;
  const kind = failureKind(code & 0xff, path);
  if (kind === undefined) return error;
  return new LogFailure(kind, `SQLite: ${text(error)} (${code}), ${path}`, { cause: error });
}

function failureKind(primary: number, path: string): LogFailureCode | undefined {
  if (primary === BUSY || primary === LOCKED || AWAY.has(primary)) return 'unavailable';
  if (primary === FULL) return 'full';
  if (primary === CORRUPT || primary === NOTADB) return 'damaged';
  if (primary === CONSTRAINT) return 'conflict';
  // A full disk has a code of its own only where rows are written. Where SQLite grows the index of
  // the write-ahead log it says "disk I/O error" and keeps the errno to itself: we look.
  if (primary === IOERR) return diskIsFull(path) ? 'full' : 'unavailable';
  return undefined;
}

/**
 * The failure that an error of COMMIT is. In WAL mode a commit writes its rows, the last with the
 * commit mark, then syncs, then enters them in the shared index.
 * - A write that fails (FULL, IOERR_WRITE) leaves no commit mark: nothing was written.
 * - BUSY leaves the transaction open; it is rolled back: nothing was written.
 * - Anything later (the sync, growing the index) finds the commit mark in the file: this process and
 *   its fellows do not see the rows, but a recovery after a crash would. Truly unknown, until the
 *   store has been closed and its write-ahead log settled (`openStore` with `settle`).
 */
export function commitFailure(error: unknown, path: string): unknown {
  const code = resultCode(error);
  if (code === undefined) return error;
  const primary = code & 0xff;
  const written = primary !== BUSY && primary !== FULL && code !== IOERR_WRITE;
  if (!written) return sqliteFailure(error, path);
  const message = `SQLite: ${text(error)} (${code}) in commit, ${path}`;
  return new LogFailure('unknown', message, { cause: error });
}

function diskIsFull(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize < ROOM_BYTES_MIN;
  } catch {
    return false;
  }
}

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
