/**
 * Texts for managers and other systems: what went out today and what became of it, how those who send
 * them are, and a trial. A phone is told masked, and not at all when its day is over.
 */
import { z } from 'zod';
import { addDays } from '../../../core/hall/dates.ts';
import type { TicketId } from '../../../core/hall/ids.ts';
import { languageSchema, ticketIdSchema } from '../../../core/wire/commands.ts';
import { mobileNumberSchema } from '../../../core/wire/phone-number.ts';
import { periodOf } from '../../figures/periods.ts';
import { calendarOf, momentOf } from '../../hall/calendar.ts';
import type { TextTold } from '../../texts/desk.ts';
import { doing, type Operation, reading } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import { fieldProblem, problem } from '../problems.ts';
import { time } from './shapes.ts';

const stateShape = z.enum([
  ...(['queued', 'sending', 'accepted', 'delivered', 'undelivered'] as const),
  ...(['refused', 'failed', 'unknown', 'expired'] as const),
]);

const textShape = z
  .object({
    id: z.string(),
    label: z.string().meta({ description: 'A number, or of managers’ texts that of a case.' }),
    kind: z.string().meta({
      description: 'taken, ahead, called, missed, rate, test; or of managers bad-rating and others',
    }),
    manager: z.string().nullable().meta({ description: 'To whom it goes; null: to a visitor.' }),
    state: stateShape,
    reason: z.string().nullable(),
    provider: z.string().nullable(),
    phone: z.string().nullable().meta({ description: 'Masked; null when it is no longer kept.' }),
    parts: z.int(),
    cost: z.int().meta({ description: 'Ten-thousandths of a yuan.' }),
    madeAt: time,
    endedAt: time.nullable(),
  })
  .meta({ id: 'TextMessage' });

const textsShape = z
  .object({
    configured: z.boolean().meta({ description: 'False: the hall’s file names no provider.' }),
    providers: z.array(
      z.object({
        id: z.string(),
        kind: z.string(),
        state: z.string(),
        detail: z.string(),
        heardAt: time.nullable(),
        since: time.meta({ description: 'Of this state, as far as this hub knows.' }),
      }),
    ),
    counts: z.array(
      z.object({
        ...{ kind: z.string(), state: stateShape },
        ...{ count: z.int(), parts: z.int(), cost: z.int() },
      }),
    ),
    managers: z
      .array(
        z.object({
          ...{ id: z.string(), kinds: z.array(z.string()), perDay: z.int() },
          phone: z.string().meta({ description: 'Masked.' }),
        }),
      )
      .meta({ description: 'Who of the hall is told of cases.' }),
    texts: z.array(textShape),
  })
  .meta({ id: 'TextMessages' });

const foundShape = z
  .object({ total: z.int(), texts: z.array(textShape) })
  .meta({ id: 'TextMessagesFound' });

const told = { tag: 'texts', access: 'manager', limit: 'session' } as const;

/** A phone of a number, as it is shown. */
const textPhoneShape = z
  .object({
    configured: z.boolean().meta({ description: 'False: the hall sends no texts.' }),
    phone: z.string().nullable().meta({ description: 'Masked; null: none is kept.' }),
  })
  .meta({ id: 'TextPhone' });

export const textOperations = (parts: HttpParts): Operation[] => [
  ...[list(parts), search(parts), test(parts)],
  ...[showPhone(parts), changePhone(parts)],
];

function list({ texts: desk }: HttpParts): Operation {
  return reading(
    {
      ...told,
      path: '/api/halls/{hall}/texts',
      id: 'listTexts',
      summary: 'Today’s texts, and how those who send them are',
      answer: { status: 200, description: 'The newest first, at most 1,000.', schema: textsShape },
    },
    async () => {
      if (!desk) {
        const nothing = { providers: [], counts: [], managers: [], texts: [] };
        return { status: 200, body: { configured: false, ...nothing } };
      }
      const [counts, all] = await Promise.all([desk.counts(), desk.today()]);
      return {
        status: 200,
        body: {
          ...{ configured: true, providers: desk.providers(), counts },
          ...{ managers: desk.managers(), texts: all.map(shownOf) },
        },
      };
    },
  );
}

function shownOf({ id, label, kind, duty, state, reason, provider, phone, ...one }: TextTold) {
  const { parts, cost, madeAt, endedAt } = one;
  const how = { state, reason, provider, phone, parts, cost, madeAt, endedAt };
  return { id, label, kind, manager: duty, ...how };
}

const anyNumber = 'any';

