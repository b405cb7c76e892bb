/**
 * Retention deletes, and what it deleted is nowhere on the disk: every kind of personal data that has an end
 * is written with bytes that are known, comes to its date, and is then looked for in the files of the database.
 */
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { DayKeys } from '../../../server/hall/day-key.ts';
import { copyHouse } from '../../../server/house/copies.ts';
import { atOneMoment, type HouseDatabase } from '../../../server/house/database.ts';
import { HelpCalls } from '../../../server/house/help-calls.ts';
import { Repairs } from '../../../server/house/repairs.ts';
import { wipeDeleted } from '../../../server/house/wiping.ts';
import { Approvals } from '../../../server/people/approvals.ts';
import { Audit } from '../../../server/people/audit.ts';
import { Bookings } from '../../../server/people/bookings.ts';
import { CaseWords } from '../../../server/people/case-words.ts';
import { columns, columnsOf, tablesOf, wipedTables } from '../../../server/people/held/columns.ts';
import { type KindId, kindIds, kindOf } from '../../../server/people/held/kinds.ts';
import { OneTimeNotices } from '../../../server/people/one-time-notices.ts';
import { RatingWords } from '../../../server/people/rating-words.ts';
import { Roster } from '../../../server/people/roster.ts';
import { StaffCards } from '../../../server/people/staff-cards.ts';
import { TextPhones } from '../../../server/people/text-phones.ts';
import { WatchList } from '../../../server/people/watch-list.ts';
import { personalSweeps, type SweptTables } from '../../../server/sweeping.ts';
import type { Place } from '../house/databases.ts';
import { peopleAt } from './parts.ts';

const yearMs = 366 * 86_400_000;
const rowsOfEach = 40;
/** Sign-ins and cards refer to staff. */
const person = 'staff-1';

/** What ends by itself, and so has to be gone. */
const ending = kindIds.filter((id) => {
  const { by } = kindOf(id).ends;
  return tablesOf(id).length > 0 && (by === 'sweep' || by === 'close' || by === 'bookings');
});
const mark = (kind: KindId, row: number): string => `byte-mark-of-${kind}-${row}-end`;

/** Rows in every table that holds something of these kinds, its own columns marked, the others as they may be. */
async function fillMarked({ db, kind }: HouseDatabase, at: number): Promise<void> {
  const staff = { id: person, hall: 'h', account: 'li', name: 'n', role: 'clerk', disabled: 0 };
  await db
    .insertInto('staff')
    .values({ ...staff, password: 'x', made_at: at })
    .execute();
  const tables = new Set(ending.flatMap(tablesOf));
  for (const table of Object.keys(columns).filter((one) => tables.has(one))) {
    const types = await typesOf(db, kind, table);
    for (let row = 0; row < rowsOfEach; row += 1) {
      const values = [...types].map(([column, type]) => {
        const held = ending.find((id) => columnsOf(id, table).includes(column));
        if (column === 'person' && ['sign_ins', 'staff_cards'].includes(table)) return person;
        if (table === 'watch_sightings' && column === 'watched') return `row-${row}`;
        if (column === 'act' && table === 'approvals') return 'watch';
        if (held && type === 'text') return mark(held, row);
        if (column === 'delete_on') return '2026-11-18';
        if (column === 'hall') return 'h';
        if (type === 'text') return `row-${row}`;
        return type === 'bigint' ? at + row : row;
      });
      if (table === 'staff_cards' && row > 0) break;
      const names = sql.join([...types.keys()].map((name) => sql.ref(name)));
      await sql`insert into ${sql.table(table)} (${names}) values (${sql.join(values)})`.execute(
        db,
      );
    }
  }
}

async function typesOf(db: HouseDatabase['db'], kind: HouseDatabase['kind'], table: string) {
  const query =
    kind === 'sqlite'
      ? sql<{ c: string; t: string }>`select name as c, type as t from pragma_table_info(${table})`
      : sql<{ c: string; t: string }>`select column_name as c, data_type as t
          from information_schema.columns
          where table_name = ${table} and table_schema = any(current_schemas(false))`;
  const { rows } = await query.execute(db);
  return new Map(rows.map(({ c, t }) => [c, t.toLowerCase()]));
}

