/**
 * A hall as the forecast needs it, at one moment: who waits in which line, what every counter does and
 * may call, and how long things take. Plain data, so that it can be handed to another thread.
 * SPEC: WAIT-1, WAIT-4, WAIT-5.
 */
import { ordinaryOf, servicesOf } from '../capable.ts';
import type { TicketClass } from '../configuration.ts';
import type { ClassId, CounterId, NeedId, ServiceId, TicketId } from '../ids.ts';
import { placesOf, type ReadLine } from '../line.ts';
import type { Counter, Deep, Hall, Ticket } from '../state.ts';
import {
  arrivalsNow,
  type Learned,
  marginAt,
  marginKeys,
  nothingLearned,
  paceOf,
} from './learned.ts';
import { type Times, timesOf } from './measured.ts';

const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;
/** Who has booked comes so long before the slot, and so surely. */
export const bookedComes = { beforeMs: 5 * minuteMs, odds: 0.85 };

export interface SnapTicket {
  readonly ticket: TicketId;
  readonly at: number;
  readonly seq: number;
  readonly marks: number;
  readonly class: number;
  readonly needs: readonly NeedId[];
  /** The service it is at, and those that follow. */
  readonly services: readonly number[];
}

export interface SnapLine {
  /** -1: those sent to a counter. */
  readonly service: number;
  readonly counter: number;
  readonly class: number;
  readonly needs: readonly NeedId[];
  readonly tickets: readonly SnapTicket[];
}

export interface SnapCounter {
  readonly counter: CounterId;
  readonly status: 'open' | 'paused' | 'closed';
  /** How long it has been so without an act, ms. */
  readonly idleMs: number;
  readonly own: readonly number[];
  readonly overflow: readonly number[];
  readonly helps: readonly number[];
  readonly offers: readonly NeedId[];
  readonly hand: {
    readonly ticket: SnapTicket;
    readonly called: boolean;
    readonly ms: number;
  } | null;
  /** How many times the usual time who serves here takes. */
  readonly pace: number;
  /** When it is known to be away, epoch ms; in order. */
  readonly absences: readonly { readonly from: number; readonly to: number }[];
}

/** A booking that has not come yet. */
export interface Due {
  readonly service: ServiceId;
  readonly slotAt: number;
}

export interface SnapService {
  readonly service: ServiceId;
  readonly promiseMs: number;
  readonly overflow: { readonly people?: number; readonly minutes?: number } | null;
}

export interface Snapshot {
  readonly at: number;
  readonly midnight: number;
  readonly seq: number;
  readonly services: readonly SnapService[];
  readonly classes: readonly Pick<TicketClass, 'id' | 'kind' | 'base' | 'rate'>[];
  readonly overtakingMax: number;
  readonly lines: readonly SnapLine[];
  readonly counters: readonly SnapCounter[];
  /** Who is likely to come and to be called before somebody who waits. */
  readonly arrivals: readonly {
    readonly service: number;
    readonly class: number;
    readonly perMs: number;
  }[];
  readonly due: readonly {
    readonly service: number;
    readonly class: number;
    readonly slotAt: number;
  }[];
  /** Who has asked for some more minutes (POST), and comes back into line then, epoch ms. */
  readonly returning: readonly {
    readonly ticket: SnapTicket;
    /** The counter that it is sent to, or -1. */
    readonly counter: number;
    readonly at: number;
  }[];
  readonly times: Times;
  /** How far stated bounds are stretched, by `marginKeys`. */
  readonly margins: ReadonlyMap<string, { readonly low: number; readonly high: number }>;
}

/** The hall at this time with what was learned; `due`: bookings of today that have not come yet. */
export function snapshotOf(
  hall: Hall,
  learned: Learned = nothingLearned(),
  at: number = hall.at,
  due: readonly Due[] = [],
): Snapshot {
  const services = [...hall.services.values()];
  const indexOf = new Map(services.map(({ id }, index) => [id, index]));
  const classes = [...hall.classes.values()].map(({ id, kind, base, rate }) => ({
    ...{ id, kind, base, rate },
  }));
  const ordinary = Math.max(
    0,
    classes.findIndex(({ id }) => id === ordinaryOf(hall)?.id),
  );
  const classAt = (id: ClassId) => {
    const found = classes.findIndex((one) => one.id === id);
    return found < 0 ? ordinary : found;
  };
  const look: Look = { hall, learned, at, indexOf, classAt };
  const booked = classes.findIndex(({ kind }) => kind === 'booked');
  return {
    at,
    midnight: (hall.day?.endsAt ?? at) - dayMs,
    seq: hall.seq,
    services: services.map(({ id, promiseMinutes, overflow }) => ({
      service: id,
      promiseMs: promiseMinutes * minuteMs,
      overflow: overflow ? limits(overflow) : null,
    })),
    classes,
    overtakingMax: hall.configuration?.rules.overtakingMax ?? 0,
    lines: linesOf(look),
    counters: [...hall.counters.values()].map((counter) => counterOf(look, counter)),
    arrivals: arrivalsOf(look),
    due: due.flatMap(({ service, slotAt }) => {
      const index = indexOf.get(service);
      if (index === undefined) return [];
      return [{ service: index, class: booked < 0 ? ordinary : booked, slotAt }];
    }),
    returning: returningOf(look),
    times: timesOf(hall, learned),
    margins: new Map([...learned.margins].map(([key, margin]) => [key, { ...margin }])),
  };
}