function search({ texts: desk, configuration, clock }: HttpParts): Operation {
  return reading(
    {
      ...told,
      path: '/api/halls/{hall}/days/{day}/texts/{state}/{number}',
      id: 'searchTexts',
      summary: 'Texts of a time that have this number',
      description:
        `\`day\`: a local date, a week (2026-W47), a month (2026-11), \`today\` or \`this-month\`. ` +
        `\`state\`: \`all\`, or \`failed\` for what came to nothing. \`number\`: a piece of a label, or ` +
        `\`${anyNumber}\`. Texts are kept for 62 days.`,
      answer: { status: 200, description: 'The newest first, at most 1,000.', schema: foundShape },
      problems: ['bad-input'],
    },
    async ({ path: { day = '', state = '', number = '' } }) => {
      const calendar = calendarOf(configuration.timeZone);
      const { date } = calendar(clock.now());
      const named = new Map([
        ['today', date],
        ['this-month', date.slice(0, 7)],
      ]);
      const period = periodOf(named.get(day) ?? day);
      if (period === null || period.kind === 'year') {
        const rule = 'a date YYYY-MM-DD, a week 2026-W47, a month 2026-11, today or this-month';
        return fieldProblem([{ field: 'day', rule }]);
      }
      if (state !== 'all' && state !== 'failed') {
        return fieldProblem([{ field: 'state', rule: 'all or failed' }]);
      }
      if (!desk) return { status: 200, body: { total: 0, texts: [] } };
      const label = number === anyNumber ? '' : number.normalize('NFKC').replace(/\s/g, '');
      const { total, texts } = await desk.search({
        from: momentOf(calendar, period.from, 0),
        until: momentOf(calendar, addDays(period.to, 1), 0),
        ...{ label: label.toUpperCase(), failed: state === 'failed' },
      });
      return { status: 200, body: { total, texts: texts.map(shownOf) } };
    },
  );
}

function test({ texts: desk, logger, clock }: HttpParts): Operation {
  return doing(
    {
      ...told,
      path: '/api/halls/{hall}/texts/test',
      id: 'testText',
      summary: 'Send a text to try the way',
      description: 'It goes the way of all texts; what becomes of it is told by the list.',
      body: z.strictObject({
        phone: mobileNumberSchema,
        language: languageSchema.default('zh-Hans'),
      }),
      answer: {
        status: 200,
        description: 'It waits to be sent.',
        schema: z.object({ id: z.string() }),
      },
      problems: ['too-many-tries'],
    },
    async ({ by }, { phone, language }) => {
      if (!desk) return noTexts();
      const id = await desk.try(phone, language);
      if (typeof id !== 'string') {
        const seconds = Math.max(1, Math.ceil((id.retryAt - clock.now()) / 1_000));
        const headers = { 'Retry-After': `${seconds}` };
        return problem('too-many-tries', { retryAt: id.retryAt }, { headers });
      }
      logger.info({ by: `${by.kind} ${by.id}`, text: id }, 'a text to try the way was asked for');
      return { status: 200, body: { id } };
    },
  );
}

const noTexts = () =>
  fieldProblem([{ field: 'hall', rule: 'a hall whose file names who sends texts' }]);

const ofTicket = {
  tag: 'texts',
  access: 'staff',
  limit: 'session',
  path: '/api/halls/{hall}/tickets/{ticket}/text-phone',
  missing: ['unknown-ticket'],
} as const;

function showPhone(parts: HttpParts): Operation {
  return reading(
    {
      ...ofTicket,
      id: 'readTextPhone',
      summary: 'Whether a number’s visitor is texted, and where',
      answer: { status: 200, description: 'Masked.', schema: textPhoneShape },
    },
    async ({ path }) => {
      const ticket = await ticketOfToday(parts, path.ticket);
      if (ticket === null) return problem('unknown-ticket', { ticket: path.ticket }, missing);
      const phone = (await parts.texts?.phoneOf(ticket)) ?? null;
      return { status: 200, body: { configured: Boolean(parts.texts), phone } };
    },
  );
}

function changePhone(parts: HttpParts): Operation {
  return doing(
    {
      ...ofTicket,
      id: 'changeTextPhone',
      summary: 'Leave, change or remove the phone to which a number’s texts go',
      description: 'What was told before is not told again.',
      body: z.strictObject({
        phone: mobileNumberSchema.nullable().meta({ description: 'Null: no texts any more.' }),
        language: languageSchema.default('zh-Hans'),
      }),
      answer: { status: 200, description: 'As it is kept now.', schema: textPhoneShape },
    },
    async ({ path }, { phone, language }) => {
      const { texts } = parts;
      if (!texts) return noTexts();
      const ticket = await ticketOfToday(parts, path.ticket);
      if (ticket === null) return problem('unknown-ticket', { ticket: path.ticket }, missing);
      if (phone === null) await texts.forget(ticket);
      else await texts.change(ticket, phone, language);
      return { status: 200, body: { configured: true, phone: await texts.phoneOf(ticket) } };
    },
  );
}

const missing = { status: 404 };

/** Null: the hall has no such number today. */
async function ticketOfToday({ keeper }: HttpParts, named = ''): Promise<TicketId | null> {
  const parsed = ticketIdSchema.safeParse(named);
  if (!parsed.success) return null;
  return keeper.look(({ tickets }) => tickets.get(parsed.data)?.id ?? null);
}
