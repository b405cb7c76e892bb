/**
 * What an event does to the state. Writes in place; never decides, never refuses, never reads a
 * clock. Folding the log from the last `day-opened` gives the same state as having lived the day.
 */
import { adopted, issued } from './arriving.ts';
import { classOf, eachSource } from './capable.ts';
import type { Configuration } from './configuration.ts';
import { ofClass } from './counting.ts';
import type { EventBodies, Told } from './events.ts';
import type { CounterId, ServiceId } from './ids.ts';
import { type Line, overtake } from './line.ts';
import {
  announce,
  closedCounter,
  counterOf,
  drop,
  keep,
  lineOf,
  remember,
  take,
  ticketOf,
  wait,
  withdraw,
} from './placing.ts';
import { pausedIn } from './shutting.ts';
import {
  type Counter,
  copyCounter,
  copyTicket,
  type Hall,
  type HallState,
  type Ticket,
} from './state.ts';

/** Folds one event in. Throws when the log contradicts itself: that is a bug or a damaged log. */
export function evolve(hall: HallState, told: Told): void {
  hall.seq = told.seq;
  hall.at = told.at;
  switch (told.type) {
    case 'day-opened':
      return dayOpened(hall, told.body, told.at);
    case 'day-closed':
      if (hall.day) hall.day.open = false;
      return clear(hall);
    case 'day-extended':
      if (hall.day) hall.day.endsAt = told.body.endsAt;
      return;
    case 'configuration-changed':
      return configure(hall, told.body.configuration);
    case 'labels-skipped':
      for (const { prefix, last } of told.body.numbers) hall.numbers.set(prefix, last);
      return;
    case 'ticket-issued':
      return issued(hall, told.body, told);
    case 'ticket-adopted':
      return adopted(hall, told.body, told);
    case 'counter-signed-in':
      return seat(hall, told.body.counter, told.at, { status: 'open', clerk: told.body.clerk });
    case 'counter-signed-out':
      return seat(hall, told.body.counter, told.at, { status: 'closed', clerk: null });
    case 'counter-paused':
      return seat(hall, told.body.counter, told.at, {
        status: 'paused',
        pauseReason: told.body.reason,
      });
    case 'counter-unpaused':
      return seat(hall, told.body.counter, told.at, { status: 'open' });
    case 'counter-services-changed':
      return turn(hall, told.body);
    case 'service-paused':
      return shut(hall, told.body.service, true);
    case 'service-resumed':
      return shut(hall, told.body.service, false);
    default:
      return onTicket(hall, told);
  }
}

type OnTicket = Exclude<
  Told,
  {
    type:
      | 'day-opened'
      | 'day-closed'
      | 'day-extended'
      | 'configuration-changed'
      | 'labels-skipped'
      | 'ticket-issued'
      | 'ticket-adopted'
      | 'counter-signed-in'
      | 'counter-signed-out'
      | 'counter-paused'
      | 'counter-unpaused'
      | 'counter-services-changed'
      | 'service-paused'
      | 'service-resumed';
  }
>;

