/**
 * What openDatabase promises on either database: the steps are done once, whoever comes first.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fillPostgresHouse } from '../../../server/house/copies-postgres.ts';
import { inPieces, ROWS_A_STATEMENT_MAX } from '../../../server/house/database.ts';
import { HouseFailure } from '../../../server/house/failure.ts';
import { STEPS } from '../../../server/house/migrations.ts';
import type { Place } from './databases.ts';

export function databaseSuite(place: () => Place): void {
  test('the steps are done once, in order, and a second opening finds them done', async () => {
    const first = await place().open();
    await first.db.insertInto('house_rev').values({ hall: 'h', rev: 7 }).execute();
    const second = await place().open();
    const steps = await second.db.selectFrom('house_schema').selectAll().orderBy('step').execute();
    expect(steps.map(({ name }) => name)).toEqual(STEPS.map(({ name }) => name));
    const rev = await second.db.selectFrom('house_rev').selectAll().execute();
    expect(rev).toEqual([{ hall: 'h', rev: 7 }]);
  });

  test('several hubs that start at once on empty tables all get them', async () => {
    const opened = await Promise.all(Array.from({ length: 4 }, () => place().open()));
    for (const { db } of opened) {
      expect(await db.selectFrom('house_schema').selectAll().execute()).toHaveLength(STEPS.length);
    }
  });

  test('tables of a newer version are refused by name', async () => {
    const { db } = await place().open();
    const step = STEPS.length + 1;
    await db.insertInto('house_schema').values({ step, name: 'from the future' }).execute();
    await expect(place().open()).rejects.toMatchObject({ name: 'HouseFailure', code: 'newer' });
  });

  test('a file that is no database fills nothing, and the failure has its name', async () => {
    const { choice } = place();
    if (choice.kind !== 'postgres') return;
    const file = join(tmpdir(), `jinghao-no-database-${process.pid}`);
    writeFileSync(file, 'no database at all'.repeat(100));
    onTestFinished(() => rmSync(file));
    const filled = fillPostgresHouse(choice.url, file);
    await expect(filled).rejects.toMatchObject({ name: 'HouseFailure', code: 'damaged' });
  });

  test('times come back as numbers, whole', async () => {
    const { db } = await place().open();
    const rev = Date.UTC(2099, 11, 31);
    await db.insertInto('house_rev').values({ hall: 'h', rev }).execute();
    expect((await db.selectFrom('house_rev').select('rev').executeTakeFirst())?.rev).toBe(rev);
  });

  test('a transaction whose work throws leaves nothing and passes the throw on', async () => {
    const { db } = await place().open();
    const bug = new TypeError('ours');
    const work = db.transaction().execute(async (trx) => {
      await trx.insertInto('house_rev').values({ hall: 'h', rev: 1 }).execute();
      throw bug;
    });
    await expect(work).rejects.toBe(bug);
    expect(await db.selectFrom('house_rev').selectAll().execute()).toEqual([]);
  });

  test('a broken constraint is a bug, not a failure of the world', async () => {
    const { db } = await place().open();
    const insert = () => db.insertInto('house_rev').values({ hall: 'h', rev: 1 }).execute();
    await insert();
    const error = await insert().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(HouseFailure);
  });

  test('after close every query fails unavailable, and closing twice is no matter', async () => {
    const house = await place().open();
    await house.close();
    await house.close();
    const query = house.db.selectFrom('house_rev').selectAll().execute();
    await expect(query).rejects.toMatchObject({ name: 'HouseFailure', code: 'unavailable' });
  });

  test('long lists are cut into statements of a bounded size', () => {
    const pieces = inPieces(Array.from({ length: ROWS_A_STATEMENT_MAX * 2 + 1 }, (_, row) => row));
    expect(pieces.map((piece) => piece.length)).toEqual([
      ROWS_A_STATEMENT_MAX,
      ROWS_A_STATEMENT_MAX,
      1,
    ]);
    expect(pieces.flat().at(-1)).toBe(ROWS_A_STATEMENT_MAX * 2);
    expect(inPieces([])).toEqual([]);
  });
}
