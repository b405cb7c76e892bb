/**
 * Fair taking for managers and other systems: the watch list, on and off which two persons put somebody, and
 * what looks like hoarding today. It never holds anybody up, and tells no number of a document.
 */
import { z } from 'zod';
import { personSchema } from '../../../core/wire/person.ts';
import type { ApprovalRefusal, AskRefusal } from '../../people/approvals.ts';
import { flagsOf } from '../../people/flags.ts';
import { WATCHED_DAYS_MAX, watchReasons } from '../../people/watch-list.ts';
import { doing, noFields, type Operation, type Reply, reading, removing } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import { problem } from '../problems.ts';
import { time } from './shapes.ts';

const wordsMax = 200;
const wishes = '/api/halls/{hall}/watch-list/wishes';
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

const wishShape = z
  .object({
    id: z.string(),
    act: z.enum(['on', 'off']),
    askedBy: z.string().meta({ description: '`manager:…` or `token:…`: who may not agree.' }),
    name: z.string().nullable(),
    askedAt: time,
    deleteAt: time.meta({ description: 'Then nobody has decided, and it is forgotten.' }),
    reason: reason.optional(),
    words: z.string().optional(),
    days: z.int().optional(),
    entry: z.string().optional().meta({ description: 'Who is to be taken off.' }),
  })
  .meta({ id: 'WatchWish' });
const askedShape = z.object({ id: z.string().meta({ description: 'Of what waits.' }) });

/** What waits: the person as a hash under the hall's key. */
interface WatchBody extends Omit<z.output<typeof addBody>, 'person'> {
  readonly person: string;
}
interface OffBody {
  readonly entry: string;
}

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
  agree(parts),
  drop(parts),
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
      summary: 'Whom the managers keep an eye on, and who is to be put on or taken off',
      description: 'Without any number of a document: the hub does not keep it.',
      answer: {
        status: 200,
        description: 'The entries, the latest first; what waits, the oldest first.',
        schema: z
          .object({ persons: z.array(watchedShape), waiting: z.array(wishShape) })
          .meta({ id: 'WatchList' }),
      },
    },
    async () => {
      const { watchList, approvals, staff } = people;
      const [persons, on, off, everybody] = await Promise.all([
        watchList.list(keeper.hall),
        approvals.list<WatchBody>(keeper.hall, 'watch'),
        approvals.list<OffBody>(keeper.hall, 'unwatch'),
        staff.list(keeper.hall),
      ]);
      const names = new Map(everybody.map(({ id, name }) => [id, name]));
      const nameOf = (by: string) => names.get(by.slice(by.indexOf(':') + 1)) ?? null;
      const waiting = [
        ...on.map(({ body: { person: _, ...body }, ...wish }) => ({ ...wish, ...body, act: 'on' })),
        ...off.map(({ body, ...wish }) => ({ ...wish, ...body, act: 'off' })),
      ].map((wish) => ({ ...wish, name: nameOf(wish.askedBy) }));
      return { status: 200, body: { persons, waiting } };
    },
  );
}

function add({ people, keeper, visitors }: HttpParts): Operation {
  return doing(
    {
      ...told,
      path: '/api/halls/{hall}/watch-list',
      id: 'addToWatchList',
      summary: 'Ask that a person be put on the watch list',
      description:
        'A second person decides. Who is there already gets this reason, these words and this end. ' +
        'Nobody on the list is hindered: managers are shown when they take a number.',
      body: addBody,
      answer: { status: 202, description: 'It waits, seven days at most.', schema: askedShape },
      problems: ['too-many-waiting'],
    },
    async ({ by }, { person, ...wish }) => {
      const body: WatchBody = { ...wish, person: visitors.always(person) };
      return asked(await people.approvals.ask(keeper.hall, 'watch', body, actorOf(by)));
    },
  );
}

function remove({ people, keeper }: HttpParts): Operation {
  return removing(
    {
      ...told,
      path: '/api/halls/{hall}/watch-list/{entry}',
      id: 'removeFromWatchList',
      summary: 'Ask that a person be taken off the watch list',
      answer: { status: 202, description: 'It waits for a second person.', schema: askedShape },
      missing: ['unknown-entry'],
      problems: ['too-many-waiting'],
    },
    async ({ path, by }) => {
      const { watchList, approvals } = people;
      const entry = (await watchList.list(keeper.hall)).find(({ id }) => id === path.entry)?.id;
      if (entry === undefined) return problem('unknown-entry');
      const waiting = await approvals.list<OffBody>(keeper.hall, 'unwatch');
      const before = waiting.find(({ body }) => body.entry === entry);
      if (before) return { status: 202, body: { id: before.id } };
      return asked(await approvals.ask(keeper.hall, 'unwatch', { entry }, actorOf(by)));
    },
  );
}

function agree({ people, keeper }: HttpParts): Operation {
  return doing(
    {
      ...{ ...told, access: 'signed-in' },
      path: `${wishes}/{wish}/agree`,
      id: 'agreeToWatchWish',
      summary: 'A second person agrees: it is done',
      body: noFields,
      answer: { status: 204, description: 'Done.' },
      missing: ['unknown-entry'],
      problems: ['own-wish'],
    },
    async ({ path, by }) => {
      const { hall } = keeper;
      const { watchList, approvals } = people;
      const wish = { id: path.wish ?? '', by: actorOf(by) };
      const on = await approvals.agree<WatchBody, unknown>(
        hall,
        { ...wish, act: 'watch' },
        (trx, { person, ...said }) => watchList.add(hall, person, { ...said, by: wish.by }, trx),
      );
      if (!('refused' in on) || on.refused === 'own-wish') return settled(on);
      const off = await approvals.agree<OffBody, unknown>(
        hall,
        { ...wish, act: 'unwatch' },
        (trx, { entry }) => watchList.remove(hall, entry, trx),
      );
      return settled(off);
    },
  );
}

function drop({ people, keeper }: HttpParts): Operation {
  return removing(
    {
      ...{ ...told, access: 'signed-in' },
      path: `${wishes}/{wish}`,
      id: 'dropWatchWish',
      summary: 'Say no to it, or take it back',
      answer: { status: 204, description: 'Nothing is changed.' },
      missing: ['unknown-entry'],
    },
    async ({ path }) => {
      const { approvals } = people;
      const id = path.wish ?? '';
      const gone =
        (await approvals.drop(keeper.hall, 'watch', id)) ||
        (await approvals.drop(keeper.hall, 'unwatch', id));
      return gone ? { status: 204 } : problem('unknown-entry');
    },
  );
}

const actorOf = ({ kind, id }: { kind: string; id: string }): string => `${kind}:${id}`;

const asked = (said: { readonly id: string } | AskRefusal): Reply =>
  'refused' in said ? problem(said.refused) : { status: 202, body: { id: said.id } };

function settled(said: { readonly value: unknown } | ApprovalRefusal): Reply {
  if (!('refused' in said)) return { status: 204 };
  return problem(said.refused === 'unknown' ? 'unknown-entry' : said.refused);
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
