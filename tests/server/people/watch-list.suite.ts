/**
 * The watch list: hashes with a reason and an end, what was seen of them, and nothing beyond its date.
 */
import { expect, test } from 'vitest';
import { WATCHED_DAYS_MAX, WatchList, type WatchWish } from '../../../server/people/watch-list.ts';
import { type Place, SeededDice, SteppedClock } from '../house/databases.ts';

const dayMs = 86_400_000;
const wish = (changes: Partial<WatchWish> = {}): WatchWish => ({
  ...{ reason: 'hoards-numbers', words: 'every Monday', days: 30, by: 'manager:boss' },
  ...changes,
});

export function watchListSuite(place: () => Place): void {
  const listOf = async () => {
    const house = await place().open();
    const clock = new SteppedClock();
    const list = new WatchList(house, clock, new SeededDice());
    const sightings = () => house.db.selectFrom('watch_sightings').selectAll().execute();
    return { house, clock, list, sightings };
  };

  test('says why, by whom and until when; a second time it is the same entry', async () => {
    const { clock, list } = await listOf();
    const added = await list.add('h', 'hash of li', wish());
    expect(added).toEqual({
      ...{ id: added.id, reason: 'hoards-numbers', words: 'every Monday' },
      ...{ addedBy: 'manager:boss', addedAt: clock.now(), deleteAt: clock.now() + 30 * dayMs },
    });
    clock.step(1_000);
    const other = wish({ reason: 'other', words: '', days: WATCHED_DAYS_MAX, by: 'token:t' });
    const again = await list.add('h', 'hash of li', other);
    expect(again).toMatchObject({ id: added.id, reason: 'other', addedBy: 'token:t' });
    await list.add('elsewhere', 'hash of li', wish());
    expect(await list.list('h')).toEqual([again]);
    expect(JSON.stringify(await list.list('h'))).not.toContain('hash of li');
  });

  test('what is seen of somebody on it is noted once a ticket; of others nothing is', async () => {
    const { clock, list, sightings } = await listOf();
    const { id } = await list.add('h', 'hash of li', wish());
    const since = clock.now();
    for (const ticket of ['t1', 't1', 't2']) {
      await list.saw('h', 'hash of li', ticket);
      clock.step(1);
    }
    await list.saw('h', 'hash of zhao', 't3');
    await list.saw('elsewhere', 'hash of li', 't4');
    const seen = { watched: id, reason: 'hoards-numbers' };
    expect(await list.sightings('h', since)).toEqual([
      { ...seen, ticket: 't1' },
      { ...seen, ticket: 't2' },
    ]);
    expect(await list.sightings('h', since + 2)).toHaveLength(1);
    expect(await sightings()).toHaveLength(2);
  });

  test('taking somebody off takes along what was seen', async () => {
    const { list, sightings } = await listOf();
    const { id } = await list.add('h', 'hash of li', wish());
    await list.saw('h', 'hash of li', 't1');
    expect(await list.remove('elsewhere', id)).toBe(false);
    expect(await list.remove('h', id)).toBe(true);
    expect(await list.remove('h', id)).toBe(false);
    expect(await list.list('h')).toEqual([]);
    expect(await sightings()).toEqual([]);
  });

  test('on its date an entry is over at once, and deleted by the next sweep', async () => {
    const { clock, house, list, sightings } = await listOf();
    await list.add('h', 'hash of li', wish({ days: 5 }));
    await list.add('h', 'hash of zhao', wish({ days: 6 }));
    await list.saw('h', 'hash of li', 't1');
    clock.step(5 * dayMs);
    await list.saw('h', 'hash of li', 't2');
    expect(await sightings()).toHaveLength(1);
    expect(await list.list('h')).toHaveLength(1);
    await list.sweep();
    const left = await house.db.selectFrom('watched_persons').select('person').execute();
    expect(left).toEqual([{ person: 'hash of zhao' }]);
    expect(await sightings()).toEqual([]);
  });

  test('what was seen is kept for two days', async () => {
    const { clock, list, sightings } = await listOf();
    await list.add('h', 'hash of li', wish());
    await list.saw('h', 'hash of li', 't1');
    clock.step(2 * dayMs);
    await list.sweep();
    expect(await sightings()).toHaveLength(1);
    clock.step(1);
    await list.sweep();
    expect(await sightings()).toEqual([]);
  });
}
