/**
 * A whole copy of a log that stands in PostgreSQL, as the file in which a hall without it keeps its log, and
 * the way back. So a backup is the same whatever the hall stands on, and can be looked through without a
 * server. All of it is read within one transaction, which sees the log as it was at its beginning.
 */
import { writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Client } from 'pg';
import { migrateSqlite } from './migrations/sqlite.ts';
import { POSTGRES_LIMITS, prepareServer } from './postgres-connect.ts';
import { postgresFailure } from './postgres-failures.ts';
import { checkSqliteLog, type LastRow } from './sqlite-copy.ts';
import { sqliteFailure } from './sqlite-failures.ts';
import { atOnce, type Pace } from './sqlite-pace.ts';

/** Rows that are copied between two rests. */
const rowsAtOnce = 2_000;
/** A piece takes milliseconds; this is for a server that has fallen silent. */
const answerMsMax = 120_000;
const columns = ['stream', 'seq', 'at', 'type', 'v', 'cmd', 'part', 'body'] as const;
type Copied = Readonly<Record<(typeof columns)[number], string | number>>;

/**
 * Copies the log to a file that is not there yet, and says where a stream ends in the copy. Fails:
 * `LogFailure`.
 */
export async function copyPostgresLog(
  url: string,
  to: string,
  stream: string,
  pace: Pace = atOnce,
): Promise<LastRow> {
  writeFileSync(to, '', { mode: 0o600, flag: 'wx' });
  await withServer(url, async (client) => {
    await client.query('begin isolation level repeatable read read only');
    await client.query(
      `declare copied no scroll cursor for
        select stream, seq::int8::text as seq, at::text as at, type, v, cmd, part, body::text as body
        from event order by stream, seq`,
    );
    await withCopy(to, async (copy) => {
      migrateSqlite(copy);
      const put = copy.prepare(
        `insert into event (${columns.join(', ')}) values (?, ?, ?, ?, ?, ?, ?, ?)`,
      );
      for (;;) {
        const { rows } = await client.query<Copied>(`fetch forward ${rowsAtOnce} from copied`);
        if (rows.length === 0) return;
        copy.exec('begin');
        for (const { stream: of, seq, at, type, v, cmd, part, body } of rows) {
          put.run(of, Number(seq), Number(at), type, v, cmd, part, body);
        }
        copy.exec('commit');
        pace.rest(to);
      }
    });
    await client.query('rollback');
  });
  return checkSqliteLog(to, stream);
}

/**
 * Fills an empty log from such a file, in one transaction. False: something stands in it already, and
 * nothing was done. Fails: `LogFailure`.
 */
export async function fillPostgresLog(url: string, from: string): Promise<boolean> {
  await prepareServer(await import('pg'), url, POSTGRES_LIMITS);
  return withServer(url, async (client) => {
    await client.query('begin');
    await client.query('lock table event in exclusive mode');
    const there = await client.query('select 1 from event limit 1');
    if (there.rows.length > 0) return false;
    await withCopy(from, async (copy) => {
      const all = copy.prepare(`select ${columns.join(', ')} from event order by stream, seq`);
      let piece: Copied[] = [];
      const put = async () => {
        const lists = columns.map((column) => piece.map((row) => row[column]));
        await client.query(
          `insert into event (${columns.join(', ')}) select s, q, a, t, v, c, p, b::json from
            unnest($1::text[], $2::int8[], $3::int8[], $4::text[], $5::int4[], $6::text[], $7::int4[], $8::text[])
            as row (s, q, a, t, v, c, p, b)`,
          lists,
        );
        piece = [];
      };
      for (const row of all.iterate()) {
        piece.push(row as unknown as Copied);
        if (piece.length === rowsAtOnce) await put();
      }
      if (piece.length > 0) await put();
    });
    await client.query(
      `insert into head (stream, seq) select stream, max(seq) from event group by stream
        on conflict (stream) do update set seq = excluded.seq`,
    );
    await client.query('commit');
    return true;
  });
}

/** Whatever is not committed when the act ends is undone with the connection. */
async function withServer<T>(url: string, act: (client: Client) => Promise<T>): Promise<T> {
  const { Client: PgClient } = await import('pg');
  const client = new PgClient({
    connectionString: url,
    application_name: 'jinghao backup',
    connectionTimeoutMillis: POSTGRES_LIMITS.connectMsMax,
    query_timeout: answerMsMax,
  });
  client.on('error', () => {}); // Told by the query that it breaks.
  try {
    await client.connect();
    return await act(client);
  } catch (error) {
    throw postgresFailure(error);
  } finally {
    await client.end().catch(() => {});
  }
}

async function withCopy(path: string, act: (copy: DatabaseSync) => Promise<void>): Promise<void> {
  let copy: DatabaseSync | undefined;
  try {
    copy = new DatabaseSync(path);
    copy.exec('pragma synchronous = off');
    await act(copy);
  } catch (error) {
    throw sqliteFailure(error, path);
  } finally {
    copy?.close();
  }
}
