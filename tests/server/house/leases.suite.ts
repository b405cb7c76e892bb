/**
 * Who does what only one of several hubs may do: one at a time, taken over when it has run out, and
 * never held for longer because a clock was set back.
 */
import { expect, test } from 'vitest';
import { Leases } from '../../../server/house/leases.ts';
import type { Place } from './databases.ts';

export function leaseSuite(place: () => Place): void {
  test('one holds it until it runs out or lets go; a clock that is set back holds nobody up', async () => {
    let now = 1_800_000_000_000;
    const leases = new Leases(await place().open(), { now: () => now } as never);
    const hold = (holder: string) => leases.hold('texts:h', holder, 15_000);
    expect([await hold('a'), await hold('b'), await hold('a')]).toEqual([true, false, true]);
    now += 15_001;
    expect([await hold('b'), await hold('a')]).toEqual([true, false]);
    // Clocks of two machines differ a little: that is no reason to take it away.
    now -= 2_000;
    expect(await hold('a')).toBe(false);
    now -= 90_000;
    expect([await hold('a'), await hold('b')]).toEqual([true, false]);
    await leases.letGo('texts:h', 'a');
    expect(await hold('b')).toBe(true);
  });
}
