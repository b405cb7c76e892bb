/**
 * Who is next at a counter, and how many stand before a ticket. Only the first of each line competes.
 * SPEC: NEXT, AHEAD.
 */
import { classOf, meets, type Source, servicesOf, sourcesOf, wayTo } from './capable.ts';
import type { TicketClass } from './configuration.ts';
import type { Because } from './events.ts';
import type { ClassId, NeedId, ServiceId, TicketId } from './ids.ts';
import { type Age, compareAge, countWhile, overtakenAt, type Place, placeAt } from './line.ts';
import type { Counter, Deep, Hall, Ticket } from './state.ts';

const minuteMs = 60_000;

export interface Choice {
  readonly ticket: TicketId;
  readonly because: Because;
}

/** A ticket that competes: what the rules compare. */
interface Candidate extends Age {
  readonly class: Deep<TicketClass>;
  /** It has waited longer than its service promises (NEXT-4). */
  readonly overdue: boolean;
  readonly how: Source['how'];
  /** `base + rate x waited`, in ms (NEXT-7). */
  readonly standing: number;
}

/** How far down its line a source has been looked through. */
interface Cursor {
  readonly source: Source;
  readonly class: Deep<TicketClass>;
  readonly promiseMs: number;
  index: number;
}

interface Head extends Candidate {
  readonly cursor: Cursor | null;
  readonly ticket: TicketId;
  readonly overtaken: number;
}

/**
 * The ticket that the rules call next at this counter; null when nobody waits for it. `coming`: a
 * ticket that is about to wait, and is called if it comes before all who wait (STEP-3).
 */
export function pickNext(
  hall: Hall,
  counter: Deep<Counter>,
  at: number,
  coming: Deep<Ticket> | null = null,
): Choice | null {
  const heads = headsAt(cursorsOf(hall, counter, at), at);
  if (coming !== null) heads.push(...headOf(hall, counter, coming, at));
  return choose(hall, heads, at);
}

/** Whom this counter would call, in order, if it called them all now; at most so many. */
export function pickSeveral(
  hall: Hall,
  counter: Deep<Counter>,
  at: number,
  most: number,
): TicketId[] {
  const cursors = cursorsOf(hall, counter, at);
  const picked: Head[] = [];
  while (picked.length < most) {
    // Whoever is picked overtakes, as calling it would (NEXT-5).
    const heads = headsAt(cursors, at).map((head) => ({
      ...head,
      overtaken: head.overtaken + picked.filter((one) => overtakes(one, head)).length,
    }));
    const choice = choose(hall, heads, at);
    const chosen = choice && heads.find(({ ticket }) => ticket === choice.ticket);
    if (!chosen) break;
    picked.push(chosen);
    if (chosen.cursor) chosen.cursor.index += 1;
  }
  return picked.map(({ ticket }) => ticket);
}

/**
 * How many waiting tickets the rules would call before this one if nobody else came: at that open
 * counter where they are fewest (AHEAD-2). Null when it does not wait.
 */
export function aheadOf(hall: Hall, ticket: Deep<Ticket>): number | null {
  if (ticket.status !== 'waiting') return null;
  if (ticket.sentTo !== null) {
    const counter = hall.counters.get(ticket.sentTo);
    return counter ? aheadAt(hall, counter, placeIn(ticket), hall.at) : null;
  }
  return fewestAhead(hall, placeIn(ticket), hall.at);
}

/** The same for who would come now (AHEAD-1). */
export const aheadOfNew = (
  hall: Hall,
  service: ServiceId,
  wish: { readonly class: ClassId; readonly needs: readonly NeedId[]; readonly orderAt: number },
  at: number,
): number =>
  fewestAhead(
    hall,
    { service, class: wish.class, needs: wish.needs, at: wish.orderAt, seq: hall.seq + 1 },
    at,
  );

