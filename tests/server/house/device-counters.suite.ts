/**
 * Counters of devices: two numbers each, ever and since they were begun anew, on both databases.
 */
import { expect, test } from 'vitest';
import { DeviceCounters } from '../../../server/house/device-counters.ts';
import { type Place, SteppedClock } from './databases.ts';

export function deviceCounterSuite(place: () => Place): void {
  const parts = async () => {
    const clock = new SteppedClock();
    return { clock, counters: new DeviceCounters(await place().open(), clock) };
  };

  test('counts are added up, ever and since the last beginning', async () => {
    const { clock, counters } = await parts();
    const began = clock.now();
    await counters.add('h', 'printer:door', { slips: 1, 'paper-mm': 120 });
    clock.step(1_000);
    await counters.add('h', 'printer:door', { slips: 2, 'paper-mm': 240.4 });
    expect(await counters.list('h')).toEqual([
      { device: 'printer:door', counter: 'paper-mm', value: 360, total: 360, since: began },
      { device: 'printer:door', counter: 'slips', value: 3, total: 3, since: began },
    ]);
    await counters.restart('h', 'printer:door', ['slips']);
    await counters.add('h', 'printer:door', { slips: 1 });
    const [mm, slips] = await counters.list('h', 'printer:door');
    expect(mm).toMatchObject({ value: 360, since: began });
    expect(slips).toMatchObject({ value: 1, total: 4, since: clock.now() });
  });

  test('each hall and each device counts for itself', async () => {
    const { counters } = await parts();
    await counters.add('h', 'a', { slips: 1 });
    await counters.add('h', 'b', { slips: 2 });
    await counters.add('other', 'a', { slips: 4 });
    await counters.restart('h', 'a', ['slips']);
    const told = (await counters.list('h')).map(({ device, value }) => [device, value]);
    expect(told).toEqual([
      ['a', 0],
      ['b', 2],
    ]);
    await counters.forget('h', 'b');
    expect(await counters.list('h', 'b')).toEqual([]);
    expect(await counters.list('other', 'a')).toMatchObject([{ value: 4 }]);
  });

  test('two processes that count at once lose nothing', async () => {
    const { counters, clock } = await parts();
    const other = new DeviceCounters(await place().open(), clock);
    const both = [counters, other, counters, other, counters, other];
    await Promise.all(both.map((each) => each.add('h', 'a', { slips: 1 })));
    expect(await counters.list('h')).toMatchObject([{ value: 6, total: 6 }]);
  });
}
