/**
 * What is true of the hall whose days are played: how long each errand takes, how fast each clerk is,
 * when people come. The forecast never sees this file; it is told nothing but the log. The oracle
 * knows it: the distributions and the roster, not what is drawn from them.
 */
import type { Configuration } from '../../core/hall/configuration.ts';
import type { SeededChance } from './dice.ts';
import { hallOf, place, service } from './hall.ts';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
/** Nine and five o'clock, in minutes of the local day; the last number is given before. */
export const hours = { opens: 540, lastNumber: 995, closes: 1020 };

/** Mean minutes at the counter, deviation of their logarithm, numbers an hour in a quiet hour. */
const errands = [
  { id: 'business', prefix: 'A', minutes: 17, deviation: 0.65, perHour: 7 },
  { id: 'permits', prefix: 'B', minutes: 12, deviation: 0.6, perHour: 8 },
  { id: 'tax', prefix: 'C', minutes: 8, deviation: 0.55, perHour: 13.5 },
  { id: 'insurance', prefix: 'D', minutes: 9, deviation: 0.6, perHour: 12 },
  { id: 'medical', prefix: 'E', minutes: 7, deviation: 0.5, perHour: 13 },
  { id: 'property', prefix: 'F', minutes: 21, deviation: 0.7, perHour: 4 },
  { id: 'collection', prefix: 'G', minutes: 3.5, deviation: 0.5, perHour: 10 },
] as const;
export type Errand = (typeof errands)[number]['id'];

/** One case in so many takes three times as long. */
const tail = { odds: 0.04, times: 3 };
/** By hour of the day: how many times the usual time things take. */
const driftByHour: Readonly<Record<number, number>> = {
  9: 0.95,
  10: 1,
  11: 0.9,
  12: 1.05,
  13: 1.15,
  14: 1.12,
  15: 1,
  16: 0.88,
};
/** By half hour from nine on: how many times the quiet hour's numbers are taken. */
const rush = [1.9, 1.7, 1.35, 1.1, 0.9, 0.6, 0.45, 0.5, 0.9, 1.35, 1.4, 1.2, 1, 0.85, 0.6, 0.4];

export const careOdds = 0.11;
/** Booked places: so many a slot of half an hour, at some services; so many of ten come. */
export const booking = {
  services: ['business', 'property', 'insurance'] as const,
  perSlot: 2,
  comes: 0.85,
};
/** Missed calls: more after long waits. */
export const missOdds = (waitedMs: number): number =>
  Math.min(0.04 + (0.05 * waitedMs) / hourMs, 0.15);
export const cancelPerMs = 0.015 / (20 * minuteMs);
/** A short break now and then, by hours worked; and now and then somebody leaves for the day. */
export const breaks = { perHour: 0.35, minutes: 11, deviation: 0.5 };
export const leaves = { odds: 0.5, from: 600, to: 960 };

/** Wanted at the counters in a full hall of a street's size. */
const pools: readonly {
  readonly services: readonly Errand[];
  readonly helps?: readonly Errand[];
  readonly counters: number;
}[] = [
  { services: ['business', 'permits', 'tax'], counters: 6 },
  { services: ['insurance', 'medical'], helps: ['collection'], counters: 4 },
  { services: ['insurance', 'medical', 'tax'], counters: 2 },
  { services: ['property'], helps: ['business'], counters: 3 },
  { services: ['collection'], counters: 1 },
];

export function worldConfiguration(): Configuration {
  let sign = 0;
  const counters = pools.flatMap(({ services, helps = [], counters: count }) =>
    Array.from({ length: count }, () => {
      sign += 1;
      return place(`${sign}`, services, helps);
    }),
  );
  return hallOf(
    errands.map(({ id, prefix, minutes }) =>
      // What the catalogue says is round, and often wrong.
      service(id, prefix, {
        standardMinutes: Math.max(5, Math.round((minutes * 1.2) / 5) * 5),
        promiseMinutes: 60,
        leadsTo: id === 'permits' ? ['collection' as never] : [],
      }),
    ),
    counters,
  );
}

/** The clerks of the hall: how many times the usual time each takes, the same on all days. */
export const clerkPaces = (chance: SeededChance, count: number): number[] =>
  Array.from({ length: count }, () => Math.exp(0.2 * chance.normal()));

export const errandIds: readonly Errand[] = errands.map(({ id }) => id);

const errandOf = (id: string) => errands.find((errand) => errand.id === id) ?? errands[0];

export const driftAt = (minute: number): number => driftByHour[Math.floor(minute / 60)] ?? 1;

/** Numbers an hour of the errand at this minute of the day. */
export const perHourAt = (errand: Errand, minute: number): number =>
  errandOf(errand).perHour * (rush[Math.floor((minute - hours.opens) / 30)] ?? 0);

/** From the call until the visitor stands at the counter, ms. */
export const walkMs = (chance: SeededChance): number => chance.between(10_000, 35_000);
/** How long a clerk takes to press the key again, ms. */
export const gapMs = (chance: SeededChance): number => chance.logNormal(14_000, 0.7);
/** From the call until a visitor who does not come is given up, ms. */
export const missedMs = (chance: SeededChance): number => chance.between(65_000, 100_000);
export const breakMs = (chance: SeededChance): number =>
  chance.logNormal(breaks.minutes * minuteMs, breaks.deviation);

/** One errand's time at the counter, at pace 1 and without drift, ms. */
export function errandMs(chance: SeededChance, id: string): number {
  const { minutes, deviation } = errandOf(id);
  const times = chance.odds(tail.odds) ? tail.times : 1;
  return (
    (chance.logNormal(minutes, deviation) * times * minuteMs) / (1 + tail.odds * (tail.times - 1))
  );
}

/** When a counter is at lunch by the roster: half of the hall first, then the other. Minutes of the day. */
export const lunchOf = (index: number): { from: number; to: number } =>
  index % 2 === 0 ? { from: 690, to: 735 } : { from: 735, to: 780 };
