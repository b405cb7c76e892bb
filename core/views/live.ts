/**
 * The hall at a glance, for those who run it: who waits how long against what was promised, what each
 * counter does and since when, and what the forecast says. Ages are reckoned by whoever shows it: the view
 * holds times, so that it changes only when something happens.
 */
import { serviceOf } from '../hall/calling.ts';
import { servicesOf as servedBy } from '../hall/capable.ts';
import type { Range } from '../hall/events.ts';
import type {
  ClassId,
  CounterId,
  KioskId,
  Label,
  ReasonId,
  ServiceId,
  StaffId,
  TicketId,
} from '../hall/ids.ts';
import { pausedIn } from '../hall/shutting.ts';
import type { Counter, Deep, Hall, Ticket } from '../hall/state.ts';
import type { Emergency, HelpCall, HouseFacts, MachineFault, PrinterState } from './facts.ts';

/** A service for which somebody waits. */
export interface LiveService {
  readonly service: ServiceId;
  readonly count: number;
  /** When the one who has waited longest began to, epoch ms. */
  readonly oldestAt: number;
  /** What a newcomer of the ordinary class would wait, in minutes; null: not known. */
  readonly newcomer: Range | null;
  /** In so many minutes the last of those who wait will have been called, by the upper bound; null: not known. */
  readonly clearIn: number | null;
}

export interface LiveTicket {
  readonly ticket: TicketId;
  readonly label: Label;
  readonly service: ServiceId;
  readonly class: ClassId;
  readonly since: number;
  /** When what was promised is over, epoch ms; null: nothing was. */
  readonly dueAt: number | null;
}

export interface LiveCounter {
  readonly id: CounterId;
  readonly status: Counter['status'];
  /** Null: closed, or opened by another system. */
  readonly clerk: StaffId | null;
  /** As it stands on the clerk's card; null: there is none. */
  readonly name: string | null;
  /** Since when it does what it does now, epoch ms. */
  readonly since: number;
  readonly pauseReason: ReasonId | null;
  readonly inHand: {
    readonly label: Label;
    readonly service: ServiceId;
    readonly serving: boolean;
  } | null;
  /** What it serves now. */
  readonly services: readonly ServiceId[];
  /** What it was turned to; null: as configured. */
  readonly turned: readonly ServiceId[] | null;
  /** Steps that ended at it today. */
  readonly finished: number;
}

export interface LiveView {
  readonly open: boolean;
  /** Tickets of today, and those that are finished. */
  readonly taken: number;
  readonly finished: number;
  readonly waiting: number;
  readonly parked: number;
  readonly missed: number;
  /** Numbers that kiosks gave offline and that wait for a word. */
  readonly held: number;
  /** The one who has waited longest beyond what was promised first. */
  readonly services: readonly LiveService[];
  /** Services that give no numbers, by a manager's hand. */
  readonly paused: readonly ServiceId[];
  /** Who is over, or will be next, at most 12. */
  readonly longest: readonly LiveTicket[];
  readonly counters: readonly LiveCounter[];
  readonly printers: readonly { readonly kiosk: KioskId; readonly state: PrinterState }[];
  /** Not done yet, oldest first. */
  readonly helpCalls: readonly HelpCall[];
  /**
   * Of those who wait now: how many still wait in 0, 10, … 120 minutes, at the least and at the most.
   * Empty while nothing is known.
   */
  readonly remaining: readonly (readonly [least: number, most: number])[];
  readonly emergency: Emergency['kind'] | null;
  /** Who leads the hall today; null: nobody is entered. */
  readonly duty: string | null;
  readonly clockAlarm: boolean;
  readonly machine: readonly MachineFault[];
}

const longestShown = 12;
const minuteMs = 60_000;
/** How far ahead is told, and in what steps, in minutes. */
export const remainingMinutes = { step: 10, most: 120 };

