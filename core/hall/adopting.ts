/**
 * Numbers that a kiosk gave by itself while the hub was away: how they become the hall's, and how the
 * manager's word or time lets them into their lines. SPEC: AWAY.
 */
import { ordinaryOf } from './capable.ts';
import { byOf, type CommandOf, type Stamp } from './commands.ts';
import type { Configuration, Kiosk } from './configuration.ts';
import type { AwayEnd, HallEvent, IssuedStep } from './events.ts';
import { type Label, reasonId, type TicketId } from './ids.ts';
import { stepsOf } from './issuing.ts';
import { named, type Refusal } from './refusals.ts';
import type { Deep, Hall, Ticket } from './state.ts';

/** How long an adopted number waits for the manager's word (AWAY-5). */
export const holdMs = 300_000;
/** Why a number that the hub had given for the same tap ends (AWAY-7). */
export const issuedAway = reasonId('issued-away');
/** Why an adopted number ends whose visitor was served while the hub was away (AWAY-8). */
const servedAway = reasonId('served-away');

/**
 * The configuration by which a kiosk's stand-in numbers while the hub is away: its labels are of the
 * kiosk's own family, and it counts no people, of whom it sees only those who come (AWAY-1, AWAY-2).
 */
export function awayConfiguration(
  configuration: Configuration,
  { letter }: Pick<Kiosk, 'letter'>,
): Configuration {
  return {
    ...configuration,
    services: configuration.services.map((one) => ({ ...one, prefix: one.prefix + letter })),
    rules: { ...configuration.rules, peopleMax: 0 },
  };
}

/** Whether the label is of the family of this kiosk. */
export const isAwayLabel = (label: Label, { letter }: Pick<Kiosk, 'letter'>): boolean =>
  new RegExp(`^[A-HJ-NP-Z]{1,2}${letter}\\d{3,4}$`).test(label);

export function adoptTicket(
  hall: Hall,
  command: CommandOf<'adopt-ticket'>,
  stamp: Stamp,
): HallEvent[] | Refusal {
  const { ticket, label, kiosk, takenAt, unsure, language, linkHash } = command;
  if (stamp.by.kind !== 'kiosk' || stamp.by.id !== kiosk) {
    throw new Error(`${stamp.by.kind}:${stamp.by.id} hands over tickets of ${kiosk}`);
  }
  if (isKnown(hall, ticket)) return [];
  const place = hall.configuration?.kiosks.find(({ id }) => id === kiosk);
  if (!place || !isAwayLabel(label, place)) return { refused: 'label-not-away', label };
  const ended = endOf(hall, command);
  if (ended !== 'day-closed' && isTaken(hall, label)) return { refused: 'label-taken', label };
  const given = hall.tickets.get(command.given ?? ('' as TicketId));
  const replaced = given !== undefined && ended !== 'served' && given.status !== 'cancelled';
  const adopted: HallEvent = {
    type: 'ticket-adopted',
    body: {
      by: byOf(stamp),
      ...{ ticket, label, kiosk, language, linkHash },
      steps: adoptedSteps(hall, command),
      class: classIn(hall, command),
      needs: needsIn(hall, command),
      ...{ takenAt: Math.min(takenAt, stamp.at), unsure, ended },
      orderAt: Math.min(takenAt, stamp.at, given?.orderAt ?? stamp.at),
      heldUntil: ended !== null || isOfEarlierDay(hall, command) ? null : stamp.at + holdMs,
      given: given?.id ?? null,
    },
  };
  return replaced ? [cancelled(given, issuedAway, stamp), adopted] : [adopted];
}

/** Whether the number was taken before the day that is open, in a hall whose tickets do not cross. */
const isOfEarlierDay = (hall: Hall, { takenAt }: CommandOf<'adopt-ticket'>): boolean =>
  hall.configuration?.neverCloses !== true && takenAt < (hall.day?.openedAt ?? 0);

/** Why it does not wait; null when it does. A day that is over only in an unsure clock is not over (AWAY-6). */
function endOf(hall: Hall, command: CommandOf<'adopt-ticket'>): AwayEnd | null {
  if (isOfEarlierDay(hall, command) && !command.unsure) return 'day-closed';
  const given = hall.tickets.get(command.given ?? ('' as TicketId));
  if (given && wasServed(given)) return 'served';
  return hall.services.has(command.service) ? null : 'service-gone';
}

const isKnown = (hall: Hall, id: TicketId): boolean =>
  hall.tickets.has(id) || hall.adoptedClosed.some(({ ticket }) => ticket === id);

