/**
 * Who is next at a counter, and how many stand before a ticket. SPEC: CALL-1, AHEAD-1, AHEAD-2.
 */
import type { Because } from './events.ts';
import type { CounterId, ServiceId, TicketId } from './ids.ts';
import { before, compare, type Place } from './line.ts';
import type { Deep, Hall, Ticket } from './state.ts';

export interface Choice {
  readonly ticket: TicketId;
  readonly because: Because;
}

/** The ticket that the rules call next at this counter; null when nobody waits for it. */
export function pickNext(hall: Hall, counter: CounterId): Choice | null {
  let best: Place | undefined;
  for (const service of hall.places.get(counter)?.services ?? []) {
    const head = hall.lines.get(service)?.[0];
    if (head && (best === undefined || compare(head, best) < 0)) best = head;
  }
  const sent = hall.sentLines.get(counter)?.[0];
  if (sent && (best === undefined || compare(sent, best) < 0)) {
    return { ticket: sent.ticket, because: { rule: 'sent-here' } };
  }
  return best === undefined ? null : { ticket: best.ticket, because: { rule: 'oldest' } };
}

/** How many wait in the service's line now: what a newcomer would have before them. */
export const waitingFor = (hall: Hall, service: ServiceId): number =>
  hall.lines.get(service)?.length ?? 0;

/** How many waiting tickets of its line are called before this waiting ticket; null when it does not wait. */
export function aheadOf(hall: Hall, ticket: Deep<Ticket>): number | null {
  if (ticket.status !== 'waiting') return null;
  const line = lineOf(hall, ticket);
  return line ? before(line, { at: ticket.orderAt, seq: ticket.orderSeq }) : null;
}

/** The service that the ticket is at. */
export function serviceOf(ticket: Deep<Pick<Ticket, 'id' | 'steps' | 'step'>>): ServiceId {
  const service = ticket.steps[ticket.step];
  if (service === undefined) throw new Error(`ticket ${ticket.id} has no step ${ticket.step}`);
  return service;
}

function lineOf(hall: Hall, ticket: Deep<Ticket>): readonly Place[] | undefined {
  return ticket.sentTo === null
    ? hall.lines.get(serviceOf(ticket))
    : hall.sentLines.get(ticket.sentTo);
}
