/**
 * What a clerk sees at a counter: the ticket in hand with its story, who waits, whom one could take
 * up again, and which printers in the hall need a hand.
 */
import { pickSeveral, serviceOf } from '../hall/calling.ts';
import { serves, servicesOf } from '../hall/capable.ts';
import type { Because, Booked, Outcome, TideBecause } from '../hall/events.ts';
import type {
  ClassId,
  CounterId,
  ItemId,
  KioskId,
  Label,
  NeedId,
  ReasonId,
  ServiceId,
  StaffId,
  TicketId,
} from '../hall/ids.ts';
import { compareAge, lengthOf, type Place, placeAt, placesOf } from '../hall/line.ts';
import type { Counter, Deep, Hall, Moment, Ticket, TicketStatus } from '../hall/state.ts';
import type { HelpCall, HouseFacts, PrinterState } from './facts.ts';

/** A ticket as one line of a list. */
export interface TicketLine {
  readonly ticket: TicketId;
  readonly label: Label;
  readonly service: ServiceId;
  readonly issuedAt: number;
  /** It waits for this counter alone. */
  readonly sentHere: boolean;
  readonly class: ClassId;
  /** What the visitor needs, for the clerk to know before the call. */
  readonly needs: readonly NeedId[];
  readonly booking: Booked | null;
}

/** Its visitor asked for some more minutes: nobody is called to it until then (POST-3). */
export interface PostponedLine extends TicketLine {
  /** When it comes back into its line, epoch ms. */
  readonly until: number;
}

export interface TicketInHand extends TicketLine {
  readonly status: TicketStatus;
  readonly calledAt: number | null;
  readonly startedAt: number | null;
  readonly recalls: number;
  readonly rejoins: number;
  readonly history: readonly Moment[];
  /** Why it was called before others. */
  readonly because: Because | null;
  /** All that it goes through; `step` is the index of the one it is at. */
  readonly step: number;
  readonly steps: readonly {
    readonly service: ServiceId;
    readonly items: readonly ItemId[];
    readonly outcome: Outcome | null;
  }[];
}

export interface CounterView {
  readonly open: boolean;
  readonly counter: {
    readonly id: CounterId;
    readonly status: Counter['status'];
    readonly clerk: StaffId | null;
    readonly pauseReason: ReasonId | null;
    /** What it serves now, and why, where that is not what the configuration says. */
    readonly services: readonly ServiceId[];
    readonly tide: TideBecause | null;
  };
  readonly inHand: TicketInHand | null;
  /**
   * Who waits, by service; whom another counter was sent is not counted, as only that one calls it.
   * `oldestAt`: when the first in line took the number. `mine`: this counter serves the service.
   */
  readonly waiting: readonly {
    readonly service: ServiceId;
    readonly count: number;
    readonly oldestAt: number | null;
    readonly mine: boolean;
  }[];
  /** Whom this counter would call, in order, at most 8. */
  readonly next: readonly TicketLine[];
  /** Put aside, and missed: latest first, at most 20 each, only what this counter may take. */
  readonly parked: readonly TicketLine[];
  readonly missed: readonly TicketLine[];
  /** Put off by their visitors: who comes back first stands first, at most 20, only what this counter may take. */
  readonly postponed: readonly PostponedLine[];
  /** The other counters, for a transfer. */
  readonly others: readonly { readonly id: CounterId; readonly status: Counter['status'] }[];
  /** Printers that do not print, or soon will not. */
  readonly printers: readonly { readonly kiosk: KioskId; readonly state: PrinterState }[];
  readonly helpCalls: readonly HelpCall[];
  /** Numbers that kiosks gave while the hub was away, and that wait for a manager's word (AWAY-5). */
  readonly held: number;
  /** A phone may be left for texts. */
  readonly texts?: true;
}

const nextShown = 8;
const asideShown = 20;

/** What every counter is shown alike, but for a little: a hall with many of them makes it once for all. */
export interface AllCounters {
  readonly counters: CounterView['others'];
  /** By service, those who were sent to a counter apart. */
  readonly lines: ReadonlyMap<ServiceId, Waiting>;
}

/** Who waits for a service, and who of them stands first. */
interface Waiting {
  readonly count: number;
  readonly first: Readonly<Place> | undefined;
}

export function allCounters(hall: Hall): AllCounters {
  const lines = new Map<ServiceId, Waiting>();
  for (const [service, its] of hall.lines) {
    let waiting: Waiting = { count: 0, first: undefined };
    for (const line of its) waiting = joined(waiting, lengthOf(line), placeAt(line, 0));
    lines.set(service, waiting);
  }
  const counters = [...hall.counters.values()].map(({ id, status }) => ({ id, status }));
  return { counters, lines };
}

