/**
 * One door to the tables that are not the log: staff, devices, print jobs, house facts. The same
 * query text runs on the embedded SQLite and on PostgreSQL; what differs stands in `sqlite.ts` and
 * `postgres.ts`. The handle is Kysely's, and whatever the world does to it is a `HouseFailure`.
 */
import { Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely';
import { migrate } from './migrations.ts';
import { openPool } from './postgres.ts';
import { openSqlite, openSqliteToRead, type SqliteFile } from './sqlite.ts';
import type { Tables } from './tables.ts';

export type DatabaseChoice =
  | {
      readonly kind: 'sqlite';
      /** A file of the house's own (not the log's), in a folder that exists. */
      readonly path: string;
      /** How long another process's lock is waited for; `BUSY_WAIT_MS` when not said. */
      readonly busyWaitMs?: number;
    }
  | {
      readonly kind: 'postgres';
      readonly url: string;
      /** How long a silent server is waited for; `ANSWER_WAIT_MS` when not said. */
      readonly answerWaitMs?: number;
    };

export interface HouseDatabase {
  readonly kind: DatabaseChoice['kind'];
  readonly db: Kysely<Tables>;
  /** Ends connections. After it every query fails `unavailable`. May be called twice. */
  close(): Promise<void>;
}

/** Most rows in one `insert` and most values in one `in (…)`; both databases bear far more. */
export const ROWS_A_STATEMENT_MAX = 500;

/**
 * Opens the database and brings its tables up to date; several hubs may do so at once. Fails:
 * `HouseFailure` with any code; nothing stays open then, and it may be tried again.
 */
export async function openDatabase(choice: DatabaseChoice): Promise<HouseDatabase> {
  const house = choice.kind === 'sqlite' ? onSqlite(choice) : await onPostgres(choice);
  try {
    await migrate(house.db, choice.kind);
  } catch (error) {
    await house.close();
    throw error;
  }
  return house;
}

/**
 * Opens tables that a hub keeps up to date, to read them on another thread: on SQLite the hub's writes
 * never wait for it. Fails: `HouseFailure`.
 */
export async function openToRead(choice: DatabaseChoice): Promise<HouseDatabase> {
  if (choice.kind === 'postgres') return onPostgres(choice);
  return houseOn(openSqliteToRead(choice.path));
}

/** Reads the tables as they are at one moment, whatever is written meanwhile. Fails: `HouseFailure`. */
export function atOneMoment<T>(
  house: HouseDatabase,
  read: (house: HouseDatabase) => Promise<T>,
): Promise<T> {
  const begun = house.db.transaction();
  const snapshot = house.kind === 'postgres' ? begun.setIsolationLevel('repeatable read') : begun;
  return snapshot.execute((db) => read({ ...house, db }));
}

// Closing goes to the file and the pool themselves, not through Kysely: a late query then fails as
// a `HouseFailure` like any other instead of as a bug.
function onSqlite(choice: { path: string; busyWaitMs?: number }): HouseDatabase {
  return houseOn(openSqlite(choice.path, choice.busyWaitMs));
}

const houseOn = ({ dialect, close }: SqliteFile): HouseDatabase => ({
  kind: 'sqlite',
  db: new Kysely<Tables>({ dialect }),
  close: async () => close(),
});

async function onPostgres(choice: { url: string; answerWaitMs?: number }): Promise<HouseDatabase> {
  const pool = await openPool(choice.url, choice.answerWaitMs);
  return {
    kind: 'postgres',
    db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
    close: () => pool.end(),
  };
}

/**
 * A value that stands in the statement itself. SQLite takes an index of some rows only when it reads in
 * the statement that no others are asked for (https://sqlite.org/partialindex.html); with the value beside
 * it, it would read all papers and texts of two months for the few that are open.
 */
export const literal = <T extends string>(value: T): RawBuilder<T> => sql.lit(value);

/** Cuts a list into pieces that fit into one statement each. */
export function inPieces<T>(rows: readonly T[]): T[][] {
  const pieces: T[][] = [];
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT_MAX) {
    pieces.push(rows.slice(from, from + ROWS_A_STATEMENT_MAX));
  }
  return pieces;
}
