/**
 * A counter and its ticket: calling, recalling, serving, finishing, missing. At most one ticket is in
 * a counter's hand, and a ticket is in at most one hand. SPEC: CALL-1 to CALL-12, HAND, MISS.
 */
import { pickNext, serviceOf } from './calling.ts';
import { serves } from './capable.ts';
import { byOf, type CommandOf, type Stamp } from './commands.ts';
import type { Because, HallEvent, Outcome } from './events.ts';
import type { CounterId, TicketId } from './ids.ts';
import { named, type Refusal } from './refusals.ts';
import { actingAt, inHandOf } from './staffing.ts';
import type { Counter, Deep, Hall, Ticket, TicketStatus } from './state.ts';

const secondMs = 1000;
/** A second press of a keypad's key within this time is the same press (CALL-5). */
const samePressMs = 2 * secondMs;
/** After these a ticket goes on to its next service; after the others it has ended (STEP-2). */
const goesOn: ReadonlySet<Outcome> = new Set(['done', 'accepted']);

/** A counter and the ticket in its hand, both checked. */
export interface Hand {
  readonly counter: Deep<Counter>;
  readonly ticket: Deep<Ticket>;
}

export function callNext(
  hall: Hall,
  command: CommandOf<'call-next'>,
  stamp: Stamp,
): HallEvent[] | Refusal {
  const counter = actingAt(hall, command.counter, stamp);
  if ('refused' in counter) return counter;
  const held = inHandOf(hall, counter);
  const moved = command.after !== undefined && command.after !== counter.inHand;
  if (moved) return { refused: 'already-moved', present: held ? named(held) : null };
  if (held?.status === 'called') {
    const again = command.after === undefined && stamp.at - (held.calledAt ?? 0) < samePressMs;
    return { refused: again ? 'same-press' : 'ticket-in-hand', ...named(held) };
  }
  const opening = openFor(counter, stamp);
  if ('refused' in opening) return opening;
  const onward = held ? nextStepOf(held) : null;
  const next = pickNext(hall, counter, stamp.at, onward);
  const ticket = next && (next.ticket === onward?.id ? onward : hall.tickets.get(next.ticket));
  if (!next || !ticket) return { refused: 'nobody-waiting' };
  const finishing = held ? ending({ counter, ticket: held }, 'done', [], stamp) : [];
  return [...opening, ...finishing, called(ticket, counter.id, next.because, stamp)];
}

export function callTicket(
  hall: Hall,
  command: CommandOf<'call-ticket'>,
  stamp: Stamp,
): HallEvent[] | Refusal {
  const counter = actingAt(hall, command.counter, stamp);
  if ('refused' in counter) return counter;
  const { reason } = command;
  if (!hall.configuration?.reasons.callTicket.some((known) => known.id === reason)) {
    return { refused: 'unknown-reason', reason };
  }
  const ticket = takeable(hall, counter, command.ticket, ['waiting', 'postponed', 'missed']);
  if ('refused' in ticket) return ticket;
  const opening = openFor(counter, stamp);
  if ('refused' in opening) return opening;
  return [...opening, called(ticket, counter.id, { rule: 'chosen', reason }, stamp)];
}

/** Takes a parked ticket into the hand again; it goes on where it was. */
export function resume(
  hall: Hall,
  command: CommandOf<'resume'>,
  stamp: Stamp,
): HallEvent[] | Refusal {
  const counter = actingAt(hall, command.counter, stamp);
  if ('refused' in counter) return counter;
  const ticket = takeable(hall, counter, command.ticket, ['parked']);
  if ('refused' in ticket) return ticket;
  const opening = openFor(counter, stamp);
  if ('refused' in opening) return opening;
  return [...opening, { type: 'ticket-resumed', body: at({ counter, ticket }, stamp) }];
}

export function recall(
  hall: Hall,
  command: CommandOf<'recall'>,
  stamp: Stamp,
): HallEvent[] | Refusal {
  // Served tickets too: who was put aside in mid-service has to be called back to the counter (CALL-10).
  const hand = inHand(hall, command, stamp, ['called', 'serving']);
  if ('refused' in hand) return hand;
  const rules = hall.configuration?.rules;
  const max = rules?.recallsMax ?? 0;
  if (hand.ticket.recalls >= max) return { refused: 'recalled-enough', max };
  const waitMs = stillToWait(hand.ticket, rules?.recallCoolDownSeconds, stamp);
  if (waitMs > 0) return { refused: 'too-soon', waitMs };
  const count = hand.ticket.recalls + 1;
  return [{ type: 'ticket-recalled', body: { ...at(hand, stamp), count } }];
}

export function serve(
  hall: Hall,
  command: CommandOf<'serve'>,
  stamp: Stamp,
): HallEvent[] | Refusal {
  const hand = inHand(hall, command, stamp, ['called']);
  if ('refused' in hand) return hand;
  return [{ type: 'step-started', body: at(hand, stamp) }];
}

