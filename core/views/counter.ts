/**
 * What a clerk sees at a counter: the ticket in hand with its story, who waits, whom one could take
 * up again, and which printers in the hall need a hand.
 */
import { serviceOf } from '../hall/calling.ts';
import type {
  CounterId,
  KioskId,
  Label,
  ReasonId,
  ServiceId,
  StaffId,
  TicketId,
} from '../hall/ids.ts';
import { compare, type Place } from '../hall/line.ts';
import type { Counter, Deep, Hall, Moment, Ticket, TicketStatus } from '../hall/state.ts';
import type { HouseFacts, PrinterState } from './facts.ts';

/** A ticket as one line of a list. */
export interface TicketLine {
  readonly ticket: TicketId;
  readonly label: Label;
  readonly service: ServiceId;
  readonly issuedAt: number;
  /** It waits for this counter alone. */
  readonly sentHere: boolean;
}

export interface TicketInHand extends TicketLine {
  readonly status: TicketStatus;
  readonly calledAt: number | null;
  readonly startedAt: number | null;
  readonly recalls: number;
  readonly rejoins: number;
  readonly history: readonly Moment[];
}

export interface CounterView {
  readonly open: boolean;
  readonly counter: {
    readonly id: CounterId;
    readonly status: Counter['status'];
    readonly clerk: StaffId | null;
    readonly pauseReason: ReasonId | null;
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
  /** The other counters, for a transfer. */
  readonly others: readonly { readonly id: CounterId; readonly status: Counter['status'] }[];
  /** Printers that do not print, or soon will not. */
  readonly printers: readonly { readonly kiosk: KioskId; readonly state: PrinterState }[];
}

const nextShown = 8;
const asideShown = 20;

/** The view of one counter, or null when the hall has no such counter. */
export function counterView(hall: Hall, facts: HouseFacts, id: CounterId): CounterView | null {
  const counter = hall.counters.get(id);
  if (!counter) return null;
  const mine = hall.places.get(id)?.services ?? [];
  const inHand = counter.inHand === null ? undefined : hall.tickets.get(counter.inHand);
  return {
    open: hall.day?.open ?? false,
    counter: {
      id,
      status: counter.status,
      clerk: counter.clerk,
      pauseReason: counter.pauseReason,
    },
    inHand: inHand ? ticketInHand(inHand, id) : null,
    waiting: waitingAt(hall, id, mine),
    next: nextAt(hall, id, mine),
    parked: aside(hall, hall.parked, id, mine),
    missed: aside(hall, hall.missed, id, mine),
    others: [...hall.counters.values()]
      .filter((other) => other.id !== id)
      .map((other) => ({ id: other.id, status: other.status })),
    printers: [...facts.printers].flatMap(([kiosk, state]) =>
      state === 'ready' ? [] : [{ kiosk, state }],
    ),
  };
}

function nextAt(hall: Hall, id: CounterId, services: readonly ServiceId[]): TicketLine[] {
  const lines = [hall.sentLines.get(id), ...services.map((service) => hall.lines.get(service))];
  return lines
    .flatMap((line) => line?.slice(0, nextShown) ?? [])
    .sort(compare)
    .slice(0, nextShown)
    .flatMap(({ ticket }: Place) => {
      const known = hall.tickets.get(ticket);
      return known ? [ticketLine(known, id)] : [];
    });
}

function aside(
  hall: Hall,
  set: ReadonlySet<TicketId>,
  id: CounterId,
  services: readonly ServiceId[],
): TicketLine[] {
  return [...set]
    .reverse()
    .flatMap((ticket) => hall.tickets.get(ticket) ?? [])
    .filter((ticket) => services.includes(serviceOf(ticket)) || ticket.counter === id)
    .slice(0, asideShown)
    .map((ticket) => ticketLine(ticket, id));
}

function waitingAt(
  hall: Hall,
  id: CounterId,
  services: readonly ServiceId[],
): CounterView['waiting'] {
  const sentHere = hall.sentLines.get(id) ?? [];
  return [...hall.lines].flatMap(([service, line]) => {
    let first = line[0];
    let count = line.length;
    for (const place of sentHere) {
      if (!isFor(hall, place.ticket, service)) continue;
      count += 1;
      if (first === undefined || compare(place, first) < 0) first = place;
    }
    if (first === undefined) return [];
    const oldestAt = hall.tickets.get(first.ticket)?.issuedAt ?? null;
    return [{ service, count, oldestAt, mine: services.includes(service) }];
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
  };
}

function ticketInHand(ticket: Deep<Ticket>, counter: CounterId): TicketInHand {
  const { status, calledAt, startedAt, recalls, rejoins } = ticket;
  const history = ticket.history.map((moment) => ({ ...moment }));
  return { ...ticketLine(ticket, counter), status, calledAt, startedAt, recalls, rejoins, history };
}
