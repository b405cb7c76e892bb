/**
 * The chain of what staff did: added to, never changed, found again, kept long enough.
 */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { AUDIT_DAYS_MIN, AUDIT_PAGE, Audit, type AuditNote } from '../../../server/people/audit.ts';
import type { Place } from '../house/databases.ts';
import { peopleAt } from './parts.ts';

const note = (wish: Partial<AuditNote> = {}): AuditNote => ({
  ...{ actor: 'manager:wang', act: 'addNotice', subject: '', outcome: 'done', from: '10.0.0.7' },
  ...wish,
});
const DAY_MS = 86_400_000;

export function auditSuite(place: () => Place): void {
  const begin = async () => {
    const { house, clock } = await peopleAt(place());
    const complaints: string[] = [];
    const audit = new Audit(house, clock, 'h', (what) => complaints.push(what));
    return { house, clock, audit, complaints };
  };

  test('entries stand in their order, by whom, when and with what end', async () => {
    const { audit, clock } = await begin();
    await audit.note(note());
    clock.step(60_000);
    await audit.note(note({ actor: 'clerk:li', act: 'testText', outcome: 'not-permitted' }));
    const [late, early] = await audit.find({});
    expect(early).toMatchObject({ ...note(), seq: 1, at: clock.now() - 60_000 });
    expect(late).toMatchObject({ seq: 2, actor: 'clerk:li', outcome: 'not-permitted' });
    expect((await audit.find({ actor: 'clerk:li' })).map(({ seq }) => seq)).toEqual([2]);
    expect((await audit.find({ act: 'addNotice' })).map(({ seq }) => seq)).toEqual([1]);
    expect((await audit.find({ from: clock.now() })).map(({ seq }) => seq)).toEqual([2]);
    expect((await audit.find({ until: clock.now() })).map(({ seq }) => seq)).toEqual([1]);
    expect((await audit.find({ before: 2 })).map(({ seq }) => seq)).toEqual([1]);
    expect(await audit.verify()).toMatchObject({ entries: 2, first: 1, last: 2, broken: null });
  });

  test('two hubs write one chain', async () => {
    const { audit, house, clock } = await begin();
    const other = new Audit(house, clock, 'h');
    const many = Array.from({ length: 20 }, (_, at) => (at % 2 ? audit : other).note(note()));
    await Promise.all(many);
    expect(await audit.verify()).toMatchObject({ entries: 20, last: 20, broken: null });
  });

  test.each([
    ['changed', sql`update audit_entries set actor = 'manager:li' where seq = 2`, 2],
    ['taken out', sql`delete from audit_entries where seq = 2`, 3],
    [
      'changed with its hash',
      sql`update audit_entries set outcome = 'x', hash = 'y' where seq = 2`,
      2,
    ],
  ])('one that is %s shows', async (_, spoil, broken) => {
    const { audit, house } = await begin();
    for (let index = 0; index < 4; index += 1) await audit.note(note());
    await spoil.execute(house.db);
    expect(await audit.verify()).toMatchObject({ broken });
  });

  test('while the tables are away it waits, is complained of, and comes in its order', async () => {
    const { audit, house, clock, complaints } = await begin();
    await audit.note(note({ act: 'one' }));
    await sql`alter table audit_entries rename to elsewhere`.execute(house.db);
    await audit.note(note({ act: 'two' }));
    clock.step(1_000);
    await audit.note(note({ act: 'three' }));
    expect(audit.behind).toBe(2);
    expect(complaints).toContain('the audit waits for the tables');
    await sql`alter table elsewhere rename to audit_entries`.execute(house.db);
    await audit.note(note({ act: 'four' }));
    expect(audit.behind).toBe(0);
    const acts = (await audit.find({})).map(({ act }) => act);
    expect(acts).toEqual(['four', 'three', 'two', 'one']);
    expect((await audit.find({ act: 'two' }))[0]?.at).toBe(clock.now() - 1_000);
    expect(await audit.verify()).toMatchObject({ broken: null });
  });

  test('what is old goes after half a year at the earliest, and the rest still holds', async () => {
    const { audit, clock } = await begin();
    await audit.note(note({ act: 'old' }));
    await audit.note(note({ act: 'old' }));
    clock.step((AUDIT_DAYS_MIN - 1) * DAY_MS);
    await audit.note(note({ act: 'new' }));
    await audit.sweep(1);
    expect(await audit.find({})).toHaveLength(3);
    clock.step(2 * DAY_MS);
    await audit.sweep(1);
    expect((await audit.find({})).map(({ act }) => act)).toEqual(['new']);
    clock.step(2 * AUDIT_DAYS_MIN * DAY_MS);
    // The last one stays, so that the chain goes on.
    await audit.sweep(1);
    await audit.note(note());
    expect(await audit.verify()).toMatchObject({ entries: 2, first: 3, last: 4, broken: null });
  });

  test('pages hold so many entries', async () => {
    const { audit } = await begin();
    for (let index = 0; index <= AUDIT_PAGE; index += 1) await audit.note(note());
    const page = await audit.find({});
    expect(page).toHaveLength(AUDIT_PAGE);
    expect(await audit.find({ before: page.at(-1)?.seq ?? 0 })).toHaveLength(1);
  });
}
