/**
 * What is answered after an act on a ticket: the ticket as it now stands, from the hall's state or,
 * for a repeat on a later day, from the log.
 */

import type { TicketId } from '../../../core/hall/ids.ts';
import { type TicketView, ticketView } from '../../../core/views/ticket.ts';
import { LogFailure } from '../../../log/log.ts';
import { HouseFailure } from '../../house/failure.ts';
import type { Reply } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import type { PastTickets } from '../past-ticket.ts';
import { type Problem, problem } from '../problems.ts';
import { type DeedWish, deed } from './deeds.ts';

/**
 * The ticket, whatever its day; null when the hall never gave it. Fails: `LogFailure`,
 * `HouseFailure`.
 */
export async function ticketNow(
  { keeper, facts }: Pick<HttpParts, 'keeper' | 'facts'>,
  id: TicketId,
  past: PastTickets,
): Promise<TicketView | Problem | null> {
  return (await keeper.look((hall) => ticketView(hall, facts.now, id))) ?? past.find(id);
}

/** Does it, and shows the ticket. */
export async function acted(parts: HttpParts, past: PastTickets, wish: DeedWish): Promise<Reply> {
  const done = await deed(parts, wish);
  if ('problem' in done) return done;
  const { ticket, label, counter, because, seq, requestId, ahead } = done;
  // Only an issue tells `ahead`, and only an act on a ticket tells a ticket.
  if (ticket === undefined || ahead !== undefined) {
    return problem('request-id-used', { requestId });
  }
  const shown = await shownOrNothing(parts, ticket, past);
  const told = {
    ...(label === undefined ? {} : { label }),
    ...(counter === undefined ? {} : { counter }),
    ...(because === undefined ? {} : { because }),
  };
  return { status: 200, body: { ...shown, ...told, id: ticket, ticket, requestId, seq } };
}

/** The deed is done: whatever keeps us from showing the ticket must not make it look undone. */
async function shownOrNothing(
  parts: HttpParts,
  id: TicketId,
  past: PastTickets,
): Promise<TicketView | Record<never, never>> {
  try {
    const found = await ticketNow(parts, id, past);
    return found === null || 'problem' in found ? {} : found;
  } catch (error) {
    if (error instanceof LogFailure || error instanceof HouseFailure) return {};
    throw error;
  }
}
