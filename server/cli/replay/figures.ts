/**
 * Waits of a day, counted from its events: of the recorded one and of one that was played again alike.
 */
import type { Told } from '../../../core/hall/events.ts';
import type { ClassId, ServiceId, TicketId } from '../../../core/hall/ids.ts';

export interface Figures {
  /** How often somebody was called to a service. */
  readonly called: number;
  /** In minutes. */
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly longest: number;
  /** Called, and nobody came. */
  readonly missed: number;
  /** Not called when the day ended. */
  readonly left: number;
}

/** By class and by service; `all` is everybody. */
export interface Waits {
  readonly all: Figures;
  readonly classes: ReadonlyMap<ClassId, Figures>;
  readonly services: ReadonlyMap<ServiceId, Figures>;
}

interface Waiter {
  class: ClassId;
  service: ServiceId;
  /** Since when it waits for its present service: from the slot, where it was booked for later. */
  since: number | null;
}

interface Counted {
  readonly waits: number[];
  missed: number;
  left: number;
}

const minuteMs = 60_000;

export function waitsOf(events: readonly Told[]): Waits {
  const count = new Count();
  const waiters = new Map<TicketId, Waiter>();
  for (const told of events) take(told, waiters, count);
  for (const waiter of waiters.values()) {
    if (waiter.since !== null) count.of(waiter, (one) => (one.left += 1));
  }
  return count.done();
}

function take(told: Told, waiters: Map<TicketId, Waiter>, count: Count): void {
  const { type, body, at } = told;
  if (type === 'ticket-issued') {
    const service = body.steps[0]?.service;
    const since = Math.max(at, body.booking?.late === false ? body.booking.slotAt : at);
    if (service !== undefined) waiters.set(body.ticket, { class: body.class, service, since });
  }
  if (type === 'day-opened') {
    for (const { id, class: ticketClass, steps, step, status, issuedAt } of body.crossing.tickets) {
      const service = steps[step]?.service;
      const since = status === 'waiting' ? issuedAt : null;
      if (service !== undefined) waiters.set(id, { class: ticketClass, service, since });
    }
  }
  const waiter = 'ticket' in body ? waiters.get(body.ticket) : undefined;
  if (!waiter) return;
  switch (type) {
    case 'ticket-called': {
      const { since } = waiter;
      waiter.since = null;
      // Who came before the slot and was called before it has not waited.
      if (since !== null) count.of(waiter, (one) => one.waits.push(Math.max(0, at - since)));
      return;
    }
    case 'ticket-missed':
      return count.of(waiter, (one) => (one.missed += 1));
    case 'step-advanced':
      return void Object.assign(waiter, { service: body.service, since: at });
    case 'ticket-transferred':
      return void Object.assign(waiter, { service: body.toService, since: at });
    case 'ticket-reclassed':
      waiter.class = body.class;
      return;
    case 'ticket-cancelled':
      waiter.since = null;
      return;
    default:
      return;
  }
}

class Count {
  readonly #all = counted();
  readonly #classes = new Map<ClassId, Counted>();
  readonly #services = new Map<ServiceId, Counted>();

  of({ class: ticketClass, service }: Waiter, add: (one: Counted) => unknown): void {
    add(this.#all);
    add(at(this.#classes, ticketClass));
    add(at(this.#services, service));
  }

  done(): Waits {
    const all = <K>(map: Map<K, Counted>) =>
      new Map([...map].map(([key, one]) => [key, figuresOf(one)]));
    const [classes, services] = [all(this.#classes), all(this.#services)];
    return { all: figuresOf(this.#all), classes, services };
  }
}

const counted = (): Counted => ({ waits: [], missed: 0, left: 0 });

function at<K>(map: Map<K, Counted>, key: K): Counted {
  const known = map.get(key) ?? counted();
  map.set(key, known);
  return known;
}

function figuresOf({ waits, missed, left }: Counted): Figures {
  const sorted = waits.map((ms) => ms / minuteMs).sort((a, b) => a - b);
  // The smallest that at least such a share is not over (nearest rank).
  const quantile = (share: number) =>
    sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  const mean = sorted.reduce((sum, one) => sum + one, 0) / Math.max(1, sorted.length);
  return {
    ...{ called: sorted.length, mean, p50: quantile(0.5), p90: quantile(0.9) },
    ...{ longest: sorted.at(-1) ?? 0, missed, left },
  };
}