function joined({ count, first }: Waiting, more: number, head: Waiting['first']): Waiting {
  const older = head && (first === undefined || compareAge(head, first) < 0);
  return { count: count + more, first: older ? head : first };
}

/**
 * The view of one counter, or null when the hall has no such counter. `alike`: what `allCounters` made of
 * the same hall.
 */
export function counterView(
  hall: Hall,
  facts: HouseFacts,
  id: CounterId,
  alike: AllCounters = allCounters(hall),
): CounterView | null {
  const counter = hall.counters.get(id);
  if (!counter) return null;
  const inHand = counter.inHand === null ? undefined : hall.tickets.get(counter.inHand);
  return {
    open: hall.day?.open ?? false,
    counter: {
      id,
      status: counter.status,
      clerk: counter.clerk,
      pauseReason: counter.pauseReason,
      services: [...servicesOf(hall, counter)],
      tide: counter.tide === null ? null : { ...counter.tide.because },
    },
    inHand: inHand ? ticketInHand(inHand, id) : null,
    waiting: waitingAt(hall, counter, alike),
    next: pickSeveral(hall, counter, hall.at, nextShown).flatMap((ticket) => {
      const known = hall.tickets.get(ticket);
      return known ? [ticketLine(known, id)] : [];
    }),
    parked: aside(hall, hall.parked, counter),
    missed: aside(hall, hall.missed, counter),
    postponed: postponed(hall, counter),
    others: alike.counters.filter((other) => other.id !== id),
    printers: [...facts.printers].flatMap(([kiosk, state]) =>
      state === 'ready' ? [] : [{ kiosk, state }],
    ),
    helpCalls: facts.helpCalls.map((call) => ({ ...call })),
    held: hall.held.size,
    ...(facts.texts ? { texts: true as const } : {}),
  };
}

function aside(hall: Hall, set: ReadonlySet<TicketId>, counter: Deep<Counter>): TicketLine[] {
  return [...set]
    .reverse()
    .flatMap((ticket) => hall.tickets.get(ticket) ?? [])
    .filter((ticket) => serves(hall, counter, serviceOf(ticket)) || ticket.counter === counter.id)
    .slice(0, asideShown)
    .map((ticket) => ticketLine(ticket, counter.id));
}

function postponed(hall: Hall, counter: Deep<Counter>): PostponedLine[] {
  return [...hall.postponed]
    .flatMap((id) => hall.tickets.get(id) ?? [])
    .filter((one) => serves(hall, counter, serviceOf(one)) || one.sentTo === counter.id)
    .map((ticket) => ({
      ...ticketLine(ticket, counter.id),
      until: ticket.postponedUntil ?? hall.at,
    }))
    .sort((a, b) => a.until - b.until)
    .slice(0, asideShown);
}

function waitingAt(hall: Hall, counter: Deep<Counter>, alike: AllCounters): CounterView['waiting'] {
  const sentHere = (hall.sentLines.get(counter.id) ?? []).flatMap(placesOf);
  return [...alike.lines].flatMap(([service, waiting]) => {
    let all = waiting;
    for (const place of sentHere) {
      if (isFor(hall, place.ticket, service)) all = joined(all, 1, place);
    }
    const { count, first } = all;
    if (first === undefined) return [];
    const oldestAt = hall.tickets.get(first.ticket)?.issuedAt ?? null;
    return [{ service, count, oldestAt, mine: serves(hall, counter, service) }];
  });
}

function isFor(hall: Hall, id: TicketId, service: ServiceId): boolean {
  const ticket = hall.tickets.get(id);
  return ticket !== undefined && serviceOf(ticket) === service;
}

function ticketLine(ticket: Deep<Ticket>, counter: CounterId): TicketLine {
  return {
    ticket: ticket.id,
    label: ticket.label,
    service: serviceOf(ticket),
    issuedAt: ticket.issuedAt,
    sentHere: ticket.sentTo === counter,
    class: ticket.class,
    needs: [...ticket.needs],
    booking: ticket.booking === null ? null : { ...ticket.booking },
  };
}

function ticketInHand(ticket: Deep<Ticket>, counter: CounterId): TicketInHand {
  const { status, calledAt, startedAt, recalls, rejoins, step } = ticket;
  return {
    ...ticketLine(ticket, counter),
    status,
    calledAt,
    startedAt,
    recalls,
    rejoins,
    history: ticket.history.map((moment) => ({ ...moment })),
    because: ticket.because === null ? null : { ...ticket.because },
    step,
    steps: ticket.steps.map(({ service, items, outcome }) => ({
      service,
      items: [...items],
      outcome,
    })),
  };
}
