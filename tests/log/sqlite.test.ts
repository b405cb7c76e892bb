/**
 * The log in SQLite keeps the contract, refuses what it cannot hold durably or safely, and names
 * what goes wrong. Faults of the disk itself are in `sqlite-disk.test.ts`.
 */
import {
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, it } from 'vitest';
import { type Log, LogFailure } from '../../log/log.ts';
import { migrateSqlite, sqliteSteps } from '../../log/migrations/sqlite.ts';
import { sqliteLog } from '../../log/sqlite.ts';
import { openStore } from '../../log/sqlite-store.ts';
import { logContract } from './contract.ts';
import { draft, failing, failureOf, HALL, put, upTo } from './drafts.ts';
import { steppedTimer } from './stepped-timer.ts';

const folder = mkdtempSync(join(tmpdir(), 'jinghao-sqlite-'));
let files = 0;

function newPath(): string {
  files += 1;
  return join(folder, `hall-${files}.db`);
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

logContract('SQLite', async () => {
  const path = newPath();
  const timer = steppedTimer();
  return {
    open: async () => sqliteLog({ path, after: timer.after }),
    look: () => timer.fire(),
    remove: async () => {},
  };
});

/** Opens in a promise, so that a refusal is read like every failure. */
async function opening(path: string): Promise<Log> {
  return sqliteLog({ path });
}

/** A closed log with some rows, whose file a test may then spoil. */
async function filled(rows: number): Promise<string> {
  const path = newPath();
  const log = sqliteLog({ path });
  await put(log, HALL, ...upTo(rows).map((n) => `k1:${n}`));
  await log.close();
  return path;
}

it('opens only with a write-ahead log: a store in memory has none', async () => {
  const failure = await failing(opening(':memory:'));
  expect(failure.code).toBe('unavailable');
  expect(failure.message).toContain('journal_mode is memory');
});

it('a folder that is not there is told by name', async () => {
  const failure = await failing(opening(join(folder, 'nowhere', 'hall.db')));
  expect(failure.code).toBe('unavailable');
  expect(failure.message).toContain('nowhere');
});

it('a file that is no database is refused as damaged and left as it is', async () => {
  const path = newPath();
  const words = 'a letter, not a database\n'.repeat(400);
  writeFileSync(path, words);
  expect(await failureOf(opening(path))).toBe('damaged');
  expect(readFileSync(path, 'utf8')).toBe(words);
});

it("another program's database is refused as damaged and gets no tables", async () => {
  const path = newPath();
  const strange = new DatabaseSync(path);
  strange.exec('pragma application_id = 252006675; create table moods (name text)');
  strange.close();
  expect(await failureOf(opening(path))).toBe('damaged');
  const after = new DatabaseSync(path);
  expect(after.prepare('select name from sqlite_schema').all()).toHaveLength(1);
  after.close();
});

it('pages overwritten with garbage are reported as damaged, not read as rows', async () => {
  const path = await filled(2_000);
  const file = openSync(path, 'r+');
  const garbage = Buffer.alloc(4096, 0xa5);
  for (const page of upTo(40)) writeSync(file, garbage, 0, garbage.length, page * 4096);
  expect(await failureOf(opening(path).then((log) => log.read(HALL, 0)))).toBe('damaged');
});

it('a body that somebody edited into nonsense is reported as damaged', async () => {
  const path = await filled(3);
  const hand = new DatabaseSync(path);
  hand.exec(`update event set body = '{"label":' where seq = 2`);
  hand.close();
  const log = sqliteLog({ path });
  expect(await failureOf(log.read(HALL, 0))).toBe('damaged');
  expect(await failureOf(log.deed(HALL, 'k1:2'))).toBe('damaged');
  expect((await log.read(HALL, 2)).map(({ seq }) => seq)).toEqual([3]);
  await log.close();
});

it('a hole in a stream is reported as damaged to the writer that would pass over it', async () => {
  const path = await filled(5);
  const hand = new DatabaseSync(path);
  hand.exec('delete from event where seq = 4');
  hand.close();
  const log = sqliteLog({ path });
  const append = log.append(HALL, { after: 2, cmds: [] }, () => [draft('k2:1')]);
  expect(await failureOf(append)).toBe('damaged');
  expect(await log.head(HALL)).toBe(5);
  await log.close();
});

it('while another process writes too long an append is unavailable, then it works', async () => {
  const path = newPath();
  const log = sqliteLog({ path, busyTimeoutMs: 50 });
  await put(log, HALL, 'k1:1');
  const other = new DatabaseSync(path);
  other.exec('begin immediate');
  expect(await failureOf(put(log, HALL, 'k1:2'))).toBe('unavailable');
  expect(await log.head(HALL)).toBe(1);
  other.exec('rollback');
  other.close();
  expect((await put(log, HALL, 'k1:2')).map(({ seq }) => seq)).toEqual([2]);
  await log.close();
});

it('the last opening of a day and a deed of years ago are found by index', async () => {
  const path = await filled(1);
  const db = new DatabaseSync(path);
  const plan = (what: string) =>
    db
      .prepare(`explain query plan select ${what}`)
      .all()
      .map(({ detail }) => String(detail))
      .join();
  const opened = `max(seq) from event where stream = 'x' and type = 'day-opened'`;
  expect(plan(opened)).toContain('event_marked');
  const deed = `body from event where stream = 'x' and cmd = 'k1:1' order by part`;
  expect(plan(deed)).toContain('event_deed');
  db.close();
});

it('every step of the schema is applied once, and a failed step leaves nothing', () => {
  const db = new DatabaseSync(newPath());
  const more = { version: 2, name: 'mood', sql: 'create table mood (seq integer) strict' };
  migrateSqlite(db, sqliteSteps);
  migrateSqlite(db, [...sqliteSteps, more]);
  migrateSqlite(db, [...sqliteSteps, more]);
  const broken = { version: 3, name: 'broken', sql: 'create table half (a); create nonsense' };
  expect(() => migrateSqlite(db, [...sqliteSteps, more, broken])).toThrow('nonsense');
  const steps = db.prepare('select version, name from log_schema order by version').all();
  expect(steps.map(({ version, name }) => [version, name])).toEqual([
    [1, 'event'],
    [2, 'mood'],
  ]);
  const half = db.prepare(`select count(*) as n from sqlite_schema where name = 'half'`).get();
  expect(half?.n).toBe(0);
  db.close();
});

it('tables shaped by a newer release are refused by name', async () => {
  const path = await filled(1);
  const db = new DatabaseSync(path);
  const next = { version: 99, name: 'columns-of-tomorrow', sql: 'create table tomorrow (a)' };
  migrateSqlite(db, [...sqliteSteps, next]);
  db.close();
  const failure = await failing(opening(path));
  expect(failure.code).toBe('newer');
  expect(failure.message).toContain('columns-of-tomorrow');
});

it('brings what a crash left in the write-ahead log to the disk when it opens', () => {
  const path = newPath();
  const other = openStore({ path, busyTimeoutMs: 50, settle: false });
  const looking = new DatabaseSync(path);
  const lying = () => {
    const found = looking.prepare('pragma wal_checkpoint(noop)').get();
    return Number(found?.log) - Number(found?.checkpointed);
  };
  expect(lying()).toBeGreaterThan(0);
  openStore({ path, busyTimeoutMs: 50, settle: false }).close();
  expect(lying()).toBe(0);
  looking.close();
  other.close();
});

it('settles an unknown commit by emptying the write-ahead log, or stays away', () => {
  const path = newPath();
  const other = openStore({ path, busyTimeoutMs: 50, settle: false });
  const reader = new DatabaseSync(path);
  reader.exec('begin; select * from event');
  const settle = () => openStore({ path, busyTimeoutMs: 50, settle: true });
  expect(settle).toThrow(LogFailure);
  expect(settle).toThrow(/in use/);
  reader.exec('rollback');
  const settled = settle();
  expect(statSync(`${path}-wal`).size).toBe(0);
  for (const open of [settled, reader, other]) open.close();
});

it('looks for rows of other processes once a second and no more after closing', async () => {
  const timer = steppedTimer();
  const log = sqliteLog({ path: newPath(), after: timer.after });
  expect(timer.waits).toEqual([]);
  log.watch(HALL, () => {});
  log.watch('hall:other', () => {});
  expect(timer.waits).toEqual([1_000]);
  timer.fire();
  await put(log, HALL, 'k1:1');
  expect(timer.waits).toEqual([1_000]);
  await log.close();
  expect(timer.waits).toEqual([]);
});
