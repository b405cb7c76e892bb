/**
 * The hall as it was, for managers: which days' events the log holds, what every screen showed after one of
 * them, and why somebody was called. It only reads, beside the keeper.
 */
import { z } from 'zod';
import type { Told } from '../../../core/hall/events.ts';
import type { Found } from '../../past/desk.ts';
import type { Tape } from '../../past/tape.ts';
import { type Operation, type Reply, reading } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import { problem } from '../problems.ts';
import { time } from './shapes.ts';

const told = { tag: 'past', access: 'manager', limit: 'token' } as const;
const asShown = (what: string) => z.looseObject({}).meta({ description: what });

const eventShape = z
  .object({
    ...{ seq: z.int(), at: time, type: z.string() },
    by: z.string().meta({ description: 'What kind of actor did it; never who.' }),
    ...{ label: z.string().optional(), counter: z.string().optional() },
    ...{ service: z.string().optional(), class: z.string().optional() },
    ...{ reason: z.string().optional(), outcome: z.string().optional() },
    because: z.looseObject({ rule: z.string() }).optional(),
  })
  .meta({ id: 'PastEvent', description: 'An event of the log, by ids and codes of the hall.' });

const dayShape = z
  .object({
    ...{ day: z.string(), first: z.int(), from: time },
    types: z.array(z.string()).meta({ description: 'Names of the kinds of events.' }),
    at: z.array(z.int()).meta({ description: 'Of each event in order: ms after `from`.' }),
    type: z.array(z.int()).meta({ description: 'Of each event: its place in `types`.' }),
  })
  .meta({ id: 'PastDay' });

const competitorShape = z.object({
  ...{ ticket: z.string(), label: z.string(), class: z.string(), service: z.string().nullable() },
  how: z.enum(['own', 'sent', 'overflow', 'helps']),
  ...{ waitedMs: z.int(), overdue: z.boolean(), standing: z.int() },
  ...{ overtaken: z.int(), protected: z.boolean() },
});

const momentShape = z
  .object({
    ...{ seq: z.int(), at: time, event: eventShape, around: z.array(eventShape) },
    why: z
      .object({
        because: z.looseObject({ rule: z.string() }),
        competitors: z.array(competitorShape).meta({
          description: 'The first of every line that the counter could call from, by the rules.',
        }),
      })
      .nullable(),
    names: z.string().meta({ description: 'The version of the names in force then.' }),
    display: asShown('As the hall’s screens and signs got it.'),
    posted: asShown('The emergency and the notices of that moment.'),
    live: asShown('As managers saw it, without who sat where.'),
    kiosk: asShown('As kiosks got it, but for what their devices did.'),
    kioskNotices: z
      .record(z.string(), z.array(asShown('A notice by language.')))
      .meta({ description: 'Of each kiosk the notices that it showed.' }),
  })
  .meta({ id: 'PastMoment' });

export const pastOperations = (parts: HttpParts): Operation[] => [
  day(parts),
  moment(parts),
  names(parts),
  ticket(parts),
];

const dayText = /^\d{4}-\d{2}-\d{2}$/;
const seqText = /^[1-9]\d{0,11}$/;
const labelText = /^[A-Z0-9]{1,12}$/;

function replyOf(found: Found<object>): Reply {
  if (found === 'busy') return problem('busy');
  if (found === null) return problem('unknown-entry');
  return { status: 200, text: JSON.stringify(found), packs: true };
}

function day({ past }: HttpParts): Operation {
  return reading(
    {
      ...{ ...told, path: '/api/halls/{hall}/past/{day}', id: 'readPastDay' },
      summary: 'A day of the log: when what kind of event happened',
      answer: { status: 200, description: 'The day.', schema: dayShape },
      ...{ problems: ['busy'], missing: ['unknown-entry'] },
    },
    async ({ path: { day: asked = '' } }) =>
      replyOf(dayText.test(asked) ? await past.day(asked, outlineOf) : null),
  );
}

/** Columns, since a day has tens of thousands of rows. */
export function outlineOf({ day: date, first, events }: Tape): z.infer<typeof dayShape> {
  const types = [...new Set(events.map(({ type }) => type))];
  const place = new Map<Told['type'], number>(types.map((type, index) => [type, index]));
  const from = events[0]?.at ?? 0;
  return {
    ...{ day: date, first, from, types },
    at: events.map(({ at }) => at - from),
    type: events.map(({ type }) => place.get(type) ?? 0),
  };
}

function moment({ past }: HttpParts): Operation {
  return reading(
    {
      ...{ ...told, path: '/api/halls/{hall}/past/{day}/moments/{seq}/{at}', id: 'readPastMoment' },
      summary: 'What every screen showed after an event, at a time before the next one',
      description: 'Forecasts, devices and cards are not in the log: they are left out.',
      answer: { status: 200, description: 'The moment.', schema: momentShape },
      ...{ problems: ['busy'], missing: ['unknown-entry'] },
    },
    async ({ path: { day: asked = '', seq = '', at = '' } }) => {
      const plain = dayText.test(asked) && seqText.test(seq) && /^\d{1,15}$/.test(at);
      return replyOf(plain ? await past.moment(asked, Number(seq), Number(at)) : null);
    },
  );
}

function names({ past }: HttpParts): Operation {
  return reading(
    {
      ...{ ...told, path: '/api/halls/{hall}/past/{day}/names/{seq}', id: 'readPastNames' },
      summary: 'What the hall’s services, counters and reasons were called then',
      answer: { status: 200, description: 'The names.', schema: asShown('As pages get them.') },
      ...{ problems: ['busy'], missing: ['unknown-entry'] },
    },
    async ({ path: { day: asked = '', seq = '' } }) => {
      const plain = dayText.test(asked) && seqText.test(seq);
      return replyOf(plain ? await past.names(asked, Number(seq)) : null);
    },
  );
}

function ticket({ past }: HttpParts): Operation {
  return reading(
    {
      ...{ ...told, path: '/api/halls/{hall}/past/{day}/tickets/{label}', id: 'readPastTicket' },
      summary: 'All that happened to a number on a day',
      answer: {
        status: 200,
        description: 'Its events in order.',
        schema: z.object({ events: z.array(eventShape) }),
      },
      ...{ problems: ['busy'], missing: ['unknown-entry'] },
    },
    async ({ path: { day: asked = '', label = '' } }) => {
      const plain = dayText.test(asked) && labelText.test(label);
      const found = plain ? await past.ticket(asked, label) : null;
      return replyOf(Array.isArray(found) ? { events: found } : found);
    },
  );
}
