/**
 * The floor of two hubs on one PostgreSQL: two connections that write the very rows which the hubs
 * wrote, with the same batches, each batch under the lock of the hall's head row, and nothing else.
 */
import pg from 'pg';
import { openPostgresLog } from '../../log/postgres.ts';
import { serveActs } from '../rig/child.ts';

export interface Written {
  /** The database that the hubs have filled, and an empty one. */
  readonly from: string;
  readonly to: string;
}

const writers = 2;

/** The rows of each transaction as JSON, in order: rows of one transaction bear one number. */
async function batchesIn(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ batch: string }>(
    `select json_agg(json_build_object('stream', stream, 'seq', seq, 'at', at, 'type', type,
       'v', v, 'cmd', cmd, 'part', part, 'body', body::text) order by seq)::text as batch
     from event group by xmin::text order by min(seq)`,
  );
  await client.end();
  return rows.map(({ batch }) => batch);
}

/** Writes them again, bare. Gives rows a second. */
async function bare({ from, to }: Written): Promise<number> {
  const batches = await batchesIn(from);
  await (await openPostgresLog({ url: to })).close();
  const clients = Array.from({ length: writers }, () => new pg.Client({ connectionString: to }));
  await Promise.all(clients.map((client) => client.connect()));
  await clients[0]?.query("insert into head values ('floor', 0)");
  const left = [...batches].reverse();
  let rows = 0;
  const start = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      for (let batch = left.pop(); batch !== undefined; batch = left.pop()) {
        await client.query('begin');
        await client.query("select seq from head where stream = 'floor' for update");
        const written = await client.query({
          name: 'insert',
          text: `insert into event select stream, seq, at, type, v, cmd, part, body::json
                 from json_to_recordset($1::json) as r (stream text, seq bigint, at bigint,
                 type text, v integer, cmd text, part integer, body text)`,
          values: [batch],
        });
        await client.query("update head set seq = seq + 1 where stream = 'floor'");
        await client.query('commit');
        rows += written.rowCount ?? 0;
      }
    }),
  );
  const ms = performance.now() - start;
  await Promise.all(clients.map((client) => client.end()));
  return (rows / ms) * 1_000;
}

const acts = { bare };
export type PostgresFloorActs = typeof acts;
serveActs(acts);
