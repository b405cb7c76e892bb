/**
 * Every no that the HTTP side can say, by name: its status, what it means, and the members that
 * come with it (RFC 9457). The rules' own refusals are all here, held by the compiler; the OpenAPI
 * document and the answers are made from this one table.
 */
import { z } from 'zod';
import type { RefusalName } from '../../core/hall/refusals.ts';
import type { BookingRefusalName } from '../../core/wire/booking.ts';
import type { FailureName } from '../../core/wire/messages.ts';
import { type CaseProblemName, caseProblemTexts } from './case-problems.ts';
import { type GuideProblemName, guideProblemTexts } from './guide-problems.ts';
import { type PeopleProblemName, peopleProblemTexts } from './people-problems.ts';
import { type SettingsProblemName, settingsProblemTexts } from './settings-problems.ts';

/** What HTTP itself refuses, beside the rules. */
export type HttpRefusalName =
  | 'bad-input'
  | 'malformed-json'
  | 'malformed-path'
  | 'too-large'
  | 'wrong-content-type'
  | 'no-token'
  | 'unknown-token'
  | 'token-of-another-hall'
  | 'unknown-hall'
  | 'unknown-entry'
  | 'unknown-device'
  | 'no-printer'
  | 'unknown-alarm'
  | 'device-busy'
  | 'unknown-route'
  | 'wrong-method'
  | 'request-id-used'
  | 'too-many-requests'
  | 'too-many-tries'
  | 'wrong-credentials'
  | 'wrong-code'
  | 'of-another-hall'
  | 'not-signed-in'
  | 'not-permitted'
  | 'second-factor-needed'
  | 'second-factor-new'
  | 'second-factor-wrong'
  | 'foreign-origin';

/** What booking refuses, beside what the rules and HTTP call by the same name. */
type BookingName = Exclude<BookingRefusalName, RefusalName | HttpRefusalName>;

export type ProblemName =
  | RefusalName
  | BookingName
  | HttpRefusalName
  | GuideProblemName
  | CaseProblemName
  | SettingsProblemName
  | PeopleProblemName
  | FailureName;

export interface ProblemText {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** What is told beside the five members of RFC 9457 and the name itself. */
  readonly members?: z.ZodRawShape;
}

const id = z.string();
const ticketStatus = z.enum([
  'held',
  'waiting',
  'postponed',
  'called',
  'serving',
  'parked',
  'missed',
  'finished',
  'cancelled',
]);
/** At the top of a problem the ticket's status is called so, because `status` is HTTP's there. */
const named = { ticket: id, label: z.string(), ticketStatus };
const present = z
  .object({ ticket: id, label: z.string(), status: ticketStatus })
  .nullable()
  .meta({ description: 'The ticket that is in hand now.' });
const when = z
  .object({ date: z.string(), minute: z.int() })
  .nullable()
  .meta({ description: 'When anybody may take a number next, in the hall’s own time.' });
const complaint = z.object({ field: z.string(), rule: z.string() });
const staff = z.string().nullable().meta({ description: 'The id of a clerk.' });

const no = (title: string, detail: string, members?: z.ZodRawShape): ProblemText =>
  at(409, title, detail, members);

const at = (
  status: number,
  title: string,
  detail: string,
  members?: z.ZodRawShape,
): ProblemText => ({ status, title, detail, ...(members ? { members } : {}) });

