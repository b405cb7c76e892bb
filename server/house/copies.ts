/**
 * Copies of the house's SQLite file for a backup, and their way back. What is about persons never
 * stands in the copy: it is handed out by itself, to be sealed under a key that expires, so that no
 * backup keeps anybody longer than the tables would. A table that is not named here counts as about
 * persons, so that a new one is safe before anybody has thought about it.
 */
import { writeFileSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { z } from 'zod';
import { atOnce, type Pace } from '../../log/sqlite-pace.ts';
import { HouseFailure, type HouseFailureCode } from './failure.ts';
import { STEPS } from './migrations.ts';

/** How long another process that writes is waited for. */
const busyMs = 10_000;
/** Rows that are copied between two rests. */
const rowsAtOnce = 5_000;
/** What of the copy is kept in memory, so that its keys are not looked up on the disk. */
const copyCacheKib = 65_536;

/** SQLite's result codes (https://www.sqlite.org/rescode.html): ERROR here is a table that is not there. */
const failureOf = (code: number): HouseFailureCode => {
  if (code === 13) return 'full';
  return code === 1 || code === 11 || code === 26 ? 'damaged' : 'unavailable';
};

/** Nobody can be found in these: things, counts, codes, and what is published. */
export const plainTables: ReadonlySet<string> = new Set([
  ...['house_schema', 'house_rev', 'follower_cursors', 'leases', 'backups'],
  ...['device_states', 'device_counters', 'device_alarms', 'devices', 'api_tokens'],
  ...['print_jobs', 'guide_prints', 'tickets', 'forecasts_not_rebuildable', 'booking_turns'],
  ...['guide_packages', 'guide_items', 'guide_acts', 'guide_files', 'notices', 'emergencies'],
  ...['ratings', 'rating_followups', 'case_numbers', 'cases', 'case_pending'],
  ...['case_heads', 'case_changes'],
  ...['rating_heads', 'rating_changes', 'texts', 'text_refs', 'hook_deliveries'],
  ...['figure_states', 'figure_legs', 'figure_sums', 'figure_ratings'],
]);

/**
 * In no backup at all: the keys of days, which nobody may make again once a day is over
 * (docs/decisions/0004-the-key-of-a-day.md), and what lets somebody in who may have been sent away since.
 */
export const leftOutTables: ReadonlySet<string> = new Set([
  ...['day_salts', 'sign_ins', 'enrolment_codes'],
]);

const cellShape = z.union([z.string(), z.number(), z.null()]);
const personsShape = z.array(
  z.object({
    table: z.string().regex(/^\w+$/),
    columns: z.array(z.string().regex(/^\w+$/)),
    rows: z.array(z.array(cellShape)),
  }),
);
/** The rows of every table about persons, in an order in which they can be put back. */
export type Persons = z.infer<typeof personsShape>;

/** Reads what `JSON.stringify` wrote of it. Throws when it is something else. */
export const readPersons = (text: string): Persons => personsShape.parse(JSON.parse(text));

/**
 * Copies the tables, as they are at one moment, to a file that is not there yet; gives what is about
 * persons. It blocks its thread, so it is done beside the hub. Fails: `HouseFailure`.
 */
export function copyHouse(from: string, to: string, pace: Pace = atOnce): Persons {
  writeFileSync(to, '', { mode: 0o600, flag: 'wx' });
  return withFile(from, (db) => {
    db.prepare('attach ? as copy').run(to);
    db.exec('pragma copy.journal_mode = off');
    db.exec(`pragma copy.cache_size = ${-copyCacheKib}`);
    db.exec('begin');
    const made = schemaOf(db);
    const tables = made.filter(({ type }) => type === 'table').map(({ name }) => name);
    for (const { type, text } of made) if (type === 'table') db.exec(inCopy(text));
    for (const table of tables.filter((name) => plainTables.has(name))) {
      copyTable(db, table, () => pace.rest(to));
    }
    const about = tables.filter((name) => !plainTables.has(name) && !leftOutTables.has(name));
    const persons = about.map((table) => rowsOf(db, table));
    for (const { type, text } of made) {
      if (type === 'table') continue;
      db.exec(inCopy(text));
      pace.rest(to);
    }
    db.exec('commit');
    return persons;
  });
}

/** In pieces by `rowid`, which every table of the house has. */
function copyTable(db: DatabaseSync, table: string, rest: () => void): void {
  const last = Number(db.prepare(`select max(rowid) as last from main.${table}`).get()?.last ?? 0);
  const put = db.prepare(
    `insert into copy.${table} select * from main.${table} where rowid > ? and rowid <= ?`,
  );
  const next = db.prepare(
    `select max(rowid) as last from
      (select rowid from main.${table} where rowid > ? order by rowid limit ${rowsAtOnce})`,
  );
  for (let from = Number.MIN_SAFE_INTEGER; from < last; ) {
    const to = Number(next.get(from)?.last ?? last);
    put.run(from, to);
    from = to;
    rest();
  }
}

/** Puts the persons back into tables that are of the same shape and empty of them. Fails: `HouseFailure`. */
export function putBack(path: string, persons: Persons): void {
  withFile(path, (db) => {
    db.exec('pragma foreign_keys = off');
    db.exec('begin immediate');
    for (const { table, columns, rows } of persons) {
      const places = columns.map(() => '?').join(', ');
      const named = columns.map((column) => `"${column}"`).join(', ');
      const put = db.prepare(`insert into "${table}" (${named}) values (${places})`);
      for (const row of rows) put.run(...(row as SQLInputValue[]));
    }
    db.exec('commit');
  });
}

/** Looks through tables that lie still. Fails: `damaged`, and `newer` for those of a newer version. */
export function checkHouse(path: string): void {
  withFile(path, (db) => {
    const [said] = Object.values(db.prepare('pragma quick_check(1)').get() ?? {});
    if (said !== 'ok') throw new HouseFailure('damaged', `${path}: ${String(said)}`);
    due(db);
  });
}

/** How many steps are still to be done in these tables. Fails: `HouseFailure`. */
export const houseStepsDue = (path: string): number => withFile(path, due);

function due(db: DatabaseSync): number {
  const row = db.prepare('select max(step) as newest, count(*) as done from house_schema').get();
  const newest = Number(row?.newest ?? 0);
  if (newest <= STEPS.length) return STEPS.length - Number(row?.done ?? 0);
  const what = 'the tables were made by a newer version of this program';
  throw new HouseFailure('newer', `${what}: step ${newest}, this one knows ${STEPS.length}`);
}

function schemaOf(db: DatabaseSync): { type: string; name: string; text: string }[] {
  const query = `select type, name, sql from main.sqlite_schema
    where sql is not null and name not like 'sqlite\\_%' escape '\\' order by rowid`;
  return db
    .prepare(query)
    .all()
    .map(({ type, name, sql }) => ({ type: String(type), name: String(name), text: String(sql) }));
}

/** The same statement for the attached file; SQLite keeps its beginning in capitals. */
const inCopy = (text: string): string =>
  text.replace(/^CREATE (TABLE|INDEX|UNIQUE INDEX|TRIGGER|VIEW) /, 'CREATE $1 copy.');

function rowsOf(db: DatabaseSync, table: string): Persons[number] {
  const query = db.prepare(`select * from main.${table} order by rowid`);
  const columns = query.columns().map(({ name }) => name);
  const rows = query.all().map((row) => columns.map((name) => cellShape.parse(row[name])));
  return { table, columns, rows };
}

function withFile<T>(path: string, act: (db: DatabaseSync) => T): T {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { timeout: busyMs });
    return act(db);
  } catch (error) {
    throw failureIn(error, path);
  } finally {
    db?.close();
  }
}

/** What SQLite says of this file as a `HouseFailure`; anything else as it is. */
export function failureIn(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !('errcode' in error)) return error;
  const code = failureOf(Number(error.errcode) & 0xff);
  return new HouseFailure(code, `SQLite: ${error.message}, ${path}`, { cause: error });
}
