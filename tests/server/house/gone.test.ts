/**
 * The database goes and comes back: every query fails by one name meanwhile, in bounded time, and
 * works again afterwards on the same handle. Each database has its own way of being gone.
 */
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type PretendPostgres, startPostgres } from '../../../fixtures/machines/postgres.ts';
import { openDatabase } from '../../../server/house/database.ts';
import { Revs } from '../../../server/house/rev.ts';
import { BUSY_BLOCK_MS } from '../../../server/house/sqlite.ts';

const UNAVAILABLE = { name: 'HouseFailure', code: 'unavailable' };
const change = async () => ({ changed: true, value: null });

describe('PostgreSQL', () => {
  let server: PretendPostgres;
  beforeAll(async () => {
    server = await startPostgres({ own: true });
  });
  afterAll(() => server.remove());

  test('stopped and started again: unavailable meanwhile, then it works by itself', async () => {
    const house = await openDatabase({ kind: 'postgres', url: server.url });
    onTestFinished(() => house.close());
    const revs = new Revs(house, { pollMs: 10 });
    onTestFinished(() => revs.close());
    await revs.change('h', change);
    await server.stop();
    await expect(revs.read('h')).rejects.toMatchObject(UNAVAILABLE);
    await expect(revs.change('h', change)).rejects.toMatchObject(UNAVAILABLE);
    const opening = openDatabase({ kind: 'postgres', url: server.url });
    await expect(opening).rejects.toMatchObject(UNAVAILABLE);
    const woken = new Promise<void>((wake) => revs.watch('h', () => wake()));
    await server.start();
    await revs.change('h', change);
    await woken;
    expect(await revs.read('h')).toBe(2);
  });

  test('killed in the middle of a transaction: unavailable, and nothing of it stands', async () => {
    const house = await openDatabase({ kind: 'postgres', url: server.url });
    onTestFinished(() => house.close());
    const revs = new Revs(house);
    const work = revs.change('killed', async (trx) => {
      await trx.insertInto('follower_cursors').values({ name: 'killed', seq: 1 }).execute();
      await server.kill();
      await trx.insertInto('follower_cursors').values({ name: 'killed too', seq: 1 }).execute();
      return { changed: true, value: null };
    });
    await expect(work).rejects.toMatchObject(UNAVAILABLE);
    await server.start();
    expect(await revs.read('killed')).toBe(0);
    const cursors = house.db.selectFrom('follower_cursors').selectAll();
    expect(await cursors.where('name', 'like', 'killed%').execute()).toEqual([]);
  });

  test('a backend that the administrator ends, and a lock held too long, have the name', async () => {
    const house = await openDatabase({ kind: 'postgres', url: server.url });
    onTestFinished(() => house.close());
    const suicide = sql`select pg_terminate_backend(pg_backend_pid())`.execute(house.db);
    await expect(suicide).rejects.toMatchObject(UNAVAILABLE);
    const impatient = house.db.transaction().execute(async (trx) => {
      await sql`set local statement_timeout = 20`.execute(trx);
      await sql`select pg_sleep(60)`.execute(trx);
    });
    await expect(impatient).rejects.toMatchObject(UNAVAILABLE);
    expect(await new Revs(house).read('h')).toBeTypeOf('number');
  });

  test('a wrong password or database name is unavailable and says no secret', async () => {
    const wrong = new URL(server.url);
    wrong.password = 'quite-another-secret';
    const opening = openDatabase({ kind: 'postgres', url: wrong.href });
    await expect(opening).rejects.toMatchObject(UNAVAILABLE);
    await expect(opening).rejects.not.toThrow(/quite-another-secret/);
    const nowhere = new URL(server.url);
    nowhere.pathname = '/nowhere';
    const there = openDatabase({ kind: 'postgres', url: nowhere.href });
    await expect(there).rejects.toMatchObject(UNAVAILABLE);
  });

  test('a server that accepts and says nothing is given up in bounded time', async () => {
    const line = await lineTo(0);
    line.silent = true;
    const opening = openDatabase({ kind: 'postgres', url: `postgres://a:b@${line.host}/c` });
    await expect(opening).rejects.toMatchObject(UNAVAILABLE);
  });

  test('a line that falls silent is given up, and not used again when it comes back', async () => {
    const url = new URL(server.url);
    const line = await lineTo(Number(url.port));
    url.host = line.host;
    const house = await openDatabase({ kind: 'postgres', url: url.href, answerWaitMs: 150 });
    onTestFinished(() => house.close());
    const revs = new Revs(house);
    await revs.change('silent', change);
    line.silent = true;
    await expect(revs.read('silent')).rejects.toMatchObject(UNAVAILABLE);
    line.silent = false;
    for (let again = 0; again < 20; again += 1) expect(await revs.read('silent')).toBe(1);
  });
});

