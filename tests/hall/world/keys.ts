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
];
const crossedCounter = ['status', 'clerk', 'pauseReason', 'inHand', 'lastActAt'];

/** Keys at any depth; what stands under `configuration` is the hall's own and checked by its schema. */
const allowed: Readonly<Record<EventType, readonly string[]>> = {
  'day-opened': [
    ...['by', 'day', 'endsAt', 'configuration', 'crossing', 'tickets', 'counters'],
    ...['given', 'numbers', 'labels', 'prefix', 'last'],
    ...[...crossedTicket, ...crossedCounter],
  ],
  'day-extended': ['by', 'endsAt'],
  'day-closed': ['by', 'day', 'because', 'unserved', 'ticket', 'status'],
  'configuration-changed': ['by', 'configuration'],
  'ticket-issued': [
    ...['by', 'ticket', 'label', 'steps', 'step', 'service', 'origin', 'kind', 'id'],
    ...['language', 'ahead', 'linkHash'],
  ],
  'ticket-called': [...atCounter, 'label', 'because', 'rule', 'reason'],
  'ticket-recalled': [...atCounter, 'count'],
  'step-started': atCounter,
  'step-finished': [...atCounter, 'outcome'],
  'ticket-missed': atCounter,
  'ticket-rejoined': [...onTicket, 'orderAt'],
  'ticket-parked': [...atCounter, 'reason'],
  'ticket-resumed': atCounter,
  'ticket-transferred': [...atCounter, 'toService', 'toCounter'],
  'ticket-released': atCounter,
  'ticket-cancelled': [...onTicket, 'reason'],
  'counter-signed-in': ['by', 'counter', 'clerk'],
  'counter-signed-out': ['by', 'counter', 'because'],
  'counter-paused': ['by', 'counter', 'reason'],
  'counter-unpaused': ['by', 'counter'],
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
