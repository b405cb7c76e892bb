/**
 * What is asked and told of cases over HTTP. Words, names and phones come in bodies and never in
 * addresses; a phone is told masked.
 */
import { z } from 'zod';
import { caseKinds, caseSources, caseStages, closedAs } from '../../../core/cases/case.ts';
import { requestIdSchema } from '../../../core/wire/commands.ts';
import { CASE_NAME_MAX, CASE_TEXT_MAX } from '../../people/case-words.ts';
import { time } from './shapes.ts';

const id = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,31}$/,
    'an id is 1-32 of a-z, 0-9 and -, and starts with a-z or 0-9',
  );
const words = z
  .string()
  .trim()
  .min(1)
  .max(CASE_TEXT_MAX)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'a text has no control characters but line ends')
  .meta({
    description:
      'Kept until 30 days after the case is closed, and to the 10th of the month after that.',
  });
/** Line ends are the one control character that words may have; each is one `\n`. */
const lines = z.preprocess(
  (text) => (typeof text === 'string' ? text.replace(/\r\n?|\n/g, '\u2028') : text),
  words.transform((text) => text.replaceAll('\u2028', '\n')),
);
const phone = z
  .string()
  .regex(/^[0-9+() -]{3,24}$/, 'a telephone number is 3-24 of 0-9, +, (, ), - and blanks');

const ticketIn = z.string().min(1).max(64);
const requestId = requestIdSchema.optional().meta({
  description: 'The same for every try of one deed: however often it comes, it is done once.',
});
const light = z.enum(['green', 'amber', 'red']);
const stage = z.enum(caseStages);
const kind = z.enum(caseKinds);
const visit = z.enum(['full', 'at-once', 'follow-up', 'targeted']);
const way = z.enum(['hall', 'online', 'kiosk', 'phone']);
const form = z
  .strictObject({ visit, way })
  .meta({ id: 'OfficerForm', description: 'What an experience officer did (办法 art. 44).' });

const aboutIn = z.strictObject({
  ticket: ticketIn.nullable().default(null),
  step: z.int().min(0).max(50).nullable().default(null),
  service: id.nullable().default(null),
  item: id.nullable().default(null),
  counter: id.nullable().default(null),
});

/** Opened by hand; bad ratings open themselves. */
export const openBody = z
  .strictObject({
    kind: kind.exclude(['bad-rating']),
    source: z.enum(['counter', '12345', 'paper', 'hall', 'officer']),
    about: aboutIn.prefault({}),
    cameAt: time.optional().meta({ description: 'When it came, epoch ms; now when left out.' }),
    words: lines,
    name: z.string().trim().min(1).max(CASE_NAME_MAX).nullable().default(null),
    phone: phone.nullable().default(null),
    form: form.nullable().default(null),
    requestId,
  })
  .superRefine((said, context) => {
    const complain = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    const officers = said.kind === 'experience';
    if (officers !== (said.source === 'officer')) {
      complain('source', 'what an experience officer found comes from an officer, and only that');
    }
    if (officers !== (said.form !== null)) {
      complain('form', 'what an experience officer found has a form, and only that');
    }
  });

export const searchBody = z.strictObject({
  kinds: z.array(kind).min(1).max(caseKinds.length).optional(),
  stages: z.array(stage).min(1).max(caseStages.length).optional(),
  lights: z.array(light).min(1).max(3).optional(),
  open: z.boolean().optional(),
  ticket: ticketIn.optional(),
  from: time.optional().meta({ description: 'Came at this time or later, epoch ms.' }),
  to: time.optional().meta({ description: 'Came before this time, epoch ms.' }),
});

const said = { words: lines, requestId };
const maySay = { words: lines.optional(), requestId };
const act = <Name extends string>(name: Name) => ({ act: z.literal(name) });

