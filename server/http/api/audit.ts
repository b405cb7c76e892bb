/**
 * What staff did, for whoever audits: searched, a page at a time, and the chain read again.
 */
import { z } from 'zod';
import { AUDIT_PAGE } from '../../people/audit.ts';
import { doing, type Operation, reading } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import { time } from './shapes.ts';

const entryShape = z
  .object({
    seq: z.int(),
    at: time,
    actor: z.string().meta({ description: '`manager:…`, `clerk:…`, `staff:…`, `token:…`.' }),
    name: z.string().nullable().meta({ description: 'Of whoever still has an account.' }),
    act: z.string().meta({ description: 'The id of the operation.' }),
    subject: z.string(),
    outcome: z.string().meta({ description: '`done`, or the name of the refusal.' }),
    from: z.string().meta({ description: 'The network address.' }),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' });

const told = { tag: 'accounts', access: 'signed-in', limit: 'session' } as const;

export const auditOperations = (parts: HttpParts): Operation[] => [search(parts), chain(parts)];

function search({ audit, people, keeper }: HttpParts): Operation {
  return doing(
    {
      ...{ ...told, path: '/api/halls/{hall}/audit/search', id: 'searchAudit' },
      summary: 'What staff did outside the hall’s log',
      description: `The latest first, at most ${AUDIT_PAGE}; \`before\` asks for the next page.`,
      body: z.strictObject({
        actor: z.string().max(80).optional(),
        act: z.string().max(80).optional(),
        from: time.optional(),
        until: time.optional(),
        before: z.int().optional(),
      }),
      answer: {
        status: 200,
        description: 'Acts at counters stand in the hall’s log.',
        schema: z.object({ entries: z.array(entryShape) }),
      },
    },
    async (_asked, query) => {
      const [entries, staff] = await Promise.all([
        audit.find(query),
        people.staff.list(keeper.hall),
      ]);
      const names = new Map(staff.map(({ id, name }) => [id, name]));
      const named = entries.map((entry) => ({
        ...entry,
        name: names.get(entry.actor.slice(entry.actor.indexOf(':') + 1)) ?? null,
      }));
      return { status: 200, body: { entries: named } };
    },
  );
}

function chain({ audit }: HttpParts): Operation {
  return reading(
    {
      ...{ ...told, path: '/api/halls/{hall}/audit/chain', id: 'verifyAudit' },
      summary: 'Whether every entry follows from the one before it',
      description: 'Keep `head` elsewhere: an end that was cut off shows by that alone.',
      answer: {
        status: 200,
        description: '`broken`: the first that does not.',
        schema: z.object({
          entries: z.int(),
          first: z.int().nullable(),
          last: z.int().nullable(),
          head: z.string(),
          broken: z.int().nullable(),
        }),
      },
    },
    async () => ({ status: 200, body: await audit.verify() }),
  );
}
