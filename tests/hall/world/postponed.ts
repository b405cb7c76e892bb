/**
 * "10 more minutes", judged once more: only who waits is put off, not more often than the hall allows,
 * and nobody comes back too soon or to a counter that was left. SPEC: POST.
 */
import type { EventBodies } from '../../../core/hall/events.ts';
import type { Row } from '../../../log/log.ts';
import type { Books, Entry } from './books.ts';

const minuteMs = 60_000;

type Fail = (invariant: string, what: string) => void;

export function judgePostponed(
  { configuration }: Books,
  entry: Entry,
  { until }: EventBodies['ticket-postponed'],
  row: Row,
  fail: Fail,
): void {
  const { postponeMinutes = 0, postponesMax = 0 } = configuration?.rules ?? {};
  const { label, status } = entry;
  if (status !== 'waiting') fail('in-turn', `row ${row.seq} puts off ${label}, which is ${status}`);
  if (entry.postpones >= postponesMax) fail('in-turn', `row ${row.seq} puts ${label} off again`);
  if (until !== row.at + postponeMinutes * minuteMs) {
    fail('in-turn', `row ${row.seq} puts ${label} off until ${until}`);
  }
  entry.status = 'postponed';
  entry.postpones += 1;
  entry.postponedUntil = until;
}

export function judgeReturned(
  { open }: Books,
  entry: Entry,
  { counter }: EventBodies['ticket-returned'],
  row: Row,
  fail: Fail,
): void {
  const { label, status, sentTo, postponedUntil } = entry;
  if (status !== 'postponed') fail('in-turn', `row ${row.seq} brings back ${label}: ${status}`);
  if (row.at < postponedUntil) fail('in-turn', `row ${row.seq} brings ${label} back too soon`);
  const wanted = sentTo !== null && open.has(sentTo) ? sentTo : null;
  if (counter !== wanted) fail('in-turn', `row ${row.seq} brings ${label} back to ${counter}`);
  entry.sentTo = counter;
}

/** Whom a call may take: by choice also somebody who was put off. */
export const callable = ({ because }: EventBodies['ticket-called']): readonly string[] =>
  because.rule === 'chosen' ? ['waiting', 'missed', 'postponed'] : ['waiting', 'missed'];
