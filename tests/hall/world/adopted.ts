/**
 * Tickets as the book-keeping enters them, and its judgement of those that a kiosk gave while the hub was
 * away: none is called before its time, none comes out of its order, and the number that the hub had
 * given for the same tap is gone. SPEC: AWAY.
 */
import type { EventBodies } from '../../../core/hall/events.ts';
import type { Row } from '../../../log/log.ts';
import type { Books, Entry } from './books.ts';

const awayShape = /^[A-HJ-NP-Z]{2,3}(\d{3}|[1-9]\d{3})$/;
const holdMs = 300_000;

type Fail = (invariant: string, what: string) => void;

export const entryOf = (body: EventBodies['ticket-issued'], { at, seq }: Row): Entry => ({
  ...{ label: body.label, status: 'issued', service: body.steps[0]?.service ?? '' },
  ...{ ticketClass: body.class, needs: body.needs, counter: null, sentTo: null, missedAt: 0 },
  ...{ postponedUntil: 0, postpones: 0 },
  ...{ orderAt: body.booking === null ? at : body.orderAt, orderSeq: seq, overtaken: 0 },
  ...{ steps: body.steps.map(({ service }) => service), step: 0, visitor: body.visitor },
  booking: body.booking?.id ?? null,
  kiosk: body.origin.kind === 'kiosk' ? body.origin.id : null,
});

/** The entry of an adopted ticket; null for one whose day was over. */
export function judgeAdopted(
  books: Books,
  body: EventBodies['ticket-adopted'],
  row: Row,
  fail: Fail,
): Entry | null {
  const { label, takenAt, orderAt, heldUntil, ended, given } = body;
  if (!awayShape.test(label)) fail('label-once-a-day', `${label} is no label of a kiosk's own`);
  if (takenAt > row.at) fail('in-turn', `${label} was taken after it was adopted`);
  if (orderAt > takenAt) fail('in-turn', `${label} is younger than it is`);
  if (ended === null && heldUntil !== null && heldUntil < row.at + holdMs) {
    fail('no-ghost', `${label} may be called at once`);
  }
  const twin = books.tickets.get(given ?? '');
  if (ended === null && twin && !['cancelled', 'finished'].includes(twin.status)) {
    fail('no-ghost', `${label} is adopted, and ${twin.label} is still ${twin.status}`);
  }
  if (ended === 'day-closed') return null;
  return {
    ...{ label, status: ended === null ? 'held' : 'cancelled', service: serviceOf(body) },
    ...{ ticketClass: body.class, needs: body.needs, counter: null, sentTo: null, missedAt: 0 },
    ...{ postponedUntil: 0, postpones: 0 },
    ...{ orderAt, orderSeq: row.seq, overtaken: 0, step: 0, visitor: null, booking: null },
    steps: body.steps.map(({ service }) => service),
    kiosk: body.kiosk,
    heldUntil: heldUntil ?? Number.POSITIVE_INFINITY,
  };
}

const serviceOf = ({ steps }: EventBodies['ticket-adopted']) => steps[0]?.service ?? '';

/** It stands in its line only by the manager's word, or when its time is over. */
export function judgeKept(
  { label, status, heldUntil = 0 }: Entry,
  { because }: EventBodies['ticket-kept'],
  row: Row,
  fail: Fail,
): void {
  if (status !== 'held') fail('no-ghost', `row ${row.seq} keeps ${label}, which is ${status}`);
  if (because === 'by-time' && row.at < heldUntil) {
    fail('no-ghost', `row ${row.seq} lets ${label} go before its time`);
  }
}
