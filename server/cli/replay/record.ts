/**
 * What a recorded day says of people, not of rules: who came when and for what, how long each was in
 * hand, who asked for more minutes, did not come when called or gave up; and when which window was
 * staffed.
 */
import type { Outcome, Told } from '../../../core/hall/events.ts';
import type {
  BookingId,
  ClassId,
  CounterId,
  ItemId,
  NeedId,
  ReasonId,
  ServiceId,
  TicketId,
} from '../../../core/hall/ids.ts';
import type { Opening } from '../recorded.ts';

/** One service of a visit as it went: how long it was in hand, and how that ended. */
export interface Leg {
  service: ServiceId;
  handMs: number;
  ends: 'finished' | 'transferred' | 'given-up' | 'open';
  outcome: Outcome;
  toService: ServiceId | null;
}

export interface Visit {
  readonly ticket: TicketId;
  /** Null where it crossed midnight into the day. */
  readonly cameAt: number | null;
  readonly service: ServiceId;
  readonly class: ClassId;
  readonly reason: ReasonId | null;
  readonly needs: readonly NeedId[];
  readonly items: readonly ItemId[];
  readonly booking: { readonly id: BookingId; readonly slotAt: number } | null;
  readonly legs: Leg[];
  reclassed: {
    readonly afterMs: number;
    readonly class: ClassId;
    readonly reason: ReasonId;
  } | null;
  /** At this leg it was called and nobody came; back after so long, or never. */
  missed: { readonly leg: number; readonly afterMs: number; backAfterMs: number | null } | null;
  /** Asked for some more minutes, so long after it began to wait for that leg. */
  readonly postponed: { readonly leg: number; readonly afterMs: number }[];
  /** It was given up while it waited, so long after it was taken. */
  leftAfterMs: number | null;
}

/** What happens at a window by the roster and by hand. */
export interface Order {
  readonly at: number;
  readonly counter: CounterId;
  readonly act:
    | { readonly type: 'sign-in' | 'sign-out' | 'unpause' }
    | { readonly type: 'pause'; readonly reason: ReasonId }
    | { readonly type: 'services'; readonly services: readonly ServiceId[] | null };
}

export interface Recorded {
  readonly opening: Opening;
  readonly visits: ReadonlyMap<TicketId, Visit>;
  readonly orders: readonly Order[];
  /** How many different clerks sat at a window. */
  readonly clerks: number;
  readonly endsAt: number;
  /** From one visitor's leaving to the next one's call, where somebody waited; the median, in ms. */
  readonly pauseMs: number;
}

/** In hand since then; the time before a visitor was put aside is kept. `waitsFrom`: for its present leg. */
interface Hand {
  waitsFrom: number;
  since: number | null;
  beforeMs: number;
  missedAt: number | null;
}

/** Reads a day, whose first event is its opening. */
export function recordOf(events: readonly Told[], opening: Opening): Recorded {
  const visits = new Map<TicketId, Visit>();
  const hands = new Map<TicketId, Hand>();
  for (const ticket of opening.body.crossing.tickets) {
    const { id, steps, step, needs } = ticket;
    const service = steps[step]?.service;
    if (service === undefined) continue;
    const none = { cameAt: null, reason: null, booking: null, items: [] };
    visits.set(id, visitOf({ ticket: id, service, class: ticket.class, needs, ...none }));
  }
  for (const told of events) takeUp(told, visits, hands);
  return {
    ...{ opening, visits, orders: events.flatMap(orderOf), clerks: clerksIn(events, opening) },
    ...{ endsAt: events.at(-1)?.at ?? opening.at, pauseMs: pauseIn(events) },
  };
}

type Happens = 'legs' | 'reclassed' | 'missed' | 'postponed' | 'leftAfterMs';

const visitOf = (said: Omit<Visit, Happens>): Visit => ({
  ...said,
  ...{ legs: [legOf(said.service)], postponed: [] },
  ...{ reclassed: null, missed: null, leftAfterMs: null },
});

const legOf = (service: ServiceId): Leg => ({
  ...{ service, handMs: 0, ends: 'open', outcome: 'done', toService: null },
});

function takeUp(told: Told, visits: Map<TicketId, Visit>, hands: Map<TicketId, Hand>): void {
  if (told.type === 'ticket-issued') {
    const { body, at } = told;
    const service = body.steps[0]?.service;
    if (service === undefined) return;
    const { ticket, needs, reason, booking } = body;
    const items = body.steps.flatMap((step) => step.items);
    const visit = { ticket, cameAt: at, service, class: body.class, reason, needs, items, booking };
    visits.set(ticket, visitOf(visit));
    return;
  }
  const visit = 'ticket' in told.body ? visits.get(told.body.ticket) : undefined;
  const leg = visit?.legs.at(-1);
  if (!visit || !leg) return;
  const waitsFrom = visit.cameAt ?? told.at;
  const none: Hand = { waitsFrom, since: null, beforeMs: 0, missedAt: null };
  const hand = hands.get(visit.ticket) ?? none;
  hands.set(visit.ticket, hand);
  follow(told, visit, leg, hand);
}

