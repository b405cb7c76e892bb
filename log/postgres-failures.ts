/**
 * What PostgreSQL's error codes and a lost connection mean to the log. Codes, never messages or the
 * severity: those two come in the server's language. (Appendix A, "PostgreSQL Error Codes".)
 */
import { LogFailure, type LogFailureCode } from './log.ts';

const BY_CODE: ReadonlyMap<string, LogFailureCode> = new Map([
  ['53100', 'full'], // disk_full
  ['XX001', 'damaged'], // data_corrupted
  ['XX002', 'damaged'], // index_corrupted
  ['42P01', 'damaged'], // undefined_table: somebody dropped it
  ['42703', 'damaged'], // undefined_column
  ['42501', 'unavailable'], // insufficient_privilege
  ['0A000', 'unavailable'], // a plan outdated by a migration; a new connection makes a new one
]);

/** By the first two characters: the class of the code. */
const BY_CLASS: ReadonlyMap<string, LogFailureCode> = new Map([
  ['08', 'unavailable'], // connection
  ['23', 'conflict'], // integrity constraint
  ['25', 'unavailable'], // transaction state: read-only standby, idle too long
  ['28', 'unavailable'], // authorization
  ['3D', 'unavailable'], // no such database
  ['3F', 'unavailable'], // no such schema
  ['40', 'unavailable'], // rolled back: serialization, deadlock
  ['53', 'unavailable'], // resources: connections, memory
  ['55', 'unavailable'], // lock not available
  ['57', 'unavailable'], // operator: time-out, shutdown, starting up
  ['58', 'unavailable'], // system: I/O
]);

/**
 * The failure that an error of `pg` is, or the error itself when it is a bug of ours. Only for what
 * happened before COMMIT was sent, or what the server answered instead of committing.
 */
export function postgresFailure(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof LogFailure) return error;
  if (error instanceof TypeError || error instanceof RangeError) return error;
  // Only what the server says has a severity. The rest is Node's and the client's: the connection
  // was refused, broke, or did not answer in time (their codes, EPIPE say, may look like a state).
  const state = 'severity' in error && 'code' in error ? error.code : undefined;
  if (typeof state !== 'string') return away(error);
  const kind = BY_CODE.get(state) ?? BY_CLASS.get(state.slice(0, 2));
  if (kind === undefined) return error;
  return new LogFailure(kind, `PostgreSQL: ${error.message} (${state})`, { cause: error });
}

function away(error: Error): LogFailure {
  // Node gathers the refusals of several addresses under an empty message.
  const words = error.message === '' ? error.name : error.message;
  return new LogFailure('unavailable', `PostgreSQL cannot be reached: ${words}`, { cause: error });
}
