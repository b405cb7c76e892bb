/**
 * Days: opening, closing, midnight, and what time alone brings about. SPEC: DAY-1 to DAY-12.
 */
import { heldDue, released } from './adopting.ts';
import { byOf, type CommandOf, type Stamp } from './commands.ts';
import type { Configuration } from './configuration.ts';
import type { HallEvent } from './events.ts';
import type { CounterId, ServiceId } from './ids.ts';
import { placesOf } from './line.ts';
import { passedOver } from './numbering.ts';
import { returnDue, returned } from './postponing.ts';
import type { Refusal } from './refusals.ts';
import { signOut } from './staffing.ts';
import {
  type Counter,
  copyCounter,
  copyTicket,
  type Deep,
  type Hall,
  type Ticket,
  type TicketStatus,
} from './state.ts';
import { type LocalDay, tideDue, turnByTime } from './tides.ts';

const minuteMs = 60_000;
const dayMinutes = 1440;

/** Tickets in these states still belong to somebody in the hall. */
const alive: ReadonlySet<TicketStatus> = new Set([
  'held',
  'waiting',
  'postponed',
  'called',
  'serving',
  'parked',
  'missed',
]);

export function openDay(
  hall: Hall,
  command: CommandOf<'open-day'>,
  stamp: Stamp,
): HallEvent[] | Refusal {
  const { configuration } = command;
  if (configuration.hall !== hall.hall) return { refused: 'other-hall' };
  if (!hall.day?.open) return [dayOpened(hall, configuration, stamp)];
  if (isOver(hall, stamp)) return midnight(hall, configuration, stamp);
  if (configuration.version === hall.configuration?.version) return [];
  const stranded = strands(hall, configuration);
  return stranded ?? [{ type: 'configuration-changed', body: { by: byOf(stamp), configuration } }];
}

export function closeDay(hall: Hall, stamp: Stamp): HallEvent[] {
  return [dayClosed(hall, 'by-hand', stamp)];
}

/**
 * All that is due at the stamp's time: midnight, and sign-outs that were forgotten. Afterwards
 * `nextDue` lies ahead of the stamp. Never refused.
 */
export function passTime(hall: Hall, stamp: Stamp): HallEvent[] {
  const { configuration, day } = hall;
  if (configuration === null || day === null) return [];
  if (hasTurned(hall, stamp)) {
    // Whoever crosses midnight may be overdue as well: a hub that was off for hours finds both.
    const overdue = configuration.neverCloses ? forgotten(hall, stamp) : [];
    const turning = turnByTime(hall, countersAfter(hall), today(hall, stamp), stamp);
    const back = configuration.neverCloses ? backInLine(hall, stamp) : [];
    return [...midnight(hall, configuration, stamp), ...overdue, ...back, ...turning];
  }
  // The local date alone says when a day is over; where midnight was reckoned too early, it is put off (DAY-6).
  const extending: HallEvent[] =
    stamp.at < day.endsAt
      ? []
      : [{ type: 'day-extended', body: { by: byOf(stamp), endsAt: nextMidnight(stamp) } }];
  // Closed by hand: nothing turns and nobody comes back before the next day.
  if (!day.open) return extending;
  const { date, endsAt } = extending.length > 0 ? today(hall, stamp) : day;
  const turning = turnByTime(hall, hall.counters.values(), { date, endsAt }, stamp);
  return [...extending, ...forgotten(hall, stamp), ...backInLine(hall, stamp), ...turning];
}

/**
 * What the day may have given without the log's knowing is passed over, in a day that is yet to open
 * as well (NUM-7). Refused only before the first day.
 */
export function skipLabels(
  hall: Hall,
  { count, lost }: CommandOf<'skip-labels'>,
  stamp: Stamp,
): HallEvent[] | Refusal {
  const { configuration } = hall;
  if (configuration === null) return { refused: 'hall-closed' };
  const turned = hasTurned(hall, stamp);
  const numbers = passedOver(configuration, turned ? new Map() : hall.numbers, count);
  const skipped: HallEvent = { type: 'labels-skipped', body: { by: byOf(stamp), lost, numbers } };
  return turned ? [...passTime(hall, stamp), skipped] : [skipped];
}

/** The local day that the stamp is in. Dates never go back, whatever time zone a new configuration brings. */
const today = ({ day }: Hall, stamp: Stamp): LocalDay => ({
  date: day !== null && day.date > stamp.local.date ? day.date : stamp.local.date,
  endsAt: nextMidnight(stamp),
});

/** The counters as midnight leaves them. */
const countersAfter = (hall: Hall): Pick<Deep<Counter>, 'id' | 'tide'>[] =>
  [...hall.counters.values()].map(({ id, tide }) => ({ id, tide: crosses(hall) ? tide : null }));

/** Only an open day can be crossed: one that was closed by hand left nobody behind. */
const crosses = (hall: Hall): boolean =>
  hall.day?.open === true && hall.configuration?.neverCloses === true;

const forgottenCounters = (hall: Hall, { at }: Stamp): CounterId[] =>
  [...hall.counters.values()]
    .filter((counter) => forgottenAt(hall, counter) <= at)
    .map(({ id }) => id);

const forgotten = (hall: Hall, stamp: Stamp): HallEvent[] =>
  forgottenCounters(hall, stamp).flatMap((id) => signOut(hall, id, 'forgotten', stamp));

/** Who was held, or had asked for some more minutes, and stands in line from now on. */
const backInLine = (hall: Hall, stamp: Stamp): HallEvent[] => [
  ...released(hall, stamp),
  ...returned(hall, new Set(forgottenCounters(hall, stamp)), stamp),
];

