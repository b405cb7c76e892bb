/**
 * A follower's rows and its cursor stand or fall together, and two followers do no row twice.
 */
import { expect, test } from 'vitest';
import { Cursors } from '../../../server/house/cursors.ts';
import { Tickets } from '../../../server/house/tickets.ts';
import type { Place } from './databases.ts';

const DAY = '2026-11-17';

export function cursorSuite(place: () => Place): void {
  const parts = async () => {
    const house = await place().open();
    const cursors = new Cursors(house);
    return { house, cursors, tickets: new Tickets(house, cursors) };
  };
  const row = (number: number) => ({
    ticket: `t${number}`,
    day: DAY,
    label: `A${String(number).padStart(3, '0')}`,
    seq: number * 10,
    linkHash: `hash-${number}`,
  });

  test('a ticket is found by its id and by its label of that day', async () => {
    const { tickets } = await parts();
    expect(await tickets.cursor('h')).toBe(0);
    expect(await tickets.fill('h', { from: 0, to: 25 }, [row(1), row(2)])).toBe(true);
    expect(await tickets.cursor('h')).toBe(25);
    expect(await tickets.find('h', 't2')).toEqual(row(2));
    expect(await tickets.findByLabel('h', DAY, 'A001')).toEqual(row(1));
    expect(await tickets.findByLink('h', 'hash-2')).toEqual(row(2));
    expect(await tickets.findByLink('h', 'hash-3')).toBeNull();
    expect(await tickets.findByLink('other', 'hash-2')).toBeNull();
    expect(await tickets.find('h', 't3')).toBeNull();
    expect(await tickets.find('other', 't2')).toBeNull();
    expect(await tickets.findByLabel('h', '2026-11-18', 'A001')).toBeNull();
  });

  test('a follower that believes the wrong place does nothing', async () => {
    const { tickets } = await parts();
    await tickets.fill('h', { from: 0, to: 10 }, [row(1)]);
    expect(await tickets.fill('h', { from: 0, to: 20 }, [row(2)])).toBe(false);
    expect(await tickets.fill('h', { from: 5, to: 20 }, [row(2)])).toBe(false);
    expect(await tickets.find('h', 't2')).toBeNull();
    expect(await tickets.cursor('h')).toBe(10);
  });

  test('of followers that come at once exactly one does the rows', async () => {
    const followers = await Promise.all(Array.from({ length: 4 }, parts));
    for (const from of [0, 10]) {
      const done = await Promise.all(
        followers.map(({ tickets }) => tickets.fill('h', { from, to: from + 10 }, [row(from + 1)])),
      );
      expect(done.filter(Boolean)).toHaveLength(1);
    }
    const [first] = followers;
    expect(await first?.tickets.cursor('h')).toBe(20);
  });

  test('rows whose cursor cannot move, and a cursor whose rows fail, leave nothing', async () => {
    const { house, cursors } = await parts();
    const work = cursors.advance('f', { from: 0, to: 5 }, async (trx) => {
      await trx.insertInto('house_rev').values({ hall: 'h', rev: 1 }).execute();
      throw new Error('died in between');
    });
    await expect(work).rejects.toThrow('died in between');
    expect(await cursors.read('f')).toBe(0);
    expect(await house.db.selectFrom('house_rev').selectAll().execute()).toEqual([]);
    expect(await cursors.advance('f', { from: 0, to: 5 }, async () => {})).toBe(true);
    expect(await cursors.read('f')).toBe(5);
  });

  test('a cursor never goes back', async () => {
    const { cursors } = await parts();
    const back = cursors.advance('f', { from: 5, to: 4 }, async () => {});
    await expect(back).rejects.toThrow(RangeError);
  });

  test('a whole day goes in at once, and again after a lost cursor without harm', async () => {
    const { house, tickets } = await parts();
    const rows = Array.from({ length: 1_201 }, (_, index) => row(index + 1));
    await tickets.fill('h', { from: 0, to: 12_010 }, rows);
    await house.db.deleteFrom('follower_cursors').execute();
    expect(await tickets.fill('h', { from: 0, to: 12_010 }, rows)).toBe(true);
    const all = await house.db.selectFrom('tickets').select('ticket').execute();
    expect(all).toHaveLength(1_201);
    expect(await tickets.find('h', 't1201')).toEqual(row(1_201));
  });
}
