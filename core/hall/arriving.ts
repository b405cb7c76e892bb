/**
 * How a ticket comes into the state: given by the hub, or by a kiosk while the hub was away. Only
 * `evolve` uses it: it writes.
 */
import { serviceOf } from './calling.ts';
import { counted } from './counting.ts';
import type { EventBodies } from './events.ts';
import { numberIn, prefixIn } from './numbering.ts';
import { keep, remember, wait } from './placing.ts';
import type { Away, HallState, Ticket } from './state.ts';

/** A number that the hub gave. */
export function issued(
  hall: HallState,
  body: EventBodies['ticket-issued'],
  { at, seq }: { at: number; seq: number },
): void {
  const ticket: Ticket = {
    ...fresh(body, seq),
    status: 'waiting',
    away: null,
    visitor: body.visitor,
    booking: body.booking === null ? null : { ...body.booking },
    assisted: body.assisted,
    promised: body.promised === null ? null : { ...body.promised },
    origin: body.origin,
    ahead: body.ahead,
    issuedAt: at,
    history: [{ at, what: 'ticket-issued', counter: null }],
  };
  keep(hall, ticket);
  hall.issued += 1;
  hall.numbers.set(prefixIn(ticket.label), numberIn(ticket.label));
  for (const of of counted(serviceOf(ticket), body.class, body.band)) {
    hall.counts.set(of, (hall.counts.get(of) ?? 0) + 1);
  }
  wait(hall, ticket);
}

/** What the two ways into the hall have in common. */
const fresh = (body: EventBodies['ticket-issued'] | EventBodies['ticket-adopted'], seq: number) =>
  ({
    id: body.ticket,
    label: body.label,
    steps: body.steps.map(({ service, items }) => ({
      service,
      items: [...items],
      outcome: null,
      itemOutcomes: [],
    })),
    step: 0,
    class: body.class,
    needs: [...body.needs],
    language: body.language,
    linkHash: body.linkHash,
    orderAt: body.orderAt,
    orderSeq: seq,
    sentTo: null,
    counter: null,
    calledAt: null,
    calledSeq: null,
    startedAt: null,
    endedAt: null,
    missedAt: null,
    recalls: 0,
    rejoins: 0,
    postpones: 0,
    postponedUntil: null,
    outcome: null,
    because: null,
  }) satisfies Partial<Ticket>;

/** A number that a kiosk gave while the hub was away (AWAY). */
export function adopted(
  hall: HallState,
  body: EventBodies['ticket-adopted'],
  { at, seq }: { at: number; seq: number },
): void {
  const { ticket: id, label, kiosk, takenAt, unsure, heldUntil, ended } = body;
  const away: Away = { kiosk, takenAt, unsure, adoptedAt: at, heldUntil, ended };
  const base = fresh(body, seq);
  if (ended === 'day-closed') {
    hall.adoptedClosed.push({ ticket: id, label, service: serviceOf(base), ...away });
    return;
  }
  const ticket: Ticket = {
    ...base,
    status: ended === null ? 'held' : 'cancelled',
    endedAt: ended === null ? null : at,
    away,
    visitor: null,
    booking: null,
    assisted: false,
    promised: null,
    origin: { kind: 'kiosk', id: kiosk },
    ahead: 0,
    issuedAt: takenAt,
    history: [{ at: takenAt, what: 'ticket-issued', counter: null }],
  };
  remember(ticket, at, 'ticket-adopted', null);
  keep(hall, ticket);
  if (ended === null) hall.held.add(id);
  // They may come in any order, and no number may be given again.
  const prefix = prefixIn(label);
  hall.numbers.set(prefix, Math.max(hall.numbers.get(prefix) ?? 0, numberIn(label)));
  hall.issued += 1;
  for (const of of counted(serviceOf(ticket), body.class, null)) {
    hall.counts.set(of, (hall.counts.get(of) ?? 0) + 1);
  }
}
