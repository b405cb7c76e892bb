/**
 * Whatever table can rid itself of what is over is told to: a row that nobody deletes fills disks in years.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { machineClock, machineDice } from '../../server/hall/clock.ts';
import { type SweptTables, sweepNowAndThen } from '../../server/sweeping.ts';
import { openTables } from '../../server/tables.ts';

/** Swept with the day's missed bookings. */
const elsewhere = ['bookings'];

test('every table that can be swept is swept', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'jinghao-sweeping-'));
  const tables = await openTables({ databaseUrl: null, dataDir }, machineClock, machineDice);
  onTestFinished(async () => {
    await tables.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const swept: string[] = [];
  const watched = (name: string, table: object) =>
    Object.create(table, {
      sweep: {
        value: () => {
          swept.push(name);
          return Promise.resolve();
        },
      },
    }) as object;
  const sweepable = Object.entries(tables).filter(
    ([name, table]) => typeof table?.sweep === 'function' && !elsewhere.includes(name),
  );
  const all = [...sweepable, ['audit', {}], ['approvals', {}]] as const;
  const names = all.map(([name]) => name);
  const told = Object.fromEntries(all.map(([name, table]) => [name, watched(name, table)]));
  const end = sweepNowAndThen({ ...tables, ...told } as SweptTables, {
    ...{ hall: 'h', today: () => '2026-11-22', guides: {} as never },
    clock: machineClock,
    complain: (what, error) => {
      throw new Error(what, { cause: error });
    },
  });
  await end();
  expect(swept.sort()).toEqual(names.sort());
});