function onTicket(hall: HallState, told: OnTicket): void {
  const ticket = ticketOf(hall, told.body.ticket);
  const { at, seq } = told;
  const counter = 'counter' in told.body ? told.body.counter : null;
  if (counter !== null && isAct(told)) counterOf(hall, counter).lastActAt = at;
  remember(ticket, at, told.type, counter);
  switch (told.type) {
    case 'ticket-kept':
      withdraw(hall, ticket);
      return wait(hall, ticket);
    case 'ticket-called':
      markOvertaken(hall, ticket, told.body.counter, at);
      withdraw(hall, ticket);
      take(hall, ticket, told.body.counter, 'called');
      ticket.recalls = 0;
      ticket.because = { ...told.body.because };
      return announce(hall, ticket, told.body.counter, told);
    case 'ticket-recalled':
      ticket.recalls = told.body.count;
      return announce(hall, ticket, told.body.counter, told);
    case 'step-started':
      ticket.status = 'serving';
      ticket.startedAt = at;
      return;
    case 'step-finished':
      drop(hall, ticket, 'finished');
      ticket.outcome = told.body.outcome;
      ticket.endedAt = at;
      hall.finished += 1;
      return endStep(ticket, told.body);
    case 'step-advanced':
      ticket.step = told.body.step;
      ticket.outcome = null;
      ticket.endedAt = null;
      ticket.startedAt = null;
      hall.finished -= 1;
      return wait(hall, ticket);
    case 'ticket-reclassed': {
      const of = ofClass(told.body.class);
      hall.counts.set(of, (hall.counts.get(of) ?? 0) + 1);
      const { status, sentTo } = ticket;
      if (status !== 'waiting') {
        ticket.class = told.body.class;
        return;
      }
      withdraw(hall, ticket);
      ticket.class = told.body.class;
      ticket.sentTo = sentTo;
      return wait(hall, ticket);
    }
    case 'ticket-missed':
      drop(hall, ticket, 'missed');
      ticket.missedAt = at;
      hall.missed.add(ticket.id);
      return;
    case 'ticket-rejoined':
      withdraw(hall, ticket);
      ticket.rejoins += 1;
      ticket.orderAt = told.body.orderAt;
      ticket.orderSeq = seq;
      return wait(hall, ticket);
    case 'ticket-postponed': {
      const { sentTo } = ticket;
      withdraw(hall, ticket);
      Object.assign(ticket, { status: 'postponed', postponedUntil: told.body.until, sentTo });
      ticket.postpones += 1;
      hall.postponed.add(ticket.id);
      return;
    }
    case 'ticket-returned':
      withdraw(hall, ticket);
      ticket.sentTo = told.body.counter;
      return wait(hall, ticket);
    case 'ticket-parked':
      drop(hall, ticket, 'parked');
      hall.parked.add(ticket.id);
      return;
    case 'ticket-resumed':
      withdraw(hall, ticket);
      ticket.recalls = 0;
      // It goes on where it was put aside. Who was not served yet is called anew (PARK-4).
      if (ticket.startedAt !== null) return take(hall, ticket, told.body.counter, 'serving');
      take(hall, ticket, told.body.counter, 'called');
      return announce(hall, ticket, told.body.counter, told);
    case 'ticket-transferred':
      drop(hall, ticket, 'waiting');
      sendTo(ticket, told.body.toService);
      ticket.sentTo = told.body.toCounter;
      ticket.startedAt = null;
      return wait(hall, ticket);
    case 'ticket-released':
      withdraw(hall, ticket);
      return wait(hall, ticket);
    case 'ticket-cancelled':
      withdraw(hall, ticket);
      drop(hall, ticket, 'cancelled');
      ticket.endedAt = at;
      return;
  }
}

/** What happens to a ticket at a counter is an act there, but where it only waits for it. */
const isAct = ({ type }: OnTicket): boolean =>
  type !== 'ticket-released' && type !== 'ticket-returned';

function dayOpened(hall: HallState, body: EventBodies['day-opened'], at: number): void {
  clear(hall);
  hall.day = { date: body.day, openedAt: at, endsAt: body.endsAt, open: true };
  hall.numbers = new Map(body.given.numbers.map(({ prefix, last }) => [prefix, last]));
  hall.crossedLabels = new Set(body.given.labels);
  hall.counts = new Map(body.given.counts.map((one) => [one.of, one.count]));
  hall.calls = [];
  hall.issued = 0;
  hall.finished = 0;
  // What was paused by hand is not any more.
  hall.services = new Map();
  configure(hall, body.configuration);
  for (const counter of body.crossing.counters) {
    hall.counters.set(counter.id, copyCounter(counter));
  }
  for (const crossed of body.crossing.tickets) {
    const ticket = copyTicket(crossed);
    keep(hall, ticket);
    hall.crossedLabels.add(ticket.label);
    if (ticket.status === 'waiting') wait(hall, ticket);
    if (ticket.status === 'parked') hall.parked.add(ticket.id);
    if (ticket.status === 'missed') hall.missed.add(ticket.id);
    if (ticket.status === 'held') hall.held.add(ticket.id);
    if (ticket.status === 'postponed') hall.postponed.add(ticket.id);
  }
  for (const { ticket, marks } of body.crossing.overtaken) {
    const known = ticketOf(hall, ticket);
    const line = lineOf(hall, known);
    for (let n = 0; n < marks; n += 1) {
      overtake(line, { at: known.orderAt, seq: known.orderSeq + 1 });
    }
  }
  // Whoever was called just before midnight still stands on the screens, by the same call.
  for (const ticket of [...hall.tickets.values()].sort(byCall)) {
    const { counter, calledSeq, calledAt, status } = ticket;
    const inHand = status === 'called' || status === 'serving';
    if (inHand && counter !== null && calledSeq !== null && calledAt !== null) {
      announce(hall, ticket, counter, { seq: calledSeq, at: calledAt });
    }
  }
}

const byCall = (a: Ticket, b: Ticket): number => (a.calledSeq ?? 0) - (b.calledSeq ?? 0);

