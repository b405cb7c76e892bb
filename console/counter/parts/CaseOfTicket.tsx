/**
 * At the window for failed errands (反映"办不成事", 办法 art. 46): in one press to the case of the ticket in
 * hand, or to a new one about it. The page of cases opens beside the console.
 */
import type { TicketInHand } from '../../../core/views/counter.ts';
import { casesPath } from '../../address.ts';
import type { At } from '../at.ts';

/** The service of that window (docs/cases.md). */
const failedErrands = 'could-not';

export function CaseOfTicket({ ticket, at }: { ticket: TicketInHand; at: At }) {
  if (ticket.service !== failedErrands) return null;
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
