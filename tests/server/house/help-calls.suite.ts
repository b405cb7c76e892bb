/**
 * Calls for help: one open call a kiosk, taken up by one, and known for thirty days.
 */
import { expect, onTestFinished, test } from 'vitest';
import { HelpCalls, KEPT_MS, OPEN_MS_MAX } from '../../../server/house/help-calls.ts';
import { Revs } from '../../../server/house/rev.ts';
import { type Place, SeededDice, SteppedClock } from './databases.ts';

export function helpCallSuite(place: () => Place): void {
  const parts = async () => {
    const house = await place().open();
    const revs = new Revs(house);
    onTestFinished(() => revs.close());
    const clock = new SteppedClock();
    const hubs = ['one', 'two'].map(
      (seed) => new HelpCalls({ house, revs, clock, dice: new SeededDice(seed) }),
    );
    const rows = () => house.db.selectFrom('help_calls').selectAll().execute();
    return { revs, clock, calls: hubs[0] as HelpCalls, others: hubs[1] as HelpCalls, rows };
  };

  test('calling again while a call is open is the same call, from two hubs as well', async () => {
    const { revs, clock, calls, others } = await parts();
    const asked = clock.now();
    const ids = await Promise.all([1, 2, 3, 4].map((n) => (n % 2 ? calls : others).call('h', 'k')));
    expect(new Set(ids).size).toBe(1);
    expect(await revs.read('h')).toBe(1);
    clock.step(1_000);
    const second = await calls.call('h', 'l');
    expect(await calls.open('h')).toEqual([
      { id: ids[0], kiosk: 'k', at: asked, state: 'asked' },
      { id: second, kiosk: 'l', at: asked + 1_000, state: 'asked' },
    ]);
    expect(await calls.open('elsewhere')).toEqual([]);
  });

  test('one takes it up; who and when stand in the table, a colleague is told', async () => {
    const { revs, clock, calls, others, rows } = await parts();
    const id = await calls.call('h', 'k');
    clock.step(5_000);
    expect(await calls.accept('h', id, 'wang')).toBe('ok');
    expect(await calls.accept('h', id, 'wang')).toBe('ok');
    expect(await others.accept('h', id, 'chen')).toBe('help-taken');
    expect(await calls.open('h')).toMatchObject([{ state: 'accepted' }]);
    expect(await calls.call('h', 'k')).toBe(id);
    expect(await revs.read('h')).toBe(2);
    clock.step(60_000);
    expect(await calls.finish('h', id, 'chen')).toBe('ok');
    expect(await calls.finish('h', id, 'chen')).toBe('ok');
    expect(await calls.accept('h', id, 'chen')).toBe('unknown-call');
    expect(await calls.open('h')).toEqual([]);
    expect(await rows()).toMatchObject([
      {
        ...{ state: 'done', accepted_by: 'wang', accepted_at: clock.now() - 60_000 },
        ...{ finished_by: 'chen', finished_at: clock.now(), asked_at: clock.now() - 65_000 },
      },
    ]);
    expect(await calls.call('h', 'k')).not.toBe(id);
  });

  test('of two who take it up at once one goes', async () => {
    const { calls, others } = await parts();
    const id = await calls.call('h', 'k');
    const said = await Promise.all([calls.accept('h', id, 'wang'), others.accept('h', id, 'chen')]);
    expect(said.toSorted()).toEqual(['help-taken', 'ok']);
  });

  test('unanswered it is marked and stays, and can still be taken up', async () => {
    const { revs, clock, calls } = await parts();
    const id = await calls.call('h', 'k');
    await calls.unanswered('h', clock.now() - 1);
    expect(await calls.open('h')).toMatchObject([{ state: 'asked' }]);
    await calls.unanswered('h', clock.now());
    await calls.unanswered('h', clock.now());
    expect(await revs.read('h')).toBe(2);
    expect(await calls.open('h')).toMatchObject([{ id, state: 'unanswered' }]);
    expect(await calls.call('h', 'k')).toBe(id);
    expect(await calls.accept('h', id, 'wang')).toBe('ok');
    await calls.unanswered('h', clock.now());
    expect(await calls.open('h')).toMatchObject([{ state: 'accepted' }]);
  });

  test('what nobody knows is said by name', async () => {
    const { calls } = await parts();
    const id = await calls.call('h', 'k');
    expect(await calls.accept('h', 'no-such-call', 'wang')).toBe('unknown-call');
    expect(await calls.finish('elsewhere', id, 'wang')).toBe('unknown-call');
  });

  test('a forgotten one ends after half a day; all are deleted after thirty days', async () => {
    const { clock, calls, rows } = await parts();
    await calls.call('h', 'k');
    clock.step(OPEN_MS_MAX);
    await calls.sweep('h');
    expect(await calls.open('h')).toHaveLength(1);
    clock.step(1);
    await calls.sweep('h');
    expect(await calls.open('h')).toEqual([]);
    expect(await rows()).toMatchObject([{ state: 'done', accepted_by: null, finished_by: null }]);
    clock.step(KEPT_MS);
    await calls.sweep('h');
    expect(await rows()).toEqual([]);
  });
}