/**
 * Whether the day's midnight has passed and nothing more may be done in it. A hall that never closes
 * goes on: what is done before its `pass-time` comes crosses with the rest (DAY-10).
 */
export const isOver = (hall: Hall, stamp: Stamp): boolean =>
  hasTurned(hall, stamp) && hall.configuration?.neverCloses !== true;

/**
 * When `pass-time` next has something to do, in epoch milliseconds; null before the first day. `now`: what
 * would have been done before it and is over by then (a tide) is due no more; when the hall last changed
 * where it is left out.
 */
export function nextDue(hall: Hall, now: number = hall.at): number | null {
  if (hall.day === null) return null;
  let due = hall.day.endsAt;
  if (!hall.day.open) return due;
  due = Math.min(due, heldDue(hall), returnDue(hall));
  for (const counter of hall.counters.values()) {
    due = Math.min(due, forgottenAt(hall, counter), tideDue(hall, counter, Math.max(hall.at, now)));
  }
  return due;
}

function forgottenAt(hall: Hall, counter: Deep<Counter>): number {
  if (counter.status === 'closed' || counter.inHand !== null) return Number.POSITIVE_INFINITY;
  const minutes = hall.configuration?.rules.forgottenSignOutMinutes ?? Number.POSITIVE_INFINITY;
  return counter.lastActAt + minutes * minuteMs;
}

const hasTurned = (hall: Hall, stamp: Stamp): boolean =>
  hall.day !== null && stamp.local.date > hall.day.date;

const nextMidnight = ({ at, local }: Stamp): number =>
  at - (at % minuteMs) + (dayMinutes - local.minute) * minuteMs;

/** Ends the day, if it is still open, and begins the next. */
const midnight = (hall: Hall, configuration: Configuration, stamp: Stamp): HallEvent[] => [
  ...(hall.day?.open ? [dayClosed(hall, 'midnight', stamp)] : []),
  dayOpened(hall, configuration, stamp),
];

function dayOpened(hall: Hall, configuration: Configuration, stamp: Stamp): HallEvent {
  const { date, endsAt } = today(hall, stamp);
  const again = hall.day?.date === date;
  return {
    type: 'day-opened',
    body: {
      by: byOf(stamp),
      day: date,
      endsAt,
      configuration,
      crossing: {
        tickets: crosses(hall) ? crossing(hall, stamp.at).map(copyTicket) : [],
        counters: crosses(hall)
          ? [...hall.counters.values()]
              .filter((counter) => counter.status !== 'closed' || counter.tide !== null)
              .map(copyCounter)
          : [],
        overtaken: crosses(hall) ? overtakings(hall) : [],
      },
      given: {
        numbers: again ? [...hall.numbers].map(([prefix, last]) => ({ prefix, last })) : [],
        labels: again ? [...hall.crossedLabels] : [],
        counts: again ? [...hall.counts].map(([of, count]) => ({ of, count })) : [],
      },
    },
  };
}

function dayClosed(hall: Hall, because: 'midnight' | 'by-hand', stamp: Stamp): HallEvent {
  const goOn = because === 'midnight' && hall.configuration?.neverCloses === true;
  const unserved = [...hall.tickets.values()].filter(
    (ticket) => isAlive(ticket) && ticket.status !== 'missed',
  );
  return {
    type: 'day-closed',
    body: {
      by: byOf(stamp),
      day: hall.day?.date ?? stamp.local.date,
      because,
      unserved: goOn ? [] : unserved.map(({ id, status }) => ({ ticket: id, status })),
    },
  };
}

/** The refusal when the new configuration would leave a ticket without its service or a clerk without a counter. */
export function strands(hall: Hall, configuration: Configuration): Refusal | null {
  const services = new Set(configuration.services.map((service) => service.id));
  const places = new Set(configuration.counters.map((counter) => counter.id));
  const lostServices = new Set<ServiceId>();
  for (const ticket of hall.tickets.values()) {
    if (!isAlive(ticket)) continue;
    for (const { service } of ticket.steps.slice(ticket.step)) {
      if (!services.has(service)) lostServices.add(service);
    }
  }
  const lostCounters: CounterId[] = [...hall.counters.values()]
    .filter((counter) => counter.status !== 'closed' && !places.has(counter.id))
    .map((counter) => counter.id);
  if (lostServices.size === 0 && lostCounters.length === 0) return null;
  return { refused: 'would-strand', services: [...lostServices], counters: lostCounters };
}

/**
 * Whoever may still be called or come back; a missed ticket only as long as it may rejoin. Those put
 * aside or missed come in that order, which the counters' lists keep.
 */
function crossing(hall: Hall, at: number): Deep<Ticket>[] {
  const within = (hall.configuration?.rules.rejoinWithinMinutes ?? 0) * minuteMs;
  const aside = [...hall.parked, ...hall.missed].flatMap((id) => hall.tickets.get(id) ?? []);
  const inLineOrHand = [...hall.tickets.values()].filter(
    (ticket) => isAlive(ticket) && ticket.status !== 'parked' && ticket.status !== 'missed',
  );
  return [...inLineOrHand, ...aside].filter(
    (ticket) => ticket.status !== 'missed' || (ticket.missedAt ?? 0) + within >= at,
  );
}

/** The marks in the lines that cross (NEXT-5). */
const overtakings = (hall: Hall) =>
  [...hall.lines.values(), ...hall.sentLines.values()].flatMap((lines) =>
    lines.flatMap((line) =>
      placesOf(line).flatMap(({ ticket, marks }) => (marks > 0 ? [{ ticket, marks }] : [])),
    ),
  );

const isAlive = (ticket: Deep<Ticket>): boolean => alive.has(ticket.status);
