/**
 * An upgrade leaves a way back: data of an older version are backed up before they are brought up to
 * date, and an older version says plainly that it cannot read what a newer one wrote.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { backUpBeforeSteps } from '../../../server/cli/backup/before-steps.ts';
import { machineClock as clock, machineDice as dice } from '../../../server/hall/clock.ts';
import { backupHall } from './backup-hall.ts';

type Hall = ReturnType<typeof backupHall>;

const before = ({ settings, file }: Hall) =>
  backUpBeforeSteps({ settings, file, program: '0', clock, dice });

function inFile(hall: Hall, name: string, act: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(join(hall.settings.dataDir, name));
  act(db);
  db.close();
}

/** As a version without the last backup's table had left it. */
const madeOlder = (hall: Hall) =>
  inFile(hall, 'house.sqlite', (db) =>
    db.exec("drop table backups; delete from house_schema where name = 'backups'"),
  );

test('older data are backed up before the steps are done, once; new data and the newest are not', async () => {
  const hall = backupHall();
  expect(await before(hall)).toBe(null);
  const open = await hall.open();
  await hall.inTables(async () => {});
  await open.take('a', 2);
  await open.close();
  expect(await before(hall)).toBe(null);

  madeOlder(hall);
  const made = await before(hall);
  expect(made?.folder).toContain(`${hall.settings.dataDir}-before-upgrade`);
  expect(made?.manifest.last.seq).toBe(3);
  await hall.inTables(async () => {});
  expect(await before(hall)).toBe(null);

  // The way back: what the backup holds is of the older shape, and is restored.
  hall.lose();
  expect(await hall.tell('restore', made?.folder ?? '')).toMatchObject({ ok: true });
  const again = await hall.open();
  expect(await again.take('a', 1)).toEqual(['A203']);
  await again.close();
});

test('where the backup cannot be made nothing is touched', async () => {
  const hall = backupHall();
  const open = await hall.open();
  await hall.inTables(async () => {});
  await open.close();
  madeOlder(hall);
  inFile(hall, 'log.sqlite', (db) => db.exec('drop table event'));
  await expect(before(hall)).rejects.toThrow();
  expect(readdirSync(`${hall.settings.dataDir}-before-upgrade`)).toEqual([]);
});

test('data and backups of a newer version are refused by name', async () => {
  const hall = backupHall();
  const open = await hall.open();
  await hall.inTables(async () => {});
  expect(await hall.tell('backup', hall.backups)).toMatchObject({ ok: true });
  const [backup = ''] = readdirSync(hall.backups);
  await open.close();
  inFile(hall, 'house.sqlite', (db) =>
    db.exec("insert into house_schema values (900, 'of next year')"),
  );
  const newer = /made by a newer version of this program/;
  await expect(before(hall)).rejects.toThrow(newer);
  await expect(hall.inTables(async () => {})).rejects.toThrow(newer);
  await expect(hall.tell('backup', join(hall.folder, 'others'))).rejects.toThrow(newer);

  inFile(hall, 'log.sqlite', (db) =>
    db.exec("insert into log_schema values (900, 'of next year', '')"),
  );
  await expect(hall.open()).rejects.toThrow(/newer release: step 900 "of next year"/);
  expect(existsSync(join(hall.backups, backup, 'manifest.json'))).toBe(true);
});
