/**
 * What the hall's rules would answer to an act at this counter now, told from the view alone, so
 * that a button can be quiet before it is pressed and count down to when it may be. The hub decides;
 * a test holds this against the rules themselves.
 */
import type { Rules } from '../../core/hall/configuration.ts';
import type { Refusal } from '../../core/hall/refusals.ts';
import type { TicketStatus } from '../../core/hall/state.ts';
import type { CounterView, TicketInHand } from '../../core/views/counter.ts';

/** The acts at a counter that have a button of their own. */
export const actNames = [
  'call-next',
  'serve',
  'recall',
  'no-show',
  'park',
  'transfer',
  'finish',
  'pause',
  'unpause',
] as const;
export type ActName = (typeof actNames)[number];

const secondMs = 1000;

/** The refusal that the act would meet, or null where it would be done. `now`: epoch ms of the hub. */
export function foresee(
  act: ActName,
  view: CounterView,
  rules: Rules,
  now: number,
): Refusal | null {
  if (!view.open) return { refused: 'hall-closed' };
  const { id, status } = view.counter;
  if (status === 'closed') return { refused: 'counter-closed', counter: id };
  switch (act) {
    case 'call-next':
      return foreseeNext(view);
    case 'serve':
      return notInHand(view, ['called']);
    case 'recall':
      // A visitor put aside in mid-service is called back to the counter (CALL-10).
      return notInHand(view, ['called', 'serving']) ?? foreseeRecall(view.inHand, rules, now);
    case 'no-show':
      return notInHand(view, ['called']) ?? waiting(view.inHand, rules.noShowAfterSeconds, now);
    case 'park':
    case 'transfer':
    case 'finish':
      return notInHand(view, ['called', 'serving']);
    case 'pause':
      return status === 'paused' ? { refused: 'counter-paused', counter: id } : null;
    case 'unpause':
      return status === 'paused' ? null : { refused: 'counter-not-paused', counter: id };
  }
}

/** What a ticket from the lists would meet when this counter took it: one must have the hand free. */
export function foreseeTake(view: CounterView): Refusal | null {
  if (!view.open) return { refused: 'hall-closed' };
  const { id, status } = view.counter;
  if (status === 'closed') return { refused: 'counter-closed', counter: id };
  if (view.inHand) return { refused: 'ticket-in-hand', ...named(view.inHand) };
  return status === 'paused' ? { refused: 'counter-paused', counter: id } : null;
}

/** Whole seconds until a foreseen `too-soon` is over, else null: the countdown on the button. */
export function secondsLeft(foreseen: Refusal | null): number | null {
  return foreseen?.refused === 'too-soon' ? Math.ceil(foreseen.waitMs / secondMs) : null;
}

function foreseeNext(view: CounterView): Refusal | null {
  const { inHand, counter, next } = view;
  if (inHand?.status === 'called') return { refused: 'ticket-in-hand', ...named(inHand) };
  if (counter.status === 'paused') return { refused: 'counter-paused', counter: counter.id };
  return next.length === 0 ? { refused: 'nobody-waiting' } : null;
}

function foreseeRecall(ticket: TicketInHand | null, rules: Rules, now: number): Refusal | null {
  if (!ticket) return null;
  if (ticket.recalls >= rules.recallsMax) {
    return { refused: 'recalled-enough', max: rules.recallsMax };
  }
  return waiting(ticket, rules.recallCoolDownSeconds, now);
}

function waiting(ticket: TicketInHand | null, seconds: number, now: number): Refusal | null {
  const waitMs = (ticket?.calledAt ?? 0) + seconds * secondMs - now;
  return waitMs > 0 ? { refused: 'too-soon', waitMs } : null;
}

function notInHand(view: CounterView, wanted: readonly TicketStatus[]): Refusal | null {
  const { inHand } = view;
  if (!inHand) return { refused: 'hand-empty' };
  if (wanted.includes(inHand.status)) return null;
  return { refused: 'wrong-status', wanted, ...named(inHand) };
}

const named = ({ ticket, label, status }: TicketInHand) => ({ ticket, label, status });
