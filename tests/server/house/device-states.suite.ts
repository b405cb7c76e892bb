/**
 * What devices said last: kept, in order, and telling the hall only what is new.
 */
import { expect, onTestFinished, test } from 'vitest';
import {
  DETAIL_CHARS_MAX,
  DeviceStates,
  SAID_MS_MAX,
} from '../../../server/house/device-states.ts';
import { Revs } from '../../../server/house/rev.ts';
import { type Place, SteppedClock } from './databases.ts';

export function deviceStateSuite(place: () => Place): void {
  const parts = async () => {
    const house = await place().open();
    const revs = new Revs(house);
    onTestFinished(() => revs.close());
    const clock = new SteppedClock();
    return { house, revs, clock, states: new DeviceStates(house, revs, clock) };
  };
  const printer = (state: string, detail = '') => ({
    device: 'k1/printer',
    kind: 'printer',
    state,
    detail,
  });

  test('only a new state moves the number of the hall', async () => {
    const { revs, clock, states } = await parts();
    expect(await states.say('h', printer('ready'))).toBe(true);
    expect(await states.say('h', printer('ready'))).toBe(false);
    expect(await revs.read('h')).toBe(1);
    clock.step(1_000);
    expect(await states.say('h', printer('ready', 'a new sentence'))).toBe(false);
    expect(await revs.read('h')).toBe(1);
    expect((await states.list('h'))[0]?.detail).toBe('a new sentence');
    expect(await states.say('h', printer('paper-out'))).toBe(true);
    expect(await revs.read('h')).toBe(2);
  });

  test('since tells when the state began, at when it was last said, to the minute', async () => {
    const { clock, states } = await parts();
    const began = clock.now();
    await states.say('h', printer('offline'));
    clock.step(SAID_MS_MAX - 1);
    await states.say('h', printer('offline'));
    expect((await states.list('h'))[0]).toMatchObject({ since: began, at: began });
    clock.step(1);
    await states.say('h', printer('offline'));
    expect((await states.list('h'))[0]).toMatchObject({ since: began, at: began + SAID_MS_MAX });
    clock.step(5);
    await states.say('h', printer('ready'));
    expect((await states.list('h'))[0]).toMatchObject({ since: clock.now(), at: clock.now() });
  });

  test('the last of many sayings in one breath is the one that stands', async () => {
    const { states } = await parts();
    await states.say('h', printer('ready'));
    const sayings = ['paper-out', 'cover-open', 'ready'].map((state) =>
      states.say('h', printer(state)),
    );
    expect(await Promise.all(sayings)).toEqual([true, true, true]);
    expect((await states.list('h'))[0]?.state).toBe('ready');
  });

  test('one device that talks without end is stopped by name, others are not', async () => {
    const { states } = await parts();
    const many = Array.from({ length: 101 }, (_, turn) => states.say('h', printer(`s${turn}`)));
    const other = states.say('h', { ...printer('ready'), device: 'k2/printer' });
    const ends = await Promise.allSettled(many);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(100);
    expect(ends.at(-1)).toMatchObject({ reason: { name: 'HouseFailure', code: 'unavailable' } });
    expect(await other).toBe(true);
    expect(await states.say('h', printer('calm'))).toBe(true);
  });

  test('every device of the hall is listed, of no other; one that is gone is forgotten', async () => {
    const { revs, states } = await parts();
    await states.say('h', { ...printer('ready'), device: 'b' });
    await states.say('h', { ...printer('ready'), device: 'a' });
    await states.say('other', printer('ready'));
    expect((await states.list('h')).map(({ device }) => device)).toEqual(['a', 'b']);
    expect(await states.forget('h', 'a')).toBe(true);
    expect(await states.forget('h', 'a')).toBe(false);
    expect(await revs.read('h')).toBe(3);
    expect((await states.list('h')).map(({ device }) => device)).toEqual(['b']);
  });

  test('whatever a device says can be stored: cut, and without control characters', async () => {
    const { states } = await parts();
    await states.say('h', printer('error', `\u0000\u001b[2J${'长'.repeat(DETAIL_CHARS_MAX)}`));
    const said = (await states.list('h'))[0]?.detail ?? '';
    expect(said.startsWith('  [2J长')).toBe(true);
    expect(said).toHaveLength(DETAIL_CHARS_MAX);
  });
}
