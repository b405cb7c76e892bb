/**
 * The hall's number: it moves with a change, in its transaction, and wakes those who watch.
 */
import { expect, onTestFinished, test } from 'vitest';
import { Revs } from '../../../server/house/rev.ts';
import type { Place } from './databases.ts';

const POLL_MS = 10;

export function revSuite(place: () => Place): void {
  const revs = async () => {
    const made = new Revs(await place().open(), { pollMs: POLL_MS });
    onTestFinished(() => made.close());
    return made;
  };
  const something = async () => ({ changed: true, value: 'done' });

  test('each hall has its own number, from 0, and only a change moves it', async () => {
    const facts = await revs();
    expect(await facts.read('a')).toBe(0);
    expect(await facts.change('a', something)).toBe('done');
    await facts.change('a', something);
    await facts.change('a', async () => ({ changed: false, value: null }));
    await facts.change('b', something);
    expect([await facts.read('a'), await facts.read('b')]).toEqual([2, 1]);
  });

  test('a change that throws moves nothing, neither fact nor number', async () => {
    const facts = await revs();
    const { db } = await place().open();
    const work = facts.change('a', async (trx) => {
      await trx.insertInto('follower_cursors').values({ name: 'n', seq: 1 }).execute();
      throw new Error('stop');
    });
    await expect(work).rejects.toThrow('stop');
    expect(await facts.read('a')).toBe(0);
    expect(await db.selectFrom('follower_cursors').selectAll().execute()).toEqual([]);
  });

  test('many changes at once are all counted', async () => {
    const [one, two] = [await revs(), await revs()];
    const changes = Array.from({ length: 20 }, (_, turn) =>
      (turn % 2 ? one : two).change('a', something),
    );
    await Promise.all(changes);
    expect(await one.read('a')).toBe(20);
  });

  test('a watcher is woken at once by its own process, and not after it has left', async () => {
    const facts = new Revs(await place().open(), { pollMs: 3_600_000 });
    onTestFinished(() => facts.close());
    const woken: string[] = [];
    const leave = facts.watch('a', () => woken.push('a'));
    facts.watch('b', () => woken.push('b'));
    await facts.change('a', something);
    expect(woken).toEqual(['a']);
    await facts.change('a', async () => ({ changed: false, value: null }));
    expect(woken).toEqual(['a']);
    leave();
    await facts.change('a', something);
    expect(woken).toEqual(['a']);
  });

  test('papers alone have changed only where nobody else changed anything in between', async () => {
    const house = await place().open();
    const [here, there] = [1, 2].map(() => new Revs(house, { pollMs: 3_600_000 })) as [Revs, Revs];
    onTestFinished(() => here.close());
    const paper = async () => ({ changed: true, value: null, papersAt: ['k1'] });
    const woken: (readonly string[] | null)[] = [];
    here.watch('a', ({ papersAt }) => woken.push(papersAt));
    // Given what was before the watch began, then papers, then papers after another hub's change
    await here.change('a', paper);
    await here.change('a', paper);
    await there.change('a', something);
    await here.change('a', paper);
    await here.change('a', paper);
    expect(woken).toEqual([null, ['k1'], null, ['k1']]);
  });

  test('a watcher is woken by a change that another process made', async () => {
    const [here, there] = [await revs(), await revs()];
    await there.change('a', something);
    await new Promise<void>((wake) => here.watch('a', () => wake()));
    const woken = new Promise<void>((wake) => here.watch('a', () => wake()));
    await there.change('a', something);
    await woken;
    expect(await here.read('a')).toBe(2);
  });

  test('two watchers of one hall are both woken, the same function twice too', async () => {
    const facts = await revs();
    let wakes = 0;
    const wake = () => {
      wakes += 1;
    };
    const leave = facts.watch('a', wake);
    facts.watch('a', wake);
    await facts.change('a', something);
    expect(wakes).toBe(2);
    leave();
    leave();
    await facts.change('a', something);
    expect(wakes).toBe(3);
  });
}
