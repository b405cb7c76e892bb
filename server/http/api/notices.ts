/**
 * Notices of the hall for managers and other systems: those that are shown or will be, a new one, and
 * the end of one.
 */
import { z } from 'zod';
import { NOTICES_MAX } from '../../house/notices.ts';
import { byText, doing, type Operation, reading, removing } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import { fieldProblem, problem } from '../problems.ts';
import { by, noticeCharsMax, postedTexts, toldTexts } from './posted-shapes.ts';
import { time } from './shapes.ts';

const where = z
  .strictObject({
    at: z.enum(['all', 'area', 'screen', 'kiosk']),
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,31}$/)
      .nullable()
      .default(null),
  })
  .refine(({ at, id }) => at !== 'all' || id === null, {
    path: ['id'],
    message: 'all is everywhere: it has no id',
  })
  .refine(({ at, id }) => at !== 'area' || id !== null, {
    path: ['id'],
    message: 'an area is named by its id',
  })
  .meta({
    description: 'Everywhere, in one area, or on screens or kiosks: one by its id, or all of them.',
  });

const wishShape = z
  .strictObject({
    text: postedTexts(noticeCharsMax),
    where: where.prefault({ at: 'all' }),
    from: time.nullable().default(null).meta({ description: 'Null: from now on.' }),
    until: time.nullable().default(null).meta({ description: 'Null: until it is ended.' }),
  })
  .refine(({ from, until }) => from === null || until === null || from < until, {
    path: ['until'],
    message: 'it ends before it begins',
  });

const noticeShape = z
  .object({
    ...{ id: z.string(), text: toldTexts, from: time, until: time.nullable(), addedBy: by },
    where: z.object({
      at: z.enum(['all', 'area', 'screen', 'kiosk']),
      id: z.string().nullable(),
    }),
  })
  .meta({ id: 'Notice' });

const told = { tag: 'posted', access: 'manager', limit: 'session' } as const;

export const noticeOperations = (parts: HttpParts): Operation[] => [
  list(parts),
  add(parts),
  end(parts),
];

function list({ posted, keeper }: HttpParts): Operation {
  return reading(
    {
      ...{ ...told, path: '/api/halls/{hall}/notices', id: 'listNotices' },
      summary: 'The notices that are shown now, or will be',
      answer: {
        status: 200,
        description: 'The latest to begin first.',
        schema: z.object({ notices: z.array(noticeShape) }),
      },
    },
    async () => ({ status: 200, body: { notices: await posted.notices.open(keeper.hall) } }),
  );
}

function add({ posted, keeper }: HttpParts): Operation {
  return doing(
    {
      ...{ ...told, path: '/api/halls/{hall}/notices', id: 'addNotice' },
      summary: 'Post a notice',
      body: wishShape,
      answer: { status: 201, description: 'The notice.', schema: noticeShape },
    },
    async (asked, wish) => {
      const notice = await posted.notices.add(keeper.hall, wish, byText(asked.by));
      if (notice) return { status: 201, body: notice };
      const rule = `a hall has at most ${NOTICES_MAX} notices at a time`;
      return fieldProblem([{ field: 'text', rule }]);
    },
  );
}

function end({ posted, keeper }: HttpParts): Operation {
  return removing(
    {
      ...{ ...told, path: '/api/halls/{hall}/notices/{notice}', id: 'endNotice' },
      summary: 'End a notice now',
      answer: { status: 204, description: 'It is shown no more.' },
      missing: ['unknown-entry'],
    },
    async ({ path }) =>
      (await posted.notices.end(keeper.hall, path.notice ?? ''))
        ? { status: 204 }
        : problem('unknown-entry'),
  );
}
