/**
 * Backup and restore as they are done: numbers are taken, the hall is backed up while it runs, more are
 * taken, everything is lost and restored; and what must not be restored, or read, any more is not.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import type { EventBodies } from '../../../core/hall/events.ts';
import { startPostgres } from '../../../fixtures/machines/postgres.ts';
import { type Manifest, readManifest } from '../../../server/cli/backup/manifest.ts';
import { claimDataFolder } from '../../../server/data-folder.ts';
import { copyHouse, leftOutTables, plainTables } from '../../../server/house/copies.ts';
import { backupHall } from './backup-hall.ts';

const phone = '13912345678';
const name = '欧阳不见';

type Hall = ReturnType<typeof backupHall>;

/** Somebody in every kind of table: staff, a session, a phone; and a device, which is nobody. */
const people = (hall: Hall) =>
  hall.inTables(async (tables) => {
    const wish = { hall: hall.hall, account: 'ouyang', name, role: 'clerk' };
    const made = await tables.staff.add(wish as never, null);
    if ('refused' in made) throw new Error(made.refused);
    const person = await tables.staff.findByAccount('ouyang');
    if (!person) throw new Error('nobody');
    const secret = await tables.sessions.begin(person);
    const text = { ticket: 't1', phone, language: 'en', deleteAt: Date.now() + 3_600_000 };
    await tables.textPhones.keep(hall.hall, text as never);
    return { person: person.id, secret };
  });

async function say(url: string, statements: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(statements);
  await client.end();
}

const everyByte = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((one) => join(folder, one))
    .flatMap((path) => (existsSync(path) && !isFolder(path) ? [readFileSync(path, 'latin1')] : []))
    .join('\n');
const isFolder = (path: string): boolean => {
  try {
    return readdirSync(path) !== null;
  } catch {
    return false;
  }
};
const latin1 = (text: string): string => Buffer.from(text).toString('latin1');

/** The one backup there is, made just now. */
async function backedUp(hall: Hall): Promise<string> {
  const said = await hall.tell('backup', hall.backups);
  expect(said).toMatchObject({ ok: true });
  const [made = '', ...more] = readdirSync(hall.backups);
  expect(more).toEqual([]);
  return join(hall.backups, made);
}

test('what was taken after the backup is never given again, and the manager is told what is lost', async () => {
  const hall = backupHall();
  const before = await hall.open();
  const { person, secret } = await people(hall);
  await before.take('a', 3);
  const backup = await backedUp(hall);
  const lost = [...(await before.take('a', 150)), ...(await before.take('b', 2))];
  await before.close();
  hall.lose();

  expect(await hall.tell('restore', backup)).toMatchObject({ ok: true });
  const after = await hall.open();
  expect(await after.take('a', 1)).toEqual(['A204']);
  expect(await after.take('b', 1)).toEqual(['B201']);
  expect(lost).not.toContain('A204');
  const rows = await after.log.read(`hall:${hall.hall}`, 0);
  const told = rows.find(({ type }) => type === 'labels-skipped');
  const last = rows.filter(({ type }) => type === 'ticket-issued')[2];
  if (!told) throw new Error('nothing was passed over');
  const { by, lost: span } = told.body as EventBodies['labels-skipped'];
  expect([by, span.from]).toEqual(['hub:restored', last?.at]);
  expect(span.until).toBeLessThanOrEqual(told.at);
  await after.close();

  await hall.inTables(async (tables) => {
    const [alarm] = await tables.alarms.open(hall.hall);
    expect(alarm).toMatchObject({ fault: 'restored', devices: [] });
    expect(alarm?.subject).toBe(`restored:${span.from}-${span.until}`);
    expect((await tables.staff.find(person))?.name).toBe(name);
    expect((await tables.textPhones.find(hall.hall, 't1'))?.phone).toBe(phone);
    const backups = await tables.backups.last(hall.hall);
    expect(backups?.at).toBe(readManifest(backup).madeAt);
    // Who was signed in then may have been sent away since.
    expect(await tables.sessions.find(secret)).toBe(null);
  });
  expect(existsSync(join(hall.settings.dataDir, '.restoring'))).toBe(false);
});