const ofTheRules: Readonly<Record<RefusalName, ProblemText>> = {
  emergency: no(
    'An emergency stands',
    'No number is given; unless it is a fault nobody is called either. It ends by the manager’s act.',
    { kind: z.enum(['evacuation', 'fault', 'drill']) },
  ),
  'hall-closed': no('The hall is closed', 'The day is not open: nothing is given or called.'),
  'other-hall': no('Another hall', 'This configuration is that of another hall.'),
  'would-strand': no(
    'The configuration would strand somebody',
    'Tickets still wait for a service, or a counter is staffed, that the configuration leaves out.',
    { services: z.array(id), counters: z.array(id) },
  ),
  'unknown-service': no('No such service', 'The hall has no service with this id.', {
    service: id,
  }),
  'unknown-counter': no('No such counter', 'The hall has no counter with this id.', {
    counter: id,
  }),
  'unknown-ticket': no(
    'No such ticket',
    'There is no ticket with this id, or it is of a past day.',
    {
      ticket: id,
    },
  ),
  'unknown-reason': no('No such reason', 'The hall has no such reason for this act.', {
    reason: id,
  }),
  'service-closed': no('The service is closed', 'No numbers are given for it now.', {
    service: id,
  }),
  'label-not-away': no(
    'Not a label of this kiosk',
    'Only labels of the kiosk’s own family, given while the hub was away, are taken over.',
    { label: z.string() },
  ),
  'label-taken': no('The label is taken', 'Another ticket of today bears this label.', {
    label: z.string(),
  }),
  'not-adopted': no(
    'Not taken over',
    'The ticket was not given by a kiosk while the hub was away.',
    named,
  ),
  'labels-exhausted': no('No numbers left', 'All numbers with this prefix are given for the day.', {
    prefix: z.string(),
  }),
  'counter-closed': no('The counter is closed', 'Nobody is signed in at it.', { counter: id }),
  'counter-paused': no('The counter pauses', 'It calls nobody until its pause is over.', {
    counter: id,
  }),
  'counter-not-paused': no('The counter does not pause', 'There is no pause to end.', {
    counter: id,
  }),
  'counter-not-open': no('The other counter is closed', 'No ticket can be sent to it now.', {
    counter: id,
  }),
  'counter-of-another': no('Another clerk’s counter', 'Somebody else is signed in at it.', {
    counter: id,
    clerk: staff,
  }),
  'counter-taken': no('The counter is taken', 'Somebody else is signed in at it.', {
    counter: id,
    clerk: staff,
  }),
  'signed-in-elsewhere': no('Signed in elsewhere', 'The clerk is still signed in at a counter.', {
    counter: id,
  }),
  'only-clerks-sign-in': no('Only clerks sign in', 'A token acts without signing in.'),
  'already-moved': no(
    'The counter has moved on',
    'Another ticket is in hand than the one that the request names.',
    { present },
  ),
  'same-press': no('The same press', 'A ticket was called here less than two seconds ago.', named),
  'ticket-in-hand': no('A ticket is in hand', 'The counter has to let go of it first.', named),
  'hand-empty': no('No ticket in hand', 'There is nothing at this counter to act on.'),
  'nobody-waiting': no('Nobody is waiting', 'No ticket waits that this counter may call.'),
  'wrong-status': no(
    'Not in this state',
    'The ticket is not in a state in which this can be done.',
    {
      ...named,
      wanted: z.array(ticketStatus),
    },
  ),
  'not-served-here': no('Not served here', 'This counter does not serve the ticket’s service.', {
    service: id,
    counter: id,
  }),
  'recalled-enough': no('Called often enough', 'The ticket was called again as often as allowed.', {
    max: z.int(),
  }),
  'too-soon': no('Too soon', 'The visitor is given a little longer first.', {
    waitMs: z.int().meta({ description: 'Milliseconds to wait.' }),
  }),
  'postponed-enough': no('Postponed often enough', 'The ticket was put off as often as allowed.', {
    max: z.int(),
  }),
  'rejoined-enough': no('Rejoined often enough', 'The ticket came back as often as allowed.', {
    max: z.int(),
  }),
  'missed-too-long': no('Missed too long ago', 'The ticket may no longer come back.', {
    withinMinutes: z.int(),
  }),
  'unknown-class': no('No such class', 'The hall has no class of tickets with this id.', {
    class: id,
  }),
  'unknown-need': no('No such need', 'The hall has no need with this id.', { need: id }),
  'unknown-item': no('No such item', 'The service has no item with this id.', { item: id }),
  'class-by-staff': no('Only staff give this class', 'A clerk or a manager gives it.', {
    class: id,
  }),
  'class-by-booking': no('Only a booking gives this class', 'Check the booking in instead.', {
    class: id,
  }),
  'class-exhausted': no('No more of this class', 'All of it are given for the day.', {
    class: id,
    max: z.int(),
  }),
  'reason-needed': no('A reason is needed', 'This class needs one of `reasons.priority`.', {
    class: id,
  }),
  'outside-hours': no('Outside the hours', 'The service gives no numbers at this time.', {
    service: id,
    opens: when,
  }),
  'booked-only': no('Only for bookings', 'At this time the service is for those who have booked.', {
    service: id,
    opens: when,
  }),
  'day-exhausted': no(
    'No numbers left today',
    'The service has given all its numbers of the day.',
    {
      service: id,
      max: z.int(),
    },
  ),
  'band-exhausted': no(
    'No numbers left for now',
    'The service has given all its numbers of this time of day. `until`: minutes since midnight.',
    { service: id, max: z.int(), until: z.int() },
  ),
  'hall-full': no('The hall is full', 'As many people are in it as it may hold.', {
    max: z.int(),
  }),
  'identity-needed': no('A person is needed', 'The service gives numbers to named persons only.', {
    service: id,
  }),
  'already-waiting': no(
    'The person already waits',
    'One person has one waiting number of a service; offer a reprint.',
    named,
  ),
  'person-exhausted': no(
    'The person has enough numbers',
    'No more are given to one person a day.',
    {
      max: z.int(),
    },
  ),
  'too-early': no('Too early', 'The booking can be checked in from `opensAt` (epoch ms).', {
    opensAt: z.int(),
  }),
  'already-checked-in': no('Checked in already', 'The booking has its ticket.', named),
  'only-managers': no('Only for managers', 'A manager or a token may do this, a clerk may not.'),
  'nowhere-to': no('Nowhere to send it', 'The ticket is there already.'),
};