function follow(told: Told, visit: Visit, leg: Leg, hand: Hand): void {
  const { at } = told;
  const inHandMs = hand.beforeMs + (hand.since === null ? 0 : at - hand.since);
  const over = (ends: Leg['ends']) => {
    Object.assign(leg, { ends, handMs: inHandMs });
    Object.assign(hand, { since: null, beforeMs: 0 });
  };
  switch (told.type) {
    case 'ticket-called':
    case 'ticket-resumed':
      comesBack(visit, hand, at);
      hand.since = at;
      return;
    case 'ticket-rejoined':
      return comesBack(visit, hand, at);
    case 'ticket-postponed':
      visit.postponed.push({ leg: visit.legs.length - 1, afterMs: at - hand.waitsFrom });
      return;
    case 'ticket-parked':
      Object.assign(hand, { since: null, beforeMs: inHandMs });
      return;
    case 'ticket-missed':
      visit.missed ??= { leg: visit.legs.length - 1, afterMs: inHandMs, backAfterMs: null };
      Object.assign(hand, { since: null, beforeMs: 0, missedAt: at });
      return;
    case 'step-finished':
      over('finished');
      leg.outcome = told.body.outcome;
      return;
    case 'step-advanced':
      visit.legs.push(legOf(told.body.service));
      hand.waitsFrom = at;
      return;
    case 'ticket-transferred':
      over('transferred');
      leg.toService = told.body.toService;
      visit.legs.push(legOf(told.body.toService));
      hand.waitsFrom = at;
      return;
    case 'ticket-reclassed':
      visit.reclassed = {
        ...{ afterMs: at - (visit.cameAt ?? at), class: told.body.class },
        reason: told.body.reason,
      };
      return;
    case 'ticket-cancelled':
      if (hand.since === null && hand.missedAt === null) {
        visit.leftAfterMs = at - (visit.cameAt ?? at);
      }
      return over('given-up');
    default:
      return;
  }
}

function comesBack(visit: Visit, hand: Hand, at: number): void {
  if (hand.missedAt === null) return;
  if (visit.missed && visit.missed.backAfterMs === null) {
    visit.missed.backAfterMs = at - hand.missedAt;
  }
  hand.missedAt = null;
}

/** What was done at a window by somebody; what time alone brings about comes again by itself. */
function orderOf(told: Told): Order[] {
  if (!('counter' in told.body) || told.body.counter === null) return [];
  const { counter, by } = told.body;
  const { at } = told;
  switch (told.type) {
    case 'counter-signed-in':
      return [{ at, counter, act: { type: 'sign-in' } }];
    case 'counter-signed-out':
      // Who only changes places or is relieved leaves no window without anybody.
      return told.body.because === 'taken-over' ? [] : [{ at, counter, act: { type: 'sign-out' } }];
    case 'counter-paused':
      return [{ at, counter, act: { type: 'pause', reason: told.body.reason } }];
    case 'counter-unpaused':
      return [{ at, counter, act: { type: 'unpause' } }];
    case 'counter-services-changed': {
      if (by === 'hub:clock') return [];
      return [{ at, counter, act: { type: 'services', services: told.body.services } }];
    }
    default:
      return [];
  }
}

function clerksIn(events: readonly Told[], opening: Opening): number {
  const clerks = new Set<string>();
  for (const { clerk } of opening.body.crossing.counters) if (clerk !== null) clerks.add(clerk);
  for (const { type, body } of events) {
    if (type === 'counter-signed-in') clerks.add(body.clerk ?? `nobody at ${body.counter}`);
  }
  return clerks.size;
}

/** Longer than this, and the clerk was away, not between two visitors. */
const betweenMsMax = 5 * 60_000;

function pauseIn(events: readonly Told[]): number {
  const freeSince = new Map<CounterId, number>();
  const came = new Map<TicketId, number>();
  const pauses: number[] = [];
  for (const { type, body, at } of events) {
    if (type === 'ticket-issued') came.set(body.ticket, at);
    if (type === 'step-finished' || type === 'ticket-missed') freeSince.set(body.counter, at);
    if (type !== 'ticket-called') continue;
    const free = freeSince.get(body.counter);
    const waited = (came.get(body.ticket) ?? 0) <= (free ?? 0);
    if (free !== undefined && waited && at - free < betweenMsMax) pauses.push(at - free);
    freeSince.delete(body.counter);
  }
  pauses.sort((a, b) => a - b);
  return pauses[pauses.length >> 1] ?? 0;
}
