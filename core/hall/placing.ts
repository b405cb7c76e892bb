/**
 * Where a ticket is: in a line, in a hand, aside; and the small steps that take it from one place to
 * another. Only `evolve` uses them: they write.
 */
import { serviceOf } from './calling.ts';
import type { CounterId, TicketId } from './ids.ts';
import { emptyLine, join, type Line, leave, lengthOf, lineAmong } from './line.ts';
import { type Counter, callsKept, type HallState, historyKept, type Ticket } from './state.ts';

/** Makes the ticket known, by all that it is asked for. */
export function keep(hall: HallState, ticket: Ticket): void {
  hall.tickets.set(ticket.id, ticket);
  if (ticket.linkHash !== null) hall.links.set(ticket.linkHash, ticket.id);
  if (ticket.booking !== null) hall.bookings.set(ticket.booking.id, ticket.id);
  if (ticket.visitor === null) return;
  const others = hall.visitors.get(ticket.visitor) ?? [];
  hall.visitors.set(ticket.visitor, [...others, ticket.id]);
}

/** Puts the ticket into its line. */
export function wait(hall: HallState, ticket: Ticket): void {
  ticket.status = 'waiting';
  join(lineOf(hall, ticket), { ticket: ticket.id, at: ticket.orderAt, seq: ticket.orderSeq });
}

/** Takes the ticket out of wherever it is kept while it is in nobody's hand. */
export function withdraw(hall: HallState, ticket: Ticket): void {
  if (ticket.status === 'waiting') {
    const place = { ticket: ticket.id, at: ticket.orderAt, seq: ticket.orderSeq };
    const line = lineOf(hall, ticket);
    if (!leave(line, place)) throw new Error(`${ticket.id} is not in its line`);
    if (lengthOf(line) === 0) forget(hall, ticket, line);
  }
  hall.parked.delete(ticket.id);
  hall.missed.delete(ticket.id);
  hall.held.delete(ticket.id);
  hall.postponed.delete(ticket.id);
  ticket.postponedUntil = null;
  ticket.sentTo = null;
}

export function take(
  hall: HallState,
  ticket: Ticket,
  id: CounterId,
  status: 'called' | 'serving',
): void {
  const counter = counterOf(hall, id);
  if (counter.inHand !== null) throw new Error(`${id} already has ${counter.inHand} in hand`);
  counter.inHand = ticket.id;
  ticket.counter = id;
  ticket.status = status;
}

/** Takes the ticket out of the hand it is in, if any. */
export function drop(hall: HallState, ticket: Ticket, status: Ticket['status']): void {
  const counter = ticket.counter === null ? undefined : hall.counters.get(ticket.counter);
  if (counter?.inHand === ticket.id) counter.inHand = null;
  ticket.status = status;
}

export function announce(
  hall: HallState,
  ticket: Ticket,
  counter: CounterId,
  { seq, at }: { seq: number; at: number },
): void {
  ticket.calledAt = at;
  ticket.calledSeq = seq;
  const others = hall.calls.filter((call) => call.ticket !== ticket.id);
  hall.calls = [{ seq, at, ticket: ticket.id, label: ticket.label, counter }, ...others].slice(
    0,
    callsKept,
  );
}

export function remember(
  ticket: Ticket,
  at: number,
  what: string,
  counter: CounterId | null,
): void {
  ticket.history.push({ at, what, counter });
  if (ticket.history.length > historyKept) ticket.history.shift();
}

function linesFor(hall: HallState, ticket: Ticket): Line[] {
  const lines =
    ticket.sentTo === null ? hall.lines.get(serviceOf(ticket)) : hall.sentLines.get(ticket.sentTo);
  if (!lines) throw new Error(`${ticket.id} waits for what the hall does not have`);
  return lines;
}

/** Needs make many lines; only those with somebody in them are kept. */
function forget(hall: HallState, ticket: Ticket, line: Line): void {
  const lines = linesFor(hall, ticket);
  lines.splice(lines.indexOf(line), 1);
}

export function lineOf(hall: HallState, ticket: Ticket): Line {
  const lines = linesFor(hall, ticket);
  // Who was sent to a counter has needs that somebody has thought of.
  const needs = ticket.sentTo === null ? ticket.needs : [];
  const found = lineAmong(lines, ticket.class, needs);
  if (found) return found;
  const line = emptyLine(ticket.class, needs);
  lines.push(line);
  return line;
}

export function ticketOf(hall: HallState, id: TicketId): Ticket {
  const ticket = hall.tickets.get(id);
  if (!ticket) throw new Error(`the log speaks of ticket ${id}, which was never issued`);
  return ticket;
}

export function counterOf(hall: HallState, id: CounterId): Counter {
  const counter = hall.counters.get(id);
  if (!counter) throw new Error(`the log speaks of counter ${id}, which the hall does not have`);
  return counter;
}

export const closedCounter = (id: CounterId): Counter => ({
  id,
  status: 'closed',
  clerk: null,
  pauseReason: null,
  inHand: null,
  lastActAt: 0,
  tide: null,
});
