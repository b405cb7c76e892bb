/**
 * The shapes of what the integration API answers, for its description; the tests hold every answer
 * against them. Ids are those of the hall's configuration; times are epoch milliseconds.
 */
import { z } from 'zod';

export const time = z.int().meta({ description: 'Epoch milliseconds.' });
const nullableTime = time.nullable();
const id = z.string();

const texts = z
  .object({ 'zh-Hans': z.string(), 'zh-Hant': z.string().optional(), en: z.string() })
  .meta({
    id: 'Texts',
    description: 'A text by language; one that is missing is shown as zh-Hans.',
  });

const namedId = z.object({ id, name: texts });
const outcome = z.enum(['done', 'accepted', 'to-supplement', 'not-ours', 'could-not']);
const range = z
  .object({ low: z.int(), high: z.int() })
  .meta({ id: 'Range', description: 'Minutes, as they are told to people.' });
const when = z.object({ date: z.string(), minute: z.int() }).meta({
  id: 'When',
  description: 'A time at the hall: the local date, and minutes since its midnight.',
});
const tideBecause = z
  .discriminatedUnion('rule', [
    z.object({ rule: z.literal('by-hand'), reason: id }),
    z.object({ rule: z.literal('by-time') }),
    z.object({ rule: z.literal('by-forecast'), service: id, minutes: z.number() }),
    z.object({ rule: z.literal('plan') }),
  ])
  .meta({ id: 'TideBecause', description: 'Why a counter serves other services than planned.' });
const servesNow = {
  services: z.array(id).meta({ description: 'What it serves now.' }),
  tide: tideBecause.nullable().meta({ description: 'Null: it serves what is planned.' }),
};
const counterStatus = z.enum(['closed', 'open', 'paused']);

export const hallsShape = z
  .object({ halls: z.array(z.object({ id, name: texts })) })
  .meta({ id: 'Halls' });

export const hallShape = z
  .object({
    id,
    name: texts,
    hours: texts,
    example: z.boolean().meta({ description: 'An example hall: nobody is really served.' }),
    open: z.boolean(),
    day: z.string().nullable().meta({ description: 'The service day, `2026-11-21`.' }),
    seq: z.int().meta({ description: 'The last event of the hall’s log that this shows.' }),
    services: z.array(
      z.object({
        id,
        prefix: z.string(),
        name: texts,
        open: z.boolean().meta({ description: 'Whether anybody may take a number now.' }),
        whyNot: z
          .enum([
            'service-closed',
            'outside-hours',
            'booked-only',
            'day-exhausted',
            'band-exhausted',
            'hall-full',
          ])
          .nullable(),
        opens: when.nullable().meta({ description: 'When anybody may next, where it is known.' }),
        waiting: z.int(),
        range: range.nullable().meta({
          description: 'How long a newcomer would wait; null while nothing is known.',
        }),
        items: z.array(namedId).meta({ description: 'What may be done on one ticket.' }),
        leadsTo: z.array(id).meta({ description: 'Services that a ticket goes on to by itself.' }),
        realName: z.enum(['required', 'optional', 'never']).meta({
          description: 'Whether a number is bound to a person; if `never`, a person is not kept.',
        }),
        promiseMinutes: z.int().meta({ description: 'The longest that anybody is to wait.' }),
        booked: z.boolean().meta({ description: 'Whether it can be booked.' }),
      }),
    ),
    classes: z.array(
      z.object({
        id,
        kind: z.enum(['ordinary', 'booked', 'priority', 'green']),
        name: texts,
        about: texts.optional(),
        atKiosk: z.boolean().meta({ description: 'Visitors and tokens may choose it.' }),
      }),
    ),
    needs: z.array(namedId),
    counters: z.array(
      z.object({
        id,
        sign: z.string(),
        name: texts,
        ...servesNow,
        status: counterStatus,
        ticket: id.nullable().meta({ description: 'The ticket in hand.' }),
      }),
    ),
    kiosks: z.array(
      z.object({
        id,
        name: texts,
        printer: z.string().meta({ description: '`none`: it has no printer.' }),
      }),
    ),
    reasons: z.object({
      pause: z.array(namedId),
      callTicket: z.array(namedId),
      park: z.array(namedId),
      cancel: z.array(namedId),
      priority: z.array(namedId),
      tide: z.array(namedId),
    }),
  })
  .meta({ id: 'Hall' });

