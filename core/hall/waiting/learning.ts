/**
 * Learning: folds what happened into what is known of how long things take, event by event, each once.
 * SPEC: WAIT-4, WAIT-6.
 */
import type { Configuration } from '../configuration.ts';
import type { EventBodies, Range, Told } from '../events.ts';
import type { CounterId, TicketId } from '../ids.ts';
import {
  arrivalsForgetMs,
  hourOf,
  type Learned,
  levelOf,
  marginAt,
  marginKeys,
  newService,
  type OneCounter,
  type OneTicket,
  paceOf,
  type ServiceLearned,
  usualOf,
} from './learned.ts';
import { bucketAt, bucketCount, bucketMs, remember } from './times.ts';

const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;
const kept = { service: 240, shape: 960, gaps: 240, misses: 120, breaks: 160 };
/** A gap longer than this is no gap between two visitors. */
const gapMsMax = 30 * minuteMs;
/** Hands shorter than this were a slip of the finger. */
const handMsMin = 3_000;
/** How much a day counts beside the one after it. */
const aDayLater = 0.75;
/** The level of today forgets by half in so many cases. */
const levelForgets = 0.5 ** (1 / 45);
/** How fast the stated bounds follow what came true. */
const marginStep = { high: 0.007, low: 0.002 };
const marginMax = { low: 0.2, high: 0.5 };

/** Folds one event in, in place. Events of tickets that it has not seen issued are passed over. */
export function learn(learned: Learned, told: Told): void {
  learned.seq = told.seq;
  const { at } = told;
  switch (told.type) {
    case 'day-opened':
      return openDay(learned, told.body, at);
    case 'configuration-changed':
      return configure(learned, told.body.configuration, at);
    case 'day-closed':
      for (const counter of learned.counters.values()) {
        expose(learned, counter, at);
        Object.assign(counter, { status: 'closed', since: at, ticket: null, freeSince: null });
      }
      return learned.tickets.clear();
    case 'ticket-issued':
      return issued(learned, told.body, at);
    case 'ticket-adopted':
      return adopted(learned, told.body, at);
    case 'counter-signed-in':
      return seat(learned, told.body.counter, 'open', at, told.body.clerk ?? told.body.counter);
    case 'counter-signed-out':
      return seat(learned, told.body.counter, 'closed', at);
    case 'counter-paused':
      return seat(learned, told.body.counter, 'paused', at);
    case 'counter-unpaused':
      return seat(learned, told.body.counter, 'open', at);
    case 'ticket-called':
    case 'ticket-resumed':
      return called(learned, told.body, at, told.type === 'ticket-called');
    case 'step-finished':
    case 'ticket-missed':
    case 'ticket-transferred':
    case 'ticket-parked':
      return freed(learned, told, at);
    default:
      return onWaiting(learned, told, at);
  }
}

const waitsAnew: ReadonlySet<string> = new Set([
  'ticket-rejoined',
  'ticket-kept',
  'ticket-returned',
]);

function onWaiting(learned: Learned, told: Told, at: number): void {
  if (!('ticket' in told.body)) return;
  const ticket = learned.tickets.get(told.body.ticket);
  if (!ticket) return;
  if (told.type === 'step-advanced') {
    const service = serviceAt(learned, ticket);
    if (service) service.advances += 1;
    ticket.services = ticket.services.slice(1);
    ticket.waitsSince = at;
  } else if (waitsAnew.has(told.type)) {
    ticket.waitsSince = at;
  }
  // It is called later than was foreseen because its visitor wished it so: that scores nobody's word.
  if (told.type === 'ticket-postponed') ticket.promised = null;
  if (told.type === 'ticket-reclassed') ticket.class = told.body.class;
  else if (told.type === 'ticket-cancelled') {
    learned.cancelled += 1;
    learned.waitedMs += Math.max(0, at - ticket.waitsSince);
    learned.tickets.delete(told.body.ticket);
    for (const counter of learned.counters.values()) {
      if (counter.ticket !== told.body.ticket) continue;
      counter.ticket = null;
      counter.freeSince = at;
    }
  }
}