/** The service that the ticket is at. */
export function serviceOf(ticket: Deep<Pick<Ticket, 'id' | 'steps' | 'step'>>): ServiceId {
  const step = ticket.steps[ticket.step];
  if (step === undefined) throw new Error(`ticket ${ticket.id} has no step ${ticket.step}`);
  return step.service;
}

interface Standing extends Age {
  /** Null for one that was sent to a counter. */
  readonly service: ServiceId | null;
  readonly class: ClassId;
  readonly needs: readonly NeedId[];
}

const placeIn = (ticket: Deep<Ticket>): Standing => ({
  service: ticket.sentTo === null ? serviceOf(ticket) : null,
  class: ticket.class,
  needs: ticket.needs,
  at: ticket.orderAt,
  seq: ticket.orderSeq,
});

function fewestAhead(hall: Hall, place: Standing, at: number): number {
  const { service } = place;
  if (service === null) return 0;
  const able = [...hall.counters.values()].filter(
    (counter) =>
      servicesOf(hall, counter).includes(service) && meets(hall, counter.id, service, place.needs),
  );
  const staffed = able.filter(({ status }) => status !== 'closed');
  let fewest = Number.POSITIVE_INFINITY;
  // Counters of one pool are alike: most halls have few kinds.
  const seen = new Set<string>();
  for (const counter of staffed.length > 0 ? staffed : able) {
    const { helps = [], offers = [] } = hall.places.get(counter.id) ?? {};
    const alone = hall.sentLines.get(counter.id)?.length ? counter.id : '';
    const over = hall.overflows.get(counter.id) ?? [];
    const kind = [servicesOf(hall, counter), helps, offers, over, alone].join('|');
    if (seen.has(kind)) continue;
    seen.add(kind);
    fewest = Math.min(fewest, aheadAt(hall, counter, place, at));
  }
  return Number.isFinite(fewest) ? fewest : 0;
}

/** How many of those whom this counter may call come before the place, the overtaking cap apart. */
function aheadAt(hall: Hall, counter: Deep<Counter>, place: Standing, at: number): number {
  const ticketClass = classOf(hall, place.class);
  const how = place.service === null ? 'sent' : 'own';
  const self = candidate(place, ticketClass, promiseOf(hall, place.service), how, at);
  let count = 0;
  for (const source of sourcesOf(hall, counter, at)) {
    const { line, service } = source;
    const others = classOf(hall, line.class);
    const promiseMs = promiseOf(hall, service);
    count += countWhile(
      line,
      (other) => before(candidate(other, others, promiseMs, source.how, at), self) < 0,
    );
  }
  return count;
}

/** Who was sent to a counter waits for the shortest promise of all: such a line is of many services. */
function promiseOf(hall: Hall, service: ServiceId | null): number {
  if (service !== null) return (hall.services.get(service)?.promiseMinutes ?? 0) * minuteMs;
  let least = Number.POSITIVE_INFINITY;
  for (const { promiseMinutes } of hall.services.values()) least = Math.min(least, promiseMinutes);
  return least * minuteMs;
}

function candidate(
  { at: since, seq }: Age,
  ticketClass: Deep<TicketClass>,
  promiseMs: number,
  how: Source['how'],
  at: number,
): Candidate {
  return {
    at: since,
    seq,
    class: ticketClass,
    overdue: at - since >= promiseMs,
    how,
    standing: ticketClass.base * minuteMs + ticketClass.rate * (at - since),
  };
}

/** Below 0 when `a` is called before `b`: the table of NEXT-1, the overtaking cap apart. */
function before(a: Candidate, b: Candidate): number {
  const green = Number(b.class.kind === 'green') - Number(a.class.kind === 'green');
  if (green !== 0) return green;
  if (a.class.kind === 'green') return compareAge(a, b);
  if (a.overdue !== b.overdue) return a.overdue ? -1 : 1;
  if (a.overdue) return compareAge(a, b);
  const helped = Number(a.how === 'helps') - Number(b.how === 'helps');
  return helped || b.standing - a.standing || compareAge(a, b);
}

