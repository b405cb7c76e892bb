/**
 * Who leads the hall on which day (值班领导), for managers.
 */
import { z } from 'zod';
import { doing, type Operation, reading, removing } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import { problem } from '../problems.ts';
import { line } from './posted-shapes.ts';

const day = z.iso.date().meta({ description: 'A local date, `2026-11-21`.' });
const phone = z
  .string()
  .regex(/^[0-9+() -]{3,24}$/, 'a telephone number is 3-24 of 0-9, +, (, ), - and blanks');
const dayShape = z
  .object({ day: z.string(), name: z.string(), post: z.string(), phone: z.string().nullable() })
  .meta({ id: 'DutyDay' });

const told = { tag: 'posted', access: 'manager', limit: 'session' } as const;
const path = '/api/halls/{hall}/duty-roster';

export const rosterOperations = (parts: HttpParts): Operation[] => [
  list(parts),
  set(parts),
  remove(parts),
];

function list({ posted, keeper }: HttpParts): Operation {
  return reading(
    {
      ...{ ...told, path, id: 'listDutyRoster' },
      summary: 'Who leads the hall, from today on',
      answer: {
        status: 200,
        description: 'In the order of the days. A day is deleted on the day after it.',
        schema: z.object({ days: z.array(dayShape) }),
      },
    },
    async () => ({
      status: 200,
      body: { days: await posted.roster.from(keeper.hall, posted.today()) },
    }),
  );
}

function set({ posted, keeper }: HttpParts): Operation {
  return doing(
    {
      ...{ ...told, path, id: 'setDutyDay' },
      summary: 'Enter who leads the hall on a day',
      description: 'Who was entered for that day before is overwritten. It is posted in public.',
      body: z.strictObject({
        ...{ day, name: line(40), post: line(40) },
        phone: phone.nullable().default(null),
      }),
      answer: { status: 200, description: 'The day.', schema: dayShape },
    },
    async (_asked, wish) => {
      await posted.roster.set(keeper.hall, wish);
      return { status: 200, body: wish };
    },
  );
}

function remove({ posted, keeper }: HttpParts): Operation {
  return removing(
    {
      ...{ ...told, path: `${path}/{day}`, id: 'removeDutyDay' },
      summary: 'Take a day out of the roster',
      answer: { status: 204, description: 'Nobody is entered for it.' },
      missing: ['unknown-entry'],
    },
    async ({ path: named }) =>
      (await posted.roster.remove(keeper.hall, named.day ?? ''))
        ? { status: 204 }
        : problem('unknown-entry'),
  );
}