/** Few are adopted, and each looks at the day's tickets once. */
function isTaken(hall: Hall, label: Label): boolean {
  if (hall.crossedLabels.has(label)) return true;
  for (const ticket of hall.tickets.values()) if (ticket.label === label) return true;
  return false;
}

/** Somebody was there with it: at some step service began, or the ticket came to its end. */
const wasServed = ({ status, startedAt, step, history }: Deep<Ticket>): boolean =>
  status === 'finished' ||
  startedAt !== null ||
  step > 0 ||
  history.some(({ what }) => what === 'step-started');

/** Its service and where that leads; items that the hall no longer has are left out. */
function adoptedSteps(hall: Hall, command: CommandOf<'adopt-ticket'>): readonly IssuedStep[] {
  const service = hall.services.get(command.service);
  if (!service) return [{ step: 0, service: command.service, items: [] }];
  const ways = [service, ...service.leadsTo.flatMap((id) => hall.services.get(id) ?? [])];
  const known = new Set(ways.flatMap(({ items }) => items.map(({ id }) => id)));
  const steps = stepsOf(
    hall,
    service,
    (command.items ?? []).filter((item) => known.has(item)),
  );
  if ('refused' in steps) throw new Error('an item of the service is unknown to it');
  return steps;
}

/** A class that the hall no longer has, or gives to nobody at a kiosk, is the ordinary one. */
function classIn(hall: Hall, command: CommandOf<'adopt-ticket'>) {
  const wanted = command.class === undefined ? undefined : hall.classes.get(command.class);
  const its = wanted?.atKiosk && wanted.kind === 'priority' ? wanted : ordinaryOf(hall);
  if (!its) throw new Error('the configuration has no ordinary class');
  return its.id;
}

const needsIn = (hall: Hall, { needs = [] }: CommandOf<'adopt-ticket'>) =>
  [...new Set(needs)]
    .filter((id) => hall.configuration?.needs.some((need) => need.id === id))
    .sort();

const cancelled = (
  { id, step }: Deep<Ticket>,
  reason: typeof issuedAway,
  stamp: Stamp,
): HallEvent => ({
  type: 'ticket-cancelled',
  body: { by: byOf(stamp), ticket: id, step, reason },
});

const kept = (
  { id, step }: Deep<Ticket>,
  because: 'by-manager' | 'by-time',
  stamp: Stamp,
): HallEvent => ({
  type: 'ticket-kept',
  body: { by: byOf(stamp), ticket: id, step, because },
});

const closable = ['held', 'waiting', 'missed'] as const;
const keepable = ['held', 'waiting'] as const;

/** The manager's word: all of it or nothing of it (AWAY-8). */
export function settleAdopted(
  hall: Hall,
  { keep, close }: CommandOf<'settle-adopted'>,
  stamp: Stamp,
): HallEvent[] | Refusal {
  if (stamp.by.kind !== 'manager' && stamp.by.kind !== 'token') return { refused: 'only-managers' };
  const closing = new Set(close);
  const events: HallEvent[] = [];
  for (const id of new Set([...close, ...keep])) {
    const ticket = hall.tickets.get(id);
    if (!ticket) return { refused: 'unknown-ticket', ticket: id };
    if (ticket.away === null) return { refused: 'not-adopted', ...named(ticket) };
    const wanted: readonly string[] = closing.has(id) ? closable : keepable;
    if (!wanted.includes(ticket.status)) {
      const states = closing.has(id) ? closable : keepable;
      return { refused: 'wrong-status', wanted: states, ...named(ticket) };
    }
    if (closing.has(id)) events.push(cancelled(ticket, servedAway, stamp));
    else if (ticket.status === 'held') events.push(kept(ticket, 'by-manager', stamp));
  }
  return events;
}

/** Who has been held long enough, in the order in which they came (AWAY-5). */
export const released = (hall: Hall, stamp: Stamp): HallEvent[] =>
  heldTickets(hall)
    .filter(({ away }) => away?.heldUntil != null && away.heldUntil <= stamp.at)
    .map((ticket) => kept(ticket, 'by-time', stamp));

/** When the first of them is let go, in epoch milliseconds; infinite when none is by time. */
export function heldDue(hall: Hall): number {
  let due = Number.POSITIVE_INFINITY;
  for (const { away } of heldTickets(hall)) due = Math.min(due, away?.heldUntil ?? due);
  return due;
}

const heldTickets = (hall: Hall): Deep<Ticket>[] =>
  [...hall.held].flatMap((id) => hall.tickets.get(id) ?? []);
