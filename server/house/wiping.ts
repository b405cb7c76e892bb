/**
 * What retention has deleted is taken off the disk as well. SQLite overwrites it in the file
 * (`secure_delete`, `sqlite.ts`), but its write-ahead log still has the pages of before: it is copied in and
 * cut to nothing. PostgreSQL never overwrites: the tables are written anew without the dead rows and the old
 * files removed; its own log keeps them until it is recycled (docs/data-protection.md).
 */
import { sql } from 'kysely';
import type { HouseDatabase } from './database.ts';
import { HouseFailure } from './failure.ts';

/** `later`: another process is in the way; the next sweep does it. */
export type Wiped = 'wiped' | 'later';

/** `tables`: those in which personal data are deleted. Fails: `HouseFailure`. */
export async function wipeDeleted(house: HouseDatabase, tables: readonly string[]): Promise<Wiped> {
  return house.kind === 'sqlite' ? cutLog(house) : writtenAnew(house, tables);
}

async function cutLog({ db }: HouseDatabase): Promise<Wiped> {
  const cut = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
  return cut.rows[0]?.busy === 0 ? 'wiped' : 'later';
}

/** Only where rows are dead: such a table is locked for as long as it takes to copy what lives. */
async function writtenAnew({ db }: HouseDatabase, tables: readonly string[]): Promise<Wiped> {
  const dead = await sql<{ relname: string }>`
    select relname from pg_stat_user_tables
    where schemaname = any(current_schemas(false)) and n_dead_tup > 0
      and relname = any(${sql.val([...tables])})`.execute(db);
  let wiped: Wiped = 'wiped';
  for (const { relname } of dead.rows) {
    try {
      await sql`vacuum (full) ${sql.table(relname)}`.execute(db);
    } catch (error) {
      if (!(error instanceof HouseFailure)) throw error;
      wiped = 'later';
    }
  }
  return wiped;
}
