/**
 * What the three logs do alike with rows: number the drafts, turn bodies into text and back, hold
 * the bounds. Kept in one place so that memory, SQLite and PostgreSQL cannot drift apart.
 */
import { type Draft, LogFailure, type Row } from './log.ts';

/** Rows that `read` gives when it is not told how many. */
export const READ_ROWS_DEFAULT = 10_000;
/** Rows that `read` gives at most, so that one call cannot fill the memory. */
export const READ_ROWS_MAX = 100_000;
/** Rows of one append: a whole day adopted from a kiosk fits, a runaway loop does not. */
export const APPEND_ROWS_MAX = 20_000;
/** Deeds that one append may ask about. */
export const APPEND_CMDS_MAX = 20_000;
/** UTF-16 units of one body as JSON: a configuration with thousands of items fits. */
export const BODY_CHARS_MAX = 4 * 1024 * 1024;

/**
 * The type whose last row is found at once, however long the log: replay starts there. It has an
 * index of its own; the last row of any other type is looked for backwards.
 */
export const MARKED_TYPE = 'day-opened';

/** A numbered row beside the JSON text of its body, ready to be stored. */
export interface StoredRow {
  readonly row: Row;
  readonly text: string;
}

/** How many rows a `read` may give: a whole number from 0 to `READ_ROWS_MAX`. */
export function readLimit(limit: number = READ_ROWS_DEFAULT): number {
  return Math.max(0, Math.min(READ_ROWS_MAX, Math.floor(limit)));
}

/** Throws a RangeError when more deeds are asked about than one append may. */
export function checkCmds(cmds: readonly string[]): void {
  if (cmds.length > APPEND_CMDS_MAX) {
    throw new RangeError(`${cmds.length} deeds in one append, at most ${APPEND_CMDS_MAX}`);
  }
}

/**
 * Gives the drafts the `seq` behind `head`, in order. The rows are new objects; their bodies are
 * those of the drafts. Throws a RangeError over a bound: that is a bug of the writer, not a failure.
 */
export function numbered(drafts: readonly Draft[], head: number): StoredRow[] {
  if (drafts.length > APPEND_ROWS_MAX) {
    throw new RangeError(`${drafts.length} rows in one append, at most ${APPEND_ROWS_MAX}`);
  }
  return drafts.map(({ at, type, v, cmd, part, body }, index) => {
    const text = JSON.stringify(body);
    if (text.length > BODY_CHARS_MAX) {
      throw new RangeError(
        `the body of ${type} has ${text.length} units, at most ${BODY_CHARS_MAX}`,
      );
    }
    return { row: { seq: head + index + 1, at, type, v, cmd, part, body }, text };
  });
}

/** The body that stands as text in the store. Fails `damaged` when it is no JSON object. */
export function bodyOf(text: string, stream: string, seq: number): object {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    throw new LogFailure('damaged', `the body of ${stream} ${seq} is not JSON`, { cause });
  }
  if (typeof body !== 'object' || body === null) {
    throw new LogFailure('damaged', `the body of ${stream} ${seq} is not an object`);
  }
  return body;
}

/**
 * Makes sure that the writer may append behind `head`. Fails `conflict` when the log ends before
 * `after` (restored from an older backup, say): rows behind a hole would make a state that no replay
 * gives again. Throws a RangeError when the writer is so far behind that it has to `read` first.
 */
export function checkHead(stream: string, head: number, after: number): void {
  if (head < after) {
    throw new LogFailure('conflict', `${stream} ends at ${head}, the writer stands at ${after}`);
  }
  if (head - after > READ_ROWS_MAX) {
    throw new RangeError(`${head - after} rows behind ${stream}, at most ${READ_ROWS_MAX}: read`);
  }
}

/** Fails `damaged` when the rows found behind `after` are not all those up to `head`. */
export function checkSince(
  stream: string,
  since: readonly Row[],
  head: number,
  after: number,
): void {
  if (since.length !== head - after) {
    throw new LogFailure(
      'damaged',
      `${stream} ends at ${head} but has ${since.length} rows behind ${after}`,
    );
  }
}
