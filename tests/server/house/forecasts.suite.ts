/**
 * What people were told of their waits, and its truth: scored once, kept a fortnight.
 */
import { expect, test } from 'vitest';
import { Forecasts } from '../../../server/house/forecasts.ts';
import type { Place } from './databases.ts';

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
const now = 1_800_000_000_000;

export function forecastSuite(place: () => Place): void {
  const parts = async () => {
    const house = await place().open();
    const rows = () =>
      house.db.selectFrom('forecasts_not_rebuildable').selectAll().orderBy('at').execute();
    return { forecasts: new Forecasts(house), rows };
  };
  const said = (ticket: string, at: number) => ({ ticket, at, low: 10, high: 15 });

  test('all that was said of a ticket meets its truth when it is called, and once', async () => {
    const { forecasts, rows } = await parts();
    await forecasts.add('h', [said('a', now), said('a', now + 5 * minuteMs), said('b', now)]);
    await forecasts.add('h', [said('a', now)]);
    await forecasts.score('h', [{ ticket: 'a', calledAt: now + 17 * minuteMs }]);
    await forecasts.score('h', [{ ticket: 'a', calledAt: now + 90 * minuteMs }]);
    await forecasts.score('elsewhere', [{ ticket: 'b', calledAt: now }]);
    const of = async (asked: string) =>
      (await rows()).flatMap(({ ticket, truth }) => (ticket === asked ? [truth] : []));
    expect(await of('a')).toEqual([17 * 60, 12 * 60]);
    expect(await of('b')).toEqual([null]);
    expect(await forecasts.held('h', 0)).toEqual({ scored: 2, withinHigh: 1, withinLow: 0 });
    expect(await forecasts.held('elsewhere', 0)).toMatchObject({ scored: 0, withinHigh: 0 });
  });

  test('rows are thrown away after a fortnight, of this hall alone', async () => {
    const { forecasts, rows } = await parts();
    await forecasts.add('h', [said('old', now - 15 * dayMs), said('new', now)]);
    await forecasts.add('g', [said('other', now - 15 * dayMs)]);
    expect(await forecasts.prune('h', now)).toBe(1);
    expect((await rows()).map(({ ticket }) => ticket)).toEqual(['other', 'new']);
  });
}
