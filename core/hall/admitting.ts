/**
 * Whether somebody may take a number now: hours, limits of the day, a hall that is full, one person
 * with one number. SPEC: HOURS, FAIR, NEXT-3.
 */
import { classOf, ordinaryOf } from './capable.ts';
import type { Stamp } from './commands.ts';
import type { Service, TicketClass } from './configuration.ts';
import { ofBand, ofClass, ofService } from './counting.ts';
import { type Admission, admissionAt, type When } from './hours.ts';
import type { ClassId, ReasonId, ServiceId } from './ids.ts';
import { lengthOf } from './line.ts';
import { named, type Refusal } from './refusals.ts';
import type { Deep, Hall, TicketStatus } from './state.ts';

const inHall: ReadonlySet<TicketStatus> = new Set([
  'held',
  'waiting',
  'postponed',
  'called',
  'serving',
  'parked',
]);

/** The admission at this time; null where numbers are given at any time. */
export const admissionFor = (hall: Hall, service: Deep<Service>, when: When): Admission | null =>
  hall.configuration === null ? null : admissionAt(hall.configuration, service, when);

/** The hall's no to a newcomer without a booking; null when there is none. A manager decides alone (HOURS-7). */
export function barred(hall: Hall, service: Deep<Service>, stamp: Stamp): Refusal | null {
  return stamp.by.kind === 'manager' ? null : barredAt(hall, service, stamp.local);
}

/** The same at a local time, whoever comes: what a kiosk says beforehand. */
export const barredAt = (hall: Hall, service: Deep<Service>, when: When): Refusal | null =>
  outsideHours(hall, service, when) ?? exhausted(hall, service, when) ?? overfull(hall);

function outsideHours(hall: Hall, service: Deep<Service>, when: When): Refusal | null {
  const admission = admissionFor(hall, service, when);
  if (admission === null || admission.admits === 'everybody') return null;
  const { admits, opens } = admission;
  return {
    refused: admits === 'booked' ? 'booked-only' : 'outside-hours',
    service: service.id,
    opens: opens === null ? null : { ...opens },
  };
}

function exhausted(hall: Hall, service: Deep<Service>, when: When): Refusal | null {
  const given = (of: string) => hall.counts.get(of) ?? 0;
  const { dailyMax } = service;
  if (dailyMax !== undefined && given(ofService(service.id)) >= dailyMax) {
    return { refused: 'day-exhausted', service: service.id, max: dailyMax };
  }
  const band = admissionFor(hall, service, when)?.band;
  if (band?.max !== undefined && given(ofBand(service.id, band.from)) >= band.max) {
    return { refused: 'band-exhausted', service: service.id, max: band.max, until: band.to };
  }
  return null;
}

function overfull(hall: Hall): Refusal | null {
  const max = hall.configuration?.rules.peopleMax ?? 0;
  if (max === 0) return null;
  return peopleIn(hall) >= max ? { refused: 'hall-full', max } : null;
}

/** Who waits, is held or postponed, called or served, or was put aside. */
function peopleIn(hall: Hall): number {
  let people = hall.parked.size + hall.held.size + hall.postponed.size;
  for (const lines of hall.lines.values()) for (const line of lines) people += lengthOf(line);
  for (const lines of hall.sentLines.values()) for (const line of lines) people += lengthOf(line);
  for (const { inHand } of hall.counters.values()) if (inHand !== null) people += 1;
  return people;
}

/** One person, one waiting ticket of a service, and so many a day (FAIR). Null when nothing is against it. */
export function unfair(hall: Hall, service: Deep<Service>, visitor: string | null): Refusal | null {
  if (visitor === null) {
    const needed = service.realName === 'required';
    return needed ? { refused: 'identity-needed', service: service.id } : null;
  }
  const again = alreadyWaiting(hall, service.id, visitor);
  if (again) return again;
  const max = hall.configuration?.rules.perPersonMax ?? 0;
  const taken = hall.visitors.get(visitor)?.length ?? 0;
  return max > 0 && taken >= max ? { refused: 'person-exhausted', max } : null;
}

/** The refusal when this person has a number of the service already, and is in the hall with it. */
export function alreadyWaiting(
  hall: Hall,
  service: ServiceId,
  visitor: string | null,
): Refusal | null {
  if (visitor === null) return null;
  const tickets = (hall.visitors.get(visitor) ?? []).flatMap((id) => hall.tickets.get(id) ?? []);
  const waits = tickets.find(
    ({ status, steps, step }) => inHall.has(status) && steps[step]?.service === service,
  );
  return waits ? { refused: 'already-waiting', ...named(waits) } : null;
}

/** The class that a newcomer, or a ticket that is to get another, may have; else the refusal (NEXT-3). */
export function grantedClass(
  hall: Hall,
  wish: { readonly class?: ClassId | undefined; readonly reason?: ReasonId | undefined },
  stamp: Stamp,
): Deep<TicketClass> | Refusal {
  const ordinary = ordinaryOf(hall);
  if (wish.class === undefined || wish.class === ordinary?.id) {
    return ordinary ?? classOf(hall, '' as ClassId);
  }
  const wanted = hall.classes.get(wish.class);
  if (!wanted) return { refused: 'unknown-class', class: wish.class };
  if (wanted.kind === 'booked') return { refused: 'class-by-booking', class: wanted.id };
  const { kind } = stamp.by;
  const staff = kind === 'clerk' || kind === 'manager';
  if (!staff && (!wanted.atKiosk || wanted.kind === 'green')) {
    return { refused: 'class-by-staff', class: wanted.id };
  }
  const { reason } = wish;
  const known = hall.configuration?.reasons.priority.some(({ id }) => id === reason) ?? false;
  if (reason === undefined && wanted.kind === 'green') {
    return { refused: 'reason-needed', class: wanted.id };
  }
  if (reason !== undefined && !known) return { refused: 'unknown-reason', reason };
  const max = wanted.dailyMax;
  if (max !== undefined && (hall.counts.get(ofClass(wanted.id)) ?? 0) >= max) {
    return { refused: 'class-exhausted', class: wanted.id, max };
  }
  return wanted;
}