/** What is decided on needs words; what only moves on may have them. */
export const actBody = z.discriminatedUnion('act', [
  z.strictObject({ ...act('analyse'), cause: id, ...said }),
  z.strictObject({
    ...act('dispatch'),
    unit: id,
    until: z.iso.date().optional().meta({ description: 'A date at the hall; its end is meant.' }),
    ...maySay,
  }),
  z.strictObject({ ...act('verify'), so: z.boolean(), ...said }),
  z.strictObject({ ...act('dispute'), ...said }),
  z.strictObject({ ...act('settle-dispute'), upheld: z.boolean(), ...said }),
  z.strictObject({ ...act('solve'), ...said }),
  z.strictObject({ ...act('check'), passed: z.boolean(), ...maySay }),
  z.strictObject({ ...act('answer'), ...said }),
  z.strictObject({
    ...act('call-back'),
    reached: z.boolean(),
    fix: z.enum(['satisfied', 'fair', 'dissatisfied']).nullable().default(null),
    ...maySay,
  }),
  z.strictObject({ ...act('close'), ...maySay }),
  z.strictObject({ ...act('reopen'), ...said }),
  z.strictObject({ ...act('note'), ...said }),
]);

const text = z.string();
const texts = z.object({ 'zh-Hans': text, 'zh-Hant': text.optional(), en: text });
const told = {
  ...{ id: text, number: text.meta({ description: '`2026-0012`.' }), kind },
  source: z.enum(caseSources),
  about: z.object({
    ...{ ticket: text.nullable(), step: z.int().nullable(), service: text.nullable() },
    ...{ item: text.nullable(), counter: text.nullable(), clerk: text.nullable() },
  }),
  ...{ cameAt: time, form: form.nullable(), reachable: z.boolean(), stage },
  ...{ unit: text.nullable(), cause: text.nullable(), light },
  deadlines: z.object({ amberAt: time, dueAt: time, disputeUntil: time.nullable() }),
  calls: z.int(),
  fix: z.enum(['satisfied', 'fair', 'dissatisfied']).nullable(),
  reopened: z.int(),
  closed: z.object({ as: z.enum(closedAs), at: time }).nullable(),
  explained: z.boolean(),
  reached: z.partialRecord(stage, time).meta({ description: 'When it last came to each stage.' }),
  acts: z.array(text).meta({ description: 'What may be done now, by who asks.' }),
};

export const caseShape = z.object(told).meta({ id: 'Case' });

const byName = text.nullable().meta({ description: 'Null: not a person, or not here any more.' });

export const wholeCaseShape = z
  .object({
    ...told,
    ticket: z.object({ label: text, day: text }).nullable(),
    ratings: z
      .array(
        z.object({
          number: z.int().meta({ description: '1 the first, 2 the follow-up.' }),
          ...{ level: z.int().min(1).max(5), at: time, words: text.nullable() },
          channel: z.enum(caseSources),
          tags: z.array(z.object({ code: text, text: texts })),
        }),
      )
      .meta({ description: 'What the visitor said, of a bad rating.' }),
    history: z.array(
      z.object({
        ...{ seq: z.int(), at: time, type: text, by: text, byName },
        facts: z.record(z.string(), z.unknown()),
        words: text.nullable(),
        name: text.nullable(),
        phone: text.nullable().meta({ description: 'Masked: `138****8000`.' }),
      }),
    ),
    looks: z
      .array(z.object({ by: text, byName, at: time }))
      .meta({ description: 'Who has seen the phone whole.' }),
  })
  .meta({ id: 'WholeCase' });

export const countsShape = z
  .object({ open: z.int(), fresh: z.int(), amber: z.int(), red: z.int() })
  .meta({ id: 'CaseCounts', description: '`fresh`: nobody has looked into them yet.' });

const named = z.array(z.object({ id: text, name: texts }));

export const casesShape = z
  .object({
    now: time,
    counts: countsShape,
    units: named,
    causes: named,
    cases: z.array(caseShape),
  })
  .meta({ id: 'Cases' });
