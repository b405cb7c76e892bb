/**
 * What crosses midnight, judged once more: nobody who is in the hall is lost, and no counter closes or
 * turns back by itself. SPEC: DAY-4.
 */
import type { EventBodies } from '../../../core/hall/events.ts';
import type { Row } from '../../../log/log.ts';
import type { Books } from './books.ts';

const minuteMs = 60_000;

type Fail = (invariant: string, what: string) => void;

/** Judges the crossing against the books of the day that ends. */
export function judgeCrossing(
  books: Books,
  { crossing }: EventBodies['day-opened'],
  row: Row,
  fail: Fail,
): void {
  const within = (books.configuration?.rules.rejoinWithinMinutes ?? 0) * minuteMs;
  const tickets = new Map(crossing.tickets.map((ticket) => [ticket.id as string, ticket]));
  for (const [id, ticket] of books.tickets) {
    const crossed = tickets.get(id);
    const over = ['finished', 'cancelled'].includes(ticket.status);
    const late = ticket.status === 'missed' && ticket.missedAt + within < row.at;
    const which = `${ticket.label} (${ticket.status})`;
    if (!crossed && !over && !late) fail('no-lost-ticket', `${which} is lost at midnight`);
    const alike = crossed?.status === ticket.status && crossed.label === ticket.label;
    if (crossed && (over || !alike)) {
      fail('no-lost-ticket', `${which} crosses as ${crossed.status}`);
    }
  }
  for (const id of tickets.keys()) {
    if (!books.tickets.has(id)) fail('no-lost-ticket', `${id} crosses from nowhere`);
  }
  const counters = new Map(crossing.counters.map((one) => [one.id as string, one]));
  for (const id of books.open.keys()) {
    if (!counters.has(id)) fail('counters-make-sense', `counter ${id} closes at midnight`);
  }
  for (const [id, { services }] of books.tides) {
    if (counters.get(id)?.tide?.services.join() !== services.join()) {
      fail('tide-as-told', `counter ${id} turns back at midnight by itself`);
    }
  }
}
