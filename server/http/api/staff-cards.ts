/**
 * Staff cards (办法, art. 22) for managers, and their photos for everybody: what is posted at the counter is
 * public while it is posted, and its address says nothing of who that is.
 */
import { z } from 'zod';
import { PICTURE_BYTES_MAX, photoFrom } from '../../people/photo.ts';
import { photoPath } from '../../people/staff-cards.ts';
import { doing, type Operation, reading, removing } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import { fieldProblem, problem } from '../problems.ts';
import { postedTexts, toldTexts } from './posted-shapes.ts';
import { time } from './shapes.ts';

const told = { tag: 'posted', access: 'manager', limit: 'session' } as const;
const path = '/api/halls/{hall}/staff-cards';
const done = { status: 204, description: 'Done.' } as const;
/** Base64 takes four letters for three bytes; and the braces. */
const photoBodyBytes = Math.ceil((PICTURE_BYTES_MAX * 4) / 3) + 1_024;
/** A photo never changes under its address; a browser may keep it for a day. */
const photoCache = 'public, max-age=86400';

const cardShape = z
  .object({
    ...{ name: z.string(), post: toldTexts, duties: toldTexts.nullable() },
    ...{ promise: toldTexts.nullable(), photo: z.string().nullable() },
    deleteAt: time.meta({ description: 'When it is deleted unless it is saved again.' }),
  })
  .meta({ id: 'StaffCard' });
const personShape = z.object({
  ...{ person: z.string(), account: z.string(), name: z.string() },
  card: cardShape.nullable().meta({ description: 'Null: nothing is posted of this person.' }),
});

export const staffCardOperations = (parts: HttpParts): Operation[] => [
  list(parts),
  save(parts),
  setPhoto(parts),
  remove(parts),
  photo(parts),
];

function list({ posted, keeper }: HttpParts): Operation {
  return reading(
    {
      ...{ ...told, path, id: 'listStaffCards' },
      summary: 'Everybody who works here, with what is posted of them',
      answer: {
        status: 200,
        description: 'By account.',
        schema: z.object({ people: z.array(personShape) }),
      },
    },
    async () => ({ status: 200, body: { people: await posted.staffCards.list(keeper.hall) } }),
  );
}

function save({ posted, keeper }: HttpParts): Operation {
  return doing(
    {
      ...{ ...told, path: `${path}/{person}`, id: 'saveStaffCard' },
      summary: 'Post a card, or what is new of it',
      description: 'The name is that of the account; the photo stays.',
      body: z.strictObject({
        post: postedTexts(40),
        duties: postedTexts(120).nullable().default(null),
        promise: postedTexts(120).nullable().default(null),
      }),
      answer: done,
      missing: ['unknown-entry'],
    },
    async (asked, wish) =>
      (await posted.staffCards.save(keeper.hall, asked.path.person ?? '', wish))
        ? { status: 204 }
        : problem('unknown-entry'),
  );
}

function setPhoto({ posted, keeper }: HttpParts): Operation {
  return doing(
    {
      ...{ ...told, path: `${path}/{person}/photo`, id: 'setStaffPhoto' },
      summary: 'Put a photo on a card',
      description: 'A JPEG, PNG or WebP; its middle is kept, small, without what the camera wrote.',
      limit: 'trials',
      body: z.strictObject({ picture: z.base64().max(photoBodyBytes) }),
      bodyBytes: photoBodyBytes,
      answer: done,
      missing: ['unknown-entry'],
    },
    async (asked, { picture }) => {
      const made = await photoFrom(Buffer.from(picture, 'base64'));
      if ('refused' in made) return fieldProblem([{ field: 'picture', rule: made.rule }]);
      const set = await posted.staffCards.setPhoto(keeper.hall, asked.path.person ?? '', made.jpeg);
      return set ? { status: 204 } : problem('unknown-entry');
    },
  );
}

function remove({ posted, keeper }: HttpParts): Operation {
  return removing(
    {
      ...{ ...told, path: `${path}/{person}`, id: 'removeStaffCard' },
      summary: 'Take a card away with its photo',
      answer: done,
      missing: ['unknown-entry'],
    },
    async (asked) =>
      (await posted.staffCards.remove(keeper.hall, asked.path.person ?? ''))
        ? { status: 204 }
        : problem('unknown-entry'),
  );
}

function photo({ posted, keeper }: HttpParts): Operation {
  return reading(
    {
      path: photoPath('{photo}'),
      id: 'readStaffPhoto',
      tag: 'posted',
      summary: 'A photo that is posted at a counter',
      access: 'anybody',
      limit: 'pages',
      answer: { status: 200, description: 'The photo.', contentType: 'image/jpeg' },
      missing: ['unknown-entry'],
    },
    async (asked) => {
      const jpeg = await posted.staffCards.photo(keeper.hall, asked.path.photo ?? '');
      if (jpeg === null) return problem('unknown-entry');
      const headers = { 'Cache-Control': photoCache };
      return { status: 200, bytes: jpeg, contentType: 'image/jpeg', headers };
    },
  );
}
