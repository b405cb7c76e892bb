/**
 * Who is next at a counter. Only the first of each line competes. SPEC: NEXT.
 */
import { classOf, eachSource, type How, meets, wayTo } from './capable.ts';
import type { TicketClass } from './configuration.ts';
import type { Because } from './events.ts';
import type { ClassId, ServiceId, TicketId } from './ids.ts';
import {
  type Age,
  compareAge,
  lineAmong,
  older,
  overtakenAt,
  placeAt,
  type ReadLine,
} from './line.ts';
import type { Counter, Deep, Hall, Ticket } from './state.ts';

const minuteMs = 60_000;

export interface Choice {
  readonly ticket: TicketId;
  readonly because: Because;
}

/** A ticket that competes: what the rules compare. */
export interface Candidate {
  at: number;
  seq: number;
  class: Deep<TicketClass>;
  how: How;
  /** How long its service promises, in ms. */
  promiseMs: number;
  /** It has waited longer than that (NEXT-4). */
  overdue: boolean;
  /** `base + rate x waited`, in ms (NEXT-7). */
  standing: number;
}

interface Head extends Candidate {
  ticket: TicketId;
  overtaken: number;
  /** Null for one that does not wait yet. */
  readonly line: ReadLine | null;
  /** How far down its line. */
  index: number;
}

/** What is told of a head to whoever asks why it was called, or was not. */
export type Competing = Readonly<
  Pick<Head, 'ticket' | 'at' | 'class' | 'how' | 'overdue' | 'standing' | 'overtaken'>
>;

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
  const heads = headsAt(hall, counter, at);
  if (coming !== null) heads.push(...headOf(hall, counter, coming, at));
  const choice = choose(hall, heads);
  if (choice === null) return null;
  const { chosen } = choice;
  const because: Because = {
    rule: ruleOf(choice, heads),
    class: chosen.class.id,
    waitedMs: Math.max(0, at - chosen.at),
    ...(chosen.how === 'overflow' ? ({ overflow: true } as const) : {}),
  };
  return { ticket: chosen.ticket, because };
}

/** Whom this counter would call, in order, if it called them all now; at most so many. */
export function pickSeveral(
  hall: Hall,
  counter: Deep<Counter>,
  at: number,
  most: number,
): TicketId[] {
  const heads = headsAt(hall, counter, at);
  const picked: Head[] = [];
  while (picked.length < most) {
    const chosen = choose(hall, heads)?.chosen;
    if (chosen === undefined) break;
    // Whoever is picked overtakes, as calling it would (NEXT-5).
    for (const head of heads) if (overtakes(chosen, head)) head.overtaken += 1;
    picked.push({ ...chosen });
    if (!stepOn(chosen, picked, at)) heads.splice(heads.indexOf(chosen), 1);
  }
  return picked.map(({ ticket }) => ticket);
}

/** The first of every line that this counter may call from, whom it would call first standing first. */
export function competing(hall: Hall, counter: Deep<Counter>, at: number): readonly Competing[] {
  const heads = headsAt(hall, counter, at);
  const first = choose(hall, heads)?.chosen;
  return heads.sort((a, b) => Number(b === first) - Number(a === first) || before(a, b));
}

/** Turns the head into the next of its line; false when there is none. */
function stepOn(head: Head, picked: readonly Head[], at: number): boolean {
  const place = head.line && placeAt(head.line, head.index + 1);
  if (!head.line || !place) return false;
  head.index += 1;
  head.ticket = place.ticket;
  weigh(head, place, at);
  const since = picked.filter((one) => overtakes(one, head)).length;
  head.overtaken = overtakenAt(head.line, head.index) + since;
  return true;
}

/** The service that the ticket is at. */
export function serviceOf(ticket: Deep<Pick<Ticket, 'id' | 'steps' | 'step'>>): ServiceId {
  const step = ticket.steps[ticket.step];
  if (step === undefined) throw new Error(`ticket ${ticket.id} has no step ${ticket.step}`);
  return step.service;
}

/** Who was sent to a counter waits for the shortest promise of all: such a line is of many services. */
export function promiseOf(hall: Hall, service: ServiceId | null): number {
  if (service !== null) return (hall.services.get(service)?.promiseMinutes ?? 0) * minuteMs;
  let least = Number.POSITIVE_INFINITY;
  for (const { promiseMinutes } of hall.services.values()) least = Math.min(least, promiseMinutes);
  return least * minuteMs;
}

