/**
 * Why a call fell on whom it did, for whoever looks back at it: all who competed at the counter in that
 * moment, in the order in which the rules put them, with what the rules compared. It decides nothing.
 * SPEC: NEXT-1, NEXT-5.
 */
import { competing } from './calling.ts';
import type { How } from './capable.ts';
import type { ClassId, Label, ServiceId, TicketId } from './ids.ts';
import type { Counter, Deep, Hall } from './state.ts';

/** The first of a line that the counter could have called from. */
export interface Competitor {
  readonly ticket: TicketId;
  readonly label: Label;
  readonly class: ClassId;
  /** Null: it was sent to this very counter. */
  readonly service: ServiceId | null;
  readonly how: How;
  readonly waitedMs: number;
  /** It has waited longer than its service promises (NEXT-4). */
  readonly overdue: boolean;
  /** What the hall gives its class for a start and for every minute, in minutes (NEXT-7). */
  readonly standing: number;
  /** How often it was overtaken; `protected`: so often that nobody may any more (NEXT-5). */
  readonly overtaken: number;
  readonly protected: boolean;
}

const minuteMs = 60_000;

/**
 * Who competes at this counter at a time (epoch ms), whom the rules would call first standing first.
 * Empty when nobody waits whom it may call.
 */
export function competitorsAt(hall: Hall, counter: Deep<Counter>, at: number): Competitor[] {
  const max = hall.configuration?.rules.overtakingMax ?? 0;
  return competing(hall, counter, at).flatMap((head) => {
    const ticket = hall.tickets.get(head.ticket);
    if (!ticket) return [];
    return {
      ...{ ticket: ticket.id, label: ticket.label, class: head.class.id, how: head.how },
      service: head.how === 'sent' ? null : (ticket.steps[ticket.step]?.service ?? null),
      ...{ waitedMs: Math.max(0, at - head.at), overdue: head.overdue },
      standing: Math.round(head.standing / minuteMs),
      ...{ overtaken: head.overtaken, protected: isOrdinary(head) && head.overtaken >= max },
    };
  });
}

const isOrdinary = (head: { readonly class: { readonly kind: string } }): boolean =>
  head.class.kind === 'ordinary';
