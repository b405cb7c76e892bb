/**
 * Bookings for other systems: what is free, a place, giving it back, the visitor's calendar file, and
 * checking in. Of a person only a hash is kept (docs/data-protection.md).
 */
import { z } from 'zod';
import type { BookingTold } from '../../../core/wire/booking.ts';
import {
  booking,
  bookingCodeSchema,
  checkingIn,
  oneKey,
  oneKeyRule,
} from '../../../core/wire/booking.ts';
import { kioskIdSchema, serviceIdSchema } from '../../../core/wire/commands.ts';
import { bookingIcs } from '../../calendar/booking-ics.ts';
import { freshId } from '../../hall/clock.ts';
import type { Token } from '../../people/tokens.ts';
import { within } from '../deadline.ts';
import { deedMsMax } from '../limits.ts';
import { doing, type Operation, type Reply, reading, removing } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import type { ProblemName } from '../problem-texts.ts';
import { fieldProblem, type Problem, problem, refusalProblem } from '../problems.ts';
import { requestIdField } from './deeds.ts';
import { issuedShape, time } from './shapes.ts';
import { hasKiosk, paperAt, serviceAt } from './tickets.ts';

const id = z.string();
const minute = z.int().meta({ description: 'Minutes since midnight, in the hall’s own time.' });
const texts = z.object({ 'zh-Hans': z.string(), 'zh-Hant': z.string().optional(), en: z.string() });

const slotsShape = z
  .object({
    service: id,
    days: z.array(
      z.object({
        date: z.string().meta({ example: '2026-11-21' }),
        name: texts.nullable().meta({ description: 'What kind of day, where it has a name.' }),
        slots: z.array(z.object({ at: time, ends: time, minute, free: z.int() })),
      }),
    ),
  })
  .meta({ id: 'Slots' });

const bookingFields = {
  id,
  code: z.string().meta({ description: 'What the visitor says at check-in; in the QR code.' }),
  service: id,
  date: z.string(),
  minute,
  at: time,
  ends: time,
  state: z.enum(['booked', 'cancelled', 'checked-in', 'missed']),
  language: z.enum(['zh-Hans', 'zh-Hant', 'en']),
  hint: z.string().meta({ description: 'The end of the number that it was booked with.' }),
  cancelUntil: time,
  checkInFrom: time,
  checkInUntil: time.meta({ description: 'Who comes later has an ordinary number.' }),
  ticket: id.nullable().meta({ description: 'The ticket that it became.' }),
  closed: z.literal(true).optional().meta({
    description: 'Its time was closed since it was booked; it can be given back at any time.',
  }),
};
const bookingShape = z.object(bookingFields).meta({ id: 'Booking' });
const bookedShape = z
  .object({ ...bookingFields, requestId: z.string() })
  .meta({ id: 'BookedPlace' });

const bookBody = z.strictObject({
  ...booking,
  at: booking.at.meta({ description: 'The start of the slot, as `slots` told it.' }),
  person: booking.person.meta({
    description:
      'Who books. The hub keeps a hash under the hall’s key and the last two characters.',
  }),
  ...requestIdField,
});

const checkInBody = z
  .strictObject({
    ...checkingIn,
    kiosk: kioskIdSchema
      .optional()
      .meta({ description: 'The kiosk whose printer prints the slip.' }),
    ...requestIdField,
  })
  .refine(oneKey, oneKeyRule);

const byToken = { tag: 'bookings', access: 'token', limit: 'token' } as const;
const ofOne = '/api/halls/{hall}/bookings/{code}';
const guessing: readonly ProblemName[] = ['too-many-tries'];

/** What has an address that would fit a code as well comes before the code. */
export function bookingOperations(parts: HttpParts): Operation[] {
  return [
    ...[slots(parts), book(parts), find(parts), affected(parts)],
    ...[file(parts), show(parts), cancel(parts)],
    checkIn(parts),
  ];
}

