/**
 * What retention has deleted is taken off the disk as well. SQLite overwrites it in the file
 * (`secure_delete`, `sqlite.ts`), but its write-ahead log still has the pages of before: it is copied in and
 * cut to nothing. PostgreSQL never overwrites, not when it takes dead rows away by itself either: the
 * tables are written anew, and it begins a new file of its own log (`wiping-postgres.ts`).
 */
import { sql } from 'kysely';
import type { HouseDatabase } from './database.ts';
import { wipePostgres } from './wiping-postgres.ts';

/** `later`: another process is in the way; the next sweep does it. */
export type Wiped = 'wiped' | 'later';

/** `tables`: those in which personal data are deleted. Fails: `HouseFailure`. */
export async function wipeDeleted(house: HouseDatabase, tables: readonly string[]): Promise<Wiped> {
  return house.kind === 'sqlite' ? cutLog(house) : wipePostgres(house, tables);
}

async function cutLog({ db }: HouseDatabase): Promise<Wiped> {
  const cut = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
  return cut.rows[0]?.busy === 0 ? 'wiped' : 'later';
}
