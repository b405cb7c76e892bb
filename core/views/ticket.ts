/**
 * One ticket's place and fate, for its holder's phone and for the integration API.
 */
import { aheadOf } from '../hall/ahead.ts';
import { serviceOf } from '../hall/calling.ts';
import type { Booked, Outcome, Range } from '../hall/events.ts';
import type { ClassId, CounterId, Label, ServiceId, TicketId } from '../hall/ids.ts';
import type { Hall, TicketStatus } from '../hall/state.ts';
import type { HouseFacts } from './facts.ts';
import { copyRange } from './kiosk.ts';

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
  /** Called by nobody until then, epoch ms, as its visitor wished; null: it is not postponed. */
  readonly postponedUntil: number | null;
  readonly issuedAt: number;
  readonly calledAt: number | null;
  readonly endedAt: number | null;
  readonly outcome: Outcome | null;
  readonly class: ClassId;
  readonly booking: Booked | null;
  /** What it goes through; `step` is the index of the one it is at. */
  readonly step: number;
  readonly steps: readonly { readonly service: ServiceId; readonly outcome: Outcome | null }[];
  /** How long still, in minutes; what was said when it was taken. Null when not known. */
  readonly range: Range | null;
  readonly promised: Range | null;
}

const waits: ReadonlySet<TicketStatus> = new Set(['waiting', 'postponed']);

/** The ticket as it stands now, or null when it is not of the present day. */
export function ticketView(hall: Hall, facts: HouseFacts, id: TicketId): TicketView | null {
  const ticket = hall.tickets.get(id);
  if (!ticket || !hall.day) return null;
  return {
    id,
    label: ticket.label,
    day: hall.day.date,
    service: serviceOf(ticket),
    status: ticket.status,
    ahead: aheadOf(hall, ticket),
    counter: waits.has(ticket.status) ? ticket.sentTo : ticket.counter,
    postponedUntil: ticket.postponedUntil,
    issuedAt: ticket.issuedAt,
    calledAt: ticket.calledAt,
    endedAt: ticket.endedAt,
    outcome: ticket.outcome,
    class: ticket.class,
    booking: ticket.booking === null ? null : { ...ticket.booking },
    step: ticket.step,
    steps: ticket.steps.map(({ service, outcome }) => ({ service, outcome })),
    range: ticket.status === 'waiting' ? copyRange(facts.forecast.tickets.get(id)) : null,
    promised: copyRange(ticket.promised),
  };
}
