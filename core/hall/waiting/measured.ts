/**
 * What was learned, as tables that a simulation draws from: little measured, and it is near what is
 * known beforehand. SPEC: WAIT-4.
 */
import type { Hall } from '../state.ts';
import {
  hourOf,
  type Learned,
  levelOf,
  newService,
  type ServiceLearned,
  usualOf,
} from './learned.ts';
import { bucketCount, evenly, tableOf, tableSize, usualSpread } from './times.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Measured cases that the hall's common spread counts as, in the spread of one service. */
const shapeCases = 40;
/** Cases that the usual chance of a missed call counts as: overall, and in one service. */
const missCases = { hall: 40, odds: 0.04, service: 30 };
/** As what is known beforehand about staff counts: so long of an open or a closed counter. */
const staffingMs = 4 * hourMs;
/** Beforehand: a pause of a quarter of an hour, more or less. */
const usualBreaks = [4, 7, 10, 12, 15, 18, 25, 45].map((minutes) => minutes * minuteMs);
/** A visitor who does not come holds the counter so much longer than the rule asks. */
const missExtraMs = 15_000;

export interface Times {
  /** By service, `tableSize` equally likely times in the hand, ms; at pace, hour and level 1. */
  readonly hand: readonly Float64Array[];
  /** By service: that a called visitor does not come; that a served ticket goes on to its next step. */
  readonly missOdds: readonly number[];
  readonly goesOnOdds: readonly number[];
  readonly missMs: Float64Array;
  readonly gapMs: Float64Array;
  readonly breakMs: Float64Array;
  /** That somebody who waits gives up, per ms of waiting. */
  readonly cancelPerMs: number;
  /** By half hour of the day: how many times the usual time things take. */
  readonly hours: Float64Array;
  /** By half hour, per ms: that an open counter pauses, or is left; that a closed one is opened. */
  readonly breaksPerMs: Float64Array;
  readonly signOutsPerMs: Float64Array;
  readonly signInsPerMs: Float64Array;
}

export function timesOf(hall: Hall, learned: Learned): Times {
  const known = [...hall.services.values()].map(
    ({ id, standardMinutes }) => learned.services.get(id) ?? newService(standardMinutes * minuteMs),
  );
  const calls = known.reduce((sum, service) => sum + service.calls, 0);
  const misses = known.reduce((sum, service) => sum + service.misses, 0);
  const odds = (misses + missCases.hall * missCases.odds) / (calls + missCases.hall);
  const shape = shapeOf(learned);
  const level = levelOf(learned);
  const { staffing } = learned;
  const rules = hall.configuration?.rules;
  const missed = (rules?.noShowAfterSeconds ?? 60) * 1000 + missExtraMs;
  return {
    hand: known.map((service) => handTable(service, shape)),
    missOdds: known.map(
      (one) => (one.misses + odds * missCases.service) / (one.calls + missCases.service),
    ),
    goesOnOdds: known.map(({ advances, finishes }) => (advances + 9) / (finishes + 10)),
    missMs: tableOf([
      ...evenly(learned.missMs.values, learned.missMs.values.length),
      { value: missed, weight: 5 },
    ]),
    gapMs: tableOf([
      ...evenly(learned.gaps.values, learned.gaps.values.length),
      { value: 0, weight: 2 },
    ]),
    breakMs: tableOf([
      ...evenly(learned.breakMs.values, learned.breakMs.values.length),
      ...evenly(usualBreaks, 4),
    ]),
    cancelPerMs: learned.cancelled / (learned.waitedMs + 100 * hourMs),
    hours: Float64Array.from({ length: bucketCount }, (_, at) =>
      Math.exp(hourOf(learned, at) + level),
    ),
    breaksPerMs: rates(staffing.breaks, staffing.openMs),
    signOutsPerMs: rates(staffing.signOuts, staffing.openMs),
    signInsPerMs: rates(staffing.signIns, staffing.closedMs),
  };
}

const rates = (counts: Float64Array, ms: Float64Array): Float64Array =>
  counts.map((count, at) => count / ((ms[at] ?? 0) + staffingMs));

/** How times lie around their middle, as logarithms: the hall's, from the usual where little is known. */
function shapeOf({ shape }: Learned): readonly number[] {
  const own = shape.values.length;
  const mixed = tableOf([...evenly(shape.values, own), ...evenly(usualSpread, shapeCases)]);
  return Array.from({ length: 64 }, (_, at) => mixed[at * 4 + 2] ?? 0);
}

function handTable(service: ServiceLearned, shape: readonly number[]): Float64Array {
  const { logs } = service;
  if (service.table) return service.table;
  const usual = usualOf(service);
  const own = logs.values.length;
  const table = tableOf([
    ...evenly(logs.values, own),
    ...evenly(
      shape.map((rest) => usual + rest),
      shapeCases,
    ),
  ]).map(Math.exp);
  service.table = table;
  return table;
}

/** A table of one value. */
export const always = (value: number): Float64Array => new Float64Array(tableSize).fill(value);
