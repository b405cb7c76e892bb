/**
 * One guide of the version in force, with the mark of its package: all that the page behind a guide's
 * QR code fetches. A phone need not load the list of all of them first.
 */
import { z } from 'zod';
import { guideShape } from '../../../core/wire/guide-package.ts';
import { guideIdSchema } from '../../../core/wire/guide-paper.ts';
import { type Operation, reading } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import { problem } from '../problems.ts';

const markedShape = z
  .object({
    version: z.string(),
    date: z.string(),
    origin: z.enum(['export', 'example']),
    guide: guideShape,
  })
  .meta({ id: 'MarkedGuide' });

export const phoneGuideOperations = ({ guideShelf }: HttpParts): Operation[] => [
  reading(
    {
      path: '/guides/current/{id}',
      id: 'readGuideNow',
      tag: 'guides',
      summary: 'One service guide in force, with its version, date and origin',
      access: 'anybody',
      limit: 'guides',
      answer: { status: 200, description: 'The guide.', schema: markedShape },
      problems: ['unknown-guide'],
    },
    async ({ path }) => {
      const id = guideIdSchema.safeParse(path.id);
      const found = id.success ? await guideShelf.now(id.data) : null;
      if (found === null) return problem('unknown-guide');
      const headers = { 'Cache-Control': 'no-cache' };
      return { status: 200, body: { ...found.mark, guide: found.guide }, headers };
    },
  ),
];
