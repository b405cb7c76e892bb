/**
 * The hall's clock for managers and other systems: whether it is believed, what is not known of the
 * calendar, and a manager's word that it is right.
 */
import { z } from 'zod';
import { doing, noFields, type Operation, reading } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import { time } from './shapes.ts';

const clockShape = z
  .object({
    now: time.meta({ description: 'The time that the hall goes by, in epoch milliseconds.' }),
    alarm: z.boolean().meta({
      description:
        'The wall clock was set by more than five minutes: nothing happens by time alone until it ' +
        'has run evenly for a minute, or is confirmed.',
    }),
    holidaysUnknown: z.array(z.int()).meta({
      description: 'Years, of this and the next, whose public holidays are not known.',
    }),
  })
  .meta({ id: 'Clock' });

const byManager = { tag: 'halls', access: 'manager', limit: 'token' } as const;

export const clockOperations = (parts: HttpParts): Operation[] => [show(parts), confirm(parts)];

function show(parts: HttpParts): Operation {
  return reading(
    {
      ...byManager,
      path: '/api/halls/{hall}/clock',
      id: 'readClock',
      summary: 'Whether the hall’s clock is believed, and what is not known of the calendar',
      answer: { status: 200, description: 'The clock.', schema: clockShape },
    },
    async () => ({ status: 200, body: clockOf(parts) }),
  );
}

function confirm(parts: HttpParts): Operation {
  return doing(
    {
      ...byManager,
      path: '/api/halls/{hall}/confirm-clock',
      id: 'confirmClock',
      summary: 'Say that the wall clock is right as it is',
      body: noFields,
      answer: { status: 200, description: 'The clock, believed.', schema: clockShape },
    },
    async () => {
      parts.guard.confirm();
      return { status: 200, body: clockOf(parts) };
    },
  );
}

const clockOf = ({ guard, facts }: HttpParts) => ({
  now: guard.now(),
  alarm: guard.alarm,
  holidaysUnknown: facts.now.holidaysUnknown,
});