/** A TCP line to that loopback port which can fall silent, for old connections and new ones. */
async function lineTo(port: number): Promise<{ readonly host: string; silent: boolean }> {
  const line = { host: '', silent: false };
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    sockets.add(near.on('error', () => {}));
    if (line.silent) return;
    const far = connect(port, '127.0.0.1').on('error', () => near.destroy());
    sockets.add(far);
    near.on('data', (bytes) => !line.silent && far.write(bytes));
    far.on('data', (bytes) => !line.silent && near.write(bytes));
    near.on('close', () => far.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  line.host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  return line;
}

describe('SQLite', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jinghao-gone-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('locked by another process: unavailable after a bounded wait, then it works', async () => {
    const path = join(folder, 'locked.db');
    const house = await openDatabase({ kind: 'sqlite', path, busyWaitMs: 20 });
    onTestFinished(() => house.close());
    const revs = new Revs(house);
    await revs.change('h', change);
    const patient = await openDatabase({ kind: 'sqlite', path });
    onTestFinished(() => patient.close());
    const other = new DatabaseSync(path);
    onTestFinished(() => other.close());
    other.exec('begin immediate');
    await expect(revs.change('h', change)).rejects.toMatchObject(UNAVAILABLE);
    expect(await revs.read('h')).toBe(1);
    const waiting = new Revs(patient).change('other', change);
    setImmediate(() => other.exec('rollback'));
    await waiting;
    await revs.change('h', change);
    expect(await revs.read('h')).toBe(2);
  });

  test('no room: full, nothing stands; with room again it works', async () => {
    const house = await openDatabase({ kind: 'sqlite', path: join(folder, 'full.db') });
    onTestFinished(() => house.close());
    const revs = new Revs(house);
    const pages = await sql<{ page_count: number }>`pragma page_count`.execute(house.db);
    await sql.raw(`pragma max_page_count = ${pages.rows[0]?.page_count}`).execute(house.db);
    const name = 'x'.repeat(100_000);
    const large = revs.change('h', async (trx) => {
      await trx.insertInto('follower_cursors').values({ name, seq: 1 }).execute();
      return { changed: true, value: null };
    });
    await expect(large).rejects.toMatchObject({ name: 'HouseFailure', code: 'full' });
    expect(await revs.read('h')).toBe(0);
    await sql.raw('pragma max_page_count = 1000000').execute(house.db);
    await revs.change('h', change);
    expect(await revs.read('h')).toBe(1);
  });

  test('a file that is no database is damaged; a folder that is not there, unavailable', async () => {
    const path = join(folder, 'letter.db');
    await writeFile(path, 'Dear Sir or Madam, '.repeat(400));
    const damaged = { name: 'HouseFailure', code: 'damaged' };
    await expect(openDatabase({ kind: 'sqlite', path })).rejects.toMatchObject(damaged);
    const nowhere = openDatabase({ kind: 'sqlite', path: join(folder, 'no', 'house.db') });
    await expect(nowhere).rejects.toMatchObject(UNAVAILABLE);
  });

  test('the file is durable by its settings and readable by its owner only', async () => {
    const path = join(folder, 'settings.db');
    const house = await openDatabase({ kind: 'sqlite', path });
    onTestFinished(() => house.close());
    const setting = async (name: string) => {
      const { rows } = await sql.raw(`pragma ${name}`).execute(house.db);
      return Object.values(rows[0] as Record<string, unknown>)[0];
    };
    expect(await setting('journal_mode')).toBe('wal');
    expect(await setting('synchronous')).toBe(2);
    expect(await setting('foreign_keys')).toBe(1);
    expect(await setting('secure_delete')).toBe(1);
    expect(await setting('busy_timeout')).toBe(BUSY_BLOCK_MS);
    for (const file of [path, `${path}-wal`, `${path}-shm`]) {
      expect((await stat(file)).mode & 0o777).toBe(0o600);
    }
  });
});
