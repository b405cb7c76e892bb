/**
 * What is said to be held of persons, against the real tables: no column without a name, no kind without
 * an end, and what backups may copy as it is.
 */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { leftOutTables, plainTables } from '../../../server/house/copies.ts';
import type { HouseDatabase } from '../../../server/house/database.ts';
import { columns, tablesOf, wipedTables } from '../../../server/people/held/columns.ts';
import { kindIds, kindOf, sweepNames } from '../../../server/people/held/kinds.ts';
import type { Place } from '../house/databases.ts';

async function realColumns({ kind, db }: HouseDatabase): Promise<Map<string, string[]>> {
  const query =
    kind === 'sqlite'
      ? sql<{ t: string; c: string }>`select s.name as t, c.name as c from sqlite_schema s
          join pragma_table_info(s.name) c where s.type = 'table' and s.name not like 'sqlite%'`
      : sql<{ t: string; c: string }>`select table_name as t, column_name as c
          from information_schema.columns where table_schema = any(current_schemas(false))`;
  const { rows } = await query.execute(db);
  const byTable = Map.groupBy(rows, ({ t }) => t);
  return new Map([...byTable].map(([table, found]) => [table, found.map(({ c }) => c).sort()]));
}

export function heldSuite(place: () => Place): void {
  test('every column of every table is named: by what it holds of persons, or as plain', async () => {
    const real = await realColumns(await place().open());
    const named = Object.entries(columns).map(([table, held]): [string, string[]] => [
      table,
      Object.values(held)
        .flatMap((names) => names.split(' '))
        .sort(),
    ]);
    // A new table or column: say in server/people/held/columns.ts what it holds of persons.
    expect(Object.fromEntries(named)).toEqual(Object.fromEntries(real));
  });

  test('every kind that lies in a table has an end, and every sweep one that needs it', () => {
    const swept = kindIds.flatMap((id) => {
      const { ends } = kindOf(id);
      return ends.by === 'sweep' ? [ends.sweep] : [];
    });
    expect([...new Set(swept)].sort()).toEqual([...sweepNames].sort());
    for (const id of kindIds) {
      const { also = [], backup } = kindOf(id);
      expect([id, tablesOf(id).length + also.length > 0]).toEqual([id, true]);
      expect([id, tablesOf(id).length > 0 || also.includes('log')]).toEqual([
        id,
        backup !== undefined,
      ]);
    }
  });

  test('backups copy nothing of persons as it is that is said to be sealed or left out', () => {
    for (const id of kindIds) {
      const { backup } = kindOf(id);
      for (const table of tablesOf(id)) {
        const is = leftOutTables.has(table) ? 'never' : plainTables.has(table) ? 'open' : 'sealed';
        // Ids of staff stand beside other things, sealed with them or open.
        if (id === 'staff-ids') expect([table, is]).not.toEqual([table, 'never']);
        else expect([id, table, is]).toEqual([id, table, backup]);
      }
    }
    expect(wipedTables.filter((table) => plainTables.has(table))).toEqual([]);
  });
}