test('a backup shows nobody without its key, and says of every file what it is', async () => {
  const hall = backupHall();
  const open = await hall.open();
  await people(hall);
  await open.take('a', 1);
  const backup = await backedUp(hall);
  await open.close();
  const bytes = everyByte(backup);
  for (const word of [phone, latin1(name), 'ouyang']) {
    expect(everyByte(hall.settings.dataDir)).toContain(word);
    expect(bytes).not.toContain(word);
  }
  const manifest = JSON.parse(readFileSync(join(backup, 'manifest.json'), 'utf8')) as Manifest;
  expect(manifest.persons.rows).toMatchObject({ staff: 1, text_phones: 1, bookings: 0 });
  expect(Object.keys(manifest.persons.rows)).not.toContain('sign_ins');
  expect(manifest.files.map((one) => one.name)).toEqual([
    ...['data/hall.json', 'house.sqlite', 'log.sqlite', 'persons.sealed', 'settings/hall.yaml'],
  ]);

  // The month is long over and its key with it.
  rmSync(hall.keys, { recursive: true });
  hall.lose();
  const { ok, lines } = await hall.tell('restore', backup);
  expect([ok, lines[0]]).toEqual([
    false,
    expect.stringMatching(/has no key of 20.*--persons none/),
  ]);
  expect(existsSync(hall.settings.dataDir)).toBe(false);
  expect(await hall.tell('restore', backup, '--persons', 'none')).toMatchObject({ ok: true });
  await hall.inTables(async (tables) => {
    expect(await tables.staff.list(hall.hall)).toEqual([]);
  });
});