const epoch = z.int().meta({ description: 'Epoch milliseconds.' });

const ofBooking: Readonly<Record<BookingName, ProblemText>> = {
  'not-bookable': no('Not bookable', 'This service cannot be booked.', { service: id }),
  'no-such-slot': no('No such slot', 'The service has no slot that begins at this time.', {
    at: epoch,
  }),
  'slot-full': no('The slot is full', 'No place is left in it.', { at: epoch }),
  'too-near': no('Too near', 'The slot begins too soon; `from` is the earliest start.', {
    from: epoch,
  }),
  'too-far': no('Too far', 'So far ahead nothing can be booked; `until` is the last date.', {
    until: z.string(),
  }),
  'already-booked-that-day': no(
    'Booked that day already',
    'The person has as many bookings on this date as one may have.',
    { date: z.string(), max: z.int() },
  ),
  barred: no('Barred for a while', 'The person has missed too many bookings.', { until: epoch }),
  'too-late-to-cancel': no('Too late to cancel', 'It could be given back until then.', {
    until: epoch,
  }),
  'unknown-booking': no(
    'No such booking',
    'The hall has no booking by this code, or none of this person today.',
  ),
  'booking-cancelled': no('The booking was cancelled', 'Its place was given back.'),
  'booking-over': no('The booking is over', 'It was used, was missed, or is of a past day.'),
  'booking-closed': no(
    'The time booked was closed',
    'Nobody is served at `at` any more. Take an ordinary number, or book another time.',
    { at: epoch },
  ),
};

