/**
 * One append in PostgreSQL, in two round trips: lock and look, then write and commit. The statements
 * of a trip are sent together; each is still executed, and answered, on its own.
 *
 * That the look is a statement after the lock matters: in READ COMMITTED each statement sees what
 * was committed when it began, so one that waits for the lock itself would miss the rows that the
 * holder of the lock has just written.
 */
import type { PoolClient, QueryResult } from 'pg';
import { LogFailure, type Moment, type Row, type Want } from './log.ts';
import { postgresFailure } from './postgres-failures.ts';
import { APPEND_ROWS_MAX, checkHead, checkSince, READ_ROWS_MAX, type StoredRow } from './rows.ts';

export const COLUMNS = 'seq, at, type, v, cmd, part, body';

/** The database's default may be a stricter level, where the look would not see past the lock. */
const BEGIN = 'begin isolation level read committed read write';

/**
 * Begins a transaction, locks the stream and looks. Errors of `pg` come as they are; then the
 * connection is to be given up, which undoes all.
 */
export async function lockAndLook(
  client: PoolClient,
  stream: string,
  want: Want,
): Promise<{ head: number; moment: Moment }> {
  const [, first] = await Promise.all([client.query(BEGIN), look(client, stream, want)]);
  const seen = first.head === undefined ? await firstLook(client, stream, want) : first;
  const { head = 0, since, repeats } = seen;
  checkHead(stream, head, want.after);
  checkSince(stream, since, head, want.after);
  return { head, moment: { since, repeats } };
}

interface Seen extends Moment {
  /** Undefined when the stream has no head row yet. */
  readonly head: number | undefined;
}

async function look(client: PoolClient, stream: string, want: Want): Promise<Seen> {
  const [head, since, repeats] = await Promise.all([
    client.query<{ seq: number }>({
      name: 'log-lock',
      text: 'select seq from head where stream = $1 for update',
      values: [stream],
    }),
    client.query<Row>({
      name: 'log-since',
      text: `select ${COLUMNS} from event where stream = $1 and seq > $2 order by seq limit $3`,
      values: [stream, want.after, READ_ROWS_MAX],
    }),
    client.query<Row>({
      name: 'log-repeats',
      // Deed by deed, for with `cmd = any(…)` PostgreSQL may prefer to read the whole stream.
      text: `select ${COLUMNS} from unnest($2::text[]) as wanted (asked) cross join lateral (
               select ${COLUMNS} from event where stream = $1 and cmd = asked
               order by part limit $3
             ) as done`,
      values: [stream, [...new Set(want.cmds)], APPEND_ROWS_MAX],
    }),
  ]);
  return { head: head.rows[0]?.seq, since: since.rows, repeats: byDeed(repeats.rows) };
}

/** The first append of a stream makes its head row; of two that try, one waits for the other. */
async function firstLook(client: PoolClient, stream: string, want: Want): Promise<Seen> {
  const [, seen] = await Promise.all([
    client.query('insert into head values ($1, 0) on conflict do nothing', [stream]),
    look(client, stream, want),
  ]);
  return seen;
}

function byDeed(rows: readonly Row[]): Map<string, Row[]> {
  const deeds = new Map<string, Row[]>();
  for (const row of rows) {
    const deed = deeds.get(row.cmd);
    if (deed === undefined) deeds.set(row.cmd, [row]);
    else deed.push(row);
  }
  return deeds;
}

export interface Writing {
  readonly stream: string;
  readonly stored: readonly StoredRow[];
  readonly channel: string;
  /** Told with the wake, so that a hub does not wake itself twice. */
  readonly origin: string;
}

/**
 * Writes the rows and commits. Fails: `unknown` when the connection broke and COMMIT was under way;
 * otherwise by what the server answered, and nothing was written.
 */
export async function writeAndCommit(client: PoolClient, writing: Writing): Promise<void> {
  const { stream, stored, channel, origin } = writing;
  const head = stored.at(-1)?.row.seq ?? 0;
  const answers = await Promise.allSettled([
    client.query({
      name: 'log-insert',
      text: `insert into event (stream, ${COLUMNS})
             select $1, seq, at, type, v, cmd, part, body::json from json_to_recordset($2::json)
             as r (seq bigint, at bigint, type text, v integer, cmd text, part integer, body text)`,
      values: [stream, rowsText(stored)],
    }),
    client.query({
      name: 'log-head',
      text: 'update head set seq = $2 where stream = $1',
      values: [stream, head],
    }),
    client.query({
      name: 'log-notify',
      text: 'select pg_notify($1, $2)',
      values: [channel, origin],
    }),
    client.query('commit'),
  ]);
  const commit: PromiseSettledResult<QueryResult> = answers[3];
  if (commit.status === 'fulfilled' && commit.value.command === 'COMMIT') return;
  await notCommitted(client, answers);
}

/**
 * COMMIT was not answered by "committed". If the server answered it at all, the transaction is gone;
 * a connection that still serves proves that. (An error that ends the connection, such as a
 * shutdown's, proves nothing: it may come after the commit and before its answer.)
 */
async function notCommitted(
  client: PoolClient,
  answers: readonly PromiseSettledResult<QueryResult>[],
): Promise<never> {
  const first = answers.find((answer) => answer.status === 'rejected')?.reason;
  if (!(await letGo(client))) {
    const message = 'PostgreSQL: the connection broke in commit';
    throw new LogFailure('unknown', message, { cause: first });
  }
  throw postgresFailure(first ?? new LogFailure('conflict', 'PostgreSQL rolled back the commit'));
}

/** Undoes the transaction, which lets the lock go. False: the connection is broken. */
export async function letGo(client: PoolClient): Promise<boolean> {
  return client.query('rollback').then(
    () => true,
    () => false,
  );
}

/**
 * The rows as one JSON text. Each body goes as a string in it: so what JSON may hold and a text of
 * PostgreSQL may not (U+0000, half a surrogate pair) stays escaped on its way into the `json` column.
 */
function rowsText(stored: readonly StoredRow[]): string {
  return JSON.stringify(stored.map(({ row, text }) => ({ ...row, body: text })));
}