function slots({ desk }: HttpParts): Operation {
  return reading(
    {
      ...byToken,
      path: '/api/halls/{hall}/services/{service}/slots',
      id: 'readSlots',
      summary: 'The slots of a service that can be booked, with their free places',
      answer: { status: 200, description: 'By date, those that are full too.', schema: slotsShape },
      problems: ['not-bookable'],
      missing: ['unknown-service'],
    },
    async ({ path }) => {
      const named = serviceIdSchema.safeParse(path.service);
      if (!named.success) return problem('unknown-service', { service: path.service }, missing);
      const told = await desk.slots(named.data);
      return 'refused' in told ? refused(told, ['unknown-service']) : { status: 200, body: told };
    },
  );
}

function book({ desk, dice }: HttpParts): Operation {
  return doing(
    {
      ...byToken,
      path: '/api/halls/{hall}/bookings',
      id: 'bookPlace',
      summary: 'Book a place in a slot',
      description: 'The same `requestId` is one booking, answered alike.',
      body: bookBody,
      answer: { status: 201, description: 'The booking.', schema: bookedShape },
      problems: [
        ...(['unknown-service', 'not-bookable', 'no-such-slot', 'slot-full'] as const),
        ...(['too-near', 'too-far', 'already-booked-that-day', 'barred'] as const),
      ],
    },
    async ({ token }, { requestId = freshId(dice), ...wish }) => {
      const booked = await desk.book(wish, actor(token), requestId);
      if ('refused' in booked) return refused(booked);
      return { status: 201, body: { ...booked, requestId } };
    },
  );
}

function find({ desk }: HttpParts): Operation {
  return doing(
    {
      ...byToken,
      path: '/api/halls/{hall}/bookings/find',
      id: 'findBookings',
      summary: 'What a person has booked from today on, for who has lost the code',
      body: z.strictObject({ person: booking.person }),
      answer: {
        status: 200,
        description: 'The earliest first.',
        schema: z.object({ bookings: z.array(bookingShape) }).meta({ id: 'Bookings' }),
      },
      problems: [...guessing, 'unknown-booking'],
    },
    async ({ token }, { person }) => {
      const found = await desk.ofPerson(person, actor(token));
      return 'refused' in found ? refused(found) : { status: 200, body: found };
    },
  );
}

function affected({ desk }: HttpParts): Operation {
  return reading(
    {
      tag: 'bookings',
      access: 'manager',
      limit: 'session',
      path: '/api/halls/{hall}/bookings/affected',
      id: 'readAffectedBookings',
      summary: 'Bookings whose time was closed since they were made',
      description:
        'By other hours, a holiday or a service that is gone. Their visitors have to be told; ' +
        'whom nobody reaches is told by `booking-closed` at check-in.',
      answer: {
        status: 200,
        description: 'From today on, the earliest first.',
        schema: z.object({ bookings: z.array(bookingShape) }).meta({ id: 'AffectedBookings' }),
      },
    },
    async () => ({ status: 200, body: { bookings: await desk.affected() } }),
  );
}

function file({ desk }: HttpParts): Operation {
  const contentType = 'text/calendar; charset=utf-8';
  return reading(
    {
      ...byToken,
      path: `${ofOne}.ics`,
      id: 'readBookingFile',
      summary: 'A booking as a calendar file (iCalendar, RFC 5545)',
      answer: { status: 200, description: 'One event, in UTC.', contentType },
      problems: guessing,
      missing: ['unknown-booking'],
    },
    async ({ path, token }) => {
      const found = await bookingOf(desk, path.code, token);
      if ('problem' in found) return found;
      const written = await desk.written(found.id);
      if (written === null) return problem('unknown-booking', {}, missing);
      return { status: 200, text: bookingIcs(written), contentType };
    },
  );
}

function show({ desk }: HttpParts): Operation {
  return reading(
    {
      ...byToken,
      path: ofOne,
      id: 'readBooking',
      summary: 'A booking by its code',
      answer: { status: 200, description: 'The booking.', schema: bookingShape },
      problems: guessing,
      missing: ['unknown-booking'],
    },
    async ({ path, token }) => {
      const found = await bookingOf(desk, path.code, token);
      return 'problem' in found ? found : { status: 200, body: found };
    },
  );
}

