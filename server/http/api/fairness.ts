/**
 * Fair taking for managers and other systems: the watch list, and what looks like hoarding today. It
 * never holds anybody up, and tells no number of a document.
 */
import { z } from 'zod';
import { personSchema } from '../../../core/wire/person.ts';
import { flagsOf } from '../../people/flags.ts';
import { WATCHED_DAYS_MAX, type Watched, watchReasons } from '../../people/watch-list.ts';
import { doing, type Operation, reading, removing } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import { problem } from '../problems.ts';
import { time } from './shapes.ts';

const wordsMax = 200;
const reason = z.enum(watchReasons);

const watchedShape = z
  .object({
    id: z.string(),
    reason,
    words: z.string(),
    addedBy: z.string().meta({ description: '`manager:…` or `token:…`.' }),
    addedAt: time,
    deleteAt: time.meta({ description: 'Epoch milliseconds; then it is deleted by itself.' }),
  })
  .meta({ id: 'WatchedPerson' });

const flagShape = z
  .object({
    why: z.enum(['many-numbers', 'many-given-up', 'one-hand', 'watched', 'bookings-closed']).meta({
      description:
        '`one-hand`: `origin` gave them all to one person. `watched`: somebody of the watch list. ' +
        '`bookings-closed`: the time of so many bookings was closed since; their list is at ' +
        '`bookings/affected`.',
    }),
    tickets: z.array(
      z.object({
        ticket: z.string(),
        label: z.string(),
        service: z.string().nullable(),
        status: z.string(),
        issuedAt: time,
      }),
    ),
    origin: z
      .object({ kind: z.enum(['kiosk', 'token', 'clerk', 'manager']), id: z.string() })
      .optional(),
    watched: z.string().optional().meta({ description: 'The id of the entry.' }),
    reason: reason.optional(),
    bookings: z.int().optional().meta({ description: 'How many.' }),
  })
  .meta({ id: 'Flag' });

const addBody = z.strictObject({
  person: personSchema,
  reason,
  words: z.string().max(wordsMax).default('').meta({ description: 'For managers; no names.' }),
  days: z.int().min(1).max(WATCHED_DAYS_MAX).default(30).meta({ description: 'How long.' }),
});

export const fairnessOperations = (parts: HttpParts): Operation[] => [
  list(parts),
  add(parts),
  remove(parts),
  flags(parts),
];

const told = {
  tag: 'fairness',
  access: 'manager',
  limit: 'session',
} as const;

function list({ people, keeper }: HttpParts): Operation {
  return reading(
    {
      ...told,
      path: '/api/halls/{hall}/watch-list',
      id: 'readWatchList',
      summary: 'Whom the managers keep an eye on',
      description: 'Without any number of a document: the hub does not keep it.',
      answer: {
        status: 200,
        description: 'The entries, the latest first.',
        schema: z.object({ persons: z.array(watchedShape) }).meta({ id: 'WatchList' }),
      },
    },
    async () => ({ status: 200, body: { persons: await people.watchList.list(keeper.hall) } }),
  );
}

function add({ people, keeper, visitors }: HttpParts): Operation {
  return doing(
    {
      ...told,
      path: '/api/halls/{hall}/watch-list',
      id: 'addToWatchList',
      summary: 'Put a person on the watch list',
      description:
        'Who is there already gets this reason, these words and this end. Nobody on the list is ' +
        'hindered: managers are shown when they take a number.',
      body: addBody,
      answer: { status: 201, description: 'The entry.', schema: watchedShape },
    },
    async ({ by }, { person, ...wish }) => {
      const said = { ...wish, by: `${by.kind}:${by.id}` };
      const added: Watched = await people.watchList.add(keeper.hall, visitors.always(person), said);
      return { status: 201, body: added };
    },
  );
}

function remove({ people, keeper }: HttpParts): Operation {
  return removing(
    {
      ...told,
      path: '/api/halls/{hall}/watch-list/{entry}',
      id: 'removeFromWatchList',
      summary: 'Take a person off the watch list',
      answer: { status: 204, description: 'It is deleted, and what was seen with it.' },
      missing: ['unknown-entry'],
    },
    async ({ path }) => {
      const gone = await people.watchList.remove(keeper.hall, path.entry ?? '');
      return gone ? { status: 204 } : problem('unknown-entry');
    },
  );
}

function flags({ people, keeper, desk }: HttpParts): Operation {
  return reading(
    {
      ...told,
      path: '/api/halls/{hall}/flags',
      id: 'readFlags',
      summary: 'What a manager should look at: hoarding today, and bookings that were closed',
      description: 'Of numbers that are bound to persons. A flag is shown, and blocks nobody.',
      answer: {
        status: 200,
        description: 'Each with its tickets and why.',
        schema: z.object({ flags: z.array(flagShape) }).meta({ id: 'Flags' }),
      },
    },
    async () => {
      const openedAt = await keeper.look(({ day }) => day?.openedAt ?? 0);
      const seen = await people.watchList.sightings(keeper.hall, openedAt);
      const { length: bookings } = await desk.affected();
      const closed = bookings > 0 ? [{ why: 'bookings-closed', bookings, tickets: [] }] : [];
      const flagged = await keeper.look((hall) => flagsOf(hall, seen));
      return { status: 200, body: { flags: [...closed, ...flagged] } };
    },
  );
}
