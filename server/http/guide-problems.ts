/**
 * What is refused of service guides, by name: a part of the one table in `problem-texts.ts`.
 */
import { z } from 'zod';
import type { PackageRefusalName } from '../guides/told.ts';
import type { ProblemText } from './problem-texts.ts';

export type GuideProblemName = PackageRefusalName | 'no-guides' | 'unknown-guide' | 'guides-unread';

const position = z
  .object({ sheet: z.string(), row: z.int(), column: z.string().nullable() })
  .nullable();
/** Told of a file that was not taken. */
const unreadShape = z.object({
  item: z.string(),
  field: z.string(),
  rule: z.string(),
  where: z.string().nullable(),
  at: position.meta({ description: 'Where it stands in a table; rows as the table counts them.' }),
});

const conflict = 409;
const missing = 404;

export const guideProblemTexts: Readonly<Record<GuideProblemName, ProblemText>> = {
  'no-guides': {
    status: missing,
    title: 'No guides',
    detail: 'This hall has published no service guides.',
  },
  'unknown-guide': {
    status: missing,
    title: 'No such guide',
    detail: 'No version with this name was published, or it holds no such guide.',
  },
  'unknown-package': {
    status: missing,
    title: 'No such package',
    detail: 'There is no package of guides with this id or version.',
  },
  'guides-unread': {
    status: 400,
    title: 'The file was not taken',
    detail: 'It cannot be read, or fields do not keep their form. Nothing of it was kept.',
    members: {
      problems: z.array(unreadShape),
      rules: z.record(z.string(), z.unknown()).meta({ description: 'A sentence for each rule.' }),
      count: z.int().meta({ description: 'All of them; the first ones are told.' }),
    },
  },
  'too-many-drafts': {
    status: conflict,
    title: 'Too many packages wait',
    detail: 'Discard one that is not published.',
  },
  'guides-wrong-state': {
    status: conflict,
    title: 'Not now',
    detail: 'A draft is submitted, then approved by another person, then published.',
  },
  'guides-have-problems': {
    status: conflict,
    title: 'There are problems',
    detail: 'While a problem of the kind `must` stands, it is not submitted or published.',
  },
  'guides-same-person': {
    status: conflict,
    title: 'Another person has to approve',
    detail: 'Whoever submits a package may not approve it.',
  },
  'guides-swept': {
    status: conflict,
    title: 'Kept no longer',
    detail: 'The guides of this version were swept; only who published it and when is kept.',
  },
  'guides-in-force': {
    status: conflict,
    title: 'In force already',
    detail: 'This version is the one that is shown.',
  },
};