function cursorsOf(hall: Hall, counter: Deep<Counter>, at: number): Cursor[] {
  return sourcesOf(hall, counter, at).map((source) => ({
    source,
    class: classOf(hall, source.line.class),
    promiseMs: promiseOf(hall, source.service),
    index: 0,
  }));
}

function headsAt(cursors: readonly Cursor[], at: number): Head[] {
  return cursors.flatMap((cursor) => {
    const { line, how } = cursor.source;
    const place: Readonly<Place> | undefined = placeAt(line, cursor.index);
    if (place === undefined) return [];
    return [
      {
        ...candidate(place, cursor.class, cursor.promiseMs, how, at),
        cursor,
        ticket: place.ticket,
        overtaken: overtakenAt(line, cursor.index),
      },
    ];
  });
}

/** The head that the ticket would be if it waited already; none where this counter could not call it. */
function headOf(hall: Hall, counter: Deep<Counter>, ticket: Deep<Ticket>, at: number): Head[] {
  const service = serviceOf(ticket);
  const how = wayTo(hall, counter, service, at);
  if (how === null || !meets(hall, counter.id, service, ticket.needs)) return [];
  const age = { at: ticket.orderAt, seq: ticket.orderSeq };
  const its = candidate(age, classOf(hall, ticket.class), promiseOf(hall, service), how, at);
  return [{ ...its, cursor: null, ticket: ticket.id, overtaken: 0 }];
}

function choose(hall: Hall, heads: readonly Head[], at: number): Choice | null {
  const free = firstOf(heads);
  if (!free) return null;
  const capped = cappedBy(hall, free, heads);
  const chosen = capped
    ? (firstOf(heads.filter((head) => compareAge(head, capped) <= 0)) ?? capped)
    : free;
  const waitedMs = Math.max(0, at - chosen.at);
  const overflow = chosen.how === 'overflow' ? ({ overflow: true } as const) : {};
  const rule = ruleOf(chosen, free, heads);
  return {
    ticket: chosen.ticket,
    because: { rule, class: chosen.class.id, waitedMs, ...overflow },
  };
}

function firstOf(heads: readonly Head[]): Head | undefined {
  let best: Head | undefined;
  for (const head of heads) if (best === undefined || before(head, best) < 0) best = head;
  return best;
}

/** Whether calling the one counts for the other as being overtaken (NEXT-5). */
const overtakes = (one: Head, other: Head): boolean =>
  one.class.kind !== 'ordinary' && other.class.kind === 'ordinary' && compareAge(one, other) > 0;

/**
 * The oldest ordinary ticket that has been overtaken often enough and that this one may not overtake
 * again: neither green nor overdue, it has to let whoever is not younger than that go first (NEXT-5).
 */
function cappedBy(hall: Hall, free: Head, heads: readonly Head[]): Head | undefined {
  if (free.class.kind === 'green' || free.overdue) return undefined;
  const max = hall.configuration?.rules.overtakingMax ?? 0;
  let oldest: Head | undefined;
  for (const head of heads) {
    if (!overtakes(free, head) || head.overtaken < max) continue;
    if (oldest === undefined || compareAge(head, oldest) < 0) oldest = head;
  }
  return oldest;
}

function ruleOf(chosen: Head, free: Head, heads: readonly Head[]) {
  const isOldest = !heads.some((head) => compareAge(head, chosen) < 0);
  if (chosen.class.kind === 'green') return 'green';
  if (isOldest) return chosen.how === 'sent' ? 'sent-here' : 'oldest';
  if (chosen.overdue) return 'promise';
  if (chosen !== free) return 'cap';
  const older = heads.filter((head) => compareAge(head, chosen) < 0);
  return older.every(({ how }) => how === 'helps') ? 'preferred' : 'priority';
}