test('nothing is restored from what was changed, is not whole, is another hall’s, or over other data', async () => {
  const hall = backupHall();
  const open = await hall.open();
  await people(hall);
  await open.take('a', 1);
  const backup = await backedUp(hall);
  await open.close();
  const refused = async (reason: RegExp, folder = backup) => {
    const { ok, lines } = await hall.tell('restore', folder);
    expect(ok).toBe(false);
    expect(lines.join('\n')).toMatch(reason);
  };
  await refused(/is not empty: .*hall\.json, .*log\.sqlite.*; move them away, all but keys/);
  hall.lose();
  await refused(/is no backup, or not a whole one/, hall.backups);

  const sealed = join(backup, 'persons.sealed');
  const right = readFileSync(sealed);
  const wrong = Buffer.from(right);
  wrong[wrong.length - 1] = (wrong.at(-1) ?? 0) ^ 1;
  writeFileSync(sealed, wrong);
  await refused(/persons\.sealed: its SHA-256 is not that of the manifest/);
  rmSync(sealed);
  await refused(/persons\.sealed: is missing/);
  writeFileSync(sealed, right);
  const path = join(backup, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  writeFileSync(path, JSON.stringify({ ...manifest, hall: 'other' }));
  await refused(/is a backup of the hall other, not of small/);
  writeFileSync(path, JSON.stringify({ ...manifest, madeAt: manifest.madeAt + 1 }));
  await refused(/is not that of this backup/);
  expect(existsSync(hall.settings.dataDir)).toBe(false);

  // One that a power cut broke off is never taken for a hall's data.
  mkdirSync(join(hall.settings.dataDir, '.restoring'), { recursive: true });
  const claim = () => claimDataFolder(hall.settings.dataDir, hall.hall, false);
  expect(claim).toThrow(/a restore into .* did not come to its end/);
  await refused(/is not empty: \.restoring/);
});

test('so many backups are kept, a failed one leaves nothing, and the last good one is known', async () => {
  const hall = backupHall();
  expect(await hall.tell('backup', hall.backups)).toMatchObject({
    ...{ ok: false, lines: [expect.stringMatching(/holds no hall's data/)] },
  });
  const open = await hall.open();
  await hall.inTables(async () => {});
  mkdirSync(hall.backups);
  const old = ['2026-01-01', '2026-01-02'].map((day) => `small-${day}T00-00-00Z`);
  for (const one of old) {
    mkdirSync(join(hall.backups, one));
    writeFileSync(join(hall.backups, one, 'manifest.json'), '{}');
  }
  const parts = ['03', '04'].map((day) => `small-2026-01-${day}T00-00-00Z.part`);
  for (const part of parts) mkdirSync(join(hall.backups, part));
  // One was killed long ago, one may be under way.
  utimesSync(join(hall.backups, parts[0] ?? ''), 0, 0);
  const began = Date.now();
  expect(await hall.tell('backup', hall.backups, '--keep', '2')).toMatchObject({ ok: true });
  const left = readdirSync(hall.backups).sort();
  expect(left.slice(0, 2)).toEqual([old[1], parts[1]]);
  expect(left).toHaveLength(3);
  const last = await hall.inTables((tables) => tables.backups.last(hall.hall));
  expect(last?.at).toBeGreaterThanOrEqual(began);
  expect(last?.bytes).toBeGreaterThan(10_000);
  await open.close();
  expect(await hall.tell('backup', hall.backups, '--keep', '0')).toMatchObject({ ok: false });
});

test('every table that a backup shows openly is one there is; the rest is sealed', async () => {
  const hall = backupHall();
  const open = await hall.open();
  await hall.inTables(async () => {});
  const from = join(hall.settings.dataDir, 'house.sqlite');
  const sealed = copyHouse(from, join(hall.folder, 'copy.sqlite')).map(({ table }) => table);
  await open.close();
  for (const table of ['staff', 'staff_cards', 'bookings', 'case_words', 'text_phones']) {
    expect(sealed).toContain(table);
  }
  const { DatabaseSync } = await import('node:sqlite');
  const db = new DatabaseSync(from);
  const all = db.prepare("select name from sqlite_schema where type = 'table'").all();
  db.close();
  const names = all.map((row) => String(row.name));
  for (const table of [...plainTables, ...leftOutTables]) expect(names).toContain(table);
});

test('on PostgreSQL: restored by its own tools, and the numbers of the lost time passed over', async () => {
  const server = await startPostgres({ settings: ['fsync=off'] });
  try {
    const hall = backupHall(server.url);
    const open = await hall.open();
    await open.take('a', 3);
    const lost = await open.take('a', 20);
    const from = (await open.log.read(`hall:${hall.hall}`, 3, 1))[0]?.at;
    await open.close();
    await say(server.url, 'delete from event where seq > 4; update head set seq = 4');
    expect(await hall.tell('restored')).toMatchObject({ ok: true });
    const after = await hall.open();
    const [label = ''] = await after.take('a', 1);
    expect(label).toBe('A204');
    expect(lost).not.toContain(label);
    await after.close();
    await hall.inTables(async (tables) => {
      const [alarm] = await tables.alarms.open(hall.hall);
      expect(alarm?.subject).toMatch(new RegExp(`^restored:${from}-\\d+$`));
    });
    expect(await hall.tell('backed-up', '--bytes', '5')).toMatchObject({ ok: true });
    const last = await hall.inTables((tables) => tables.backups.last(hall.hall));
    expect(last?.bytes).toBe(5);
  } finally {
    await server.remove();
  }
}, 120_000);

test('on PostgreSQL a backup is the same: nobody without its key, and all of it back in an empty database', async () => {
  const server = await startPostgres({ settings: ['fsync=off'] });
  try {
    const hall = backupHall(server.url);
    const before = await hall.open();
    const { person, secret } = await people(hall);
    await before.take('a', 3);
    const taken = await before.log.read(`hall:${hall.hall}`, 0);
    const backup = await backedUp(hall);
    const lost = await before.take('a', 20);
    await before.close();
    const bytes = everyByte(backup);
    for (const word of [phone, latin1(name), 'ouyang']) expect(bytes).not.toContain(word);
    const { persons, files } = readManifest(backup);
    expect(persons.rows).toMatchObject({ staff: 1, text_phones: 1, bookings: 0 });
    expect(files.map((one) => one.name)).toContain('house.sqlite');
    expect(
      (await hall.inTables((tables) => tables.backups.last(hall.hall)))?.bytes,
    ).toBeGreaterThan(0);

    // Over nothing that is there.
    hall.lose();
    const over = await hall.tell('restore', backup);
    expect([over.ok, over.lines.join()]).toEqual([false, expect.stringMatching(/holds data/)]);
    await say(server.url, 'drop schema public cascade; create schema public');
    expect(await hall.tell('restore', backup)).toMatchObject({ ok: true });
    const after = await hall.open();
    expect((await after.log.read(`hall:${hall.hall}`, 0)).slice(0, taken.length)).toEqual(taken);
    const [label = ''] = await after.take('a', 1);
    expect([label, lost.includes(label)]).toEqual(['A204', false]);
    await after.close();
    await hall.inTables(async (tables) => {
      expect((await tables.staff.find(person))?.name).toBe(name);
      expect((await tables.textPhones.find(hall.hall, 't1'))?.phone).toBe(phone);
      expect(await tables.sessions.find(secret)).toBe(null);
      expect(await tables.alarms.open(hall.hall)).toMatchObject([{ fault: 'restored' }]);
    });
    expect(readdirSync(hall.settings.dataDir)).toEqual(['hall.json']);
  } finally {
    await server.remove();
  }
}, 120_000);
