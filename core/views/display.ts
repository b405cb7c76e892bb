/**
 * What everybody may see: the last calls, who waits by service, what each counter does. The hall
 * screen, the sign over a counter and the public board of the API all show this one view.
 */
import { pickNext } from '../hall/calling.ts';
import { callsAlone, waitingFor } from '../hall/capable.ts';
import { admissionAt } from '../hall/hours.ts';
import type { CounterId, Label, ReasonId, ServiceId } from '../hall/ids.ts';
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
  /** Why it pauses, `true` where no reason was given; absent when it is open. */
  readonly paused?: ReasonId | true;
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
  /** Who will be called soon, so that they get ready; absent when nobody. */
  readonly next?: readonly Label[];
  /** Who was missed and may still rejoin, the latest first; absent when nobody. */
  readonly missed?: readonly Label[];
  /** How many more were missed than are named; absent when all are. */
  readonly missedMore?: number;
  /** The hall is open beyond its usual time: noon duty or extended hours; absent at other times. */
  readonly duty?: 'noon' | 'extended';
}

/** How many services are told with a range: more do not fit a hall screen, nor the 4 kB (VIEW-3). */
const rangesShown = 8;
/** More labels than these are no hint any more. */
const nextShown = 6;
/** Who has been away for longest needs the list most: as many as the 4 kB have room for (VIEW-3). */
const missedShown = 36;
/** Pools of counters that are asked whom they would call: each costs as many looks as there are lines. */
const poolsAsked = 12;
const minuteMs = 60_000;

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
    counters: staffed.map(({ id, status, pauseReason, inHand }) => {
      const ticket = inHand === null ? undefined : hall.tickets.get(inHand);
      return {
        id,
        ...(status === 'paused' ? { paused: pauseReason ?? (true as const) } : {}),
        ...(ticket ? { label: ticket.label } : {}),
      };
    }),
    ...(turned === undefined ? {} : { turned }),
    ...some('next', nextLabels(hall)),
    ...missedNow(hall),
    ...dutyNow(hall, facts),
  };
}

const some = <K extends string>(
  name: K,
  labels: readonly Label[],
): { readonly [P in K]?: readonly Label[] } =>
  labels.length === 0 ? {} : ({ [name]: labels } as { readonly [P in K]: readonly Label[] });

/** Whom the open counters would call if they called now, each once. Counters that are alike call alike. */
function nextLabels(hall: Hall): Label[] {
  const pools = new Set<number>();
  const labels = new Set<Label>();
  let asked = 0;
  for (const counter of hall.counters.values()) {
    if (counter.status !== 'open' || labels.size >= nextShown || asked >= poolsAsked) continue;
    const pool = hall.pools.get(counter.id);
    const alone = callsAlone(hall, counter);
    if (pool === undefined || (!alone && pools.has(pool))) continue;
    if (!alone) pools.add(pool);
    asked += 1;
    const chosen = pickNext(hall, counter, hall.at);
    const ticket = chosen && hall.tickets.get(chosen.ticket);
    if (ticket) labels.add(ticket.label);
  }
  return [...labels];
}

/** Those that may still rejoin by the rules (MISS-3, MISS-4). */
function missedNow(hall: Hall): Pick<DisplayView, 'missed' | 'missedMore'> {
  const { rejoinsMax = 0, rejoinWithinMinutes = 0 } = hall.configuration?.rules ?? {};
  const since = hall.at - rejoinWithinMinutes * minuteMs;
  const missed = [...hall.missed].flatMap((id) => hall.tickets.get(id) ?? []);
  const may = missed.filter(
    ({ missedAt, rejoins }) => (missedAt ?? 0) > since && rejoins < rejoinsMax,
  );
  const more = may.length - missedShown;
  const labels = may.slice(-missedShown).reverse();
  return {
    ...some(
      'missed',
      labels.map(({ label }) => label),
    ),
    ...(more > 0 ? { missedMore: more } : {}),
  };
}

function dutyNow(hall: Hall, { local }: HouseFacts): Pick<DisplayView, 'duty'> {
  if (local === null || !hall.configuration || !hall.day?.open) return {};
  const duty = admissionAt(hall.configuration, null, local)?.band?.duty;
  return duty === undefined ? {} : { duty };
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