interface Look {
  readonly hall: Hall;
  readonly learned: Learned;
  readonly at: number;
  readonly indexOf: ReadonlyMap<ServiceId, number>;
  readonly classAt: (id: ClassId) => number;
}

const limits = ({
  people,
  minutes,
}: {
  people?: number | undefined;
  minutes?: number | undefined;
}) => ({
  ...(people === undefined ? {} : { people }),
  ...(minutes === undefined ? {} : { minutes }),
});

function linesOf(look: Look): SnapLine[] {
  const { hall, indexOf } = look;
  const counters = [...hall.counters.keys()];
  const lineAt = (line: ReadLine, service: number, counter: number): SnapLine[] => {
    const tickets = placesOf(line).flatMap(({ ticket, marks }) => {
      const known = hall.tickets.get(ticket);
      return known ? [ticketOf(look, known, marks)] : [];
    });
    if (tickets.length === 0) return [];
    return [{ service, counter, class: look.classAt(line.class), needs: [...line.needs], tickets }];
  };
  return [
    ...[...hall.lines].flatMap(([service, lines]) =>
      lines.flatMap((line) => lineAt(line, indexOf.get(service) ?? -1, -1)),
    ),
    ...[...hall.sentLines].flatMap(([counter, lines]) =>
      lines.flatMap((line) => lineAt(line, -1, counters.indexOf(counter))),
    ),
  ];
}

function returningOf(look: Look): Snapshot['returning'] {
  const counters = [...look.hall.counters.keys()];
  return [...look.hall.postponed].flatMap((id) => {
    const ticket = look.hall.tickets.get(id);
    if (!ticket) return [];
    const counter = ticket.sentTo === null ? -1 : counters.indexOf(ticket.sentTo);
    return [{ ticket: ticketOf(look, ticket, 0), counter, at: ticket.postponedUntil ?? look.at }];
  });
}

const ticketOf = (look: Look, ticket: Deep<Ticket>, marks: number): SnapTicket => ({
  ticket: ticket.id,
  at: ticket.orderAt,
  seq: ticket.orderSeq,
  marks,
  class: look.classAt(ticket.class),
  needs: [...ticket.needs],
  services: ticket.steps
    .slice(ticket.step)
    .flatMap(({ service }) => look.indexOf.get(service) ?? []),
});

function counterOf(look: Look, counter: Deep<Counter>): SnapCounter {
  const { hall, learned, at, indexOf } = look;
  const { helps = [], offers = [] } = hall.places.get(counter.id) ?? {};
  const indices = (ids: readonly ServiceId[]) => ids.flatMap((id) => indexOf.get(id) ?? []);
  const held = counter.inHand === null ? undefined : hall.tickets.get(counter.inHand);
  const seen = learned.counters.get(counter.id);
  const calledAt = seen?.ticket === held?.id ? seen?.calledAt : held?.calledAt;
  return {
    counter: counter.id,
    status: counter.status,
    idleMs: at - counter.lastActAt,
    own: [...new Set(indices(servicesOf(hall, counter)))],
    overflow: indices(hall.overflows.get(counter.id) ?? []),
    helps: indices(helps),
    offers: [...offers],
    hand: held
      ? {
          ticket: ticketOf(look, held, 0),
          called: held.status === 'called',
          ms: Math.max(0, at - (calledAt ?? held.startedAt ?? at)),
        }
      : null,
    pace: Math.exp(paceOf(learned, counter.clerk ?? counter.id)),
    absences: [],
  };
}

/**
 * Only those who may be called before somebody older matter: other classes than the ordinary, and
 * whoever comes for what a counter serves first that helps elsewhere.
 */
function arrivalsOf({ hall, learned, at, indexOf, classAt }: Look): Snapshot['arrivals'] {
  const helping = new Set<ServiceId>();
  for (const counter of hall.counters.values()) {
    if (counter.status === 'closed' || !hall.places.get(counter.id)?.helps.length) continue;
    for (const service of servicesOf(hall, counter)) helping.add(service);
  }
  return [...learned.arrivals.values()].flatMap((known) => {
    const service = indexOf.get(known.service);
    const kind = hall.classes.get(known.class)?.kind ?? 'ordinary';
    if (service === undefined || kind === 'booked') return [];
    if (kind === 'ordinary' && !helping.has(known.service)) return [];
    const perMs = arrivalsNow(known, at);
    return perMs < 1e-9 ? [] : [{ service, class: classAt(known.class), perMs }];
  });
}

/** By how much the bounds stated to such a newcomer are stretched, as logarithms. */
export function marginOf(
  { margins }: Pick<Snapshot, 'margins'>,
  service: ServiceId,
  ticketClass: ClassId,
): { low: number; high: number } {
  let [low, high] = [0, 0];
  for (const key of marginKeys(service, ticketClass)) {
    const margin = marginAt(margins, key);
    low += margin.low;
    high += margin.high;
  }
  return { low, high };
}

/** Until when the counter is empty at this time; 0 when it is not. */
export function absentUntil({ absences }: SnapCounter, at: number): number {
  if (absences.length === 0) return 0;
  for (const { from, to } of absences) if (from <= at && at < to) return to;
  return 0;
}
