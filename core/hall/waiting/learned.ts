/**
 * What the day (and the days before it) taught about how long things take. SPEC: WAIT-4, WAIT-6.
 *
 * A service takes `usual time of the service x pace of who serves x the hour`, times chance; each
 * factor is a mean of logarithms, which one very long case does not spoil, shrunk towards 1 (the first
 * towards the service's standard time) by so many cases as are set below.
 */
import type { Range } from '../events.ts';
import type { ClassId, CounterId, ServiceId, TicketId } from '../ids.ts';
import { bucketCount, emptyRing, type Ring } from './times.ts';

/** Cases that what is known beforehand counts as. */
export const shrink = { service: 4, pace: 12, hour: 15, level: 25 };
/** Arrivals are forgotten by 1/e in so long. */
export const arrivalsForgetMs = 2_400_000;

/** A sum of logarithms and how many; its mean is shrunk by whoever reads it. */
export interface Mean {
  sum: number;
  count: number;
}

export interface ServiceLearned {
  /** Logarithms of ms in the hand, pace and hour taken out. */
  readonly logs: Ring;
  calls: number;
  misses: number;
  finishes: number;
  /** Those after which the ticket went on to its next service. */
  advances: number;
  standardMs: number;
  /** Made from `logs` when wanted; null when something has been learnt since. */
  table: Float64Array | null;
}

/** Per half hour of the day. */
export interface Staffing {
  readonly openMs: Float64Array;
  readonly closedMs: Float64Array;
  readonly breaks: Float64Array;
  readonly signOuts: Float64Array;
  readonly signIns: Float64Array;
}

export interface OneTicket {
  services: readonly ServiceId[];
  class: ClassId;
  issuedAt: number;
  waitsSince: number;
  promised: Range | null;
  firstCall: boolean;
}

export interface OneCounter {
  status: 'closed' | 'open' | 'paused';
  since: number;
  /** Whose pace it is: the clerk's, else the counter's. */
  who: string;
  ticket: TicketId | null;
  calledAt: number;
  /** When its hand became empty; null while it cannot be said. */
  freeSince: number | null;
}

/** How far the stated bounds are stretched, so that they hold as often as they say. */
export interface Margin {
  low: number;
  high: number;
}

export interface Learned {
  seq: number;
  midnight: number;
  readonly services: Map<ServiceId, ServiceLearned>;
  readonly shape: Ring;
  readonly paces: Map<string, Mean>;
  readonly hours: Mean[];
  level: Mean;
  /** From an empty hand to the next call while somebody waited, ms. */
  readonly gaps: Ring;
  /** From the call to its being told missed, ms. */
  readonly missMs: Ring;
  readonly breakMs: Ring;
  readonly staffing: Staffing;
  readonly arrivals: Map<string, { service: ServiceId; class: ClassId; perMs: number; at: number }>;
  cancelled: number;
  waitedMs: number;
  readonly margins: Map<string, Margin>;
  readonly tickets: Map<TicketId, OneTicket>;
  readonly counters: Map<CounterId, OneCounter>;
}

/** Before anything has been seen. */
export const nothingLearned = (): Learned => ({
  seq: 0,
  midnight: 0,
  services: new Map(),
  shape: emptyRing(),
  paces: new Map(),
  hours: Array.from({ length: bucketCount }, () => ({ sum: 0, count: 0 })),
  level: { sum: 0, count: 0 },
  gaps: emptyRing(),
  missMs: emptyRing(),
  breakMs: emptyRing(),
  staffing: {
    openMs: new Float64Array(bucketCount),
    closedMs: new Float64Array(bucketCount),
    breaks: new Float64Array(bucketCount),
    signOuts: new Float64Array(bucketCount),
    signIns: new Float64Array(bucketCount),
  },
  arrivals: new Map(),
  cancelled: 0,
  waitedMs: 0,
  margins: new Map(),
  tickets: new Map(),
  counters: new Map(),
});

export const paceOf = ({ paces }: Learned, who: string): number =>
  shrunk(paces.get(who), shrink.pace);
export const hourOf = ({ hours }: Learned, bucket: number): number =>
  shrunk(hours[bucket], shrink.hour);
export const levelOf = ({ level }: Learned): number => shrunk(level, shrink.level);

const shrunk = (mean: Mean | undefined, by: number): number =>
  mean === undefined ? 0 : mean.sum / (mean.count + by);

/** The logarithm of the service's usual time, ms. */
export function usualOf({ logs, standardMs }: ServiceLearned): number {
  // A standard time is a mean; the middle of such times lies below it.
  let sum = (Math.log(standardMs) - 0.2) * shrink.service;
  for (const value of logs.values) sum += value;
  return sum / (logs.values.length + shrink.service);
}

export const newService = (standardMs: number): ServiceLearned => ({
  logs: emptyRing(),
  calls: 0,
  misses: 0,
  finishes: 0,
  advances: 0,
  standardMs,
  table: null,
});

/** How often such numbers are taken now, a millisecond. */
export const arrivalsNow = (
  known: { readonly perMs: number; readonly at: number },
  at: number,
): number => known.perMs * Math.exp(-Math.max(0, at - known.at) / arrivalsForgetMs);

/** What is kept of how well stated ranges held: for the service, and for the class. */
export const marginKeys = (service: ServiceId, ticketClass: ClassId): [string, string] => [
  `service:${service}`,
  `class:${ticketClass}`,
];

/**
 * Where a margin begins: a simulation that takes what it has learnt for certain is too sure of itself,
 * by about so much on days that were played (bench/forecast).
 */
const marginBefore: Readonly<Record<string, Margin>> = {
  class: { low: 0.05, high: 0.14 },
  service: { low: 0, high: 0 },
};

export const marginAt = (
  margins: ReadonlyMap<string, Readonly<Margin>>,
  key: string,
): Readonly<Margin> =>
  margins.get(key) ?? marginBefore[key.slice(0, key.indexOf(':'))] ?? { low: 0, high: 0 };
