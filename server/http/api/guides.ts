/**
 * Published service guides for everybody (办法, art. 9): the list that is in force, a version whole,
 * and one guide of it. A version never changes, so what names one may be kept for ever.
 */
import { sentAs } from '../../../core/guides/files.ts';
import { findingIndexShape } from '../../../core/wire/guide-finding.ts';
import { guideListShape, guidePackageShape, guideShape } from '../../../core/wire/guide-package.ts';
import { type Operation, reading } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import { problem } from '../problems.ts';

const told = { tag: 'guides', access: 'anybody', limit: 'guides' } as const;
const forEver = { 'Cache-Control': 'public, max-age=31536000, immutable' };

export const guideOperations = (parts: HttpParts): Operation[] => [
  current(parts),
  whole(parts),
  index(parts),
  file(parts),
  one(parts),
];

function current({ guides }: HttpParts): Operation {
  return reading(
    {
      ...told,
      path: '/guides/current',
      id: 'readGuides',
      summary: 'The service guides in force: names, departments, life events',
      description: 'Asked with `If-None-Match` it answers 304 while the version is the same.',
      answer: {
        status: 200,
        description: 'The list.',
        schema: guideListShape.meta({ id: 'GuideList' }),
      },
      problems: ['no-guides'],
    },
    async () => {
      const list = await guides.current();
      if (list === null) return problem('no-guides');
      const headers = { 'Cache-Control': 'no-cache', ETag: `W/"${list.version}"` };
      return { status: 200, text: list.text, packs: true, headers };
    },
  );
}

function whole({ guides }: HttpParts): Operation {
  return reading(
    {
      ...told,
      path: '/guides/{version}',
      id: 'readGuidePackage',
      summary: 'All guides of a published version',
      answer: {
        status: 200,
        description: 'The package. It never changes.',
        schema: guidePackageShape.meta({ id: 'GuidePackage' }),
      },
      problems: ['unknown-guide'],
    },
    async ({ path }) => {
      const text = await guides.whole(path.version ?? '');
      return text === null
        ? problem('unknown-guide')
        : {
            status: 200,
            text,
            packs: true,
            headers: { ...forEver, ETag: `W/"${path.version}-whole"` },
          };
    },
  );
}

/** Stands before single guides: none may be called `index`. */
function index({ guides }: HttpParts): Operation {
  return reading(
    {
      ...told,
      path: '/guides/{version}/index',
      id: 'readGuideIndex',
      summary: 'By which words, readings and characters the guides of a version are found',
      answer: {
        status: 200,
        description: 'The index. It never changes.',
        schema: findingIndexShape.meta({ id: 'GuideIndex' }),
      },
      problems: ['unknown-guide'],
    },
    async ({ path }) => {
      const text = await guides.index(path.version ?? '');
      return text === null
        ? problem('unknown-guide')
        : {
            status: 200,
            text,
            packs: true,
            headers: { ...forEver, ETag: `W/"${path.version}-index"` },
          };
    },
  );
}

function one({ guides }: HttpParts): Operation {
  return reading(
    {
      ...told,
      path: '/guides/{version}/{id}',
      id: 'readGuide',
      summary: 'One guide of a published version',
      answer: {
        status: 200,
        description: 'The guide. It never changes.',
        schema: guideShape.meta({ id: 'Guide' }),
      },
      problems: ['unknown-guide'],
    },
    async ({ path }) => {
      const text = await guides.guide(path.version ?? '', path.id ?? '');
      return text === null
        ? problem('unknown-guide')
        : {
            status: 200,
            text,
            packs: true,
            headers: { ...forEver, ETag: `W/"${path.version}-${path.id}"` },
          };
    },
  );
}

function file({ guides }: HttpParts): Operation {
  return reading(
    {
      ...told,
      path: '/guides/{version}/files/{file}',
      id: 'readGuideFile',
      summary: 'A blank form or a filled-in sample that came with a version',
      answer: {
        status: 200,
        description: 'The file. It never changes; a page in it is kept from doing anything.',
        contentType: 'text/html',
      },
      problems: ['unknown-guide'],
    },
    async ({ path }) => {
      const name = path.file ?? '';
      const sent = sentAs(name);
      const bytes = sent && (await guides.file(path.version ?? '', name));
      return sent === null || bytes === null
        ? problem('unknown-guide')
        : { status: 200, bytes, ...sent };
    },
  );
}
