/**
 * The clock of drivers: a wall clock that is set must not make a printer wait for an hour.
 */
import { expect, test } from 'vitest';
import { steadyClock } from '../../drivers/clock.ts';

test('goes on evenly when the wall clock is set, forward or back', () => {
  let wall = 1_700_000_000_000;
  let since = 5_000;
  const clock = steadyClock({
    now: () => wall,
    monotonic: () => since,
    setTimeout,
    clearTimeout,
  });
  expect(clock.now()).toBe(1_700_000_000_000);
  wall -= 3_600_000;
  since += 250;
  expect(clock.now()).toBe(1_700_000_000_250);
  wall += 7_200_000;
  since += 250;
  expect(clock.now()).toBe(1_700_000_000_500);
});
