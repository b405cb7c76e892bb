/**
 * Texts for managers and other systems: what went out today and what became of it, how those who send
 * them are, and a trial. A phone is told masked, and not at all when its day is over.
 */
import { z } from 'zod';
import { languageSchema } from '../../../core/wire/commands.ts';
import { mobileNumberSchema } from '../../../core/wire/phone-number.ts';
import { doing, type Operation, reading } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import { fieldProblem } from '../problems.ts';
import { time } from './shapes.ts';

const stateShape = z.enum([
  ...(['queued', 'sending', 'accepted', 'delivered', 'undelivered'] as const),
  ...(['refused', 'failed', 'unknown', 'expired'] as const),
]);

const textShape = z
  .object({
    id: z.string(),
    label: z.string(),
    kind: z.string().meta({ description: 'taken, ahead, called, missed, rate or test' }),
    state: stateShape,
    reason: z.string().nullable(),
    provider: z.string().nullable(),
    phone: z.string().nullable().meta({ description: 'Masked; null when it is no longer kept.' }),
    parts: z.int(),
    cost: z.int().meta({ description: 'Ten-thousandths of a yuan.' }),
    madeAt: time,
    endedAt: time.nullable(),
  })
  .meta({ id: 'TextMessage' });

const textsShape = z
  .object({
    configured: z.boolean().meta({ description: 'False: the hall’s file names no provider.' }),
    providers: z.array(
      z.object({
        id: z.string(),
        kind: z.string(),
        state: z.string(),
        detail: z.string(),
        heardAt: time.nullable(),
      }),
    ),
    counts: z.array(z.object({ state: stateShape, count: z.int(), parts: z.int(), cost: z.int() })),
    texts: z.array(textShape),
  })
  .meta({ id: 'TextMessages' });

const told = { tag: 'texts', access: 'manager', limit: 'session' } as const;

export const textOperations = (parts: HttpParts): Operation[] => [list(parts), test(parts)];

function list({ texts: desk }: HttpParts): Operation {
  return reading(
    {
      ...told,
      path: '/api/halls/{hall}/texts',
      id: 'listTexts',
      summary: 'Today’s texts, and how those who send them are',
      answer: { status: 200, description: 'The newest first, at most 1,000.', schema: textsShape },
    },
    async () => {
      if (!desk) {
        return { status: 200, body: { configured: false, providers: [], counts: [], texts: [] } };
      }
      const [counts, all] = await Promise.all([desk.counts(), desk.today()]);
      const texts = all.map(({ id, label, kind, state, reason, provider, phone, ...one }) => {
        const { parts, cost, madeAt, endedAt } = one;
        return { id, label, kind, state, reason, provider, phone, parts, cost, madeAt, endedAt };
      });
      return {
        status: 200,
        body: { configured: true, providers: desk.providers(), counts, texts },
      };
    },
  );
}

function test({ texts: desk }: HttpParts): Operation {
  return doing(
    {
      ...told,
      path: '/api/halls/{hall}/texts/test',
      id: 'testText',
      summary: 'Send a text to try the way',
      description: 'It goes the way of all texts; what becomes of it is told by the list.',
      body: z.strictObject({
        phone: mobileNumberSchema,
        language: languageSchema.default('zh-Hans'),
      }),
      answer: {
        status: 200,
        description: 'It waits to be sent.',
        schema: z.object({ id: z.string() }),
      },
    },
    async (_asked, { phone, language }) => {
      if (!desk) {
        return fieldProblem([{ field: 'hall', rule: 'a hall whose file names who sends texts' }]);
      }
      return { status: 200, body: { id: await desk.try(phone, language) } };
    },
  );
}
