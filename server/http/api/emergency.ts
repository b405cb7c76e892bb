/**
 * The emergency that takes over all screens, signs, strips, kiosks and phones: started and ended by one
 * act each, and who did so is told.
 */
import { z } from 'zod';
import { byText, doing, type Operation, reading, removing } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import { by, noticeCharsMax, postedTexts, toldTexts } from './posted-shapes.ts';
import { time } from './shapes.ts';

const kind = z.enum(['evacuation', 'fault', 'drill']).meta({
  description:
    '`evacuation`: all leave the hall. `fault`: the system is out of order. `drill`: a try.',
});
const emergencyShape = z
  .object({
    ...{ id: z.string(), kind, words: toldTexts.nullable(), since: time, startedBy: by },
    ...{ endedAt: time.nullable(), endedBy: by.nullable() },
  })
  .meta({ id: 'Emergency' });
const emergenciesShape = z.object({ emergencies: z.array(emergencyShape) });

const told = { tag: 'posted', access: 'manager', limit: 'session' } as const;
const path = '/api/halls/{hall}/emergency';

export const emergencyOperations = (parts: HttpParts): Operation[] => [
  list(parts),
  start(parts),
  end(parts),
];

function list({ posted, keeper }: HttpParts): Operation {
  return reading(
    {
      ...{ ...told, path, id: 'listEmergencies' },
      summary: 'The emergency that stands, and those that were',
      answer: {
        status: 200,
        description: 'The latest first, at most 100; they are kept for 200 days.',
        schema: emergenciesShape,
      },
    },
    async () => ({
      status: 200,
      body: { emergencies: await posted.emergencies.list(keeper.hall) },
    }),
  );
}

function start({ posted, keeper }: HttpParts): Operation {
  return doing(
    {
      ...{ ...told, path, id: 'startEmergency' },
      summary: 'Take over all screens at once',
      description:
        'It stands until it is ended, over a restart of the hub. Another one that stands gives way ' +
        'to it; the same one again changes nothing.',
      body: z.strictObject({
        kind,
        words: postedTexts(noticeCharsMax)
          .optional()
          .meta({ description: 'The hall’s own words, shown under the usual ones.' }),
      }),
      answer: { status: 200, description: 'It stands.', schema: emergencyShape },
    },
    async (asked, body) => {
      const wish = { kind: body.kind, words: body.words ?? null };
      const started = await posted.emergencies.start(keeper.hall, wish, byText(asked.by));
      return { status: 200, body: started };
    },
  );
}

function end({ posted, keeper }: HttpParts): Operation {
  return removing(
    {
      ...{ ...told, path, id: 'endEmergency' },
      summary: 'End the emergency: everything shows again what it should',
      answer: { status: 204, description: 'None stands any more.' },
    },
    async (asked) => {
      await posted.emergencies.end(keeper.hall, byText(asked.by));
      return { status: 204 };
    },
  );
}