export function liveView(hall: Hall, facts: HouseFacts): LiveView {
  const waiting = [...hall.tickets.values()].filter(({ status }) => status === 'waiting');
  const lines = waiting.map((ticket) => lineOf(hall, ticket));
  const last = Number.POSITIVE_INFINITY;
  const byDue = lines.sort((a, b) => (a.dueAt ?? last) - (b.dueAt ?? last) || a.since - b.since);
  let finished = 0;
  for (const { status } of hall.tickets.values()) if (status === 'finished') finished += 1;
  const ended = endedAt(hall);
  return {
    ...{ open: hall.day?.open ?? false, taken: hall.tickets.size, finished },
    ...{ waiting: lines.length, parked: hall.parked.size, missed: hall.missed.size },
    held: hall.held.size,
    services: servicesOf(byDue, facts),
    paused: [...pausedIn(hall)],
    longest: byDue.slice(0, longestShown),
    counters: [...hall.counters.values()].map((counter) => ({
      ...counterOf(hall, counter, facts),
      finished: ended.get(counter.id) ?? 0,
    })),
    printers: [...facts.printers].flatMap(([kiosk, state]) =>
      state === 'ready' ? [] : [{ kiosk, state }],
    ),
    helpCalls: facts.helpCalls.map((call) => ({ ...call })),
    remaining: remainingOf(byDue, facts),
    emergency: facts.emergency?.kind ?? null,
    duty: facts.duty?.name ?? null,
    clockAlarm: facts.clockAlarm,
    machine: [...facts.machine],
  };
}

/** Promised is what the visitor was told; where nothing was told, what the service promises everybody. */
function lineOf(hall: Hall, ticket: Deep<Ticket>): LiveTicket {
  const service = serviceOf(ticket);
  const { id, label, class: its, orderAt: since, promised } = ticket;
  const minutes = promised?.high ?? hall.services.get(service)?.promiseMinutes ?? null;
  const dueAt = minutes === null ? null : since + minutes * minuteMs;
  return { ticket: id, label, service, class: its, since, dueAt };
}

function remainingOf(
  lines: readonly LiveTicket[],
  { forecast }: HouseFacts,
): LiveView['remaining'] {
  const known = lines.flatMap(({ ticket }) => forecast.tickets.get(ticket) ?? []);
  if (known.length === 0) return [];
  const { step, most } = remainingMinutes;
  return Array.from({ length: most / step + 1 }, (_, nth) => {
    const after = (bound: 'low' | 'high') => known.filter((one) => one[bound] > nth * step).length;
    return nth === 0 ? [known.length, known.length] : [after('low'), after('high')];
  });
}

/** In the order of their first, so that the worst stands first. */
function servicesOf(lines: readonly LiveTicket[], { forecast }: HouseFacts): LiveService[] {
  const by = new Map<ServiceId, LiveTicket[]>();
  for (const line of lines) {
    const known = by.get(line.service);
    if (known) known.push(line);
    else by.set(line.service, [line]);
  }
  return [...by].map(([service, own]) => {
    const ends = own.flatMap(({ ticket }) => forecast.tickets.get(ticket)?.high ?? []);
    const newcomer = forecast.services.get(service);
    return {
      ...{ service, count: own.length, oldestAt: Math.min(...own.map(({ since }) => since)) },
      newcomer: newcomer ? { low: newcomer.low, high: newcomer.high } : null,
      clearIn: ends.length < own.length ? null : Math.max(...ends),
    };
  });
}

/** How many steps ended at each counter, as far as the tickets of today remember. */
function endedAt(hall: Hall): ReadonlyMap<CounterId, number> {
  const ended = new Map<CounterId, number>();
  for (const { history } of hall.tickets.values()) {
    for (const { what, counter } of history) {
      if (what !== 'step-finished' || counter === null) continue;
      ended.set(counter, (ended.get(counter) ?? 0) + 1);
    }
  }
  return ended;
}

function counterOf(
  hall: Hall,
  counter: Deep<Counter>,
  { cards }: HouseFacts,
): Omit<LiveCounter, 'finished'> {
  const { id, status, clerk, lastActAt, pauseReason, tide } = counter;
  const ticket = counter.inHand === null ? undefined : hall.tickets.get(counter.inHand);
  const serving = ticket?.status === 'serving';
  const since = (serving ? ticket?.startedAt : ticket?.calledAt) ?? lastActAt;
  return {
    ...{ id, status, clerk, pauseReason, since },
    name: (clerk === null ? undefined : cards.get(clerk))?.name ?? null,
    inHand: ticket ? { label: ticket.label, service: serviceOf(ticket), serving } : null,
    services: [...servedBy(hall, counter)],
    turned: tide === null ? null : [...tide.services],
  };
}
