/**
 * Who is at which counter: sign-in, sign-out, pause. SPEC: STAFF-1 to STAFF-10.
 */
import { byOf, type CommandOf, type Stamp } from './commands.ts';
import type { HallEvent, SignOutBecause } from './events.ts';
import type { CounterId } from './ids.ts';
import { compareAge, placesOf } from './line.ts';
import { named, type Refusal } from './refusals.ts';
import type { Counter, Deep, Hall } from './state.ts';

/** The counter, if this actor may act at it now; else the refusal. */
export function actingAt(hall: Hall, id: CounterId, stamp: Stamp): Deep<Counter> | Refusal {
  const counter = hall.counters.get(id);
  if (!counter) return { refused: 'unknown-counter', counter: id };
  if (stamp.by.kind !== 'clerk') return counter;
  if (counter.status === 'closed') return { refused: 'counter-closed', counter: id };
  if (counter.clerk === stamp.by.id) return counter;
  return { refused: 'counter-of-another', counter: id, clerk: counter.clerk };
}

export function signIn(
  hall: Hall,
  command: CommandOf<'sign-in'>,
  stamp: Stamp,
): HallEvent[] | Refusal {
  const { by } = stamp;
  if (by.kind !== 'clerk' && by.kind !== 'manager') return { refused: 'only-clerks-sign-in' };
  const counter = hall.counters.get(command.counter);
  if (!counter) return { refused: 'unknown-counter', counter: command.counter };
  const elsewhere = [...hall.counters.values()].find(
    (other) => other.clerk === by.id && other.id !== counter.id,
  );
  if (elsewhere && !command.move) {
    return { refused: 'signed-in-elsewhere', counter: elsewhere.id };
  }
  const held = elsewhere && inHandOf(hall, elsewhere);
  if (held) return { refused: 'ticket-in-hand', ...named(held) };

  const events = elsewhere ? signOut(hall, elsewhere.id, 'moved', stamp) : [];
  if (counter.status !== 'closed') {
    if (counter.clerk === by.id) return events;
    // A counter that a token opened is nobody's: the clerk who comes simply takes it.
    if (counter.clerk !== null && !command.takeOver) {
      return { refused: 'counter-taken', counter: counter.id, clerk: counter.clerk };
    }
    events.push(signedOut(counter.id, 'taken-over', stamp));
  }
  events.push({
    type: 'counter-signed-in',
    body: { by: byOf(stamp), counter: counter.id, clerk: by.id },
  });
  return events;
}

export function signOutBy(
  hall: Hall,
  command: CommandOf<'sign-out'>,
  stamp: Stamp,
): HallEvent[] | Refusal {
  const counter = actingAt(hall, command.counter, stamp);
  if ('refused' in counter) return counter;
  if (counter.status === 'closed') return { refused: 'counter-closed', counter: counter.id };
  const held = inHandOf(hall, counter);
  if (held) return { refused: 'ticket-in-hand', ...named(held) };
  return signOut(hall, counter.id, isOwn(counter, stamp) ? 'own-act' : 'by-manager', stamp);
}

export function pause(
  hall: Hall,
  command: CommandOf<'pause'>,
  stamp: Stamp,
): HallEvent[] | Refusal {
  const counter = actingAt(hall, command.counter, stamp);
  if ('refused' in counter) return counter;
  if (counter.status === 'closed') return { refused: 'counter-closed', counter: counter.id };
  const { reason } = command;
  if (!hall.configuration?.reasons.pause.some((known) => known.id === reason)) {
    return { refused: 'unknown-reason', reason };
  }
  if (counter.status === 'paused') return { refused: 'counter-paused', counter: counter.id };
  return [{ type: 'counter-paused', body: { by: byOf(stamp), counter: counter.id, reason } }];
}

export function unpause(
  hall: Hall,
  command: CommandOf<'unpause'>,
  stamp: Stamp,
): HallEvent[] | Refusal {
  const counter = actingAt(hall, command.counter, stamp);
  if ('refused' in counter) return counter;
  if (counter.status !== 'paused') return { refused: 'counter-not-paused', counter: counter.id };
  return [{ type: 'counter-unpaused', body: { by: byOf(stamp), counter: counter.id } }];
}

/** The counter is left, and whoever waited for it alone waits for any again (STAFF-8). */
export function signOut(
  hall: Hall,
  counter: CounterId,
  because: SignOutBecause,
  stamp: Stamp,
): HallEvent[] {
  const sent = (hall.sentLines.get(counter) ?? []).flatMap(placesOf).toSorted(compareAge);
  const released = sent.map(
    ({ ticket }): HallEvent => ({
      type: 'ticket-released',
      body: { by: byOf(stamp), ticket, step: hall.tickets.get(ticket)?.step ?? 0, counter },
    }),
  );
  return [signedOut(counter, because, stamp), ...released];
}

/** Whether who acts is who sits there: the clerk (or manager) signed in, or the token that opened it. */
const isOwn = (counter: Deep<Counter>, { by }: Stamp): boolean =>
  counter.clerk === null ? by.kind === 'token' : counter.clerk === by.id;

const signedOut = (counter: CounterId, because: SignOutBecause, stamp: Stamp): HallEvent => ({
  type: 'counter-signed-out',
  body: { by: byOf(stamp), counter, because },
});

/** The ticket that the counter has in hand. */
export const inHandOf = (hall: Hall, counter: Deep<Counter>) =>
  counter.inHand === null ? undefined : hall.tickets.get(counter.inHand);