export function finish(
  hall: Hall,
  command: CommandOf<'finish'>,
  stamp: Stamp,
): HallEvent[] | Refusal {
  const hand = inHand(hall, command, stamp, ['called', 'serving']);
  if ('refused' in hand) return hand;
  const items = command.items ?? [];
  const here = hand.ticket.steps[hand.ticket.step]?.items ?? [];
  const stranger = items.find(({ item }) => !here.includes(item));
  if (stranger) return { refused: 'unknown-item', item: stranger.item };
  // Who finishes a ticket that was only called has served it: the start is told with the end.
  const starting: HallEvent[] =
    hand.ticket.status === 'called' ? [{ type: 'step-started', body: at(hand, stamp) }] : [];
  return [...starting, ...ending(hand, command.outcome, items, stamp)];
}

export function noShow(
  hall: Hall,
  command: CommandOf<'no-show'>,
  stamp: Stamp,
): HallEvent[] | Refusal {
  const hand = inHand(hall, command, stamp, ['called']);
  if ('refused' in hand) return hand;
  const waitMs = stillToWait(hand.ticket, hall.configuration?.rules.noShowAfterSeconds, stamp);
  if (waitMs > 0) return { refused: 'too-soon', waitMs };
  return [{ type: 'ticket-missed', body: at(hand, stamp) }];
}

/** The ticket in the counter's hand, if it is the one that the asker means and in one of these states. */
export function inHand(
  hall: Hall,
  asked: { readonly counter: CounterId; readonly ticket?: TicketId | undefined },
  stamp: Stamp,
  wanted: readonly TicketStatus[],
): Hand | Refusal {
  const counter = actingAt(hall, asked.counter, stamp);
  if ('refused' in counter) return counter;
  const ticket = inHandOf(hall, counter);
  if (asked.ticket !== undefined && asked.ticket !== counter.inHand) {
    return { refused: 'already-moved', present: ticket ? named(ticket) : null };
  }
  if (!ticket) return { refused: 'hand-empty' };
  if (wanted.includes(ticket.status)) return { counter, ticket };
  return { refused: 'wrong-status', wanted, ...named(ticket) };
}

/** What every event on a ticket at a counter says. */
export const at = ({ counter, ticket }: Hand, stamp: Stamp) => ({
  by: byOf(stamp),
  ticket: ticket.id,
  step: ticket.step,
  counter: counter.id,
});

/**
 * A ticket from outside the hand that this counter may take: the counter is free, the ticket is in
 * one of these states, and it is served here, was sent here, or was put aside or missed here (CALL-12).
 */
function takeable(
  hall: Hall,
  counter: Deep<Counter>,
  id: TicketId,
  wanted: readonly TicketStatus[],
): Deep<Ticket> | Refusal {
  const held = inHandOf(hall, counter);
  if (held) return { refused: 'ticket-in-hand', ...named(held) };
  const ticket = hall.tickets.get(id);
  if (!ticket) return { refused: 'unknown-ticket', ticket: id };
  if (!wanted.includes(ticket.status)) return { refused: 'wrong-status', wanted, ...named(ticket) };
  const service = serviceOf(ticket);
  const served = serves(hall, counter, service);
  const hadIt = ticket.status !== 'waiting' && ticket.counter === counter.id;
  if (!served && !hadIt && ticket.sentTo !== counter.id) {
    return { refused: 'not-served-here', service, counter: counter.id };
  }
  return ticket;
}

/** What must be told first so that the counter may call: a token opens a closed counter (STAFF-7). */
function openFor(counter: Deep<Counter>, stamp: Stamp): HallEvent[] | Refusal {
  if (counter.status === 'open') return [];
  if (counter.status === 'paused') return { refused: 'counter-paused', counter: counter.id };
  if (stamp.by.kind !== 'token') return { refused: 'counter-closed', counter: counter.id };
  return [
    {
      type: 'counter-signed-in',
      body: { by: byOf(stamp), counter: counter.id, clerk: null },
    },
  ];
}

const called = (
  ticket: Deep<Ticket>,
  counter: CounterId,
  because: Because,
  stamp: Stamp,
): HallEvent => ({
  type: 'ticket-called',
  body: {
    by: byOf(stamp),
    ticket: ticket.id,
    label: ticket.label,
    step: ticket.step,
    counter,
    because,
  },
});

type ItemOutcomes = NonNullable<CommandOf<'finish'>['items']>;

/** The end of a step; of one that went well, the ticket goes on to its next service (STEP-1). */
function ending(hand: Hand, outcome: Outcome, items: ItemOutcomes, stamp: Stamp): HallEvent[] {
  const differing = items.filter((one) => one.outcome !== outcome).map((one) => ({ ...one }));
  const finished: HallEvent = {
    type: 'step-finished',
    body: { ...at(hand, stamp), outcome, items: differing },
  };
  const onward = goesOn.has(outcome) ? nextStepOf(hand.ticket) : null;
  if (onward === null) return [finished];
  const { id, step } = onward;
  const body = { by: byOf(stamp), ticket: id, step, service: serviceOf(onward) };
  return [finished, { type: 'step-advanced', body }];
}

/** The ticket as it will wait for its next service; null when this is its last. */
const nextStepOf = (ticket: Deep<Ticket>): Deep<Ticket> | null =>
  ticket.step + 1 < ticket.steps.length ? { ...ticket, step: ticket.step + 1 } : null;

const stillToWait = (ticket: Deep<Ticket>, seconds: number | undefined, stamp: Stamp): number =>
  (ticket.calledAt ?? 0) + (seconds ?? 0) * secondMs - stamp.at;
