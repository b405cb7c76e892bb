/**
 * What stands on the paper that a visitor takes along, as plain data; the words around it are the
 * hub's (server/slips). Facts: domain.md B4.
 */
import { serviceOf } from '../hall/calling.ts';
import { classOf } from '../hall/capable.ts';
import type { Language, Texts } from '../hall/configuration.ts';
import type { Range } from '../hall/events.ts';
import type { Label, TicketId } from '../hall/ids.ts';
import type { Hall } from '../hall/state.ts';
import { copyRange } from './kiosk.ts';

export interface Slip {
  readonly ticket: TicketId;
  readonly label: Label;
  readonly hall: Texts;
  readonly service: Texts;
  readonly language: Language;
  /** How many waited before it when it was taken. */
  readonly ahead: number;
  /** The signs of the counters that may call it, in the hall's order. */
  readonly counters: readonly string[];
  readonly issuedAt: number;
  /** What kind of number it is, beside an ordinary one: its name, and the slot of a booking. */
  readonly class: Texts | null;
  readonly slotAt: number | null;
  readonly promised: Range | null;
  readonly assisted: boolean;
}

/** The slip of a ticket of the present day, or null when it is not of it. */
export function slipView(hall: Hall, id: TicketId): Slip | null {
  const ticket = hall.tickets.get(id);
  const service = ticket && hall.services.get(serviceOf(ticket));
  if (!ticket || !service || !hall.configuration) return null;
  const { kind, name } = classOf(hall, ticket.class);
  return {
    ticket: id,
    label: ticket.label,
    hall: hall.configuration.name,
    service: service.name,
    language: ticket.language,
    ahead: ticket.ahead,
    counters: hall.configuration.counters
      .filter((counter) => counter.services.includes(service.id))
      .map((counter) => counter.sign),
    issuedAt: ticket.issuedAt,
    class: kind === 'ordinary' ? null : name,
    slotAt: ticket.booking?.slotAt ?? null,
    promised: copyRange(ticket.promised),
    assisted: ticket.assisted,
  };
}
