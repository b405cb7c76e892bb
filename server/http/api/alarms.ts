/**
 * Alarms of devices for managers and other systems: those that stand, those of a day with who has
 * seen them, and taking notice of one.
 */
import { z } from 'zod';
import { byText, doing, noFields, type Operation, reading } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import { fieldProblem, problem } from '../problems.ts';
import { alarmShape } from './device-shapes.ts';

const alarmsShape = z.object({ alarms: z.array(alarmShape) }).meta({ id: 'Alarms' });

const told = { tag: 'devices', access: 'manager', limit: 'session' } as const;

export const alarmOperations = (parts: HttpParts): Operation[] => [
  list(parts),
  ofDay(parts),
  acknowledge(parts),
];

function list({ devices }: HttpParts): Operation {
  return reading(
    {
      ...told,
      path: '/api/halls/{hall}/alarms',
      id: 'listAlarms',
      summary: 'The alarms that stand',
      answer: { status: 200, description: 'The oldest first.', schema: alarmsShape },
    },
    async () => ({ status: 200, body: { alarms: await devices.openAlarms() } }),
  );
}

function ofDay({ devices }: HttpParts): Operation {
  return reading(
    {
      ...told,
      path: '/api/halls/{hall}/days/{day}/alarms',
      id: 'listAlarmsOfDay',
      summary: 'The day’s record of alarms',
      description: 'Every alarm that stood on that local date. They are kept for 200 days.',
      answer: { status: 200, description: 'The oldest first, at most 500.', schema: alarmsShape },
      problems: ['bad-input'],
    },
    async ({ path }) => {
      const day = z.iso.date().safeParse(path.day);
      if (!day.success) return fieldProblem([{ field: 'day', rule: 'a date is YYYY-MM-DD' }]);
      return { status: 200, body: { alarms: await devices.alarmsOf(day.data) } };
    },
  );
}

function acknowledge({ devices }: HttpParts): Operation {
  return doing(
    {
      ...told,
      path: '/api/halls/{hall}/alarms/{alarm}/acknowledge',
      id: 'acknowledgeAlarm',
      summary: 'Say that somebody has seen an alarm',
      description: 'The first one stands. The alarm goes by itself when all is well again.',
      body: noFields,
      answer: { status: 200, description: 'The alarm.', schema: alarmShape },
      missing: ['unknown-alarm'],
    },
    async ({ path, by }) => {
      const alarm = await devices.acknowledge(path.alarm ?? '', byText(by));
      return alarm ? { status: 200, body: alarm } : problem('unknown-alarm');
    },
  );
}
