/**
 * Tickets for other systems: taking one, asking after one, of today or of any day past, and the acts
 * on a ticket that is in nobody's hand.
 */
import { z } from 'zod';
import type { Command } from '../../../core/hall/commands.ts';
import {
  type KioskId,
  kioskId,
  type Label,
  type TicketId,
  ticketId,
} from '../../../core/hall/ids.ts';
import {
  issuingForAnother,
  languageSchema,
  type TicketAct,
  ticketActs,
  ticketIdSchema,
} from '../../../core/wire/commands.ts';
import { freshId } from '../../hall/clock.ts';
import { toTold } from '../../hall/replay.ts';
import { notTaken, takingOf } from '../../people/taking.ts';
import type { Token } from '../../people/tokens.ts';
import { within } from '../deadline.ts';
import { paperMsMax } from '../limits.ts';
import { doing, type Operation, type Reply, reading } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import type { PastTickets } from '../past-ticket.ts';
import type { ProblemName } from '../problem-texts.ts';
import { fieldProblem, problem } from '../problems.ts';
import { acted, ticketNow } from './acted.ts';
import { deed, requestIdField } from './deeds.ts';
import { actedShape, issuedShape, ticketShape } from './shapes.ts';

const issueBody = z.strictObject({
  ...issuingForAnother,
  language: languageSchema.default('zh-Hans').meta({ description: 'Of the slip and the phone.' }),
  kiosk: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'the id of a kiosk of this hall')
    .transform(kioskId)
    .optional()
    .meta({ description: 'The kiosk whose printer prints the slip.' }),
  person: issuingForAnother.person.meta({
    description:
      'Whose number it is, by a document. The hub keeps a hash of the day of it and forgets the rest.',
  }),
  phone: issuingForAnother.phone.meta({
    description:
      'Where its texts go: kept apart from the log until the day ends. Dropped where the hall sends none.',
  }),
  assisted: issuingForAnother.assisted.meta({
    description: 'Somebody takes it for the visitor (辅助取号).',
  }),
  ...requestIdField,
});
type IssueBody = z.output<typeof issueBody>;

const issueProblems: readonly ProblemName[] = [
  ...(['hall-closed', 'unknown-service', 'service-closed', 'labels-exhausted'] as const),
  ...(['unknown-class', 'class-by-staff', 'class-by-booking', 'class-exhausted'] as const),
  ...(['reason-needed', 'unknown-reason', 'unknown-need', 'unknown-item'] as const),
  ...(['outside-hours', 'booked-only', 'day-exhausted', 'band-exhausted', 'hall-full'] as const),
  ...(['identity-needed', 'already-waiting', 'person-exhausted', 'emergency'] as const),
];

export function ticketOperations(parts: HttpParts, past: PastTickets): Operation[] {
  return [issue(parts), show(parts, past), ...actsOn(parts, past)];
}

function issue(parts: HttpParts): Operation {
  return doing(
    {
      path: '/api/halls/{hall}/tickets',
      id: 'issueTicket',
      tag: 'tickets',
      summary: 'Take a number',
      description:
        'Gives a number. The same `requestId` gives the same ticket and the same answer, also on ' +
        'another day, and prints no second slip. `already-waiting` names the ticket that the ' +
        'person has: offer its slip once more.',
      access: 'token',
      limit: 'token',
      body: issueBody,
      answer: {
        status: 201,
        description: 'The ticket, durable. A repeat is answered 201 too.',
        schema: issuedShape,
      },
      problems: issueProblems,
    },
    ({ token }, body) => take(parts, token, body),
  );
}

async function take(parts: HttpParts, token: Token, body: IssueBody): Promise<Reply> {
  const { links, visitors, configuration, dice } = parts;
  const { requestId: asked, kiosk, ...said } = body;
  if (kiosk !== undefined && !(await hasKiosk(parts, kiosk))) {
    return fieldProblem([{ field: 'kiosk', rule: 'the id of a kiosk of this hall' }]);
  }
  const id = ticketId(freshId(dice));
  const command = await takingOf(parts, said, id);
  const done = await deed(parts, { command, token, requestId: asked, id });
  if ('problem' in done) {
    if (done.problem !== 'unavailable') await notTaken(parts, said, id);
    return done;
  }
  const { ticket, label, ahead, seq, requestId } = done;
  if (ticket !== id) await notTaken(parts, said, id);
  // Only the answer to an issue tells `ahead`: else this request id stands for something else.
  if (ticket === undefined || label === undefined || ahead === undefined) {
    return problem('request-id-used', { requestId });
  }
  const repeated = ticket !== id;
  if (said.person && command.visitor !== null && !repeated) visitors.took(said.person, ticket);
  // A repeat may name another service; what counts is what was given.
  const given = repeated ? await serviceAt(parts, seq) : said.service;
  const link = `${configuration.publicUrl ?? ''}/t/${links.secretOf(ticket)}`;
  const paper = kiosk && (await paperAt(parts, { kiosk, ticket, label, repeated }));
  const told = { id: ticket, label, ahead, service: given, link, requestId, seq };
  return { status: 201, body: paper === undefined ? told : { ...told, paper } };
}