export const boardShape = z
  .object({
    hall: z.object({ id, name: texts, hours: texts }),
    seq: z.int(),
    open: z.boolean(),
    calls: z.array(
      z.object({
        seq: z.int(),
        at: time,
        label: z.string(),
        counter: id,
        state: z.enum(['called', 'serving', 'past']),
      }),
    ),
    waiting: z.array(z.object({ service: id, count: z.int() })),
    counters: z.array(
      z.object({
        id,
        sign: z.string(),
        name: texts,
        status: counterStatus,
        label: z.string().optional().meta({ description: 'The label in hand.' }),
        services: z
          .array(id)
          .optional()
          .meta({ description: 'What it serves, where it was turned to other than configured.' }),
      }),
    ),
    services: z.array(z.object({ id, prefix: z.string(), name: texts })),
  })
  .meta({ id: 'Board', description: 'What the hall’s screens show.' });

const ticketFields = {
  id,
  label: z.string().meta({ example: 'A017' }),
  day: z.string().meta({ example: '2026-11-21' }),
  service: id,
  status: z
    .enum([
      ...(['held', 'waiting', 'postponed', 'called', 'serving', 'parked'] as const),
      ...(['missed', 'finished', 'cancelled', 'unserved'] as const),
    ])
    .meta({
      description:
        '`held`: given by a kiosk while the hub was away, and not to be called yet. ' +
        '`postponed`: its visitor asked for some more minutes. ' +
        '`unserved`: its day was closed before it was finished.',
    }),
  ahead: z.int().nullable().meta({ description: 'Called before it; null when it does not wait.' }),
  counter: id.nullable().meta({ description: 'Where it is called, served, or was last.' }),
  postponedUntil: nullableTime.meta({ description: 'Called by nobody until then; null: no.' }),
  issuedAt: time,
  calledAt: nullableTime,
  endedAt: nullableTime,
  outcome: outcome.nullable(),
  class: id.meta({ description: 'Who goes before whom.' }),
  booking: z
    .object({ id, slotAt: time, late: z.boolean() })
    .nullable()
    .meta({ description: '`late`: it came too late and waits as an ordinary one.' }),
  step: z.int().meta({ description: 'The index in `steps` of the one that it is at.' }),
  steps: z.array(z.object({ service: id, outcome: outcome.nullable() })),
  range: range.nullable().meta({ description: 'How long still; null when not known.' }),
  promised: range.nullable().meta({ description: 'What was said when it was taken.' }),
};

export const ticketShape = z.object(ticketFields).meta({ id: 'Ticket' });

const requestId = z
  .string()
  .meta({ description: 'The one that was sent, or one made by the hub.' });
const seq = z.int().meta({ description: 'The last event of this deed in the hall’s log.' });

export const issuedShape = z
  .object({
    id,
    label: ticketFields.label,
    ahead: z.int().meta({ description: 'How many waited before it when it was taken.' }),
    service: id,
    link: z.string().meta({
      description: 'The visitor’s own page; a path where the hall has no public address.',
    }),
    paper: z
      .enum(['ordered', 'no-printer', 'unknown'])
      .optional()
      .meta({ description: 'Of the slip at the kiosk that was named. The ticket stands anyway.' }),
    requestId,
    seq,
  })
  .meta({ id: 'IssuedTicket' });

const becauseShape = z
  .discriminatedUnion('rule', [
    z.object({
      rule: z.enum(['oldest', 'sent-here', 'green', 'promise', 'cap', 'preferred', 'priority']),
      class: id,
      waitedMs: z.int(),
      overflow: z.literal(true).optional().meta({ description: 'Only because the line is long.' }),
    }),
    z.object({ rule: z.literal('chosen'), reason: id }),
  ])
  .meta({ id: 'Because', description: 'Which rule chose this ticket.' });

/** After an act on a ticket: the ticket as it now stands, and the deed. */
export const actedShape = z
  .object({
    ...z.object(ticketFields).partial().shape,
    id,
    ticket: id.meta({ description: 'The same as `id`.' }),
    because: becauseShape.optional().meta({ description: 'Only after a call.' }),
    requestId,
    seq,
  })
  .meta({
    id: 'ActedTicket',
    description:
      'The ticket as it now stands. Should the books fail between the deed and this look at it, ' +
      'only what the deed itself tells is here.',
  });

/** After an act on the counter itself. */
export const counterShape = z
  .object({ counter: id, status: counterStatus, ...servesNow, requestId, seq })
  .meta({ id: 'ActedCounter' });

export const dayShape = z
  .object({ day: z.string().nullable(), open: z.boolean(), requestId, seq })
  .meta({ id: 'Day' });
