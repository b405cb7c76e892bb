/**
 * What a manager should look at: one person with many numbers, or with many that came to nothing, or
 * many from one hand; and persons of the watch list who took one. A flag hinders nobody and accuses
 * nobody: it names tickets of today and why, and a person looks.
 */
import type { Origin } from '../../core/hall/events.ts';
import type { Label, ServiceId, TicketId } from '../../core/hall/ids.ts';
import type { Deep, Hall, Ticket, TicketStatus } from '../../core/hall/state.ts';
import type { Sighting, WatchReason } from './watch-list.ts';

/** From so many of one person on a day it is told. */
const flagFrom = { numbers: 5, givenUp: 3, oneHand: 4 } as const;

export interface FlaggedTicket {
  readonly ticket: TicketId;
  readonly label: Label;
  readonly service: ServiceId | null;
  readonly status: TicketStatus;
  readonly issuedAt: number;
}

export type Flag = { readonly tickets: readonly FlaggedTicket[] } & (
  | { readonly why: 'many-numbers' | 'many-given-up' }
  /** One kiosk, program or member of staff gave them all. */
  | { readonly why: 'one-hand'; readonly origin: Origin }
  | { readonly why: 'watched'; readonly watched: string; readonly reason: WatchReason }
);

const givenUp: ReadonlySet<TicketStatus> = new Set(['missed', 'cancelled']);

/** The flags of the present day, the persons with most tickets first. */
export function flagsOf(hall: Hall, sightings: readonly Sighting[]): Flag[] {
  const persons = [...hall.visitors.values()]
    .map((ids) => ids.flatMap((id) => hall.tickets.get(id) ?? []))
    .toSorted((a, b) => b.length - a.length);
  return [...watched(hall, sightings), ...persons.flatMap(flagsOfOne)];
}

function flagsOfOne(tickets: readonly Deep<Ticket>[]): Flag[] {
  const flags: Flag[] = [];
  const lost = tickets.filter(({ status }) => givenUp.has(status));
  if (tickets.length >= flagFrom.numbers) {
    flags.push({ why: 'many-numbers', tickets: tickets.map(flagged) });
  }
  if (lost.length >= flagFrom.givenUp) {
    flags.push({ why: 'many-given-up', tickets: lost.map(flagged) });
  }
  const byHand = Map.groupBy(tickets, ({ origin: { kind, id } }) => `${kind}:${id}`);
  for (const [first, ...more] of byHand.values()) {
    if (!first || more.length + 1 < flagFrom.oneHand) continue;
    const { kind, id } = first.origin;
    flags.push({ why: 'one-hand', origin: { kind, id }, tickets: [first, ...more].map(flagged) });
  }
  return flags;
}

function watched(hall: Hall, sightings: readonly Sighting[]): Flag[] {
  const byEntry = Map.groupBy(sightings, ({ watched: entry }) => entry);
  return [...byEntry].flatMap(([entry, seen]): Flag[] => {
    const ids = new Set(seen.map(({ ticket }) => ticket));
    // What was seen yesterday is no ticket of today.
    const tickets = [...hall.tickets.values()].filter(({ id }) => ids.has(id)).map(flagged);
    const reason = seen[0]?.reason ?? 'other';
    return tickets.length === 0 ? [] : [{ why: 'watched', watched: entry, reason, tickets }];
  });
}

const flagged = ({ id, label, status, steps, step, issuedAt }: Deep<Ticket>): FlaggedTicket => ({
  ticket: id,
  label,
  service: steps[step]?.service ?? null,
  status,
  issuedAt,
});
