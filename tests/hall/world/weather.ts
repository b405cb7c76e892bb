/**
 * How bad a day it is. Each seed draws its own: some days everything holds, on others only the log
 * breaks, or only the net, or all of it at once. Shares are per deed, means are in milliseconds.
 */
import type { Chance } from './chance.ts';

export interface Weather {
  readonly hubs: 1 | 2;
  readonly neverCloses: boolean;
  /** Of one append: that it fails, that its outcome is not known, that it is slow. */
  readonly appendFails: number;
  readonly appendUnknown: number;
  readonly appendSlow: number;
  readonly wakesLost: number;
  /** Between two times that the log, the tables, a hub, a line are lost; null: never. */
  readonly logAwayMs: number | null;
  readonly tablesAwayMs: number | null;
  readonly tableFails: number;
  readonly crashMs: number | null;
  readonly lineBreaksMs: number | null;
  /** Of one printed slip: that the machine does not just print it. */
  readonly printerMoods: number;
  /** Between two troubles of the devices at the counters. */
  readonly deviceMs: number | null;
  /** Between two times that the kiosk with the stand-in is cut off; null: it has none. */
  readonly awayMs: number | null;
  /** Between two acts of the administrator: a new configuration, the day closed and opened again, the clock set. */
  readonly officeMs: number | null;
  /** How long before midnight the day begins. */
  readonly beforeMidnightMs: number;
  /** Whether the hall is closed to walk-ins on the day after, and how many people it holds (0: all). */
  readonly holiday: boolean;
  readonly peopleMax: number;
}

const often = { none: 3, some: 3, much: 1 };

/** `apart`: chance of its own, so that what came to be later leaves the days as they were. */
export function drawWeather(chance: Chance, apart: Chance): Weather {
  const share = (some: number, much: number): number =>
    ({ none: 0, some, much })[chance.weighted(often)];
  const every = (some: number, much: number): number | null =>
    ({ none: null, some, much })[chance.weighted(often)];
  return {
    hubs: chance.hit(0.4) ? 2 : 1,
    neverCloses: chance.hit(0.5),
    appendFails: share(0.03, 0.15),
    appendUnknown: share(0.03, 0.15),
    appendSlow: share(0.02, 0.1),
    wakesLost: share(0.2, 1),
    logAwayMs: every(20_000, 8_000),
    tablesAwayMs: every(20_000, 8_000),
    tableFails: share(0.01, 0.05),
    crashMs: every(20_000, 7_000),
    lineBreaksMs: every(15_000, 4_000),
    printerMoods: share(0.15, 0.6),
    officeMs: every(25_000, 10_000),
    beforeMidnightMs: chance.hit(0.6)
      ? chance.whole(5_000, 80_000)
      : chance.whole(600_000, 36_000_000),
    holiday: chance.hit(0.3),
    peopleMax: chance.hit(0.25) ? 12 : 0,
    deviceMs: every(8_000, 2_500),
    awayMs: { none: null, some: 14_000, much: 8_000 }[apart.weighted(often)],
  };
}
