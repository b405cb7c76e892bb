/**
 * Who is next, written a second time and as slowly as one likes: from the tickets alone, one after
 * the other, without lines, firsts or marks. What the rules do quickly is held against it.
 */
import type { TicketClass } from '../../core/hall/configuration.ts';
import type { Told } from '../../core/hall/events.ts';
import type { Counter, HallState, Ticket } from '../../core/hall/state.ts';

const minuteMs = 60_000;

type How = 'own' | 'sent' | 'overflow' | 'helps';
export interface Able {
  readonly ticket: Ticket;
  readonly how: How;
}

const serviceOf = ({ steps, step }: Ticket) => steps[step]?.service ?? ('' as never);
const compareAge = (a: Ticket, b: Ticket) => a.orderAt - b.orderAt || a.orderSeq - b.orderSeq;
const waiting = (state: HallState) =>
  [...state.tickets.values()].filter(({ status }) => status === 'waiting');

export function classOf(state: HallState, ticket: Ticket): TicketClass {
  const classes = state.configuration?.classes ?? [];
  const its = classes.find(({ id }) => id === ticket.class);
  const found = its ?? classes.find(({ kind }) => kind === 'ordinary');
  if (!found) throw new Error('no ordinary class');
  return found;
}

const placeOf = (state: HallState, counter: Counter) =>
  state.configuration?.counters.find(({ id }) => id === counter.id);

/** CAN: how this counter comes to the ticket; null when it may not call it. */
function wayTo(state: HallState, counter: Counter, ticket: Ticket, at: number): How | null {
  if (ticket.sentTo !== null) return ticket.sentTo === counter.id ? 'sent' : null;
  const service = serviceOf(ticket);
  const place = placeOf(state, counter);
  if (!meets(state, counter, ticket)) return null;
  if ((counter.tide?.services ?? place?.services ?? []).includes(service)) return 'own';
  const { overflow } = state.configuration?.services.find(({ id }) => id === service) ?? {};
  if (overflow?.counters.includes(counter.id)) {
    const queue = waiting(state).filter((one) => one.sentTo === null && serviceOf(one) === service);
    const { people = 1e9, minutes = 1e9 } = overflow;
    if (queue.length > people) return 'overflow';
    if (queue.some(({ orderAt }) => at - orderAt > minutes * minuteMs)) return 'overflow';
  }
  return place?.helps.includes(service) ? 'helps' : null;
}

/** NEED-2: no staffed counter that serves the ticket offers all that this one does of its needs, and more. */
function meets(state: HallState, counter: Counter, ticket: Ticket): boolean {
  const service = serviceOf(ticket);
  const offered = (one: Counter) =>
    new Set(ticket.needs.filter((need) => placeOf(state, one)?.offers.includes(need)));
  const mine = offered(counter);
  return ![...state.counters.values()].some((other) => {
    const place = placeOf(state, other);
    const its = [...(other.tide?.services ?? place?.services ?? []), ...(place?.helps ?? [])];
    if (other.status === 'closed' || !its.includes(service)) return false;
    const better = offered(other);
    return better.size > mine.size && [...mine].every((need) => better.has(need));
  });
}

/** Whom the counter could call now; `coming`, who is about to wait, included. */
export function ableAt(
  state: HallState,
  counter: Counter,
  at: number,
  coming: readonly Ticket[] = [],
): Able[] {
  return [...waiting(state), ...coming].flatMap((ticket) => {
    const how = wayTo(state, counter, ticket, at);
    return how === null ? [] : [{ ticket, how }];
  });
}

function standing(state: HallState, { ticket, how }: Able, at: number) {
  const { kind, base, rate } = classOf(state, ticket);
  const services = state.configuration?.services ?? [];
  const promises = services
    .filter(({ id }) => how === 'sent' || id === serviceOf(ticket))
    .map(({ promiseMinutes }) => promiseMinutes);
  const waited = at - ticket.orderAt;
  return {
    ...{ kind, helps: how === 'helps', priority: base * minuteMs + rate * waited },
    overdue: waited >= Math.min(...promises) * minuteMs,
  };
}

