/**
 * Whatever table can rid itself of what is over is told to: a row that nobody deletes fills disks in years.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { machineClock, machineDice } from '../../server/hall/clock.ts';
import type { HouseDatabase } from '../../server/house/database.ts';
import { type SweptTables, sweepNowAndThen } from '../../server/sweeping.ts';
import { openTables, type Tables } from '../../server/tables.ts';

/** Swept with the day's missed bookings. */
const elsewhere = ['bookings'];

async function openedTables() {
  const dataDir = mkdtempSync(join(tmpdir(), 'jinghao-sweeping-'));
  const tables = await openTables({ databaseUrl: null, dataDir }, machineClock, machineDice);
  onTestFinished(async () => {
    await tables.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return tables;
}

/** The tables as they are, but for what their sweeps do. */
function watchedTables(tables: Tables, sweep: (name: string) => Promise<void>) {
  const sweepable = Object.entries(tables).filter(
    ([name, table]) => typeof table?.sweep === 'function' && !elsewhere.includes(name),
  );
  const all = [...sweepable, ['audit', {}], ['approvals', {}]] as const;
  const watched = all.map(([name, table]) => [
    name,
    Object.create(table, { sweep: { value: () => sweep(name) } }) as object,
  ]);
  const told = { ...tables, ...Object.fromEntries(watched) } as SweptTables;
  return { told, names: all.map(([name]) => name) };
}
const parts = { hall: 'h', today: () => '2026-11-22', guides: {} as never, clock: machineClock };

test('every table that can be swept is swept', async () => {
  const swept: string[] = [];
  const { told, names } = watchedTables(await openedTables(), async (name) => {
    swept.push(name);
  });
  const end = sweepNowAndThen(told, {
    ...parts,
    complain: (what, error) => {
      throw new Error(what, { cause: error });
    },
  });
  await end();
  expect(swept.sort()).toEqual(names.sort());
});

test('a sweep that fails is complained of by name; the others go on, and what is deleted is wiped', async () => {
  const tables = await openedTables();
  const swept: string[] = [];
  const { told, names } = watchedTables(tables, async (name) => {
    if (name === 'roster') throw new Error('the table is away');
    swept.push(name);
  });
  const complaints: string[] = [];
  let wiped = 0;
  const house: HouseDatabase = {
    ...tables.house,
    get db() {
      wiped += 1;
      return tables.house.db;
    },
  };
  const end = sweepNowAndThen(
    { ...told, house },
    { ...parts, complain: (what, error) => complaints.push(`${what}: ${error}`) },
  );
  await end();
  expect(complaints).toEqual(['roster: what is over was not swept out: Error: the table is away']);
  expect(swept.sort()).toEqual(names.filter((name) => name !== 'roster').sort());
  expect(wiped).toBe(1);
});
