/**
 * The log's tables in PostgreSQL. Never edit a step that was shipped: add one. Several hubs may
 * start at once; an advisory lock lets them through one by one.
 */
import type { ClientBase } from 'pg';
import { MARKED_TYPE } from '../rows.ts';
import { SCHEMA_TABLE, type Step, stepsDue } from './steps.ts';

/** Any number, as long as nobody else takes it: "jinghao1" as bytes. */
const MIGRATION_LOCK = '7668058320770459441';

export const postgresSteps: readonly Step[] = [
  {
    version: 1,
    name: 'event',
    sql: `
      create table event (
        stream text not null,
        seq bigint not null check (seq > 0),
        at bigint not null,
        type text not null,
        v integer not null,
        cmd text not null,
        part integer not null check (part >= 0),
        body json not null,
        primary key (stream, seq)
      );
      create unique index event_deed on event (stream, cmd, part);
      create index event_marked on event (stream, seq) where type = '${MARKED_TYPE}';
      -- One row a stream, the lock of its writers. It is updated with every append: room on the
      -- page lets PostgreSQL do that without touching the index.
      create table head (stream text primary key, seq bigint not null) with (fillfactor = 20);
    `,
  },
];

/** Brings the tables up to date in the first schema of the search path. Fails: `newer`. */
export async function migratePostgres(
  client: ClientBase,
  steps: readonly Step[] = postgresSteps,
): Promise<void> {
  // Whatever the database prefers: a stricter level would not see what the one before us has done.
  await client.query('begin isolation level read committed read write');
  try {
    await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await client.query(
      `create table if not exists ${SCHEMA_TABLE}
       (version integer primary key, name text not null, applied_at timestamptz not null)`,
    );
    const stored = await client.query<{ version: number; name: string }>(
      `select version, name from ${SCHEMA_TABLE} order by version desc limit 1`,
    );
    for (const step of stepsDue(steps, stored.rows[0] ?? { version: 0, name: '' })) {
      await client.query(step.sql);
      const note = `insert into ${SCHEMA_TABLE} values ($1, $2, now())`;
      await client.query(note, [step.version, step.name]);
    }
    await client.query('commit');
  } catch (error) {
    // The first error is the one to tell; a connection that cannot undo is closed by its owner.
    await client.query('rollback').catch(() => {});
    throw error;
  }
}
