/**
 * What the tablet at a counter asks, by the key of its enrolment (`jinghao device enrol-tablet`): what it is
 * to show, the level that was pressed, and what is added to it. No ticket and no person is told to it.
 */
import { z } from 'zod';
import { counterId } from '../../../core/hall/ids.ts';
import { addedSchema } from '../../../core/wire/rating.ts';
import type { Level } from '../../ratings/options.ts';
import { deviceOf } from '../cookies.ts';
import { type Asked, doing, type Operation, type Reply, reading } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import { fieldProblem, problem } from '../problems.ts';

const told = { tag: 'ratings', access: 'session', limit: 'board' } as const;
const texts = z.record(z.string(), z.string());
/** Who sits at the counter, as it is posted there; what stands on the card in full is for signs. */
const cardShape = z.object({ name: z.string(), post: texts, photo: z.string().nullable() });
const emergencyShape = z.object({
  kind: z.string(),
  words: texts.nullable(),
  since: z.number(),
});
const question = z.string().min(1).max(64).meta({ description: 'The question that is answered.' });

export const ratingTabletOperations = (parts: HttpParts): Operation[] => [
  show(parts),
  rate(parts),
  add(parts),
];

/** The counter of the tablet that asks; null: it was not let in here. Fails: `HouseFailure`. */
async function counterOf(
  { headers }: Pick<Asked<'session'>, 'headers'>,
  { people, keeper }: HttpParts,
): Promise<string | null> {
  const device = await deviceOf(headers.cookie, people.devices);
  return device?.kind === 'tablet' && device.hall === keeper.hall ? device.place : null;
}

function show(parts: HttpParts): Operation {
  const { keeper, tablets, configuration, facts } = parts;
  return reading(
    {
      ...{ ...told, path: '/api/tablet', id: 'showTablet' },
      summary: 'What a rating tablet shows now',
      answer: {
        status: 200,
        description: 'The question, while there is one.',
        schema: z.object({
          hall: texts,
          counter: z.string(),
          sign: z.string(),
          question: z.object({ id: z.string(), leftMs: z.number() }).nullable(),
          emergency: emergencyShape.nullable().meta({ description: 'It takes over the page.' }),
          card: cardShape.nullable().meta({ description: 'Of the clerk who is signed in.' }),
        }),
      },
      problems: ['not-signed-in'],
    },
    async (asked) => {
      const counter = await counterOf(asked, parts);
      if (counter === null) return problem('not-signed-in');
      const { emergency, cards } = facts.now;
      const { now, clerk } = await keeper.look((hall) => {
        const place = hall.counters.get(counterId(counter));
        const clerk = place === undefined || place.status === 'closed' ? null : place.clerk;
        return { now: hall.configuration ?? configuration, clerk };
      });
      const sign = now.counters.find(({ id }) => id === counter)?.sign ?? counter;
      const { name, post, photo } = (clerk && cards.get(clerk)) ?? {};
      const card = name === undefined ? null : { name, post, photo };
      // Nobody rates while everybody is to leave: what was not asked is not unrated.
      const asks = emergency === null ? tablets.question(counter) : null;
      const body = { hall: now.name, counter, sign, question: asks, emergency, card };
      return { status: 200, body, headers: { 'Cache-Control': 'no-store' } };
    },
  );
}

function rate(parts: HttpParts): Operation {
  return doing(
    {
      ...{ ...told, path: '/api/tablet/rate', id: 'rateOnTablet' },
      summary: 'Keep the level that was pressed on a tablet',
      body: z.strictObject({ question, level: z.int().min(1).max(5) }),
      answer: {
        status: 200,
        description: 'It is kept; what may be added to it.',
        schema: z.object({ tags: z.array(z.object({ code: z.string(), text: texts })) }),
      },
      problems: ['not-signed-in'],
      missing: ['unknown-entry'],
    },
    async (asked, { question: id, level }): Promise<Reply> => {
      const counter = await counterOf(asked, parts);
      if (counter === null) return problem('not-signed-in');
      const rated = await parts.tablets.rate(counter, id, level as Level);
      if ('refused' in rated) return problem('unknown-entry');
      return { status: 200, body: { tags: rated.tags } };
    },
  );
}

function add(parts: HttpParts): Operation {
  return doing(
    {
      ...{ ...told, path: '/api/tablet/add', id: 'addOnTablet' },
      summary: 'Keep tags and words beside the level that was pressed',
      body: z.strictObject({ question, ...addedSchema }),
      answer: { status: 204, description: 'Kept.' },
      problems: ['not-signed-in', 'bad-input'],
      missing: ['unknown-entry'],
    },
    async (asked, { question: id, tags, words }): Promise<Reply> => {
      const counter = await counterOf(asked, parts);
      if (counter === null) return problem('not-signed-in');
      const added = await parts.tablets.add(counter, id, { tags, words });
      if ('ok' in added) return { status: 204 };
      if (added.refused !== 'wrong-tags') return problem('unknown-entry');
      return fieldProblem([{ field: 'tags', rule: 'tags of the level that was given' }]);
    },
  );
}
