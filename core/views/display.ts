/**
 * What everybody may see: the last calls, who waits by service, what each counter does. The hall
 * screen, the sign over a counter and the public board of the API all show this one view.
 */
import { waitingFor } from '../hall/capable.ts';
import type { CounterId, Label, ServiceId } from '../hall/ids.ts';
import { placesOf } from '../hall/line.ts';
import type { Hall } from '../hall/state.ts';
import { type HouseFacts, noFacts } from './facts.ts';
import { turnedTo } from './turned.ts';

export interface DisplayCall {
  /** The event that called: an announcement is bound to it. */
  readonly seq: number;
  /** Epoch ms, on the hub's clock. */
  readonly at: number;
  readonly label: Label;
  readonly counter: CounterId;
  /** `called`: the visitor is awaited; `serving`; `past`: no longer at that counter. */
  readonly state: 'called' | 'serving' | 'past';
}

export interface DisplayCounter {
  readonly id: CounterId;
  /** Absent when it is open. */
  readonly paused?: true;
  /** The label in hand, absent when free. */
  readonly label?: Label;
}

export interface DisplayWaiting {
  readonly service: ServiceId;
  readonly count: number;
  /**
   * How long a newcomer of the ordinary class would wait, from and to, in minutes. Only for the services
   * that most wait for, and absent while nothing is known.
   */
  readonly range?: readonly [low: number, high: number];
}

export interface DisplayView {
  readonly open: boolean;
  /** Newest first, at most 12. */
  readonly calls: readonly DisplayCall[];
  /** How many wait, by service; services that nobody waits for are left out. */
  readonly waiting: readonly DisplayWaiting[];
  /** Counters that are staffed; the others are closed. */
  readonly counters: readonly DisplayCounter[];
  /** What the tide has turned these to, in their order, in the words of turned.ts; absent when none is. */
  readonly turned?: string;
}

/** How many services are told with a range: more do not fit a hall screen, nor the 4 kB (VIEW-3). */
const rangesShown = 8;

/** Without facts it says nothing of how long it takes. */
export function displayView(hall: Hall, facts: HouseFacts = noFacts): DisplayView {
  const staffed = [...hall.counters.values()].filter(({ status }) => status !== 'closed');
  const services = hall.configuration?.services.map(({ id }) => id) ?? [];
  const tides = staffed.map(({ tide }) => tide?.services ?? null);
  const turned = turnedTo(tides, services);
  return {
    open: hall.day?.open ?? false,
    calls: hall.calls.map(({ seq, at, ticket, label, counter }) => {
      const { status, counter: where } = hall.tickets.get(ticket) ?? {};
      const here = where === counter && (status === 'called' || status === 'serving');
      return { seq, at, label, counter, state: here ? status : 'past' };
    }),
    waiting: waitingWithRanges(hall, facts),
    counters: staffed.map(({ id, status, inHand }) => {
      const ticket = inHand === null ? undefined : hall.tickets.get(inHand);
      return {
        id,
        ...(status === 'paused' ? { paused: true as const } : {}),
        ...(ticket ? { label: ticket.label } : {}),
      };
    }),
    ...(turned === undefined ? {} : { turned }),
  };
}

function waitingWithRanges(hall: Hall, facts: HouseFacts): DisplayWaiting[] {
  const waiting = waitingByService(hall);
  const most = new Set(
    [...waiting]
      .sort((a, b) => b.count - a.count)
      .slice(0, rangesShown)
      .map(({ service }) => service),
  );
  return waiting.map((one) => {
    const range = most.has(one.service) ? facts.forecast.services.get(one.service) : undefined;
    return range ? { ...one, range: [range.low, range.high] } : one;
  });
}

/** Waiting tickets by service, those sent to one counter included. */
export function waitingByService(hall: Hall): { service: ServiceId; count: number }[] {
  const counts = new Map<ServiceId, number>();
  for (const service of hall.lines.keys()) counts.set(service, waitingFor(hall, service));
  for (const lines of hall.sentLines.values()) {
    for (const { ticket } of lines.flatMap(placesOf)) {
      const sent = hall.tickets.get(ticket);
      const service = sent?.steps[sent.step]?.service;
      if (service !== undefined) counts.set(service, (counts.get(service) ?? 0) + 1);
    }
  }
  return [...counts].flatMap(([service, count]) => (count > 0 ? [{ service, count }] : []));
}
