/**
 * Service guides as they come from outside and are told to pages: their form, field by field. Every
 * complaint names the item, the field and the rule. What article 9 asks of a guide's content is not
 * looked at here but in core/guides/check.ts, so that a guide with gaps can be read and mended.
 */
import { z } from 'zod';
import {
  audiences,
  caseTypes,
  type Guide,
  type GuideId,
  type GuidePackage,
  guideLevels,
  itemTypes,
  type LifeEvent,
  ways,
} from '../guides/guide.ts';
import type { ServiceId } from '../hall/ids.ts';

/** Most guides and events in one package, and lines in one list of a guide. */
export const guidesMax = 20_000;
export const eventsMax = 300;
const linesMax = 100;

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/, 'letters, digits and -, at most 40');
/** An id is text with a name of its own; nothing is made of it, so answers can be described too. */
const named = <T extends string>(text: z.ZodString) => text as unknown as z.ZodType<T, string>;
const service = named<ServiceId>(
  z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'the id of a service of the hall'),
);
const date = z.iso.date('a date is YYYY-MM-DD');
const phone = z.string().min(3).max(60);
const line = z.string().min(1).max(200);

/** A text of so many signs at most; what may be left empty is found by the checker. */
const text = (max: number, min = 1) =>
  z.strictObject({
    'zh-Hans': z.string().min(min).max(max),
    'zh-Hant': z.string().max(max).optional(),
    en: z
      .string()
      .max(max * 3)
      .optional(),
  });
const name = text(200);
const passage = text(2_000);

