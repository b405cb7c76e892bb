/**
 * Copies of the house's tables in PostgreSQL for a backup, in the very shape of those in SQLite
 * (`copies.ts`): a file with what is about nobody, and by itself what is about persons, to be sealed. And the
 * way back, into tables that are empty. One transaction sees all tables as they were at one moment.
 */
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { atOnce, type Pace } from '../../log/sqlite-pace.ts';
import { failureIn, leftOutTables, type Persons, plainTables } from './copies.ts';
import { atOneMoment, type HouseDatabase, inPieces, openDatabase } from './database.ts';
import type { Tables } from './tables.ts';

/** Rows that are copied between two rests. */
const rowsAtOnce = 2_000;
/** Made by whoever opens the tables, and the same in both. */
const schemaTable = 'house_schema';
type Row = Readonly<Record<string, SQLInputValue>>;

/**
 * Copies the tables to a file that is not there yet; gives what is about persons. Fails: `HouseFailure`.
 */
export async function copyPostgresHouse(
  url: string,
  to: string,
  pace: Pace = atOnce,
): Promise<Persons> {
  const made = await openDatabase({ kind: 'sqlite', path: to });
  await made.close();
  const house = await openDatabase({ kind: 'postgres', url });
  try {
    return await withFile(to, {}, (copy) => {
      copy.exec('pragma journal_mode = delete');
      copy.exec('pragma synchronous = off');
      return atOneMoment(house, (then) => copyTables(then, copy, () => pace.rest(to)));
    });
  } finally {
    await house.close();
  }
}

async function copyTables(
  house: HouseDatabase,
  copy: DatabaseSync,
  rest: () => void,
): Promise<Persons> {
  const persons: Persons = [];
  for (const table of tablesOf(copy)) {
    if (table === schemaTable || leftOutTables.has(table)) continue;
    const columns = columnsOf(copy, table);
    if (!plainTables.has(table)) {
      const rows: Persons[number]['rows'] = [];
      await readTable(house, table, (piece) => {
        for (const row of piece) rows.push(columns.map((name) => cellOf(row[name])));
      });
      persons.push({ table, columns, rows });
      continue;
    }
    const named = columns.map((column) => `"${column}"`).join(', ');
    const places = columns.map(() => '?').join(', ');
    const put = copy.prepare(`insert into "${table}" (${named}) values (${places})`);
    await readTable(house, table, (piece) => {
      copy.exec('begin');
      for (const row of piece) put.run(...columns.map((name) => row[name] ?? null));
      copy.exec('commit');
      rest();
    });
  }
  return persons;
}

/** Texts, numbers and null are all that these tables hold. */
function cellOf(value: SQLInputValue | undefined): string | number | null {
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (value === null || value === undefined) return null;
  throw new Error(`a table about persons holds a ${typeof value}`);
}

async function readTable(
  { db }: HouseDatabase,
  table: string,
  take: (rows: readonly Row[]) => void,
): Promise<void> {
  const say = <T>(text: RawBuilder<T>) => text.execute(db);
  await say(sql`declare copied no scroll cursor for select * from ${sql.table(table)}`);
  for (;;) {
    const { rows } = await say(sql<Row>`fetch forward ${sql.raw(`${rowsAtOnce}`)} from copied`);
    if (rows.length === 0) break;
    take(rows);
  }
  await say(sql`close copied`);
}

/**
 * Fills empty tables from a file that stands at the same step, in one transaction. False: something stands
 * in them already, and nothing was done. Fails: `HouseFailure`.
 */
export async function fillPostgresHouse(url: string, from: string): Promise<boolean> {
  const house = await openDatabase({ kind: 'postgres', url });
  try {
    return await withFile(from, { readOnly: true }, (copy) => {
      // In the order in which they were made: what is referred to comes first.
      const tables = tablesOf(copy).filter((table) => table !== schemaTable);
      return house.db.transaction().execute(async (trx) => {
        for (const table of tables) if (await holdsRows(trx, table)) return false;
        for (const table of tables) await fillTable(trx, copy, table);
        return true;
      });
    });
  } finally {
    await house.close();
  }
}

async function holdsRows(trx: Transaction<Tables>, table: string): Promise<boolean> {
  const one = await sql`select 1 from ${sql.table(table)} limit 1`.execute(trx);
  return one.rows.length > 0;
}

async function fillTable(
  trx: Transaction<Tables>,
  copy: DatabaseSync,
  table: string,
): Promise<void> {
  const columns = columnsOf(copy, table);
  const names = sql.join(columns.map((name) => sql.ref(name)));
  const put = async (piece: readonly Row[]) => {
    for (const rows of inPieces(piece)) {
      const values = rows.map((row) => sql`(${sql.join(columns.map((name) => row[name]))})`);
      const all = sql.join(values);
      await sql`insert into ${sql.table(table)} (${names}) values ${all}`.execute(trx);
    }
  };
  let piece: Row[] = [];
  for (const row of copy.prepare(`select * from "${table}" order by rowid`).iterate()) {
    piece.push(row as Row);
    if (piece.length < rowsAtOnce) continue;
    await put(piece);
    piece = [];
  }
  await put(piece);
}

async function withFile<T>(
  path: string,
  options: { readonly readOnly?: boolean },
  act: (copy: DatabaseSync) => Promise<T>,
): Promise<T> {
  let copy: DatabaseSync | undefined;
  try {
    copy = new DatabaseSync(path, options);
    return await act(copy);
  } catch (error) {
    throw failureIn(error, path);
  } finally {
    copy?.close();
  }
}

const tablesOf = (copy: DatabaseSync): string[] =>
  copy
    .prepare(
      `select name from sqlite_schema
        where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by rowid`,
    )
    .all()
    .map(({ name }) => String(name));

const columnsOf = (copy: DatabaseSync, table: string): string[] =>
  copy
    .prepare('select name from pragma_table_info(?)')
    .all(table)
    .map(({ name }) => String(name));
