/**
 * Runs a suite on SQLite files and on a real PostgreSQL, each test on empty tables of its own. The
 * server is started once for each test file; a test that stops it asks for one of its own.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import { type PretendPostgres, startPostgres } from '../../../fixtures/machines/postgres.ts';
import {
  type DatabaseChoice,
  type HouseDatabase,
  openDatabase,
} from '../../../server/house/database.ts';

/** Where one test's tables stand. */
export interface Place {
  readonly kind: 'sqlite' | 'postgres';
  readonly choice: DatabaseChoice;
  /** A handle as one more process would have it; closed after the test. */
  open(): Promise<HouseDatabase>;
  /** Everything that the database holds: the bytes of its files, or all rows of all its tables. */
  contents(): Promise<string>;
  /** The bytes of all files of the database, and of its own log, as Latin-1. */
  bytes(): Promise<string>;
}

/** Describes the suite twice; `place` answers inside tests and hooks only. */
export function onEveryDatabase(suite: (place: () => Place) => void): void {
  describe('on SQLite', () => suite(placesOnSqlite()));
  describe('on PostgreSQL', () => suite(placesOnPostgres()));
}

function placesOnSqlite(): () => Place {
  let place: Place | null = null;
  let folder = '';
  const handles: HouseDatabase[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jinghao-house-'));
    const choice = { kind: 'sqlite', path: join(folder, 'house.db') } as const;
    const contents = async () => {
      const files = await readdir(folder);
      const bytes = await Promise.all(files.map((file) => readFile(join(folder, file), 'latin1')));
      return bytes.join('\n');
    };
    place = { kind: 'sqlite', choice, open: opener(choice, handles), contents, bytes: contents };
  });
  afterEach(async () => {
    await closeAll(handles);
    await rm(folder, { recursive: true, force: true });
  });
  return () => taken(place);
}

function placesOnPostgres(): () => Place {
  let server: PretendPostgres | null = null;
  let place: Place | null = null;
  let schema = '';
  const handles: HouseDatabase[] = [];
  beforeAll(async () => {
    // What a power cut would take is not asked here, and every test makes its tables anew. Its own log
    // is kept as docs/data-protection.md says.
    server = await startPostgres({ settings: ['fsync=off', 'wal_recycle=off'] });
  });
  beforeEach(async () => {
    const { url } = taken(server);
    schema = `house_${randomBytes(6).toString('hex')}`;
    await say(url, `create schema ${schema}`);
    const own = new URL(url);
    own.searchParams.set('options', `-c search_path=${schema}`);
    const choice = { kind: 'postgres', url: own.href } as const;
    const open = opener(choice, handles);
    place = {
      ...{ kind: 'postgres', choice, open },
      contents: async () => allRows(await open(), schema),
      bytes: async () => databaseFiles(await open()),
    };
  });
  afterEach(async () => {
    await closeAll(handles);
    await say(taken(server).url, `drop schema ${schema} cascade`);
  });
  afterAll(async () => {
    await server?.remove();
  });
  return () => taken(place);
}

function opener(choice: DatabaseChoice, handles: HouseDatabase[]): () => Promise<HouseDatabase> {
  return async () => {
    const handle = await openDatabase(choice);
    handles.push(handle);
    return handle;
  };
}

async function closeAll(handles: HouseDatabase[]): Promise<void> {
  for (const handle of handles.splice(0)) await handle.close();
}

async function allRows({ db }: HouseDatabase, schema: string): Promise<string> {
  const tables = await sql<{ tablename: string }>`
    select tablename from pg_tables where schemaname = ${schema}`.execute(db);
  const texts: string[] = [];
  for (const { tablename } of tables.rows) {
    const rows = await sql<{ row: string }>`
      select t::text as row from ${sql.table(tablename)} as t`.execute(db);
    texts.push(tablename, ...rows.rows.map(({ row }) => row));
  }
  return texts.join('\n');
}

/**
 * Every file of the database, of tables that were written anew too as long as it is there, and the server's
 * own log of changes. The server must stand on this machine.
 */
async function databaseFiles({ db }: HouseDatabase): Promise<string> {
  const place = await sql<{ folder: string; oid: number }>`
    select current_setting('data_directory') as folder, oid from pg_database
    where datname = current_database()`.execute(db);
  const [{ folder, oid } = { folder: '', oid: 0 }] = place.rows;
  const texts: string[] = [];
  for (const part of [`base/${oid}`, 'pg_wal']) {
    const within = await readdir(join(folder, part), { withFileTypes: true });
    for (const { name } of within.filter((one) => one.isFile())) {
      // One may go while it is looked for.
      const bytes = await readFile(join(folder, part, name)).catch(() => Buffer.of());
      texts.push(bytes.toString('latin1'));
    }
  }
  return texts.join('\n');
}

async function say(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

function taken<T>(thing: T | null): T {
  if (thing === null) throw new Error('asked before it was there');
  return thing;
}

/** A clock that stands still until it is stepped. It begins on a Tuesday in November 2026. */
export class SteppedClock {
  at = Date.UTC(2026, 10, 17, 1, 0);
  now(): number {
    return this.at;
  }
  step(ms: number): void {
    this.at += ms;
  }
}

/** Chance that is the same in every run of the same seed, and looks like chance. */
export class SeededDice {
  readonly #seed: string;
  #thrown = 0;
  constructor(seed = 'seed') {
    this.#seed = seed;
  }
  bytes(count: number): Uint8Array {
    const made: Buffer[] = [];
    for (let length = 0; length < count; length += 32) {
      this.#thrown += 1;
      made.push(createHash('sha256').update(`${this.#seed} ${this.#thrown}`).digest());
    }
    return Buffer.concat(made).subarray(0, count);
  }
}