function openDay(learned: Learned, body: EventBodies['day-opened'], at: number): void {
  learned.midnight = body.endsAt - dayMs;
  const crossing = new Map(body.crossing.counters.map((counter) => [counter.id, counter]));
  learned.level = { sum: 0, count: 0 };
  for (const mean of [...learned.hours, ...learned.paces.values()]) {
    mean.sum *= aDayLater;
    mean.count *= aDayLater;
  }
  for (const counts of Object.values(learned.staffing) as Float64Array[]) {
    for (let index = 0; index < bucketCount; index += 1) {
      counts[index] = (counts[index] ?? 0) * aDayLater;
    }
  }
  learned.cancelled *= aDayLater;
  learned.waitedMs *= aDayLater;
  learned.tickets.clear();
  learned.counters.clear();
  configure(learned, body.configuration, at);
  for (const [id, { status, clerk }] of crossing) {
    const counter = learned.counters.get(id);
    if (counter) Object.assign(counter, { status, who: clerk ?? id });
  }
  for (const ticket of body.crossing.tickets) {
    learned.tickets.set(ticket.id, {
      services: ticket.steps.slice(ticket.step).map(({ service }) => service),
      class: ticket.class,
      issuedAt: ticket.issuedAt,
      waitsSince: ticket.issuedAt,
      promised: null,
      firstCall: false,
    });
  }
}

function configure(learned: Learned, configuration: Configuration, at: number): void {
  for (const { id, standardMinutes } of configuration.services) {
    const known = learned.services.get(id);
    if (known) {
      known.standardMs = standardMinutes * minuteMs;
      known.table = null;
    } else learned.services.set(id, newService(standardMinutes * minuteMs));
  }
  for (const { id } of configuration.counters) {
    if (learned.counters.has(id)) continue;
    learned.counters.set(id, {
      status: 'closed',
      since: at,
      who: id,
      ticket: null,
      calledAt: at,
      freeSince: null,
    });
  }
}

function issued(learned: Learned, body: EventBodies['ticket-issued'], at: number): void {
  learned.tickets.set(body.ticket, {
    services: body.steps.map(({ service }) => service),
    class: body.class,
    issuedAt: at,
    waitsSince: at,
    promised: body.promised,
    firstCall: true,
  });
  const service = body.steps[0]?.service;
  if (service === undefined) return;
  const key = `${service}|${body.class}`;
  const known = learned.arrivals.get(key) ?? { service, class: body.class, perMs: 0, at };
  const faded = known.perMs * Math.exp(-(at - known.at) / arrivalsForgetMs);
  learned.arrivals.set(key, { ...known, perMs: faded + 1 / arrivalsForgetMs, at });
}

/** When such people come is told by when they came; their numbers only reach us together. */
function adopted(learned: Learned, body: EventBodies['ticket-adopted'], at: number): void {
  if (body.ended !== null) return;
  learned.tickets.set(body.ticket, {
    services: body.steps.map(({ service }) => service),
    class: body.class,
    issuedAt: body.takenAt,
    waitsSince: at,
    promised: null,
    firstCall: true,
  });
}

function seat(
  learned: Learned,
  id: CounterId,
  status: OneCounter['status'],
  at: number,
  who?: string,
): void {
  const counter = learned.counters.get(id);
  if (!counter) return;
  const { staffing, midnight } = learned;
  const bucket = bucketAt(at, midnight);
  const count = (counts: Float64Array) => {
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  };
  if (status === 'paused') count(staffing.breaks);
  if (status === 'closed' && counter.status !== 'closed') count(staffing.signOuts);
  if (status === 'open' && counter.status === 'closed') count(staffing.signIns);
  if (status === 'open' && counter.status === 'paused') {
    remember(learned.breakMs, at - counter.since, kept.breaks);
  }
  expose(learned, counter, at);
  counter.status = status;
  counter.since = at;
  counter.freeSince = null;
  if (who !== undefined) counter.who = who;
}

/** Counts the time that the counter has been as it is, by half hours. */
function expose({ staffing, midnight }: Learned, counter: OneCounter, to: number): void {
  if (counter.status === 'paused') return;
  const into = counter.status === 'open' ? staffing.openMs : staffing.closedMs;
  let from = counter.since;
  // A counter that nobody has touched for a day tells nothing more than one of a day.
  for (let steps = 0; from < to && steps < bucketCount; steps += 1) {
    const end = Math.min(to, midnight + (Math.floor((from - midnight) / bucketMs) + 1) * bucketMs);
    const bucket = bucketAt(from, midnight);
    into[bucket] = (into[bucket] ?? 0) + end - from;
    from = end;
  }
}

