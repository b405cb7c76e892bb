/**
 * The hall as who knows the world would describe it to the simulation: true distributions, each
 * clerk's pace, the roster with its lunches, how often people break off, leave and come. Not what is
 * drawn: not this visitor's time, nor when a break comes.
 */
import { classId, serviceId } from '../../core/hall/ids.ts';
import { nothingLearned } from '../../core/hall/waiting/learned.ts';
import type { Times } from '../../core/hall/waiting/measured.ts';
import { type Snapshot, snapshotOf } from '../../core/hall/waiting/snapshot.ts';
import { bucketCount, evenly, tableOf } from '../../core/hall/waiting/times.ts';
import type { DayAt } from './day.ts';
import { SeededChance } from './dice.ts';
import {
  breakMs,
  breaks,
  cancelPerMs,
  careOdds,
  driftAt,
  errandIds,
  errandMs,
  gapMs,
  hourMs,
  leaves,
  minuteMs,
  missedMs,
  missOdds,
  perHourAt,
  walkMs,
} from './world.ts';

const draws = 20_000;
const chance = new SeededChance(4_711);
const drawn = (draw: () => number) => tableOf(evenly(Array.from({ length: draws }, draw)));

let times: Times | null = null;

function trueTimes(): Times {
  times ??= {
    hand: errandIds.map((id) => drawn(() => walkMs(chance) + errandMs(chance, id))),
    missOdds: errandIds.map(() => missOdds(20 * minuteMs)),
    goesOnOdds: errandIds.map(() => 1),
    missMs: drawn(() => missedMs(chance)),
    gapMs: drawn(() => gapMs(chance)),
    breakMs: drawn(() => breakMs(chance)),
    cancelPerMs,
    hours: Float64Array.from({ length: bucketCount }, (_, half) => driftAt(half * 30)),
    breaksPerMs: new Float64Array(bucketCount).fill(breaks.perHour / hourMs),
    signOutsPerMs: new Float64Array(bucketCount),
    signInsPerMs: new Float64Array(bucketCount),
  };
  return times;
}

export function oracleSnapshot(day: DayAt): Snapshot {
  const { hall, at, midnight, roster, due } = day;
  const minute = (at - midnight) / minuteMs;
  const snapshot = snapshotOf(hall, nothingLearned(), at, due);
  const care = snapshot.classes.findIndex(({ id }) => id === classId('care'));
  const ordinary = snapshot.classes.findIndex(({ kind }) => kind === 'ordinary');
  const true_ = trueTimes();
  const inLeaving = minute >= leaves.from && minute < leaves.to;
  const perMs = leaves.odds / roster.length / ((leaves.to - leaves.from) * minuteMs);
  return {
    ...snapshot,
    times: {
      ...true_,
      signOutsPerMs: new Float64Array(bucketCount).fill(inLeaving ? perMs : 0),
    },
    counters: snapshot.counters.map((counter) => {
      const seat = roster.find((one) => one.counter === counter.counter);
      const lunch = seat?.lunch;
      // Who has left does not come back; who is at lunch comes back when it ends.
      return { ...counter, pace: seat?.pace ?? 1, absences: lunch ? [lunch] : [] };
    }),
    arrivals: errandIds.flatMap((errand) => {
      const service = snapshot.services.findIndex((one) => one.service === serviceId(errand));
      const soon = perHourAt(errand, minute + 15) / hourMs;
      return [
        { service, class: care, perMs: soon * careOdds },
        // Those who come for what a counter serves first that helps elsewhere.
        ...(errand === 'insurance' || errand === 'medical' || errand === 'property'
          ? [{ service, class: ordinary, perMs: soon * (1 - careOdds) }]
          : []),
      ].filter((one) => one.perMs > 0);
    }),
    // Who knows the truth has nothing to make good.
    margins: new Map(snapshot.classes.map(({ id }) => [`class:${id}`, { low: 0, high: 0 }])),
  };
}
