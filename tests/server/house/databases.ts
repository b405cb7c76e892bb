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
  /** The bytes of the files in which the tables lie, and of those beside them, as Latin-1. */
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
    // What a power cut would take is not asked here, and every test makes its tables anew.
    server = await startPostgres({ settings: ['fsync=off'] });
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
      bytes: async () => tableFiles(await open(), schema),
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
 * The files of the schema's tables, with what they keep elsewhere and their indexes, as the server reads
 * them. The server's own log of changes is not among them.
 */
async function tableFiles({ db }: HouseDatabase, schema: string): Promise<string> {
  const files = await sql<{ bytes: Buffer }>`
    select pg_read_binary_file(pg_relation_filepath(c.oid)) as bytes from pg_class c
    where pg_relation_filepath(c.oid) is not null and (
      c.relnamespace = ${schema}::regnamespace or c.oid in (
        select unnest(array[t.reltoastrelid, i.indexrelid]) from pg_class t
        left join pg_index i on i.indrelid = t.reltoastrelid
        where t.relnamespace = ${schema}::regnamespace))`.execute(db);
  return files.rows.map(({ bytes }) => bytes.toString('latin1')).join('\n');
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
