/**
 * How many stand before a ticket. What counters may call from is listed once for all whose places are
 * looked for at one moment: screens, phones and texts ask for the places of everybody who waits. SPEC: AHEAD.
 */
import { before, type Candidate, candidate, promiseOf, serviceOf, weigh } from './calling.ts';
import { callsAlone, classOf, eachSource, meets, servicesOf } from './capable.ts';
import type { ClassId, CounterId, NeedId, ServiceId } from './ids.ts';
import { type Age, countWhile, type ReadLine } from './line.ts';
import type { Counter, Deep, Hall, Ticket } from './state.ts';

/**
 * How many waiting tickets the rules would call before this one if nobody else came: at that open
 * counter where they are fewest (AHEAD-2). Null when it does not wait. From `enough` on they may be
 * more than is told.
 */
export function aheadOf(hall: Hall, ticket: Deep<Ticket>, enough = Infinity): number | null {
  if (ticket.status !== 'waiting') return null;
  if (ticket.sentTo !== null) {
    const counter = hall.counters.get(ticket.sentTo);
    return counter ? aheadAt(hall, counter, placeIn(ticket), hall.at, enough) : null;
  }
  return fewestAhead(hall, placeIn(ticket), hall.at, enough);
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

function fewestAhead(hall: Hall, place: Standing, at: number, enough = Infinity): number {
  const { service } = place;
  if (service === null) return 0;
  const { staffed, all } = callersOf(hall, at);
  const among = (counters: readonly Deep<Counter>[]) =>
    fewestAmong(hall, counters, place, service, at, enough);
  return among(staffed) ?? among(all) ?? 0;
}

/** The same among some counters; null where none of them serves the place. */
function fewestAmong(
  hall: Hall,
  counters: readonly Deep<Counter>[],
  place: Standing,
  service: ServiceId,
  at: number,
  enough: number,
): number | null {
  let fewest: number | null = null;
  for (const counter of counters) {
    if (!servicesOf(hall, counter).includes(service)) continue;
    if (!meets(hall, counter.id, service, place.needs)) continue;
    const most: number = fewest ?? enough;
    fewest = Math.min(most, aheadAt(hall, counter, place, at, most));
    if (fewest === 0) break;
  }
  return fewest;
}

/**
 * How many of those whom this counter may call come before the place, the overtaking cap apart; from
 * `enough` on no more are looked for.
 */
function aheadAt(
  hall: Hall,
  counter: Deep<Counter>,
  place: Standing,
  at: number,
  enough: number,
): number {
  const how = place.service === null ? 'sent' : 'own';
  const self = candidate(hall, place, place.service, place.class, how, at);
  // One for all that are looked at: a hall has hundreds of lines.
  const other = { ...self };
  let count = 0;
  for (const contender of contendersAt(hall, counter, at)) {
    if (count >= enough) break;
    const { line } = contender;
    other.class = contender.class;
    other.promiseMs = contender.promiseMs;
    other.how = contender.how;
    count += countWhile(line, (one) => before(weigh(other, one, at), self) < 0);
  }
  return Math.min(count, enough);
}

/** A line that a counter may call from, as its tickets compete. */
interface Contender extends Pick<Candidate, 'class' | 'how' | 'promiseMs'> {
  readonly line: ReadLine;
}

/** What the places of all who wait at one moment are looked for among. */
interface Callers {
  readonly seq: number;
  readonly at: number;
  /** One counter of each pool, beside those that the tide or tickets sent there make special. */
  readonly staffed: readonly Deep<Counter>[];
  readonly all: readonly Deep<Counter>[];
  /** What a counter may call from, once somebody has asked. */
  readonly contenders: Map<CounterId, readonly Contender[]>;
}

/** Of each hall the last: nothing of it changes without its `seq`. */
const callers = new WeakMap<Hall, Callers>();

function callersOf(hall: Hall, at: number): Callers {
  const last = callers.get(hall);
  if (last?.seq === hall.seq && last.at === at) return last;
  const counters = [...hall.counters.values()];
  const staffed = oneOfEach(
    hall,
    counters.filter(({ status }) => status !== 'closed'),
  );
  const all = oneOfEach(hall, counters);
  const made = { seq: hall.seq, at, staffed, all, contenders: new Map() };
  callers.set(hall, made);
  return made;
}

function oneOfEach(hall: Hall, counters: readonly Deep<Counter>[]): Deep<Counter>[] {
  const seen = new Set<number>();
  return counters.filter((counter) => {
    const pool = hall.pools.get(counter.id);
    if (pool === undefined || callsAlone(hall, counter)) return true;
    return !seen.has(pool) && seen.add(pool);
  });
}

function contendersAt(hall: Hall, counter: Deep<Counter>, at: number): readonly Contender[] {
  const { contenders } = callersOf(hall, at);
  const known = contenders.get(counter.id);
  if (known !== undefined) return known;
  const made: Contender[] = [];
  eachSource(hall, counter, at, (line, service, how) => {
    const promiseMs = promiseOf(hall, service);
    made.push({ line, class: classOf(hall, line.class), how, promiseMs });
  });
  contenders.set(counter.id, made);
  return made;
}
