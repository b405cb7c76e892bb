/**
 * What a visitor's phone shows: the ticket's place and fate, and whether there is an emergency in the hall.
 */
import type { TicketId } from '../hall/ids.ts';
import type { Hall } from '../hall/state.ts';
import type { Emergency, HouseFacts } from './facts.ts';
import { copyEmergency } from './posted.ts';
import { type TicketView, ticketView } from './ticket.ts';

export interface PhoneView extends TicketView {
  /** Absent while all is as usual. */
  readonly emergency?: Emergency;
}

/** Null when the ticket is not of the present day. */
export function phoneView(hall: Hall, facts: HouseFacts, id: TicketId): PhoneView | null {
  const ticket = ticketView(hall, facts, id);
  const emergency = copyEmergency(facts.emergency);
  return ticket && (emergency ? { ...ticket, emergency } : ticket);
}
