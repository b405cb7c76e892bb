/**
 * One ticket's place and fate, for its holder's phone and for the integration API.
 */
import { aheadOf, serviceOf } from '../hall/calling.ts';
import type { Outcome } from '../hall/events.ts';
import type { CounterId, Label, ServiceId, TicketId } from '../hall/ids.ts';
import type { Hall, TicketStatus } from '../hall/state.ts';

export interface TicketView {
  readonly id: TicketId;
  readonly label: Label;
  readonly day: string;
  readonly service: ServiceId;
  /** `unserved`: the day closed before it was finished. */
  readonly status: TicketStatus | 'unserved';
  /** How many are called before it; null when it does not wait. */
  readonly ahead: number | null;
  /** Where it is called, served, or was last. */
  readonly counter: CounterId | null;
  readonly issuedAt: number;
  readonly calledAt: number | null;
  readonly endedAt: number | null;
  readonly outcome: Outcome | null;
}

/** The ticket as it stands now, or null when it is not of the present day. */
export function ticketView(hall: Hall, id: TicketId): TicketView | null {
  const ticket = hall.tickets.get(id);
  if (!ticket || !hall.day) return null;
  return {
    id,
    label: ticket.label,
    day: hall.day.date,
    service: serviceOf(ticket),
    status: ticket.status,
    ahead: aheadOf(hall, ticket),
    counter: ticket.status === 'waiting' ? ticket.sentTo : ticket.counter,
    issuedAt: ticket.issuedAt,
    calledAt: ticket.calledAt,
    endedAt: ticket.endedAt,
    outcome: ticket.outcome,
  };
}