export function retentionSuite(place: () => Place): void {
  test('what has come to its date is deleted, and its bytes are in no file of the database', async () => {
    const parts = await peopleAt(place());
    const { house, clock, revs, dice } = parts;
    await house.db.transaction().execute((db) => fillMarked({ ...house, db }, clock.now()));
    await tidied(house);
    const before = await place().bytes();
    for (const id of ending)
      expect([id, before.includes(`byte-mark-of-${id}`)]).toEqual([id, true]);

    clock.step(6 * yearMs);
    const tables = {
      ...{ ...parts, bookings: new Bookings(house, clock, dice) },
      ...{ watchList: new WatchList(house, clock, dice), roster: new Roster(house, revs) },
      helpCalls: new HelpCalls({ house, revs, clock, dice }),
      repairs: new Repairs({ house, revs, clock, dice }),
      staffCards: new StaffCards({ house, revs, clock, dice }),
      ...{
        oneTimeNotices: new OneTimeNotices(house, clock),
        caseWords: new CaseWords(house, clock),
      },
      ...{ ratingWords: new RatingWords(house, clock), textPhones: new TextPhones(house, clock) },
      ...{ approvals: new Approvals(house, clock, dice), audit: new Audit(house, clock, 'h') },
    } as unknown as SweptTables;
    // The last entry of the audit stays, so that its chain goes on: it is another one.
    await tables.audit.note({ actor: 'x', act: 'x', subject: '', outcome: 'done', from: '' });
    const today = () => '2032-11-18';
    for (const run of Object.values(personalSweeps(tables, { hall: 'h', today }))) await run();
    await tables.bookings.sweep('h', today());
    const keys = new DayKeys({ house, hall: 'h', hallKey: Buffer.alloc(32, 7), dice });
    await keys.destroyBefore(clock.now());
    await tidied(house);
    expect(await wipeDeleted(house, wipedTables)).toBe('wiped');
    const after = await place().bytes();
    const left = ending.filter((id) => after.includes(`byte-mark-of-${id}`));
    expect(left).toEqual([]);
    // It was looked for in the right place: what stays is there.
    expect(after).toContain(person);
    // Nor is it noted again, whoever asks the server to.
    expect(await samplesOf(house)).toBe(0);
  });

  test('what lay beside something that lives is gone too, though the database tidied up before', async () => {
    const { house } = await peopleAt(place());
    const told = { hall: 'h', purpose: 'p', delete_at: 1 };
    const words = (id: string) => ({ ...told, id, words: `words-of-${id}-end` });
    await wipeDeleted(house, wipedTables);
    await house.db
      .insertInto('one_time_notices')
      .values([words('kept'), words('gone')])
      .execute();
    await house.db.deleteFrom('one_time_notices').where('id', '=', 'gone').execute();
    await tidied(house);
    expect(await wipeDeleted(house, wipedTables)).toBe('wiped');
    const after = await place().bytes();
    const there = (id: string) => after.includes(words(id).words);
    expect([there('kept'), there('gone')]).toEqual([true, false]);
    await tidied(house);
    expect(await samplesOf(house)).toBe(0);
  });

  test('what a reader from before still sees is wiped once it has gone', async () => {
    const { house } = await peopleAt(place());
    if (house.kind === 'sqlite') return;
    await wipeDeleted(house, wipedTables);
    const gone = { hall: 'h', purpose: 'p', delete_at: 1, id: 'gone', words: 'seen-until-the-end' };
    await house.db.insertInto('one_time_notices').values(gone).execute();
    const backup = await place().open();
    await atOneMoment(backup, async ({ db }) => {
      await db.selectFrom('house_rev').selectAll().execute();
      await house.db.deleteFrom('one_time_notices').execute();
      await tidied(house);
      expect(await wipeDeleted(house, wipedTables)).toBe('later');
    });
    expect(await place().bytes()).toContain(gone.words);
    expect(await wipeDeleted(house, wipedTables)).toBe('wiped');
    expect(await place().bytes()).not.toContain(gone.words);
  });

  test('a copy for a backup holds none of them in the clear', async () => {
    const { house, clock } = await peopleAt(place());
    const { choice } = place();
    // PostgreSQL's own dumps are encrypted by whoever makes them (docs/operations.md).
    if (choice.kind !== 'sqlite') return;
    await house.db.transaction().execute((db) => fillMarked({ ...house, db }, clock.now()));
    const copy = `${choice.path}.copy`;
    const persons = JSON.stringify(await copyHouse(choice.path, copy));
    const bytes = readFileSync(copy, 'latin1');
    for (const id of ending) {
      expect([id, bytes.includes(`byte-mark-of-${id}`)]).toEqual([id, false]);
      const sealed = kindOf(id).backup === 'sealed';
      expect([id, persons.includes(`byte-mark-of-${id}`)]).toEqual([id, sealed]);
    }
  });
}

/**
 * What PostgreSQL does by itself when it likes: it writes pages, counts, notes samples of what tables hold,
 * and takes dead rows away without overwriting them.
 */
async function tidied({ kind, db }: HouseDatabase): Promise<void> {
  if (kind === 'sqlite') return;
  const counted = sql`select pg_stat_force_next_flush()`;
  await counted.execute(db);
  await sql`vacuum (analyze) ${sql.join(wipedTables.map((table) => sql.table(table)))}`.execute(db);
  await sql`checkpoint`.execute(db);
  await counted.execute(db);
}

/** How many columns of these tables PostgreSQL keeps samples of. */
async function samplesOf({ kind, db }: HouseDatabase): Promise<number> {
  if (kind === 'sqlite') return 0;
  const noted = await sql<{ count: number }>`select count(*) as count from pg_stats
    where schemaname = any(current_schemas(false)) and tablename = any(${sql.val([...wipedTables])})`;
  return (await noted.execute(db)).rows[0]?.count ?? 0;
}
