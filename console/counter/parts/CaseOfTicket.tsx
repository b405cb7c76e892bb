/**
 * At the window for failed errands (反映"办不成事", 办法 art. 46; `cases.window` in the hall's file): in one
 * press to the case of the ticket in hand, or to a new one about it. The page of cases opens beside the
 * console.
 */
import type { TicketInHand } from '../../../core/views/counter.ts';
import { casesPath } from '../../address.ts';
import type { At } from '../at.ts';

export function CaseOfTicket({ ticket, at }: { ticket: TicketInHand; at: At }) {
  if (ticket.service !== at.me.casesWindow) return null;
  const about = new URLSearchParams({
    ticket: ticket.ticket,
    service: ticket.service,
    counter: at.view.counter.id,
  });
  return (
    <a class="button hand-case" href={`${casesPath}?${about}`} target="_blank" rel="noopener">
      {at.texts.caseOfTicket}
    </a>
  );
}
