/**
 * A bounded pool of PostgreSQL connections in the shape that Kysely takes, with time-outs on
 * everything and its errors made the house's failures. `pg` is loaded here and only here, when a
 * PostgreSQL address is given: a hall on the embedded default never pays for it.
 */
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { HouseFailure, type HouseFailureCode } from './failure.ts';

export const CONNECTIONS_MAX = 8;
/** Callers that may wait for one of the connections; the next is told `unavailable` at once. */
export const WAITING_MAX = 1_000;
/** The longest wait for a connection, new or from the pool. */
export const CONNECT_WAIT_MS = 3_000;
export const LOCK_WAIT_MS = 4_000;
export const STATEMENT_MS_MAX = 5_000;
/** The server's own time-out comes first; this one is for a server that has fallen silent. */
export const ANSWER_WAIT_MS = 8_000;
export const IDLE_IN_TRANSACTION_MS_MAX = 10_000;
export const IDLE_CONNECTION_MS_MAX = 60_000;

/** The object id of `bigint`: times and sequence numbers, all below 2^53. */
const INT8_OID = 20;

/** SQLSTATE values and classes: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const FAILURES: readonly (readonly [prefix: string, code: HouseFailureCode])[] = [
  ['53100', 'full'],
  ['53', 'unavailable'], // insufficient resources
  ['08', 'unavailable'], // connection
  ['57', 'unavailable'], // operator intervention, statement time-out
  ['58', 'unavailable'], // system error outside PostgreSQL
  ['25006', 'unavailable'], // read-only: a standby after a fail-over
  ['25P03', 'unavailable'], // idle in transaction too long
  ['28', 'unavailable'], // not let in
  ['3D', 'unavailable'], // no such database
  ['40', 'unavailable'], // serialization, deadlock
  ['55P03', 'unavailable'], // lock time-out
  ['XX001', 'damaged'],
  ['XX002', 'damaged'],
];

/** Nothing is connected yet when this answers: the first query does that, and fails by name. */
export async function openPool(
  url: string,
  answerWaitMs: number = ANSWER_WAIT_MS,
): Promise<PostgresPool> {
  const { default: pg } = await import('pg');
  const asFailure = (error: unknown): unknown => {
    if (error instanceof HouseFailure) return error;
    if (!(error instanceof pg.DatabaseError)) return unavailable(error);
    const state = error.code ?? '';
    const found = FAILURES.find(([prefix]) => state.startsWith(prefix));
    return found
      ? new HouseFailure(found[1], `PostgreSQL ${state}: ${error.message}`, { cause: error })
      : error;
  };
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'jinghao house',
    max: CONNECTIONS_MAX,
    connectionTimeoutMillis: CONNECT_WAIT_MS,
    idleTimeoutMillis: IDLE_CONNECTION_MS_MAX,
    statement_timeout: STATEMENT_MS_MAX,
    lock_timeout: LOCK_WAIT_MS,
    query_timeout: answerWaitMs,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS_MAX,
    keepAlive: true,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === INT8_OID ? Number : pg.types.getTypeParser(oid, format ?? 'text'),
    },
  });
  // A connection lost while nobody asks anything is no news: the next query gets a new one, or fails.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));

  let ending: Promise<void> | null = null;
  return {
    options: pool.options,
    async connect() {
      if (pool.waitingCount >= WAITING_MAX) {
        throw new HouseFailure('unavailable', `${WAITING_MAX} callers wait for the database`);
      }
      const client = await pool.connect().catch((error: unknown) => {
        throw asFailure(error);
      });
      return guardedClient(client, asFailure);
    },
    end() {
      ending ??= pool.end();
      return ending;
    },
  };
}

interface RawClient {
  query(text: string, parameters: unknown[]): Promise<unknown>;
  release(destroy?: boolean): void;
}

/** A connection that failed once is not used again: nobody knows what is still under way on it. */
function guardedClient(
  client: RawClient,
  asFailure: (error: unknown) => unknown,
): PostgresPoolClient {
  let broken = false;
  const query = async (text: string, parameters: readonly unknown[]) => {
    try {
      return await client.query(text, [...parameters]);
    } catch (error) {
      const failure = asFailure(error);
      broken ||= failure instanceof HouseFailure;
      throw failure;
    }
  };
  return {
    query: query as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy === true || broken),
  };
}

/** The driver gives no codes for a lost, refused or silent connection: all that is not an answer. */
function unavailable(error: unknown): HouseFailure {
  const why = error instanceof Error ? error.message : 'no answer';
  return new HouseFailure('unavailable', `PostgreSQL: ${why}`, { cause: error });
}
