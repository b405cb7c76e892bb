/**
 * A ticket that changes its place: put aside, sent on, back after a missed call, given another class,
 * given up. SPEC: PARK, TRANS, MISS-3, MISS-4, NEXT-8, CANCEL.
 */
import { alreadyWaiting, grantedClass } from './admitting.ts';
import { serviceOf } from './calling.ts';
import { byOf, type CommandOf, type Stamp } from './commands.ts';
import type { HallEvent } from './events.ts';
import { reasonId } from './ids.ts';
import { compareAge } from './line.ts';
import { named, type Refusal } from './refusals.ts';
import { at, inHand } from './serving.ts';
import { actingAt } from './staffing.ts';
import type { Deep, Hall, Ticket } from './state.ts';

const minuteMs = 60_000;
/** Why a number ends that its visitor has given up: it needs no place in the hall's lists (CANCEL-3). */
export const byVisitor = reasonId('by-visitor');

export function park(hall: Hall, command: CommandOf<'park'>, stamp: Stamp): HallEvent[] | Refusal {
  const hand = inHand(hall, command, stamp, ['called', 'serving']);
  if ('refused' in hand) return hand;
  const { reason } = command;
  if (!hall.configuration?.reasons.park.some((known) => known.id === reason)) {
    return { refused: 'unknown-reason', reason };
  }
  return [{ type: 'ticket-parked', body: { ...at(hand, stamp), reason } }];
}

export function transfer(
  hall: Hall,
  command: CommandOf<'transfer'>,
  stamp: Stamp,
): HallEvent[] | Refusal {
  const hand = inHand(hall, command, stamp, ['called', 'serving']);
  if ('refused' in hand) return hand;
  const present = serviceOf(hand.ticket);
  const toService = command.toService ?? present;
  const toCounter = command.toCounter ?? null;
  if (!hall.services.has(toService)) return { refused: 'unknown-service', service: toService };
  if (toCounter !== null) {
    const target = hall.counters.get(toCounter);
    if (!target) return { refused: 'unknown-counter', counter: toCounter };
    if (toCounter === hand.counter.id) return { refused: 'nowhere-to' };
    if (target.status === 'closed') return { refused: 'counter-not-open', counter: toCounter };
  } else if (toService === present) {
    return { refused: 'nowhere-to' };
  }
  return [{ type: 'ticket-transferred', body: { ...at(hand, stamp), toService, toCounter } }];
}

export function rejoin(
  hall: Hall,
  command: CommandOf<'rejoin'>,
  stamp: Stamp,
): HallEvent[] | Refusal {
  const ticket = hall.tickets.get(command.ticket);
  if (!ticket) return { refused: 'unknown-ticket', ticket: command.ticket };
  if (ticket.status !== 'missed') {
    return { refused: 'wrong-status', wanted: ['missed'], ...named(ticket) };
  }
  const max = hall.configuration?.rules.rejoinsMax ?? 0;
  if (ticket.rejoins >= max) return { refused: 'rejoined-enough', max };
  const withinMinutes = hall.configuration?.rules.rejoinWithinMinutes ?? 0;
  if (stamp.at - (ticket.missedAt ?? 0) > withinMinutes * minuteMs) {
    return { refused: 'missed-too-long', withinMinutes };
  }
  const again = alreadyWaiting(hall, serviceOf(ticket), ticket.visitor);
  if (again) return again;
  return [
    {
      type: 'ticket-rejoined',
      body: {
        by: byOf(stamp),
        ticket: ticket.id,
        step: ticket.step,
        orderAt: placeBehind(hall, ticket),
      },
    },
  ];
}

export function cancel(
  hall: Hall,
  command: CommandOf<'cancel'>,
  stamp: Stamp,
): HallEvent[] | Refusal {
  const ticket = hall.tickets.get(command.ticket);
  if (!ticket) return { refused: 'unknown-ticket', ticket: command.ticket };
  const { reason } = command;
  const own = stamp.by.kind === 'visitor' && reason === byVisitor;
  if (!own && !hall.configuration?.reasons.cancel.some((known) => known.id === reason)) {
    return { refused: 'unknown-reason', reason };
  }
  const wanted = ['held', 'waiting', 'postponed', 'called', 'parked', 'missed'] as const;
  if (!wanted.some((status) => status === ticket.status)) {
    return { refused: 'wrong-status', wanted, ...named(ticket) };
  }
  if (ticket.status === 'called' && ticket.counter !== null) {
    const counter = actingAt(hall, ticket.counter, stamp);
    if ('refused' in counter) return counter;
  }
  return [
    {
      type: 'ticket-cancelled',
      body: { by: byOf(stamp), ticket: ticket.id, step: ticket.step, reason },
    },
  ];
}

/** Another class for a ticket that has not been served yet, with a reason (NEXT-8). */
export function changeClass(
  hall: Hall,
  command: CommandOf<'change-class'>,
  stamp: Stamp,
): HallEvent[] | Refusal {
  const ticket = hall.tickets.get(command.ticket);
  if (!ticket) return { refused: 'unknown-ticket', ticket: command.ticket };
  const wanted = ['waiting', 'parked', 'missed'] as const;
  if (!wanted.some((status) => status === ticket.status)) {
    return { refused: 'wrong-status', wanted, ...named(ticket) };
  }
  if (!hall.configuration?.reasons.priority.some(({ id }) => id === command.reason)) {
    return { refused: 'unknown-reason', reason: command.reason };
  }
  if (ticket.class === command.class) return [];
  const granted = grantedClass(hall, command, stamp);
  if ('refused' in granted) return granted;
  const { id, step } = ticket;
  return [
    {
      type: 'ticket-reclassed',
      body: { by: byOf(stamp), ticket: id, step, class: granted.id, reason: command.reason },
    },
  ];
}

/**
 * The order of the ticket that a rejoining one comes to stand behind (MISS-4): the N-th of those who
 * wait for its service, or the last where fewer wait. Never an earlier place than its own age gives
 * it, and just that one where it has nobody to stand behind.
 */
function placeBehind(hall: Hall, ticket: Deep<Ticket>): number {
  const behind = hall.configuration?.rules.rejoinBehind ?? 0;
  const first = (hall.lines.get(serviceOf(ticket)) ?? [])
    .flatMap((line) => line.places.slice(line.first, line.first + behind))
    .sort(compareAge)
    .slice(0, behind);
  const ahead = first.at(-1);
  return ahead ? Math.max(ahead.at, ticket.orderAt) : ticket.orderAt;
}
