/**
 * What phones fetch of the version in force, each with the mark of its package: one guide, for the
 * page behind its QR code, and which there are for the service of a ticket. A phone need not load the
 * list of all of them first.
 */
import { z } from 'zod';
import { guideShape } from '../../../core/wire/guide-package.ts';
import { guideIdSchema, guideServiceSchema } from '../../../core/wire/guide-paper.ts';
import { type Operation, reading } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import { problem } from '../problems.ts';

const mark = {
  version: z.string(),
  date: z.string(),
  origin: z.enum(['export', 'example']),
};
const markedShape = z
  .object({
    ...mark,
    guide: guideShape,
    files: z.array(z.string()).meta({
      description: 'Those of its blanks and samples that came with the package, without `files/`.',
    }),
  })
  .meta({ id: 'MarkedGuide' });
const guidesOfShape = z
  .object({ ...mark, guides: z.array(guideShape.pick({ id: true, name: true })) })
  .meta({ id: 'GuidesOfService' });

export const phoneGuideOperations = (parts: HttpParts): Operation[] => [one(parts), of(parts)];

const one = ({ guideShelf }: HttpParts): Operation =>
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
      return {
        status: 200,
        body: { ...found.mark, guide: found.guide, files: found.files },
        headers,
      };
    },
  );

const of = ({ guideShelf }: HttpParts): Operation =>
  reading(
    {
      path: '/guides/of/{service}',
      id: 'readGuidesOfService',
      tag: 'guides',
      summary: 'Which guides in force are for a service: names alone',
      access: 'anybody',
      limit: 'guides',
      answer: {
        status: 200,
        description: 'In the order of the package; none where no guide names the service.',
        schema: guidesOfShape,
      },
      problems: ['no-guides'],
    },
    async ({ path }) => {
      const service = guideServiceSchema.safeParse(path.service);
      const found = service.success ? await guideShelf.of(service.data) : null;
      if (found === null) return problem('no-guides');
      const headers = { 'Cache-Control': 'no-cache' };
      return { status: 200, body: { ...found.mark, guides: found.guides }, headers };
    },
  );
