/**
 * What a visitor's phone shows: the ticket's place and fate, what its visitor may still do, and
 * whether there is an emergency in the hall.
 */
import type { TicketId } from '../hall/ids.ts';
import type { Hall } from '../hall/state.ts';
import type { Emergency, HouseFacts } from './facts.ts';
import { copyEmergency } from './posted.ts';
import { type TicketView, ticketView } from './ticket.ts';

const minuteMs = 60_000;

export interface PhoneView extends TicketView {
  /** How often its visitor may still put it off (POST-2). */
  readonly postponesLeft: number;
  /** Until when a missed one may rejoin, epoch ms (MISS-3); null: not, or not any more. */
  readonly rejoinUntil: number | null;
  /** Whether a guide in force tells what to bring for its service; absent: none does. */
  readonly guided?: true;
  /** Absent while all is as usual. */
  readonly emergency?: Emergency;
}

/** Null when the ticket is not of the present day. */
export function phoneView(hall: Hall, facts: HouseFacts, id: TicketId): PhoneView | null {
  const view = ticketView(hall, facts, id);
  const ticket = hall.tickets.get(id);
  if (!view || !ticket) return null;
  const emergency = copyEmergency(facts.emergency);
  const {
    postponesMax = 0,
    rejoinsMax = 0,
    rejoinWithinMinutes = 0,
  } = hall.configuration?.rules ?? {};
  const missedAt =
    ticket.status === 'missed' && ticket.rejoins < rejoinsMax ? ticket.missedAt : null;
  return {
    ...view,
    postponesLeft: Math.max(0, postponesMax - ticket.postpones),
    rejoinUntil: missedAt === null ? null : missedAt + rejoinWithinMinutes * minuteMs,
    ...(facts.guided.has(view.service) ? { guided: true as const } : {}),
    ...(emergency ? { emergency } : {}),
  };
}

/** A ticket of a past day: there is nothing to do with it any more but to rate it. */
export const pastPhoneView = (ticket: TicketView): PhoneView => ({
  ...ticket,
  postponesLeft: 0,
  rejoinUntil: null,
});
