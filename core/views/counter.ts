/**
 * What a clerk sees at a counter: the ticket in hand with its story, who waits, whom one could take
 * up again, and which printers in the hall need a hand.
 */
import { pickSeveral, serviceOf } from '../hall/calling.ts';
import { callsAlone, serves, servicesOf } from '../hall/capable.ts';
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
import {
  compareAge,
  lengthOf,
  type Place,
  placeAt,
  placesOf,
  type ReadLine,
} from '../hall/line.ts';
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

/** What many counters are shown alike: a hall with many of them makes it once for all. */
export interface AllCounters {
  readonly counters: CounterView['others'];
  readonly lines: readonly Waiting[];
  /** What the counters of each pool see that nothing makes special; null: all of a pool's are. */
  readonly pools: readonly (Pooled | null)[];
  /** The latest first. A day has hundreds of missed ones, and each counter looks through them with every change. */
  readonly parked: readonly Aside[];
  readonly missed: readonly Aside[];
  readonly printers: CounterView['printers'];
  readonly helpCalls: CounterView['helpCalls'];
}

/** Somebody set aside, as every counter shows them to which they were not sent. */
interface Aside {
  readonly line: TicketLine;
  readonly by: CounterId | null;
  readonly sentTo: CounterId | null;
}

type Pooled = Pick<CounterView, 'waiting' | 'next'>;

/** Who waits for a service, those who were sent to a counter apart. */
interface Waiting {
  readonly service: ServiceId;
  readonly first: Readonly<Place> | null;
  /** As it stands at a counter that serves it, and at the others. */
  readonly mine: CounterView['waiting'][number];
  readonly theirs: CounterView['waiting'][number];
}

/** Who waits for each service. */
export const allLines = (hall: Hall): readonly Waiting[] =>
  [...hall.lines].map(([service, its]) => waitingFor(hall, service, its));

export function allCounters(
  hall: Hall,
  facts: HouseFacts,
  lines: readonly Waiting[] = allLines(hall),
): AllCounters {
  const pools: (Pooled | null)[] = [];
  for (const counter of hall.counters.values()) {
    const pool = hall.pools.get(counter.id);
    if (pool === undefined || pools[pool] !== undefined || callsAlone(hall, counter)) continue;
    pools[pool] = pooledAt(hall, counter, lines);
  }
  return {
    counters: [...hall.counters.values()].map(({ id, status }) => ({ id, status })),
    lines,
    pools: Array.from(pools, (its) => its ?? null),
    parked: setAside(hall, hall.parked),
    missed: setAside(hall, hall.missed),
    printers: [...facts.printers].flatMap(([kiosk, state]) =>
      state === 'ready' ? [] : [{ kiosk, state }],
    ),
    helpCalls: facts.helpCalls.map((call) => ({ ...call })),
  };
}

const pooledAt = (hall: Hall, counter: Deep<Counter>, lines: readonly Waiting[]): Pooled => ({
  waiting: waitingAt(hall, counter, lines),
  next: nextAt(hall, counter),
});

const nextAt = (hall: Hall, counter: Deep<Counter>): CounterView['next'] =>
  pickSeveral(hall, counter, hall.at, nextShown).flatMap((ticket) => {
    const known = hall.tickets.get(ticket);
    return known ? [ticketLine(known, counter.id)] : [];
  });

function waitingFor(hall: Hall, service: ServiceId, lines: readonly ReadLine[]): Waiting {
  let count = 0;
  let first: Readonly<Place> | null = null;
  for (const line of lines) {
    count += lengthOf(line);
    first = elder(first, placeAt(line, 0));
  }
  const shown = { service, count, oldestAt: takenAt(hall, first) };
  const place = first === null ? null : { ...first };
  return {
    ...{ service, first: place },
    ...{ mine: { ...shown, mine: true }, theirs: { ...shown, mine: false } },
  };
}

function elder(one: Readonly<Place> | null, other: Readonly<Place> | undefined) {
  return other && (one === null || compareAge(other, one) < 0) ? other : one;
}

const takenAt = (hall: Hall, place: Readonly<Place> | null): number | null =>
  place === null ? null : (hall.tickets.get(place.ticket)?.issuedAt ?? null);

/**
 * The view of one counter, or null when the hall has no such counter. `alike`: what `allCounters` made of
 * the same hall and facts.
 */
export function counterView(
  hall: Hall,
  facts: HouseFacts,
  id: CounterId,
  alike: AllCounters = allCounters(hall, facts),
): CounterView | null {
  const counter = hall.counters.get(id);
  if (!counter) return null;
  const inHand = counter.inHand === null ? undefined : hall.tickets.get(counter.inHand);
  const pool = hall.pools.get(id);
  const pooled = pool === undefined || callsAlone(hall, counter) ? null : alike.pools[pool];
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
    ...(pooled ?? pooledAt(hall, counter, alike.lines)),
    parked: asideAt(hall, alike.parked, counter),
    missed: asideAt(hall, alike.missed, counter),
    postponed: postponed(hall, counter),
    others: othersOf(alike.counters, id),
    printers: alike.printers,
    helpCalls: alike.helpCalls,
    held: hall.held.size,
    ...(facts.texts ? { texts: true as const } : {}),
  };
}

const setAside = (hall: Hall, set: ReadonlySet<TicketId>): Aside[] =>
  [...set].reverse().flatMap((id) => {
    const ticket = hall.tickets.get(id);
    if (ticket === undefined) return [];
    return [{ line: ticketLine(ticket, null), by: ticket.counter, sentTo: ticket.sentTo }];
  });

function asideAt(hall: Hall, all: readonly Aside[], counter: Deep<Counter>): TicketLine[] {
  const lines: TicketLine[] = [];
  for (const { line, by, sentTo } of all) {
    if (by !== counter.id && !serves(hall, counter, line.service)) continue;
    lines.push(sentTo === counter.id ? { ...line, sentHere: true } : line);
    if (lines.length === asideShown) break;
  }
  return lines;
}

/** What each counter shows of the others, as long as none of them changes. */
const others = new WeakMap<AllCounters['counters'], Map<CounterId, CounterView['others']>>();

function othersOf(counters: AllCounters['counters'], id: CounterId): CounterView['others'] {
  const known = others.get(counters) ?? new Map<CounterId, CounterView['others']>();
  others.set(counters, known);
  const its = known.get(id) ?? counters.filter((other) => other.id !== id);
  known.set(id, its);
  return its;
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

function waitingAt(
  hall: Hall,
  counter: Deep<Counter>,
  lines: readonly Waiting[],
): CounterView['waiting'] {
  const sentHere = (hall.sentLines.get(counter.id) ?? []).flatMap(placesOf);
  return lines.flatMap(({ service, first, mine, theirs }) => {
    const its = serves(hall, counter, service) ? mine : theirs;
    const sent = sentHere.filter((place) => isFor(hall, place.ticket, service));
    if (sent.length === 0) return first === null ? [] : [its];
    const oldestAt = takenAt(hall, sent.reduce(elder, first));
    return [{ ...its, count: its.count + sent.length, oldestAt }];
  });
}

function isFor(hall: Hall, id: TicketId, service: ServiceId): boolean {
  const ticket = hall.tickets.get(id);
  return ticket !== undefined && serviceOf(ticket) === service;
}

function ticketLine(ticket: Deep<Ticket>, counter: CounterId | null): TicketLine {
  return {
    ticket: ticket.id,
    label: ticket.label,
    service: serviceOf(ticket),
    issuedAt: ticket.issuedAt,
    sentHere: counter !== null && ticket.sentTo === counter,
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