function cancel({ desk }: HttpParts): Operation {
  return removing(
    {
      ...byToken,
      path: ofOne,
      id: 'cancelBooking',
      summary: 'Give a booking back',
      answer: { status: 200, description: 'The booking, cancelled.', schema: bookingShape },
      problems: [...guessing, 'too-late-to-cancel', 'booking-over'],
      missing: ['unknown-booking'],
    },
    async ({ path, token }) => {
      const code = bookingCodeSchema.safeParse(path.code);
      if (!code.success) return problem('unknown-booking', {}, missing);
      const cancelled = await desk.cancel(code.data, actor(token));
      if ('refused' in cancelled) return refused(cancelled, ['unknown-booking']);
      return { status: 200, body: cancelled };
    },
  );
}

function checkIn(parts: HttpParts): Operation {
  return doing(
    {
      ...byToken,
      path: '/api/halls/{hall}/check-ins',
      id: 'checkIn',
      summary: 'Check in: the ticket of a booking',
      description:
        'By `code` (also read from the QR code) or by `person`. `already-checked-in` names the ' +
        'ticket that there is: offer its slip once more. Who comes late has an ordinary number.',
      body: checkInBody,
      answer: { status: 201, description: 'The ticket, durable.', schema: issuedShape },
      problems: [
        ...guessing,
        ...(['unknown-booking', 'booking-cancelled', 'booking-over', 'too-early'] as const),
        ...(['booking-closed'] as const),
        ...(['already-checked-in', 'hall-closed', 'unknown-service', 'service-closed'] as const),
        ...(['unknown-need', 'labels-exhausted', 'outside-hours', 'booked-only'] as const),
        ...(['day-exhausted', 'band-exhausted', 'hall-full', 'emergency'] as const),
      ],
    },
    ({ token }, body) => checkedIn(parts, token, body),
  );
}

async function checkedIn(
  parts: HttpParts,
  token: Token,
  body: z.output<typeof checkInBody>,
): Promise<Reply> {
  const { desk, links, configuration, clock, dice } = parts;
  const { requestId = freshId(dice), kiosk, ...wish } = body;
  if (kiosk !== undefined && !(await hasKiosk(parts, kiosk))) {
    return fieldProblem([{ field: 'kiosk', rule: 'the id of a kiosk of this hall' }]);
  }
  const done = await within(desk.checkIn(wish, actor(token), requestId), deedMsMax, clock);
  if (done === 'late') return problem('unavailable', { requestId });
  if ('failed' in done) return problem(done.failed, { requestId });
  if ('refused' in done) return refused(done);
  const { ticket, label, ahead, seq } = done;
  if (ticket === undefined || label === undefined || ahead === undefined) {
    return problem('request-id-used', { requestId });
  }
  const service = await serviceAt(parts, seq);
  const link = `${configuration.publicUrl ?? ''}/t/${links.secretOf(ticket)}`;
  const paper = kiosk && (await paperAt(parts, { kiosk, ticket, label, repeated: true }));
  const told = { id: ticket, label, ahead, service, link, requestId, seq };
  return { status: 201, body: paper === undefined ? told : { ...told, paper } };
}

async function bookingOf(
  desk: HttpParts['desk'],
  written: string | undefined,
  token: Token,
): Promise<BookingTold | Problem> {
  const code = bookingCodeSchema.safeParse(written);
  if (!code.success) return problem('unknown-booking', {}, missing);
  const found = await desk.find(code.data, actor(token));
  return 'refused' in found ? refused(found, ['unknown-booking']) : found;
}

const actor = ({ id }: Token) => ({ kind: 'token', id }) as const;
const missing = { status: 404 };

/** `named`: what the path names, so that it is 404 when the hall does not have it. */
function refused(
  refusal: Parameters<typeof refusalProblem>[0],
  named: readonly ProblemName[] = [],
): Problem {
  const no = refusalProblem(refusal);
  return named.includes(no.problem) ? { ...no, ...missing } : no;
}