export function candidate(
  hall: Hall,
  age: Age,
  service: ServiceId | null,
  ticketClass: ClassId,
  how: How,
  at: number,
): Candidate {
  const promiseMs = promiseOf(hall, service);
  const its = { at: 0, seq: 0, class: classOf(hall, ticketClass), how, promiseMs };
  return weigh({ ...its, overdue: false, standing: 0 }, age, at);
}

/** Puts another ticket of its line into the candidate's place. */
export function weigh(one: Candidate, { at: since, seq }: Age, at: number): Candidate {
  const waited = at - since;
  one.at = since;
  one.seq = seq;
  one.overdue = waited >= one.promiseMs;
  one.standing = one.class.base * minuteMs + one.class.rate * waited;
  return one;
}

/** Below 0 when `a` is called before `b`: the table of NEXT-1, the overtaking cap apart. */
export function before(a: Candidate, b: Candidate): number {
  const green = Number(b.class.kind === 'green') - Number(a.class.kind === 'green');
  if (green !== 0) return green;
  if (a.class.kind === 'green') return compareAge(a, b);
  if (a.overdue !== b.overdue) return a.overdue ? -1 : 1;
  if (a.overdue) return compareAge(a, b);
  const helped = Number(a.how === 'helps') - Number(b.how === 'helps');
  return helped || b.standing - a.standing || compareAge(a, b);
}

/** The first of every line that this counter may call from. */
function headsAt(hall: Hall, counter: Deep<Counter>, at: number): Head[] {
  const heads: Head[] = [];
  eachSource(hall, counter, at, (line, service, how) => {
    const place = placeAt(line, 0);
    if (place === undefined) return;
    const head: Head = {
      at: 0,
      seq: 0,
      class: classOf(hall, line.class),
      how,
      promiseMs: promiseOf(hall, service),
      overdue: false,
      standing: 0,
      ticket: place.ticket,
      overtaken: line.overtaken,
      line,
      index: 0,
    };
    weigh(head, place, at);
    heads.push(head);
  });
  return heads;
}

/** The head that the ticket would be if it waited already; none where this counter could not call it. */
function headOf(hall: Hall, counter: Deep<Counter>, ticket: Deep<Ticket>, at: number): Head[] {
  const service = serviceOf(ticket);
  const how = wayTo(hall, counter, service, at);
  if (how === null || !meets(hall, counter.id, service, ticket.needs)) return [];
  const age = { at: ticket.orderAt, seq: ticket.orderSeq };
  const its = candidate(hall, age, service, ticket.class, how, at);
  // It is about to count as overtaken as often as the one behind it (NEXT-5).
  const line = lineAmong(hall.lines.get(service) ?? [], ticket.class, ticket.needs);
  const overtaken = line ? overtakenAt(line, older(line, age)) : 0;
  return [{ ...its, ticket: ticket.id, overtaken, line: null, index: 0 }];
}

/** Who is called, and who would be if nobody were protected (NEXT-5). */
interface Chosen {
  readonly chosen: Head;
  readonly free: Head;
}

function choose(hall: Hall, heads: readonly Head[]): Chosen | null {
  const free = firstOf(heads);
  if (!free) return null;
  const capped = cappedBy(hall, free, heads);
  if (!capped) return { chosen: free, free };
  return { chosen: firstOf(heads.filter((head) => compareAge(head, capped) <= 0)) ?? capped, free };
}

function firstOf(heads: readonly Head[]): Head | undefined {
  let best: Head | undefined;
  for (const head of heads) if (best === undefined || before(head, best) < 0) best = head;
  return best;
}

/** Whether calling the one counts for the other as being overtaken (NEXT-5). */
const overtakes = (one: Candidate, other: Candidate): boolean =>
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

function ruleOf({ chosen, free }: Chosen, heads: readonly Head[]) {
  const older = heads.filter((head) => compareAge(head, chosen) < 0);
  if (chosen.class.kind === 'green') return 'green';
  if (older.length === 0) return chosen.how === 'sent' ? 'sent-here' : 'oldest';
  if (chosen.overdue) return 'promise';
  if (chosen !== free) return 'cap';
  return older.every(({ how }) => how === 'helps') ? 'preferred' : 'priority';
}