/** An address of the web, or a file that comes with the package (`files/blank.pdf`). */
const file = z
  .string()
  .max(500)
  .regex(
    /^(https:\/\/[^\s"'<>]+|files\/[\w][\w.-]*)$/,
    'an https address, or files/ and the name of a file',
  );

const basisShape = z.strictObject({
  law: z.string().min(1).max(300),
  article: z.string().min(1).max(200).optional(),
  source: z
    .url({ protocol: /^https$/, error: 'an https address' })
    .max(500)
    .optional(),
  lookedUp: date.optional(),
});

const limitShape = z.strictObject({
  amount: z.int().min(0).max(3_650),
  unit: z.enum(['workday', 'day', 'month', 'hour', 'minute']),
  note: passage.optional(),
});

const materialShape = z.strictObject({
  id,
  name: text(500),
  issuer: name.optional(),
  kind: z.enum(['original', 'copy', 'original-and-copy', 'form', 'electronic']),
  originals: z.int().min(0).max(99),
  copies: z.int().min(0).max(99),
  required: z.boolean(),
  condition: passage.optional(),
  note: passage.optional(),
  bases: z.array(basisShape).max(linesMax),
  shared: z.boolean(),
  blank: file.optional(),
  sample: file.optional(),
});

const stepShape = z.strictObject({
  name,
  by: z.enum(['visitor', 'counter', 'office']),
  about: passage.optional(),
  limit: limitShape.optional(),
});

const placeShape = z.strictObject({
  name,
  address: text(300),
  hours: text(500),
  phone: phone.optional(),
});

const keysOf = <T extends object>(of: T) =>
  z.enum(Object.keys(of) as [keyof T & string, ...(keyof T & string)[]]);

export const guideShape = z.strictObject({
  // The names of addresses beside which a guide's own stands.
  id: named<GuideId>(id.regex(/^(?!(index|current)$)/, 'no guide is called index or current')),
  name,
  basicCode: z.string().min(1).max(40).optional(),
  code: z.string().min(1).max(40).optional(),
  type: keysOf(itemTypes),
  level: keysOf(guideLevels),
  agency: name,
  department: name,
  agencyCode: z.string().min(1).max(40).optional(),
  audience: z.array(keysOf(audiences)).min(1).max(6),
  caseType: keysOf(caseTypes),
  ways: z.array(keysOf(ways)).min(1).max(5),
  supports: z.strictObject({
    booking: z.boolean(),
    online: z.boolean(),
    delivery: z.boolean(),
    onlinePayment: z.boolean(),
  }),
  bases: z.array(basisShape).max(linesMax),
  conditions: z.array(passage).max(linesMax),
  standards: z.array(passage).max(linesMax),
  materials: z.array(materialShape).max(linesMax),
  flow: z.array(stepShape).max(linesMax),
  legalLimit: limitShape.nullable(),
  promisedLimit: limitShape.nullable(),
  result: z.strictObject({ name: text(200, 0), delivery: text(500, 0), sample: file.optional() }),
  fee: z.strictObject({
    charged: z.boolean(),
    amount: passage.optional(),
    bases: z.array(basisShape).max(linesMax),
  }),
  quota: passage.optional(),
  scope: name,
  places: z.array(placeShape).max(linesMax),
  enquiry: z.strictObject({ phone, where: text(300).optional() }),
  complaint: z.strictObject({ phone }),
  questions: z.array(z.strictObject({ question: text(500), answer: passage })).max(linesMax),
  service: service.optional(),
  events: z.array(id).max(linesMax),
  alsoSaid: z.array(line).max(linesMax),
  popularity: z.int().min(0).max(100),
}) satisfies z.ZodType<Guide, unknown>;

const saying = z.strictObject({
  'zh-Hans': line,
  'zh-Hant': line.optional(),
  en: line,
});

export const lifeEventShape = z.strictObject({
  id,
  kind: z.enum(['life-event', 'one-thing', 'one-permit']),
  audience: z.enum(['person', 'company']),
  name: saying,
  about: saying.optional(),
  service: service.optional(),
}) satisfies z.ZodType<LifeEvent, unknown>;

export const originShape = z.enum(['export', 'example']);

/** What is published, as `GET /guides/<version>` tells it. */
export const guidePackageShape = z.strictObject({
  version: z.string().min(1).max(40),
  date,
  origin: originShape,
  events: z.array(lifeEventShape).max(eventsMax),
  guides: z.array(guideShape).max(guidesMax),
}) satisfies z.ZodType<GuidePackage, unknown>;

/** What `GET /guides/current` tells. */
export const guideListShape = z.strictObject({
  version: z.string().min(1).max(40),
  date,
  origin: originShape,
  events: z.array(lifeEventShape),
  departments: z.array(name),
  guides: z.array(
    z.strictObject({
      id: guideShape.shape.id,
      name,
      level: guideShape.shape.level,
      department: z.int().min(0),
      audience: guideShape.shape.audience,
      events: guideShape.shape.events,
      service: service.optional(),
      popularity: guideShape.shape.popularity,
    }),
  ),
  files: z
    .array(z.string())
    .optional()
    .meta({ description: 'Blanks and samples that came with the version, by name.' }),
});

/** What is wrong with a field's form. */
export type FormRule = 'missing' | 'too-long' | 'not-a-choice' | 'no-such-field' | 'not-so-written';

export interface FormProblem {
  readonly path: readonly (string | number)[];
  readonly rule: FormRule;
  /** The schema's own sentence, in English. */
  readonly detail: string;
}

/** What a schema complains of, by the names of our rules. */
export function formProblems(error: z.ZodError): FormProblem[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
    const detail = issue.message;
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: [...path, key],
        rule: 'no-such-field' as const,
        detail: 'no such field',
      }));
    }
    return [{ path, rule: ruleOf(issue), detail }];
  });
}

function ruleOf(issue: z.core.$ZodIssue): FormRule {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined') ? 'missing' : 'not-so-written';
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array' ? 'missing' : 'not-so-written';
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array' ? 'too-long' : 'not-so-written';
    case 'invalid_value':
      return issue.message.endsWith('received undefined') ? 'missing' : 'not-a-choice';
    default:
      return 'not-so-written';
  }
}