export const hasKiosk = ({ keeper, configuration }: HttpParts, kiosk: string): Promise<boolean> =>
  keeper.look((hall) =>
    (hall.configuration ?? configuration).kiosks.some(({ id }) => id === kiosk),
  );

/** The service of the ticket that was issued by this event. */
export async function serviceAt({ keeper, log }: HttpParts, seq: number): Promise<string> {
  const told = (await log.read(`hall:${keeper.hall}`, seq - 1, 1)).map(toTold)[0];
  if (told?.type !== 'ticket-issued') throw new Error(`event ${seq} issues no ticket`);
  return told.body.steps[0]?.service ?? '';
}

interface Slip {
  readonly kiosk: KioskId;
  readonly ticket: TicketId;
  readonly label: Label;
  readonly repeated: boolean;
}

/**
 * Orders the slip; the ticket stands whatever becomes of it. Undefined: it is of a past day, and
 * its slip is of no use any more.
 */
export async function paperAt(
  { keeper, printing, clock, logger }: HttpParts,
  { kiosk, ticket, label, repeated }: Slip,
): Promise<'ordered' | 'no-printer' | 'unknown' | undefined> {
  try {
    if (repeated && !(await keeper.look((hall) => hall.tickets.has(ticket)))) return undefined;
    const ordered = await within(printing.order(kiosk, ticket, label), paperMsMax, clock);
    return ordered === 'ordered' || ordered === 'no-printer' ? ordered : 'unknown';
  } catch (error) {
    logger.warn({ err: error }, 'a slip could not be ordered');
    return 'unknown';
  }
}

function show(parts: HttpParts, past: PastTickets): Operation {
  return reading(
    {
      path: '/api/halls/{hall}/tickets/{ticket}',
      id: 'readTicket',
      tag: 'tickets',
      summary: 'One ticket, of today or of a past day',
      access: 'token',
      limit: 'token',
      answer: { status: 200, description: 'The ticket.', schema: ticketShape },
      missing: ['unknown-ticket'],
    },
    async ({ path }) => {
      const named = ticketIdSchema.safeParse(path.ticket);
      const found = named.success ? await ticketNow(parts, named.data, past) : null;
      if (found === null) return problem('unknown-ticket', { ticket: path.ticket }, missing);
      return 'problem' in found ? found : { status: 200, body: found };
    },
  );
}

const missing = { status: 404 };

interface ToldAct {
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  readonly problems: readonly ProblemName[];
}

const toldActs: Readonly<Record<TicketAct, ToldAct>> = {
  rejoin: {
    id: 'rejoinTicket',
    summary: 'Back into the line after a missed call',
    problems: ['wrong-status', 'rejoined-enough', 'missed-too-long', 'hall-closed'],
  },
  postpone: {
    id: 'postponeTicket',
    summary: 'Some more minutes: nobody calls it for a while, and it keeps its age',
    problems: ['wrong-status', 'postponed-enough', 'hall-closed'],
  },
  cancel: {
    id: 'cancelTicket',
    summary: 'Give a ticket up',
    problems: ['wrong-status', 'unknown-reason', 'hall-closed'],
  },
  'change-class': {
    id: 'changeTicketClass',
    summary: 'Give a waiting ticket another class',
    description:
      '`reason` is one of the hall’s `reasons.priority`. A token gives only what visitors may choose.',
    problems: [
      ...(['wrong-status', 'unknown-reason', 'unknown-class', 'class-by-staff'] as const),
      ...(['class-by-booking', 'class-exhausted', 'reason-needed', 'hall-closed'] as const),
    ],
  },
};

function actsOn(parts: HttpParts, past: PastTickets): Operation[] {
  return (Object.keys(toldActs) as TicketAct[]).map((act) => {
    const { problems, ...told } = toldActs[act];
    const schema: z.ZodObject = ticketActs[act];
    return doing(
      {
        ...told,
        path: `/api/halls/{hall}/tickets/{ticket}/${act}`,
        tag: 'tickets',
        access: 'token',
        limit: 'token',
        body: schema.safeExtend(requestIdField),
        answer: { status: 200, description: 'The ticket, after it.', schema: actedShape },
        problems,
        missing: ['unknown-ticket'],
      },
      async ({ path, token }, { requestId, ...fields }) => {
        const named = ticketIdSchema.safeParse(path.ticket);
        if (!named.success) return problem('unknown-ticket', { ticket: path.ticket }, missing);
        return acted(parts, past, {
          // The schema is the act's own: together they are this act's command.
          command: { type: act, ticket: named.data, ...fields } as Command,
          token,
          requestId: requestId as string | undefined,
          path: { ticket: named.data },
        });
      },
    );
  });
}
