/**
 * The manager's page on numbers that kiosks gave while the hub was away: what came from which kiosk,
 * since when, which of them are held and until when, and what came of the rest. SPEC: AWAY-5 to AWAY-8.
 */
import { serviceOf } from '../hall/calling.ts';
import type { AwayEnd } from '../hall/events.ts';
import type { KioskId, Label, ServiceId, TicketId } from '../hall/ids.ts';
import type { AdoptedClosed, Away, Deep, Hall, Ticket, TicketStatus } from '../hall/state.ts';

export interface AdoptedLine {
  readonly ticket: TicketId;
  readonly label: Label;
  readonly service: ServiceId;
  readonly takenAt: number;
  /** The kiosk's own clock told the time, which nobody had set right. */
  readonly unsure: boolean;
  readonly adoptedAt: number;
  /** `of-past-day`: it is no ticket of today. */
  readonly status: TicketStatus | 'of-past-day';
  /** Until when it waits for the manager's word; null: for as long as there is none, or no longer. */
  readonly heldUntil: number | null;
  readonly ended: AwayEnd | null;
}

export interface AdoptedFrom {
  readonly kiosk: KioskId;
  /** When the first of them was taken. */
  readonly since: number;
  readonly held: number;
  readonly unsure: number;
  /** Oldest first, at most 500. */
  readonly tickets: readonly AdoptedLine[];
}

export interface AdoptionView {
  /** How many wait for the manager's word, and when the first of them is let go without. */
  readonly held: number;
  readonly nextAt: number | null;
  /** By kiosk, in the hall's order. */
  readonly kiosks: readonly AdoptedFrom[];
}

const linesShown = 500;

/** What was adopted since the day opened, and what crossed into it. */
export function adoptionView(hall: Hall): AdoptionView {
  const lines = new Map<KioskId, AdoptedLine[]>();
  const add = (kiosk: KioskId, line: AdoptedLine) => {
    lines.set(kiosk, [...(lines.get(kiosk) ?? []), line]);
  };
  for (const one of hall.adoptedClosed) add(one.kiosk, closedLine(one));
  for (const ticket of hall.tickets.values()) {
    if (ticket.away) add(ticket.away.kiosk, ticketLine(ticket, ticket.away));
  }
  const order = hall.configuration?.kiosks.map(({ id }) => id) ?? [];
  const others = [...lines.keys()].filter((id) => !order.includes(id));
  return {
    ...heldNow(hall),
    kiosks: [...order, ...others].flatMap((kiosk) => {
      const its = (lines.get(kiosk) ?? []).sort((a, b) => a.takenAt - b.takenAt);
      const [first] = its;
      if (!first) return [];
      return [
        {
          kiosk,
          since: first.takenAt,
          held: its.filter(({ status }) => status === 'held').length,
          unsure: its.filter(({ unsure }) => unsure).length,
          tickets: its.slice(0, linesShown),
        },
      ];
    }),
  };
}

/** How many wait for the manager's word, and when the first of them is let go without. */
function heldNow(hall: Hall): Pick<AdoptionView, 'held' | 'nextAt'> {
  const times = [...hall.held].flatMap((id) => hall.tickets.get(id)?.away?.heldUntil ?? []);
  return { held: hall.held.size, nextAt: times.length === 0 ? null : Math.min(...times) };
}

const closedLine = (one: Deep<AdoptedClosed>): AdoptedLine => ({
  ...of(one),
  ...{ ticket: one.ticket, label: one.label, service: one.service, status: 'of-past-day' },
});

const ticketLine = (ticket: Deep<Ticket>, away: Deep<Away>): AdoptedLine => ({
  ...of(away),
  ...{ ticket: ticket.id, label: ticket.label, service: serviceOf(ticket), status: ticket.status },
  heldUntil: ticket.status === 'held' ? away.heldUntil : null,
});

const of = ({ takenAt, unsure, adoptedAt, heldUntil, ended }: Deep<Away>) => ({
  ...{ takenAt, unsure, adoptedAt, heldUntil, ended },
});
