/**
 * Deleted rows off the disk of PostgreSQL. `VACUUM FULL` writes a table and its indexes anew without them
 * and removes the old files. Whether there is anything to do cannot be told by how many dead rows are
 * counted: autovacuum and reads take them away too, and leave their bytes where they lay. So what was
 * changed since the last time is counted. Two more places have copies: the samples that ANALYZE keeps for
 * the planner, which these tables do without, and the server's own log (docs/data-protection.md).
 */
import { sql } from 'kysely';
import type { HouseDatabase } from './database.ts';
import { HouseFailure } from './failure.ts';

type Seen = Map<string, number>;
/** How many rows of which table had been changed when it was last written anew by this process. */
const seenBy = new WeakMap<HouseDatabase, Seen>();

/**
 * `tables`: those in which personal data are deleted. `later`: one is locked, or somebody still reads what
 * was deleted. Fails: `HouseFailure`.
 */
export async function wipePostgres(
  house: HouseDatabase,
  tables: readonly string[],
): Promise<'wiped' | 'later'> {
  const seen = seenBy.get(house) ?? new Map<string, number>();
  // What another process has deleted before, nobody here has counted: at first all are written anew.
  if (!seenBy.has(house)) await keepNoSamples(house, tables);
  seenBy.set(house, seen);
  const changed = await changesIn(house, tables);
  let wiped: 'wiped' | 'later' = 'wiped';
  let anew = 0;
  for (const [table, changes] of changed) {
    if (seen.get(table) === changes) continue;
    try {
      const all = await seenByAll(house, table);
      await sql`vacuum (full) ${sql.table(table)}`.execute(house.db);
      anew += 1;
      if (all) seen.set(table, changes);
      else wiped = 'later';
    } catch (error) {
      if (!(error instanceof HouseFailure)) throw error;
      wiped = 'later';
    }
  }
  if (anew > 0) await beginLogAnew(house);
  return wiped;
}

/**
 * Whether every row deleted until now is dead for everybody. `VACUUM FULL` writes into the new files what a
 * transaction that began before may still read, such as that of a backup, and does not say so. A plain one
 * before it does: pages that hold such a row are not marked as visible to all.
 */
async function seenByAll({ db }: HouseDatabase, table: string): Promise<boolean> {
  await sql`vacuum (index_cleanup on) ${sql.table(table)}`.execute(db);
  const marked = await sql<{ all: boolean }>`
    select relallvisible >= relpages as "all" from pg_class where oid = to_regclass(${table})
  `.execute(db);
  return marked.rows[0]?.all === true;
}

/** By table, how many of its rows were ever updated or deleted. */
async function changesIn({ db }: HouseDatabase, tables: readonly string[]): Promise<Seen> {
  const counted = await sql<{ relname: string; changes: number }>`
    select relname, n_tup_upd + n_tup_del as changes from pg_stat_user_tables
    where schemaname = any(current_schemas(false)) and relname = any(${sql.val([...tables])})
  `.execute(db);
  return new Map(counted.rows.map(({ relname, changes }) => [relname, changes]));
}

/**
 * ANALYZE notes frequent values of each column and keeps them when the rows are long gone. These tables are
 * small, and asked by their indexes: nothing is noted of them, and what was noted is taken away.
 */
async function keepNoSamples({ db }: HouseDatabase, tables: readonly string[]): Promise<void> {
  const columns = await sql<{ relname: string; attname: string; type: string; noted: boolean }>`
    select c.relname, a.attname, format_type(a.atttypid, a.atttypmod) as type,
      s.attname is not null as noted
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_stats s
      on s.schemaname = n.nspname and s.tablename = c.relname and s.attname = a.attname
    where c.relkind = 'r' and n.nspname = any(current_schemas(false))
      and c.relname = any(${sql.val([...tables])})
      and (a.attstattarget is distinct from 0 or s.attname is not null)`.execute(db);
  for (const [table, here] of Map.groupBy(columns.rows, ({ relname }) => relname)) {
    const acts = here.flatMap(({ attname, type, noted }) => [
      sql`alter column ${sql.ref(attname)} set statistics 0`,
      // To the same type: nothing is written anew, and what was noted of the column is dropped.
      ...(noted ? [sql`alter column ${sql.ref(attname)} type ${sql.raw(type)}`] : []),
    ]);
    await sql`alter table ${sql.table(table)} ${sql.join(acts)}`.execute(db);
  }
  // Only who owns the database may; for others it is a warning.
  if (columns.rows.some(({ noted }) => noted)) {
    await sql`vacuum (full) pg_catalog.pg_statistic`.execute(db);
  }
}

/**
 * Where the account may (docs/operations.md), the server begins a new file of its log and is done with the old ones: they
 * are removed where `wal_recycle` is off.
 */
async function beginLogAnew({ db }: HouseDatabase): Promise<void> {
  const may = await sql<{ may: boolean }>`
    select has_function_privilege('pg_switch_wal()', 'execute') and exists (
      select 1 from pg_roles r where r.rolname in (current_user, 'pg_checkpoint')
      and (r.rolsuper or r.rolname = 'pg_checkpoint' and pg_has_role(r.oid, 'usage'))) as may
  `.execute(db);
  if (may.rows[0]?.may !== true) return;
  await sql`select pg_switch_wal()`.execute(db);
  await sql`checkpoint`.execute(db);
}
