/**
 * How many stand before a ticket. Whom a counter may call is put in order once for all whose places are
 * looked for at one moment: screens, phones and texts ask for the places of everybody who waits. SPEC: AHEAD.
 */
import { before, type Candidate, candidate, promiseOf, serviceOf, weigh } from './calling.ts';
import { callsAlone, classOf, eachSource, meets, servicesOf } from './capable.ts';
import type { ClassId, CounterId, NeedId, ServiceId, TicketId } from './ids.ts';
import { type Age, countWhile, placesOf } from './line.ts';
import type { Counter, Deep, Hall, Ticket } from './state.ts';

/**
 * How many waiting tickets the rules would call before this one if nobody else came: at that open
 * counter where they are fewest (AHEAD-2). Null when it does not wait.
 */
export function aheadOf(hall: Hall, ticket: Deep<Ticket>): number | null {
  if (ticket.status !== 'waiting') return null;
  const { id, needs, sentTo } = ticket;
  const rankAt = (counter: Deep<Counter>) => orderAt(hall, counter).get(id) ?? 0;
  if (sentTo !== null) {
    const counter = hall.counters.get(sentTo);
    return counter ? rankAt(counter) : null;
  }
  return fewestAt(hall, serviceOf(ticket), needs, hall.at, rankAt);
}

/** The same for who would come now (AHEAD-1). */
export const aheadOfNew = (
  hall: Hall,
  service: ServiceId,
  wish: { readonly class: ClassId; readonly needs: readonly NeedId[]; readonly orderAt: number },
  at: number,
): number =>
  fewestAt(hall, service, wish.needs, at, (counter) =>
    aheadAt(hall, counter, { ...wish, service, at: wish.orderAt, seq: hall.seq + 1 }, at),
  );

/** The least of what `count` says of the counters that serve it: the staffed ones, where there are any. */
function fewestAt(
  hall: Hall,
  service: ServiceId,
  needs: readonly NeedId[],
  at: number,
  count: (counter: Deep<Counter>) => number,
): number {
  const { staffed, all } = callersOf(hall, at);
  return fewestAmong(staffed) ?? fewestAmong(all) ?? 0;

  function fewestAmong(counters: readonly Deep<Counter>[]): number | null {
    let fewest: number | null = null;
    for (const counter of counters) {
      if (fewest === 0) break;
      if (!servicesOf(hall, counter).includes(service)) continue;
      if (!meets(hall, counter.id, service, needs)) continue;
      fewest = Math.min(fewest ?? Infinity, count(counter));
    }
    return fewest;
  }
}

interface Newcomer extends Age {
  readonly service: ServiceId;
  readonly class: ClassId;
}

/** How many of those whom this counter may call come before the place, the overtaking cap apart. */
function aheadAt(hall: Hall, counter: Deep<Counter>, place: Newcomer, at: number): number {
  const self = candidate(hall, place, place.service, place.class, 'own', at);
  // One for all that are looked at: a hall has hundreds of lines.
  const other = { ...self };
  let count = 0;
  eachSource(hall, counter, at, (line, service, how) => {
    other.class = classOf(hall, line.class);
    other.promiseMs = promiseOf(hall, service);
    other.how = how;
    count += countWhile(line, (one) => before(weigh(other, one, at), self) < 0);
  });
  return count;
}

/** Whom this counter may call, each with how many of them come before, the overtaking cap apart. */
function orderAt(hall: Hall, counter: Deep<Counter>): ReadonlyMap<TicketId, number> {
  const { at } = hall;
  const { orders } = callersOf(hall, at);
  const known = orders.get(counter.id);
  if (known !== undefined) return known;
  const waiting: (Candidate & { readonly ticket: TicketId })[] = [];
  eachSource(hall, counter, at, (line, service, how) => {
    const its = { class: classOf(hall, line.class), how, promiseMs: promiseOf(hall, service) };
    for (const place of placesOf(line)) {
      const one = { ...its, at: 0, seq: 0, overdue: false, standing: 0, ticket: place.ticket };
      weigh(one, place, at);
      waiting.push(one);
    }
  });
  const order = new Map(waiting.sort(before).map(({ ticket }, rank) => [ticket, rank]));
  orders.set(counter.id, order);
  return order;
}

/** What the places of all who wait at one moment are looked for among. */
interface Callers {
  readonly seq: number;
  readonly at: number;
  /** One counter of each pool, beside those that the tide or tickets sent there make special. */
  readonly staffed: readonly Deep<Counter>[];
  readonly all: readonly Deep<Counter>[];
  /** Whom a counter may call, once somebody has asked. */
  readonly orders: Map<CounterId, ReadonlyMap<TicketId, number>>;
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
  const made = { seq: hall.seq, at, staffed, all, orders: new Map() };
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
