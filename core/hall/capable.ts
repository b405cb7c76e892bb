/**
 * Which lines a counter may call from, and how it comes to each. SPEC: CAN-1 to CAN-5, NEED-2.
 */
import type { TicketClass } from './configuration.ts';
import type { ClassId, CounterId, NeedId, ServiceId } from './ids.ts';
import { lengthOf, placeAt, type ReadLine } from './line.ts';
import type { Counter, Deep, Hall } from './state.ts';

const minuteMs = 60_000;

/** How a counter comes to a line; `helps`: only when nobody waits for the others. */
export type How = 'own' | 'sent' | 'overflow' | 'helps';

/** What the counter serves first: as configured, or as the tide has turned it. */
export const servicesOf = (hall: Hall, counter: Deep<Counter>): readonly ServiceId[] =>
  counter.tide?.services ?? hall.places.get(counter.id)?.services ?? [];

/** Whether the counter serves the service, first or as a help. */
export const serves = (hall: Hall, counter: Deep<Counter>, service: ServiceId): boolean =>
  servicesOf(hall, counter).includes(service) ||
  (hall.places.get(counter.id)?.helps.includes(service) ?? false);

/** Whether it calls others than the counters that are configured like it, of which one speaks for all. */
export const callsAlone = (hall: Hall, { id, tide }: Deep<Counter>): boolean =>
  tide !== null || (hall.sentLines.get(id) ?? []).some((line) => lengthOf(line) > 0);

/**
 * Looks at every line with somebody in it that this counter may call from at this time; of several
 * ways to a line the first counts (CAN-5). `service` is null for those sent to the counter. A hall has
 * hundreds of lines and looks at them with every call, so that nothing is made of them here.
 */
export function eachSource(
  hall: Hall,
  counter: Deep<Counter>,
  at: number,
  look: (line: ReadLine, service: ServiceId | null, how: How) => void,
): void {
  for (const line of hall.sentLines.get(counter.id) ?? []) {
    if (lengthOf(line) > 0) look(line, null, 'sent');
  }
  const from = (service: ServiceId, how: How) => {
    for (const line of hall.lines.get(service) ?? []) {
      if (lengthOf(line) > 0 && meets(hall, counter.id, service, line.needs)) {
        look(line, service, how);
      }
    }
  };
  for (const service of servicesOf(hall, counter)) from(service, 'own');
  for (const service of hall.overflows.get(counter.id) ?? []) {
    if (wayTo(hall, counter, service, at) === 'overflow') from(service, 'overflow');
  }
  for (const service of hall.places.get(counter.id)?.helps ?? []) {
    if (wayTo(hall, counter, service, at) === 'helps') from(service, 'helps');
  }
}

/** A line that a counter may call from. */
export interface Source {
  readonly line: ReadLine;
  /** Null for the line of those sent to the counter. */
  readonly service: ServiceId | null;
  readonly how: How;
}

/** The same as a list, for whoever looks seldom. */
export function sourcesOf(hall: Hall, counter: Deep<Counter>, at: number): Source[] {
  const sources: Source[] = [];
  eachSource(hall, counter, at, (line, service, how) => sources.push({ line, service, how }));
  return sources;
}

/** How this counter comes to the service at this time; null when it does not. */
export function wayTo(
  hall: Hall,
  counter: Deep<Counter>,
  service: ServiceId,
  at: number,
): How | null {
  if (servicesOf(hall, counter).includes(service)) return 'own';
  const over = hall.overflows.get(counter.id)?.includes(service) ?? false;
  if (over && overflows(hall, service, at)) return 'overflow';
  return hall.places.get(counter.id)?.helps.includes(service) ? 'helps' : null;
}

/** How many wait for the service, those sent to one counter apart. */
export function waitingFor(hall: Hall, service: ServiceId): number {
  let count = 0;
  for (const line of hall.lines.get(service) ?? []) count += lengthOf(line);
  return count;
}

/** Whether the line of the service is so long that further counters may serve it (CAN-4). */
export function overflows(hall: Hall, service: ServiceId, at: number): boolean {
  const rule = hall.services.get(service)?.overflow;
  if (rule === undefined) return false;
  if (rule.people !== undefined && waitingFor(hall, service) > rule.people) return true;
  if (rule.minutes === undefined) return false;
  const since = at - rule.minutes * minuteMs;
  return (hall.lines.get(service) ?? []).some((line) => {
    const head = placeAt(line, 0);
    return head !== undefined && head.at < since;
  });
}

/**
 * Whether no staffed counter that serves the service would meet these needs better: one that offers
 * all that this one does, and more (NEED-2).
 */
export function meets(
  hall: Hall,
  counter: CounterId,
  service: ServiceId,
  needs: readonly NeedId[],
): boolean {
  if (needs.length === 0) return true;
  const met = metBy(hall, counter, needs);
  if (met === allOf(needs)) return true;
  for (const other of hall.counters.values()) {
    if (other.status === 'closed') continue;
    const better = metBy(hall, other.id, needs);
    if (better !== met && (better & met) === met && serves(hall, other, service)) return false;
  }
  return true;
}

/** Which of the needs the counter meets, as bits: there are at most 20. */
function metBy(hall: Hall, counter: CounterId, needs: readonly NeedId[]): number {
  const offers = hall.places.get(counter)?.offers;
  let met = 0;
  for (let at = 0; at < needs.length; at += 1) {
    const need = needs[at];
    if (need !== undefined && offers?.includes(need)) met |= 1 << at;
  }
  return met;
}

const allOf = (needs: readonly NeedId[]): number => (1 << needs.length) - 1;

/** A class that the configuration has lost counts as the ordinary one. */
export function classOf(hall: Hall, id: ClassId): Deep<TicketClass> {
  const known = hall.classes.get(id) ?? ordinaryOf(hall);
  if (known === undefined) throw new Error('the configuration has no ordinary class');
  return known;
}

export const ordinaryOf = (hall: Hall): Deep<TicketClass> | undefined =>
  hall.configuration?.classes.find(({ kind }) => kind === 'ordinary');
