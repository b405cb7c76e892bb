/**
 * What the asker is told when a deed was done, made from the deed's events alone: so a repeat of the
 * same request is answered alike from the log, whatever the day.
 */
import type { Because, HallEvent } from './events.ts';
import type { CounterId, Label, TicketId } from './ids.ts';

export interface Answer {
  readonly ticket?: TicketId;
  readonly label?: Label;
  /** Only after `issue-ticket`: how many waited before it. */
  readonly ahead?: number;
  /** Only after a check-in that came too late: the number is an ordinary one (BOOK-3). */
  readonly late?: true;
  /** Only of a number that a kiosk gave while the hub was away: its paper is out. */
  readonly away?: true;
  /** Only after a call: where to, and which rule chose. */
  readonly counter?: CounterId;
  readonly because?: Because;
}

/** The answer for a deed that came to these events; `{}` when there was nothing left to do. */
export function answerOf(events: readonly HallEvent[]): Answer {
  const last = events.at(-1);
  switch (last?.type) {
    case 'ticket-issued': {
      const { ticket, label, ahead, booking } = last.body;
      return { ticket, label, ahead, ...(booking?.late ? { late: true } : {}) };
    }
    case 'ticket-adopted': {
      const { ticket, label } = last.body;
      return { ticket, label, away: true };
    }
    // What the manager decided was about many.
    case 'ticket-kept':
      return {};
    case 'ticket-called': {
      const { ticket, label, counter, because } = last.body;
      return { ticket, label, counter, because };
    }
    // The tail of a sign-out, or of time that passed: the deed was not about this ticket.
    case 'ticket-released':
    case 'ticket-returned':
      return {};
    default:
      return last && 'ticket' in last.body ? { ticket: last.body.ticket } : {};
  }
}
