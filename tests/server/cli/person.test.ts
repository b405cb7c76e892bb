/**
 * What is held of persons, from the command line: the table of the guides, and one person by a number that is
 * read from standard input alone.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { machineClock, machineDice } from '../../../server/hall/clock.ts';
import { kindIds } from '../../../server/people/held/kinds.ts';
import { heldTable } from '../../../server/people/held/table.ts';
import { openTables } from '../../../server/tables.ts';
import { backupHall } from './backup-hall.ts';

const root = resolve(import.meta.dirname, '../../..');
const phone = '13987654321';

test('the guides hold the table that the program holds', () => {
  for (const [language, path] of [
    ['en', 'docs/data-protection.md'],
    ['zh-Hans', 'docs/zh/data-protection.md'],
  ] as const) {
    const table = heldTable(language);
    expect(table).toHaveLength(kindIds.length + 2);
    // Make it anew with: jinghao person held en (or zh-Hans).
    expect(readFileSync(resolve(root, path), 'utf8')).toContain(table.join('\n'));
  }
});

test('one person is told, and an erasure waits for somebody who agrees', async () => {
  const hall = backupHall();
  const opened = await hall.open();
  await opened.close();
  const tables = await openTables(hall.settings, machineClock, machineDice);
  const deleteAt = Date.now() + 3_600_000;
  const kept = { ticket: 't1', phone, language: 'zh-Hans', deleteAt } as const;
  await tables.textPhones.keep(hall.hall, kept);
  await tables.close();
  const run = (words: string[], input: string) =>
    new Promise<{ code: number; said: string }>((done) => {
      const env = {
        ...process.env,
        ...{ DATA_DIR: hall.settings.dataDir, JINGHAO_CONFIG: resolve(hall.folder, 'hall.yaml') },
        JINGHAO_KEY_FILE: hall.settings.keyFile,
      };
      const child = execFile(
        ...([
          process.execPath,
          ['server/main.ts', 'person', ...words],
          { cwd: root, env },
        ] as const),
        (error, out, err) => done({ code: error ? 1 : 0, said: out + err }),
      );
      child.stdin?.end(input);
    });
  const told = await run(['export', 'phone'], `139-8765-4321\n`);
  expect(told).toMatchObject({ code: 0, said: expect.stringContaining('"text-phones"') });
  expect(told.said).toContain(phone);
  expect((await run(['erase', 'phone'], phone)).said).toContain('1 rows were found');
  expect(await run(['erase', 'phone'], '13900000000')).toMatchObject({
    ...{ code: 1, said: expect.stringContaining('nothing-held') },
  });
  expect((await run(['export', 'phone', phone], '')).said).toContain('standard input');
  expect((await run(['export', 'id-card'], '123')).code).toBe(1);
  const after = await openTables(hall.settings, machineClock, machineDice);
  const wishes = await after.house.db.selectFrom('approvals').selectAll().execute();
  const audit = await after.house.db
    .selectFrom('audit_entries')
    .select(['act', 'outcome'])
    .execute();
  await after.close();
  expect(wishes).toMatchObject([{ act: 'erase', asked_by: 'command-line' }]);
  expect(JSON.stringify(wishes)).not.toContain('98765');
  expect(audit).toEqual([
    { act: 'person export', outcome: 'done' },
    { act: 'person erase', outcome: 'done' },
    { act: 'person erase', outcome: 'nothing-held' },
  ]);
}, 60_000);
