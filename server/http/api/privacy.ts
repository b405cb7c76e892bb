/**
 * What is held of persons: the table of it, what is held of one person, and its erasure, which one asks for
 * and another decides. Numbers and names come and go in bodies, never in addresses or the audit.
 */
import { z } from 'zod';
import { kindIds } from '../../people/held/kinds.ts';
import { heldRows } from '../../people/held/table.ts';
import { askedKinds, askedPersonSchema } from '../../people/person-asked.ts';
import type { FoundOf } from '../../people/person-data.ts';
import type { ErasureRefusal } from '../../people/privacy-desk.ts';
import {
  type ByPerson,
  byText,
  doing,
  noFields,
  type Operation,
  reading,
  removing,
} from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import { type Problem, problem } from '../problems.ts';
import { time } from './shapes.ts';

const told = { tag: 'privacy', access: 'signed-in', limit: 'session' } as const;
const path = '/api/halls/{hall}/privacy';
const kind = z.enum(kindIds).meta({ description: 'As the table names it.' });

const heldShape = z.object({
  kind,
  of: z.enum(['visitors', 'staff']),
  what: z.string(),
  why: z.string(),
  howLong: z.string(),
  tables: z.array(z.string()),
  also: z.array(z.string()),
  ends: z.string(),
  backup: z.enum(['sealed', 'never', 'open']).nullable(),
});
const rowShape = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
const foundShape = z
  .object({
    held: z.array(z.object({ kind, rows: z.array(rowShape) })),
    kept: z
      .array(
        z.object({
          kind,
          why: z.string().meta({ description: 'docs/data-protection.md tells them.' }),
          rows: z.int(),
          until: z.union([time, z.string(), z.null()]),
        }),
      )
      .meta({ description: 'Of it, what an erasure keeps, and why.' }),
  })
  .meta({ id: 'HeldOfPerson' });
const wishShape = z
  .object({
    id: z.string(),
    askedBy: z.string().meta({ description: '`manager:…`, `staff:…` or `command-line`.' }),
    name: z.string().nullable(),
    askedAt: time,
    deleteAt: time,
    by: z.enum(askedKinds as [string, ...string[]]).meta({ description: 'By what it was asked.' }),
    rows: z.int().meta({ description: 'What was found then.' }),
  })
  .meta({ id: 'ErasureWish' });
const refusals = ['nothing-held', 'account-in-use', 'too-many-waiting'] as const;

export const privacyOperations = (parts: HttpParts): Operation[] => [
  table(),
  find(parts),
  ask(parts),
  waiting(parts),
  agree(parts),
  drop(parts),
];

function table(): Operation {
  return reading(
    {
      ...{ ...told, path: `${path}/held`, id: 'readHeld' },
      summary: 'What is held of persons, why, and how long',
      answer: {
        status: 200,
        description: 'By language.',
        schema: z.record(z.enum(['zh-Hans', 'zh-Hant', 'en']), z.array(heldShape)),
      },
    },
    async () => {
      const of = (['zh-Hans', 'zh-Hant', 'en'] as const).map((one) => [one, heldRows(one)]);
      return { status: 200, body: Object.fromEntries(of) };
    },
  );
}

function find({ people }: HttpParts): Operation {
  return doing(
    {
      ...{ ...told, path: `${path}/export`, id: 'exportPerson' },
      summary: 'Everything that is held of one person',
      body: askedPersonSchema,
      answer: { status: 200, description: 'As it stands, without hashes.', schema: foundShape },
    },
    async (_asked, person) => ({ status: 200, body: await people.privacy.find(person) }),
  );
}

function ask({ people }: HttpParts): Operation {
  return doing(
    {
      ...{ ...told, path: `${path}/erasures`, id: 'askErasure' },
      summary: 'Ask for the erasure of what is held of one person',
      body: askedPersonSchema,
      answer: {
        status: 202,
        description: 'It waits for a second person, seven days at most.',
        schema: z.object({ id: z.string() }),
      },
      problems: refusals,
    },
    async ({ by }, person) => {
      const wish = await people.privacy.ask(person, byText(by));
      return 'refused' in wish ? refused(wish) : { status: 202, body: { id: wish.id } };
    },
  );
}

function waiting({ people, keeper }: HttpParts): Operation {
  return reading(
    {
      ...{ ...told, path: `${path}/erasures`, id: 'listErasures' },
      summary: 'Erasures that wait for a second person',
      answer: {
        status: 200,
        description: 'The oldest first; of whom is not told.',
        schema: z.object({ wishes: z.array(wishShape) }),
      },
    },
    async () => {
      const [wishes, staff] = await Promise.all([
        people.privacy.waiting(),
        people.staff.list(keeper.hall),
      ]);
      const names = new Map(staff.map(({ id, name }) => [id, name]));
      const body = wishes.map(({ body: { by, rows }, askedBy, ...wish }) => ({
        ...{ ...wish, by, rows, askedBy },
        name: names.get(askedBy.slice(askedBy.indexOf(':') + 1)) ?? null,
      }));
      return { status: 200, body: { wishes: body } };
    },
  );
}

function agree({ people }: HttpParts): Operation {
  return doing(
    {
      ...{ ...told, path: `${path}/erasures/{wish}/agree`, id: 'agreeToErasure' },
      summary: 'A second person agrees: it is erased',
      body: noFields,
      answer: {
        status: 200,
        description: 'What was erased, and what is kept.',
        schema: foundShape,
      },
      missing: ['unknown-entry'],
      problems: ['own-wish', 'account-in-use'],
    },
    async ({ path: named, by }) => {
      const done = await people.privacy.agree(named.wish ?? '', actor(by));
      return 'refused' in done ? refused(done) : { status: 200, body: counted(done) };
    },
  );
}

function drop({ people }: HttpParts): Operation {
  return removing(
    {
      ...{ ...told, path: `${path}/erasures/{wish}`, id: 'dropErasure' },
      summary: 'Say no to an erasure, or take it back',
      answer: { status: 204, description: 'Nothing is erased.' },
      missing: ['unknown-entry'],
    },
    async ({ path: named }) =>
      (await people.privacy.drop(named.wish ?? '')) ? { status: 204 } : problem('unknown-entry'),
  );
}

const actor = ({ kind: as, id }: ByPerson): string => `${as}:${id}`;

/** What was erased is told by its number alone: nobody has to read it once more. */
const counted = ({ held, kept }: FoundOf): FoundOf => ({
  held: held.map(({ kind: of, rows }) => ({ kind: of, rows: rows.map(() => ({})) })),
  kept,
});

function refused({ refused: why }: ErasureRefusal): Problem {
  return problem(why === 'unknown' ? 'unknown-entry' : why);
}