/** Nobody waits and nobody serves. */
function clear(hall: HallState): void {
  hall.tickets = new Map();
  hall.links = new Map();
  hall.visitors = new Map();
  hall.bookings = new Map();
  hall.parked = new Set();
  hall.missed = new Set();
  hall.held = new Set();
  hall.postponed = new Set();
  hall.adoptedClosed = [];
  hall.calls = [];
  for (const id of hall.lines.keys()) hall.lines.set(id, []);
  for (const id of hall.sentLines.keys()) hall.sentLines.set(id, []);
  for (const id of hall.counters.keys()) hall.counters.set(id, closedCounter(id));
}

function configure(hall: HallState, configuration: Configuration): void {
  const paused = pausedIn(hall);
  hall.configuration = configuration;
  hall.services = new Map(configuration.services.map((service) => [service.id, service]));
  for (const id of paused) shut(hall, id, true);
  hall.places = new Map(configuration.counters.map((place) => [place.id, place]));
  hall.classes = new Map(configuration.classes.map((one) => [one.id, one]));
  hall.overflows = overflowsIn(configuration);
  hall.pools = poolsIn(configuration, hall.overflows);
  // In the configuration's order, so that a state lived and a state replayed are the same.
  hall.lines = new Map(configuration.services.map(({ id }) => [id, hall.lines.get(id) ?? []]));
  hall.sentLines = new Map(
    configuration.counters.map(({ id }) => [id, hall.sentLines.get(id) ?? []]),
  );
  hall.counters = new Map(
    configuration.counters.map(({ id }) => [id, hall.counters.get(id) ?? closedCounter(id)]),
  );
  for (const counter of hall.counters.values()) counter.tide = tideWithin(hall, counter.tide);
  hall.calls = hall.calls.filter((call) => hall.places.has(call.counter));
}

/** A service that the hall no longer has, or has closed, is paused no more. */
function shut(hall: HallState, id: ServiceId, paused: boolean): void {
  const configured = hall.configuration?.services.find((one) => one.id === id);
  if (configured) hall.services.set(id, paused ? { ...configured, open: false } : configured);
}

/** A tide without the services that the hall no longer has; where none is left, as configured. */
function tideWithin(hall: HallState, tide: Counter['tide']): Counter['tide'] {
  const services = tide?.services.filter((service) => hall.services.has(service)) ?? [];
  return tide === null || services.length === 0 ? null : { ...tide, services };
}

function endStep(ticket: Ticket, { outcome, items }: EventBodies['step-finished']): void {
  const step = ticket.steps[ticket.step];
  if (!step) return;
  step.outcome = outcome;
  step.itemOutcomes = items.map((one) => ({ ...one }));
}

function sendTo(ticket: Ticket, service: ServiceId): void {
  const step = ticket.steps[ticket.step];
  if (step) step.service = service;
}

function turn(hall: HallState, body: EventBodies['counter-services-changed']): void {
  const { services, because } = body;
  counterOf(hall, body.counter).tide =
    services === null ? null : { services: [...services], because: { ...because } };
}

/** Everybody older of the ordinary class whom this counter could have called has been overtaken. */
function markOvertaken(hall: HallState, ticket: Ticket, id: CounterId, at: number): void {
  // A single ticket can be looked at without its hall: then there is nobody to overtake.
  if (hall.configuration === null || classOf(hall, ticket.class).kind === 'ordinary') return;
  const age = { at: ticket.orderAt, seq: ticket.orderSeq };
  eachSource(hall as Hall, counterOf(hall, id), at, (line) => {
    if (classOf(hall, line.class).kind === 'ordinary') overtake(line as Line, age);
  });
}

function overflowsIn(configuration: Configuration): HallState['overflows'] {
  const overflows: HallState['overflows'] = new Map();
  for (const { id, overflow } of configuration.services) {
    for (const counter of overflow?.counters ?? []) {
      overflows.set(counter, [...(overflows.get(counter) ?? []), id]);
    }
  }
  return overflows;
}

function poolsIn(
  { counters }: Configuration,
  overflows: HallState['overflows'],
): HallState['pools'] {
  const kinds = new Map<string, number>();
  return new Map(
    counters.map(({ id, services, helps, offers }) => {
      const kind = JSON.stringify([services, helps, offers, overflows.get(id)]);
      const pool = kinds.get(kind) ?? kinds.size;
      kinds.set(kind, pool);
      return [id, pool];
    }),
  );
}

function seat(
  hall: HallState,
  id: CounterId,
  at: number,
  change: Pick<Counter, 'status'> & Partial<Counter>,
): void {
  const counter = counterOf(hall, id);
  Object.assign(counter, { pauseReason: null, lastActAt: at }, change);
}