const ofHttp: Readonly<Record<HttpRefusalName, ProblemText>> = {
  'bad-input': at(400, 'Not understood', 'A field does not keep its rule.', {
    field: z.string().meta({ description: 'The first field; empty for the whole body.' }),
    rule: z.string(),
    errors: z.array(complaint),
  }),
  'malformed-json': at(400, 'Not JSON', 'The body is not a JSON object in UTF-8.'),
  'malformed-path': at(400, 'Not an address', 'The path is not properly encoded.'),
  'too-large': at(413, 'Too large', 'The body is larger than 64 kB.'),
  'wrong-content-type': at(415, 'Wrong content type', 'Bodies are sent as application/json.'),
  'no-token': at(401, 'No token', 'Send the header “Authorization: Bearer” with an API token.'),
  'unknown-token': at(401, 'Unknown token', 'The token is unknown or was revoked.'),
  'token-of-another-hall': at(403, 'Another hall’s token', 'The token opens another hall only.'),
  'unknown-hall': at(404, 'No such hall', 'This hub has no hall with this id.', { hall: id }),
  'unknown-entry': at(404, 'No such entry', 'The list has no entry with this id.'),
  'unknown-device': at(404, 'No such device', 'The hall has no device with this id.'),
  'unknown-alarm': at(404, 'No such alarm', 'The hall has no alarm with this id.'),
  'no-printer': no('No printer', 'No paper comes out at this kiosk.'),
  'device-busy': no('The device is being tried', 'Wait until the trial under way has ended.'),
  'unknown-route': at(404, 'Nothing here', 'There is nothing at this address.'),
  'wrong-method': at(405, 'Wrong method', 'The header Allow names the methods of this address.'),
  'request-id-used': no('The request id is used', 'It stands for another deed of this token.', {
    requestId: z.string(),
  }),
  'too-many-requests': at(429, 'Too many requests', 'Wait as long as Retry-After says.'),
  'too-many-tries': at(429, 'Too many tries', 'Wait until the time in retryAt.', {
    retryAt: z.int().meta({ description: 'Epoch milliseconds.' }),
  }),
  'wrong-credentials': at(401, 'Wrong account or password', 'They do not belong together.'),
  'wrong-code': at(401, 'Wrong code', 'The code is wrong, was used, or is too old.'),
  'of-another-hall': at(403, 'Of another hall', 'This belongs to another hall of the house.'),
  'not-signed-in': at(401, 'Not signed in', 'There is no sign-in, or it is over.'),
  'not-permitted': at(403, 'Not permitted', 'Your role has not the permission that this needs.', {
    permission: z.string(),
  }),
  'second-factor-needed': at(401, 'A code is needed', 'Ask again with `code`.'),
  'second-factor-new': at(
    401,
    'A second factor is to be set up',
    'Give `uri` to an authenticator program and ask again with `code`; nothing is open until then.',
    { secret: z.string(), uri: z.string() },
  ),
  'second-factor-wrong': at(401, 'Wrong code', 'The code is wrong, or was used before.'),
  'foreign-origin': at(403, 'From a foreign page', 'Only pages of this hub may ask this.'),
};

const ofTheWorld: Readonly<Record<FailureName, ProblemText>> = {
  busy: at(503, 'Busy', 'Too much is waiting. Ask again with the same requestId.'),
  unavailable: at(
    503,
    'Not available',
    'The hall’s books cannot be reached. Ask again with the same requestId: it is one deed.',
    { what: z.array(z.string()).optional().meta({ description: 'What is not there.' }) },
  ),
  bug: at(500, 'Our mistake', 'Something is wrong in the hub; it has been written down.'),
};

const failures: ReadonlySet<string> = new Set(Object.keys(ofTheWorld));

export const problemTexts: Readonly<Record<ProblemName, ProblemText>> = {
  ...ofTheRules,
  ...ofBooking,
  ...ofHttp,
  ...guideProblemTexts,
  ...caseProblemTexts,
  ...peopleProblemTexts,
  ...settingsProblemTexts,
  ...ofTheWorld,
};

export const isFailure = (name: ProblemName): name is FailureName => failures.has(name);
