/**
 * Nobody waits where nobody will ever call: not for a counter that was left, not in the hand of one
 * that is closed.
 */
import type { Books } from './books.ts';

type Fail = (invariant: string, what: string) => void;
/** The ticket in each counter's hand. */
type Hands = ReadonlyMap<string, string>;

/** A deed that left these counters has taken care of all who waited for them, or were held there, alone. */
export function judgeLeft(books: Books, hands: Hands, left: ReadonlySet<string>, fail: Fail): void {
  for (const counter of left) {
    if (books.open.has(counter)) continue;
    const sent = [...books.tickets.values()].find(({ sentTo }) => sentTo === counter);
    if (sent) fail('no-lost-ticket', `${sent.label} waits for ${counter}, which was left`);
    if (hands.has(counter)) {
      fail('no-lost-ticket', `counter ${counter} was left with a ticket in hand`);
    }
  }
}

/** Every ticket that nobody holds can still be reached, and who is held is at an open counter. */
export function judgeReach(books: Books, hands: Hands, fail: Fail): void {
  for (const ticket of books.tickets.values()) {
    if (ticket.sentTo !== null && !books.open.has(ticket.sentTo)) {
      fail('no-lost-ticket', `${ticket.label} waits for ${ticket.sentTo}, which is closed`);
    }
    const held = [...hands.values()].some((id) => books.tickets.get(id) === ticket);
    if (held !== ['called', 'serving'].includes(ticket.status)) {
      fail('one-hand', `${ticket.label} is ${ticket.status}, in hand: ${held}`);
    }
  }
  for (const counter of hands.keys()) {
    if (!books.open.has(counter)) {
      fail('no-lost-ticket', `counter ${counter} is closed with a ticket in hand`);
    }
  }
}