const serviceAt = (learned: Learned, ticket: OneTicket): ServiceLearned | undefined =>
  ticket.services[0] === undefined ? undefined : learned.services.get(ticket.services[0]);

function called(
  learned: Learned,
  body: { readonly ticket: TicketId; readonly counter: CounterId },
  at: number,
  anew: boolean,
): void {
  const counter = learned.counters.get(body.counter);
  const ticket = learned.tickets.get(body.ticket);
  if (!counter) return;
  const { freeSince } = counter;
  // What is taken up again is half a case: its time tells nothing.
  counter.ticket = anew ? body.ticket : null;
  counter.calledAt = at;
  counter.freeSince = null;
  if (!ticket || !anew) return;
  // A counter that nobody waited for has had no gap.
  const gap = freeSince === null || ticket.waitsSince > freeSince ? null : at - freeSince;
  if (gap !== null && gap <= gapMsMax) remember(learned.gaps, gap, kept.gaps);
  const service = serviceAt(learned, ticket);
  if (service) service.calls += 1;
  learned.waitedMs += Math.max(0, at - ticket.waitsSince);
  if (ticket.firstCall && ticket.promised) judge(learned, ticket, ticket.promised, at);
  ticket.firstCall = false;
}

function freed(learned: Learned, told: Told, at: number): void {
  if (!('counter' in told.body) || !('ticket' in told.body) || told.body.counter === null) return;
  const counter = learned.counters.get(told.body.counter);
  const ticket = learned.tickets.get(told.body.ticket);
  if (!counter) return;
  const mine = counter.ticket === told.body.ticket;
  const ms = at - counter.calledAt;
  counter.ticket = null;
  counter.freeSince = counter.status === 'open' ? at : null;
  const service = ticket && serviceAt(learned, ticket);
  if (!ticket || !service) return;
  if (told.type === 'ticket-missed') {
    service.misses += 1;
    if (mine) remember(learned.missMs, ms, kept.misses);
  } else if (told.type === 'step-finished') {
    service.finishes += 1;
    if (mine && ms >= handMsMin) took(learned, service, counter.who, ms, at);
  } else if (told.type === 'ticket-transferred') {
    if (mine && ms >= handMsMin) took(learned, service, counter.who, ms, at);
    ticket.services = [told.body.toService, ...ticket.services.slice(1)];
    ticket.waitsSince = at;
  }
}

/** One more case of the service, served by `who`. */
function took(learned: Learned, service: ServiceLearned, who: string, ms: number, at: number) {
  const bucket = bucketAt(at - ms, learned.midnight);
  const log = Math.log(ms);
  const [pace, hour, level] = [paceOf(learned, who), hourOf(learned, bucket), levelOf(learned)];
  const usual = usualOf(service);
  // One case may not turn a mean over.
  const rest = Math.max(-2, Math.min(2, log - usual - pace - hour - level));
  const known = learned.paces.get(who) ?? { sum: 0, count: 0 };
  learned.paces.set(who, { sum: known.sum + rest + pace, count: known.count + 1 });
  const mean = learned.hours[bucket];
  if (mean) Object.assign(mean, { sum: mean.sum + rest + hour + level, count: mean.count + 1 });
  learned.level = {
    sum: learned.level.sum * levelForgets + rest + level,
    count: learned.level.count * levelForgets + 1,
  };
  remember(service.logs, log - pace - hour, kept.service);
  remember(learned.shape, rest, kept.shape);
  service.table = null;
}

/**
 * A stated range has met its truth: the upper bound is to hold four times in five, the lower once in
 * two. A wait that nobody had to wait tells nothing.
 */
function judge(learned: Learned, ticket: OneTicket, promised: Range, at: number): void {
  const truth = (at - ticket.issuedAt) / minuteMs;
  const service = ticket.services[0];
  if (service === undefined || (truth < 1 && promised.high <= 1)) return;
  const held = truth <= promised.high;
  const below = truth <= promised.low;
  for (const key of marginKeys(service, ticket.class)) {
    const { low, high } = marginAt(learned.margins, key);
    learned.margins.set(key, {
      low: bounded(low + (below ? -marginStep.low : marginStep.low), marginMax.low),
      high: bounded(high + (held ? -0.2 : 0.8) * marginStep.high, marginMax.high),
    });
  }
}

const bounded = (value: number, by: number): number => Math.max(-by, Math.min(by, value));
