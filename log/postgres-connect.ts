/**
 * Connections to PostgreSQL, each with every wait bounded: connecting, waiting for a lock, a
 * statement, an answer, and being idle in a transaction (so that a hub that has vanished with the
 * lock of a hall does not keep it).
 */
import type { Client, ClientBase, ClientConfig, Pool } from 'pg';
import { LogFailure } from './log.ts';
import { migratePostgres } from './migrations/postgres.ts';
import { postgresFailure } from './postgres-failures.ts';

export interface PostgresLimits {
  /** Connections of this log beside the one that listens. Default 4. */
  readonly connectionsMax: number;
  /** Connecting, or waiting for a free connection. Default 3,000. */
  readonly connectMsMax: number;
  /** Waiting for another hub that writes to the same stream. Default 3,000. */
  readonly lockMsMax: number;
  /** One statement in the server, its lock included. Default 5,000. */
  readonly statementMsMax: number;
  /** Waiting for the server's answer; then the connection is given up. Default 8,000. */
  readonly answerMsMax: number;
  /** A hub silent in the middle of an append; then the server undoes it. Default 5,000. */
  readonly idleMsMax: number;
}

export const POSTGRES_LIMITS: PostgresLimits = {
  connectionsMax: 4,
  connectMsMax: 3_000,
  lockMsMax: 3_000,
  statementMsMax: 5_000,
  answerMsMax: 8_000,
  idleMsMax: 5_000,
};

/** A schema step on a large log may take long: an index over millions of rows. */
const MIGRATION_MS_MAX = 600_000;
/** Fits what is called `bigint`: `seq` and `at` stay far under 2^53. */
const INT8 = 20;

/** `pg`, loaded only where a hall has PostgreSQL. */
export type Pg = typeof import('pg');

/** Makes sure that the server can hold the log, and brings its tables up to date. */
export async function prepareServer(pg: Pg, url: string, limits: PostgresLimits): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: limits.connectMsMax,
    query_timeout: MIGRATION_MS_MAX,
  });
  client.on('error', () => {}); // Told by the query or connect that it breaks.
  try {
    await client.connect();
    const { rows } = await client.query<{ server_encoding: string }>('show server_encoding');
    const encoding = rows[0]?.server_encoding;
    if (encoding !== 'UTF8') {
      throw new LogFailure('unavailable', `the database is encoded in ${encoding}, not in UTF8`);
    }
    await migratePostgres(client);
  } catch (error) {
    throw postgresFailure(error);
  } finally {
    await client.end().catch(() => {});
  }
}

/** The pool of the log. Broken connections leave it; new ones are made when they are needed. */
export function openPool(pg: Pg, url: string, limits: PostgresLimits): Pool {
  const pool = new pg.Pool({
    ...connection(url, limits),
    query_timeout: limits.answerMsMax,
    max: limits.connectionsMax,
    // An append sends several statements at once and reads their answers together.
    pipeline: true,
    idleTimeoutMillis: 0,
    onConnect: (client) => settle(client, limits),
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === INT8 ? Number : pg.types.getTypeParser(oid, format ?? 'text'),
    } as ClientConfig['types'] & object,
  });
  // Without a listener a connection that breaks while it is idle, or between two statements, would
  // end the process. Whoever uses it next, or is using it, is told by the query.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** A connection of its own, not yet connected, for listening. */
export function listenClient(pg: Pg, url: string, limits: PostgresLimits): Client {
  return new pg.Client(connection(url, limits));
}

function connection(url: string, limits: PostgresLimits): ClientConfig {
  return {
    connectionString: url,
    connectionTimeoutMillis: limits.connectMsMax,
    keepAlive: true,
    application_name: 'jinghao log',
  };
}

/**
 * Sets what the log relies on, whatever the server's or the role's defaults.
 * The plans: the log asks only by its keys. PostgreSQL likes to read all of a table that is small,
 * or was when it last looked, and keeps that plan while the table grows.
 */
async function settle(client: ClientBase, limits: PostgresLimits): Promise<void> {
  const wanted = {
    statement_timeout: `${limits.statementMsMax}ms`,
    lock_timeout: `${limits.lockMsMax}ms`,
    idle_in_transaction_session_timeout: `${limits.idleMsMax}ms`,
    enable_seqscan: 'off',
    enable_bitmapscan: 'off',
    jit: 'off',
  };
  await client.query(
    'select set_config(name, value, false) from json_each_text($1::json) as wanted (name, value)',
    [JSON.stringify(wanted)],
  );
  // An answered append must be on the disk. What is stronger than `on` is left as it is.
  await client.query(
    `select set_config('synchronous_commit', 'on', false)
     where current_setting('synchronous_commit') = 'off'`,
  );
}
