/**
 * A manager's word about the clock, and what other systems are told of it.
 */
import { expect, test } from 'vitest';
import { noFacts } from '../../../core/views/facts.ts';
import { HOUR_MS, worldOf } from '../http/world.ts';

test('a clock that was set is told as an alarm, and believed when somebody says so', async () => {
  const { hall, get, post, clock, facts } = await worldOf();
  const quiet = { now: clock.now(), alarm: false, holidaysUnknown: [] };
  expect((await get(`${hall}/clock`)).body).toEqual(quiet);
  clock.setWall(HOUR_MS);
  // The hall goes by the time that it had.
  expect((await get(`${hall}/clock`)).body).toEqual({ ...quiet, alarm: true });
  expect((await post(`${hall}/confirm-clock`)).body).toEqual({
    ...{ ...quiet, now: quiet.now + HOUR_MS },
  });
  facts.now = { ...noFacts, holidaysUnknown: [2027] };
  expect((await get(`${hall}/clock`)).body).toMatchObject({ holidaysUnknown: [2027] });
});

test('only those who may are told and asked', async () => {
  const { hall, get, post } = await worldOf();
  expect((await get(`${hall}/clock`, { token: null })).status).toBe(401);
  expect((await post(`${hall}/confirm-clock`, {}, { token: null })).status).toBe(401);
});
