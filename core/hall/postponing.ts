/**
 * "10 more minutes": who waits and cannot come just now is called by nobody for a while, and then
 * stands where it would have stood all along. SPEC: POST.
 */
import { byOf, type CommandOf, type Stamp } from './commands.ts';
import type { HallEvent } from './events.ts';
import type { CounterId } from './ids.ts';
import { compareAge } from './line.ts';
import { named, type Refusal } from './refusals.ts';
import type { Deep, Hall, Ticket } from './state.ts';

const minuteMs = 60_000;

export function postpone(
  hall: Hall,
  command: CommandOf<'postpone'>,
  stamp: Stamp,
): HallEvent[] | Refusal {
  const { by } = stamp;
  // A kiosk does not know whose number it is, and the hub wishes nothing for anybody.
  if (by.kind === 'kiosk' || by.kind === 'hub') throw new Error(`${by.kind}:${by.id} postpones`);
  const ticket = hall.tickets.get(command.ticket);
  if (!ticket) return { refused: 'unknown-ticket', ticket: command.ticket };
  if (ticket.status !== 'waiting') {
    return { refused: 'wrong-status', wanted: ['waiting'], ...named(ticket) };
  }
  const { postponesMax: max = 0, postponeMinutes = 0 } = hall.configuration?.rules ?? {};
  if (ticket.postpones >= max) return { refused: 'postponed-enough', max };
  const { id, step } = ticket;
  const until = stamp.at + postponeMinutes * minuteMs;
  return [{ type: 'ticket-postponed', body: { by: byOf(stamp), ticket: id, step, until } }];
}

/**
 * Who comes back into line now, oldest first (POST-4). `leaving`: counters that are left in the same
 * deed, so that nobody is sent to one of them.
 */
export function returned(hall: Hall, leaving: ReadonlySet<CounterId>, stamp: Stamp): HallEvent[] {
  return postponedTickets(hall)
    .filter(({ postponedUntil }) => (postponedUntil ?? 0) <= stamp.at)
    .toSorted((a, b) => compareAge(ageOf(a), ageOf(b)))
    .map(({ id, step, sentTo }) => {
      const staffed =
        (hall.counters.get(sentTo ?? ('' as CounterId))?.status ?? 'closed') !== 'closed';
      const counter = sentTo !== null && staffed && !leaving.has(sentTo) ? sentTo : null;
      return { type: 'ticket-returned', body: { by: byOf(stamp), ticket: id, step, counter } };
    });
}

/** When the first of them comes back, in epoch milliseconds; infinite when there is none. */
export function returnDue(hall: Hall): number {
  let due = Number.POSITIVE_INFINITY;
  for (const { postponedUntil } of postponedTickets(hall)) {
    due = Math.min(due, postponedUntil ?? due);
  }
  return due;
}

const ageOf = ({ orderAt: at, orderSeq: seq }: Deep<Ticket>) => ({ at, seq });

const postponedTickets = (hall: Hall): Deep<Ticket>[] =>
  [...hall.postponed].flatMap((id) => hall.tickets.get(id) ?? []);
