/**
 * What may stand in the log: for each event the keys that its body may have, written down here once
 * more, by hand. A key that is new must be weighed here: can a person be found in it?
 */
import type { EventType } from '../../../core/hall/events.ts';

const onTicket = ['by', 'ticket', 'step'];
const atCounter = [...onTicket, 'counter'];
const crossedTicket = [
  ...['id', 'label', 'status', 'steps', 'step', 'origin', 'language', 'ahead', 'linkHash'],
  ...['issuedAt', 'orderAt', 'orderSeq', 'sentTo', 'counter', 'calledAt', 'calledSeq', 'startedAt'],
  ...['endedAt', 'missedAt', 'recalls', 'rejoins', 'outcome', 'history', 'kind', 'at', 'what'],
  ...['postpones', 'postponedUntil'],
  ...[
    'class',
    'needs',
    'visitor',
    'booking',
    'slotAt',
    'late',
    'assisted',
    'promised',
    'low',
    'high',
  ],
  ...['away', 'kiosk', 'takenAt', 'unsure', 'adoptedAt', 'heldUntil', 'ended'],
  ...[
    'service',
    'items',
    'itemOutcomes',
    'item',
    'because',
    'rule',
    'reason',
    'waitedMs',
    'overflow',
  ],
];
const tide = ['services', 'because', 'rule', 'reason', 'service', 'minutes'];
const crossedCounter = ['status', 'clerk', 'pauseReason', 'inHand', 'lastActAt', 'tide', ...tide];

/** Keys at any depth; what stands under `configuration` is the hall's own and checked by its schema. */
const allowed: Readonly<Record<EventType, readonly string[]>> = {
  'day-opened': [
    ...['by', 'day', 'endsAt', 'configuration', 'crossing', 'tickets', 'counters'],
    ...['given', 'numbers', 'labels', 'prefix', 'last', 'counts', 'of', 'count'],
    ...['overtaken', 'ticket', 'marks'],
    ...[...crossedTicket, ...crossedCounter],
  ],
  'day-extended': ['by', 'endsAt'],
  'day-closed': ['by', 'day', 'because', 'unserved', 'ticket', 'status'],
  'configuration-changed': ['by', 'configuration'],
  'labels-skipped': ['by', 'lost', 'from', 'until', 'numbers', 'prefix', 'last'],
  'ticket-issued': [
    ...['by', 'ticket', 'label', 'steps', 'step', 'service', 'origin', 'kind', 'id'],
    ...['language', 'ahead', 'linkHash', 'items', 'class', 'needs', 'visitor', 'booking', 'slotAt'],
    ...['late', 'reason', 'assisted', 'orderAt', 'band', 'promised', 'low', 'high'],
  ],
  'ticket-adopted': [
    ...['by', 'ticket', 'label', 'kiosk', 'steps', 'step', 'service', 'items', 'class', 'needs'],
    ...['language', 'linkHash', 'takenAt', 'unsure', 'orderAt', 'heldUntil', 'ended', 'given'],
  ],
  'ticket-kept': [...onTicket, 'because'],
  'ticket-called': [
    ...[...atCounter, 'label', 'because', 'rule', 'reason', 'class', 'waitedMs', 'overflow'],
  ],
  'ticket-recalled': [...atCounter, 'count'],
  'step-started': atCounter,
  'step-finished': [...atCounter, 'outcome', 'items', 'item'],
  'step-advanced': [...onTicket, 'service'],
  'ticket-reclassed': [...onTicket, 'class', 'reason'],
  'ticket-missed': atCounter,
  'ticket-rejoined': [...onTicket, 'orderAt'],
  'ticket-postponed': [...onTicket, 'until'],
  'ticket-returned': atCounter,
  'ticket-parked': [...atCounter, 'reason'],
  'ticket-resumed': atCounter,
  'ticket-transferred': [...atCounter, 'toService', 'toCounter'],
  'ticket-released': atCounter,
  'ticket-cancelled': [...onTicket, 'reason'],
  'counter-signed-in': ['by', 'counter', 'clerk'],
  'counter-signed-out': ['by', 'counter', 'because'],
  'counter-paused': ['by', 'counter', 'reason'],
  'counter-unpaused': ['by', 'counter'],
  'counter-services-changed': ['by', 'counter', ...tide],
  'service-paused': ['by', 'service', 'reason'],
  'service-resumed': ['by', 'service'],
};

/** The keys of a body that are not on the list. */
export function strangeKeys(type: EventType, body: object): string[] {
  const known = new Set(allowed[type] ?? []);
  const strange: string[] = [];
  const look = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(look);
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (!known.has(key)) strange.push(key);
      else if (key !== 'configuration') look(inner);
    }
  };
  look(body);
  return strange;
}