/** The table of NEXT-1, line by line, the cap apart. */
export function byTable(state: HallState, at: number): (a: Able, b: Able) => number {
  return (a, b) => {
    const [one, other] = [standing(state, a, at), standing(state, b, at)];
    const first = (mine: boolean, its: boolean) => Number(its) - Number(mine);
    const isGreen = one.kind === 'green';
    const green = first(isGreen, other.kind === 'green');
    if (green !== 0) return green;
    if (isGreen) return compareAge(a.ticket, b.ticket);
    const overdue = first(one.overdue, other.overdue);
    if (overdue !== 0) return overdue;
    if (one.overdue) return compareAge(a.ticket, b.ticket);
    const helps = first(other.helps, one.helps);
    return helps || other.priority - one.priority || compareAge(a.ticket, b.ticket);
  };
}

/** How often everybody who waits has been overtaken in its present place (NEXT-5). */
export class Overtakings {
  readonly counts = new Map<string, number>();
  /** By tickets that were neither green nor overdue, nor chosen by a clerk. */
  readonly plain = new Map<string, number>();
  #before = new Map<string, string>();

  before(told: Told, state: HallState): void {
    this.#before = new Map([...state.tickets].map(([id, ticket]) => [id, placeKey(ticket)]));
    if (told.type !== 'ticket-called') return;
    const { ticket: id, counter: at, because } = told.body;
    const ticket = state.tickets.get(id);
    const counter = state.counters.get(at);
    if (!ticket || !counter || classOf(state, ticket).kind === 'ordinary') return;
    const isPlain = !['green', 'promise', 'chosen'].includes(because.rule);
    for (const { ticket: other } of ableAt(state, counter, told.at)) {
      if (classOf(state, other).kind !== 'ordinary' || compareAge(other, ticket) >= 0) continue;
      this.counts.set(other.id, this.of(other.id) + 1);
      if (isPlain) this.plain.set(other.id, (this.plain.get(other.id) ?? 0) + 1);
    }
  }

  after(told: Told, state: HallState): void {
    if (told.type === 'day-opened') {
      for (const id of this.counts.keys())
        if (!state.tickets.has(id as never)) this.counts.delete(id);
      return;
    }
    if (!('ticket' in told.body)) return;
    const ticket = state.tickets.get(told.body.ticket);
    if (!ticket || placeKey(ticket) === this.#before.get(ticket.id)) return;
    this.counts.delete(ticket.id);
    this.plain.delete(ticket.id);
    if (ticket.status !== 'waiting') return;
    const [behind] = waiting(state)
      .filter((other) => lineKey(other) === lineKey(ticket) && compareAge(other, ticket) > 0)
      .sort(compareAge);
    if (behind) this.counts.set(ticket.id, this.of(behind.id));
  }

  of(ticket: string): number {
    return this.counts.get(ticket) ?? 0;
  }
}

const lineKey = (ticket: Ticket): string =>
  ticket.sentTo === null
    ? [serviceOf(ticket), ticket.class, ...ticket.needs].join()
    : `to ${ticket.sentTo},${ticket.class}`;
const placeKey = (ticket: Ticket): string =>
  ticket.status === 'waiting'
    ? [lineKey(ticket), ticket.orderAt, ticket.orderSeq].join()
    : 'not waiting';

/** Who is next at the counter. */
export function nextAt(
  state: HallState,
  overtakings: Overtakings,
  counter: Counter,
  at: number,
  coming: readonly Ticket[] = [],
): Able | undefined {
  const order = ableAt(state, counter, at, coming).sort(byTable(state, at));
  const [free] = order;
  if (!free) return undefined;
  const { kind, overdue } = standing(state, free, at);
  if (kind === 'ordinary' || kind === 'green' || overdue) return free;
  const max = state.configuration?.rules.overtakingMax ?? 0;
  const [capped] = order
    .map(({ ticket }) => ticket)
    .filter((ticket) => classOf(state, ticket).kind === 'ordinary')
    .filter((ticket) => compareAge(ticket, free.ticket) < 0 && overtakings.of(ticket.id) >= max)
    .sort(compareAge);
  if (!capped) return free;
  return order.find(({ ticket }) => compareAge(ticket, capped) <= 0);
}

/** AHEAD-2: how many go before a waiting ticket, where they are fewest. */
export function aheadOf(state: HallState, ticket: Ticket, at: number): number {
  const counters = [...state.counters.values()];
  const able = counters.filter((counter) =>
    ['own', 'sent'].includes(wayTo(state, counter, ticket, at) ?? ''),
  );
  const staffed = able.filter(({ status }) => status !== 'closed');
  const counts = (staffed.length > 0 ? staffed : able).map((counter) =>
    ableAt(state, counter, at)
      .sort(byTable(state, at))
      .findIndex((one) => one.ticket.id === ticket.id),
  );
  return counts.length === 0 ? 0 : Math.min(...counts);
}
