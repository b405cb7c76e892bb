/**
 * How long still: that the simulation plays by the hall's own rules, what it learns from the day, and
 * that what is shown stays calm.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HallEvent, Range } from '../../core/hall/events.ts';
import {
  classId,
  counterId,
  label,
  serviceId,
  staffId,
  type TicketId,
  ticketId,
} from '../../core/hall/ids.ts';
import { boardOf } from '../../core/hall/waiting/board.ts';
import {
  hourOf,
  levelOf,
  nothingLearned,
  paceOf,
  usualOf,
} from '../../core/hall/waiting/learned.ts';
import { learn } from '../../core/hall/waiting/learning.ts';
import { always } from '../../core/hall/waiting/measured.ts';
import { rounded, steady } from '../../core/hall/waiting/shown.ts';
import { Simulation } from '../../core/hall/waiting/simulation.ts';
import { type Snapshot, snapshotOf } from '../../core/hall/waiting/snapshot.ts';
import { bucketAt, bucketCount } from '../../core/hall/waiting/times.ts';
import { forecastOf } from '../../core/hall/waiting.ts';
import { minuteMs, start } from './hall.ts';
import { smallHall, ticketClass } from './halls.ts';
import { anyMoment, type Call, Drive, dice, fixedTimes, playOut } from './waiting/rig.ts';

/** Minutes by service; no two sums of few of them are alike. */
const minutes = [7.01, 11.03, 13.07, 17.13, 23.29];

/** The calls of one run, by the names that tickets and counters have in the hall. */
function simulated(snapshot: Snapshot, asked: readonly number[]): Call[] {
  const calls: Call[] = [];
  const board = boardOf(snapshot, asked);
  const names = [
    ...snapshot.lines.flatMap(({ tickets }) => tickets.map(({ ticket }) => ticket)),
    ...snapshot.counters.flatMap(({ hand }) => (hand ? [hand.ticket.ticket] : [])),
  ];
  const simulation = new Simulation(board, {
    runs: 1,
    seed: 1,
    watch: (ticket, counter, at) =>
      calls.push({
        ticket: names[ticket] ?? '',
        counter: snapshot.counters[counter]?.counter ?? '',
        at,
      }),
  });
  while (!simulation.advance(7));
  return calls;
}

test('WAIT-2 the simulation calls whom the rules call, at the same counters, in the same order', () => {
  let called = 0;
  fc.assert(
    fc.property(fc.integer(), fc.boolean(), (seed, asking) => {
      const drive = anyMoment(dice(seed));
      const { hall } = drive;
      const now = snapshotOf(hall, nothingLearned(), drive.at);
      const snapshot: Snapshot = {
        ...now,
        times: fixedTimes(minutes),
        // Who is free calls at once.
        counters: now.counters.map((counter) => ({ ...counter, idleMs: 0 })),
      };
      // A hand that should have ended would be left to chance.
      const late = snapshot.counters.some(({ hand }) => (hand?.ms ?? 0) >= 7 * 60_000);
      fc.pre(!late);
      const played = simulated(snapshot, asking ? [0, 1] : []);
      const real = playOut(
        drive,
        new Map(snapshot.services.map(({ service }, index) => [service, minutes[index] ?? 0])),
      );
      const known = played.map(
        ({ ticket, counter, at }) => `${ticket} ${counter} ${Math.round(at)}`,
      );
      const truth = real.map(({ ticket, counter, at }) => `${ticket} ${counter} ${Math.round(at)}`);
      // A run ends when all that was asked has been answered; later calls are of nobody's concern.
      expect(known).toEqual(truth.slice(0, known.length));
      called += known.length;
    }),
    { numRuns: 300 },
  );
  expect(called).toBeGreaterThan(3_000);
});

const fixed = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  times: fixedTimes(minutes),
  margins: new Map([['class:ordinary', { low: 0, high: 0 }]]),
});

test('WAIT-1 everybody who waits has two numbers, and who would come now, of each service and class', () => {
  const drive = oneCounter(5);
  const snapshot = snapshotOf(drive.hall, nothingLearned(), drive.at);
  const { tickets, newcomers } = forecastOf(snapshot, { seed: 1, everyClass: true });
  expect(tickets.size).toBe(4);
  const middles = [...tickets.values()].map(({ p50 }) => p50);
  expect(middles).toEqual(middles.toSorted((a, b) => a - b));
  for (const { p50, p80 } of tickets.values()) expect(p80).toBeGreaterThanOrEqual(p50);
  const asked = newcomers.get(serviceId('a'));
  expect([...(asked?.keys() ?? [])]).toEqual(['ordinary', 'care']);
  // Behind five who wait and one in hand; who is cared for is sooner there.
  expect(asked?.get(classId('ordinary'))?.p50).toBeGreaterThan(middles.at(-1) ?? 0);
  expect(asked?.get(classId('care'))?.p50).toBeLessThan(middles.at(-1) ?? 0);
});

test('WAIT-1 with fixed times the forecast is what one reckons in the head', () => {
  const drive = oneCounter(3);
  const { tickets, newcomers } = forecastOf(
    fixed(snapshotOf(drive.hall, nothingLearned(), drive.at)),
    {
      seed: 1,
    },
  );
  expect([...tickets.values()].map(({ p50, p80 }) => [p50, p80])).toEqual(
    [
      [7.01, 7.01],
      [14.02, 14.02],
    ].map((pair) => pair.map((value) => expect.closeTo(value, 3))),
  );
  const asked = newcomers.get(serviceId('a'))?.get(classId('ordinary'));
  expect(asked?.p50).toBeCloseTo(21.03, 3);
});

test('WAIT-3 the same moment and seed give the same forecast, in however many pieces', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 50 }), (seed, steps) => {
      const drive = anyMoment(dice(seed));
      const snapshot = snapshotOf(drive.hall, nothingLearned(), drive.at);
      const whole = new Simulation(boardOf(snapshot, [0]), { runs: 3, seed });
      const pieces = new Simulation(boardOf(snapshot, [0]), { runs: 3, seed });
      whole.advance(1e9);
      while (!pieces.advance(steps));
      expect(pieces.waits).toEqual(whole.waits);
    }),
    { numRuns: 50 },
  );
});

test('WAIT-3 asking about newcomers delays nobody who is there', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const drive = anyMoment(dice(seed));
      const snapshot = fixed(snapshotOf(drive.hall, nothingLearned(), drive.at));
      const calls = simulated(snapshot, []);
      expect(simulated(snapshot, [0, 1, 2]).slice(0, calls.length)).toEqual(calls);
    }),
    { numRuns: 100 },
  );
});

test('WAIT-4 with nothing measured a service takes about its standard time', () => {
  const drive = oneCounter(30);
  const { newcomers } = forecastOf(snapshotOf(drive.hall, nothingLearned(), drive.at), { seed: 1 });
  const asked = newcomers.get(serviceId('a'))?.get(classId('ordinary'))?.p50 ?? 0;
  expect(asked).toBeGreaterThan(30 * 10 * 0.8);
  expect(asked).toBeLessThan(30 * 10 * 1.25);
});

test('WAIT-4 what was measured counts the more the more there is of it, and one long case spoils nothing', () => {
  // Of one clerk in one hour it cannot be said whose the time is; together they say how long it takes.
  const expected = (cases: readonly number[]) => {
    const { learned, service } = served(cases);
    const bucket = bucketAt(start, learned.midnight);
    const factors = paceOf(learned, 'wang') + hourOf(learned, bucket) + levelOf(learned);
    return Math.exp(usualOf(service) + factors) / minuteMs;
  };
  expect(expected([])).toBeCloseTo(10 * Math.exp(-0.2), 3);
  expect(expected(Array(3).fill(2))).toBeGreaterThan(2.5);
  expect(expected(Array(10).fill(2))).toBeLessThan(2.5);
  expect(expected([...Array(10).fill(2), 240])).toBeLessThan(4);
});

test('WAIT-4 who serves has a pace of their own, wherever they sit', () => {
  const learned = served(Array(60).fill(10), (n) => ({
    who: n % 2 ? 'slow' : 'quick',
    times: n % 2 ? 1.5 : 0.75,
  })).learned;
  expect(paceOf(learned, 'slow')).toBeGreaterThan(0.15);
  expect(paceOf(learned, 'quick')).toBeLessThan(-0.15);
  expect(paceOf(learned, 'new')).toBe(0);
});

test('WAIT-5 whom nobody may call within hours has no forecast', () => {
  const drive = oneCounter(2);
  drive.ask({ type: 'issue-ticket', service: serviceId('c'), language: 'en', linkHash: null });
  const { tickets, newcomers } = forecastOf(snapshotOf(drive.hall, nothingLearned(), drive.at), {
    seed: 1,
  });
  expect(tickets.size).toBe(1);
  expect(newcomers.has(serviceId('c'))).toBe(false);
});

test('WAIT-5 pauses, missed calls and who has booked are left to chance, as often as they were seen', () => {
  const drive = oneCounter(6);
  const now = snapshotOf(drive.hall, nothingLearned(), drive.at);
  const still = { ...now, times: fixedTimes(minutes) };
  const last = (changes: Partial<Snapshot['times']>, due: Snapshot['due'] = []) =>
    forecastOf({ ...still, due, times: { ...still.times, ...changes } }, { seed: 1 })
      .newcomers.get(serviceId('a'))
      ?.get(classId('ordinary'));
  const plain = last({})?.p50 ?? 0;
  const pausing = last({
    breaksPerMs: new Float64Array(bucketCount).fill(1 / (60 * minuteMs)),
    breakMs: always(30 * minuteMs),
  });
  expect(pausing?.p80).toBeGreaterThan(plain + 25);
  const missing = last({ missOdds: minutes.map(() => 0.5), missMs: always(minuteMs) });
  expect(missing?.p50).toBeLessThan(plain - 5);
  const leaving = last({ cancelPerMs: 1 / (20 * minuteMs) });
  expect(leaving?.p50).toBeLessThan(plain - 5);
  const booked = now.classes.findIndex(({ id }) => id === 'care');
  const due = Array.from({ length: 6 }, () => ({ service: 0, class: booked, slotAt: drive.at }));
  expect(last({}, due)?.p50).toBeGreaterThan(plain + 15);
});

test('WAIT-6 a bound that holds too seldom is stretched, one that always holds is drawn in', () => {
  const high = (truth: number) => {
    const learned = promisedAndCalled(Array(60).fill({ low: 5, high: 10 }), truth);
    return learned.margins.get('service:a')?.high ?? 0;
  };
  expect(high(20)).toBeGreaterThan(0.15);
  expect(high(2)).toBeLessThan(-0.04);
});

test('WAIT-7 what is shown is a range in whole minutes, from 20 on in fives', () => {
  expect(rounded({ p50: 0.2, p80: 0.4 })).toEqual({ low: 0, high: 1 });
  expect(rounded({ p50: 7.4, p80: 12.6 })).toEqual({ low: 7, high: 13 });
  expect(rounded({ p50: 18.4, p80: 22.6 })).toEqual({ low: 18, high: 25 });
  expect(rounded({ p50: 33, p80: 48 })).toEqual({ low: 35, high: 50 });
});

test('WAIT-8 a range that is shown stands for five minutes, unless it is plainly wrong', () => {
  const first = steady(null, { p50: 12, p80: 18 }, 0);
  expect(first).toEqual({ low: 12, high: 18, since: 0 });
  expect(steady(first, { p50: 9, p80: 15 }, 4 * minuteMs)).toBe(first);
  expect(steady(first, { p50: 25, p80: 40 }, minuteMs)).toEqual({
    ...{ low: 25, high: 40, since: minuteMs },
  });
  expect(steady(first, { p50: 8, p80: 14 }, 5 * minuteMs)).toEqual({
    ...{ low: 8, high: 14, since: 5 * minuteMs },
  });
  expect(steady(first, { p50: 11, p80: 17.5 }, 60 * minuteMs)).toBe(first);
});

test('WAIT-8 a forecast that trembles around its value is shown as one range', () => {
  const roll = dice(7);
  let shown = steady(null, { p50: 30, p80: 42 }, 0);
  const seen = new Set([shown]);
  for (let at = 0; at < 60 * minuteMs; at += 3_000) {
    const by = 0.92 + 0.16 * roll.share();
    shown = steady(shown, { p50: 30 * by, p80: 42 * by }, at);
    seen.add(shown);
  }
  expect(seen.size).toBeLessThanOrEqual(2);
});

/** One counter for a and b, one of so many tickets of a in hand since just now, the others waiting. */
function oneCounter(tickets: number): Drive {
  const drive = new Drive();
  const classes = [
    ticketClass('ordinary', 'ordinary'),
    ticketClass('care', 'priority', { base: 60 }),
  ];
  drive.open(smallHall({ classes, rules: { ...smallHall().rules, overtakingMax: 99 } }));
  const counter = counterId('1');
  drive.ask({ type: 'sign-in', counter });
  for (let n = 0; n < tickets; n += 1) {
    drive.ask({ type: 'issue-ticket', service: serviceId('a'), language: 'en', linkHash: null });
  }
  drive.ask({ type: 'call-next', counter });
  return drive;
}

/** A day on which these cases of service a were served, in minutes, by whom. */
function served(
  cases: readonly number[],
  by: (n: number) => { who: string; times: number } = () => ({ who: 'wang', times: 1 }),
) {
  const { learned, tell } = learning();
  cases.forEach((each, n) => {
    const { who, times } = by(n);
    const counter = counterId('1');
    const ticket = ticketId(`t${n}`);
    tell({ type: 'counter-signed-in', body: { by: 'b', counter, clerk: staffId(who) } });
    tell(issued(ticket, null));
    tell(calledAt(ticket));
    tell(
      {
        type: 'step-finished',
        body: { by: 'b', ticket, step: 0, counter, outcome: 'done', items: [] },
      },
      each * times,
    );
  });
  const service = learned.services.get(serviceId('a'));
  if (!service) throw new Error('no service a');
  return { learned, service };
}

/** So many were promised this and called after so many minutes. */
function promisedAndCalled(promises: readonly Range[], truth: number) {
  const { learned, tell } = learning();
  promises.forEach((promised, n) => {
    const ticket = ticketId(`t${n}`);
    tell(issued(ticket, promised));
    tell(calledAt(ticket), truth);
  });
  return learned;
}

/** A day that has just been opened, told event by event, each so many minutes after the last. */
function learning() {
  const learned = nothingLearned();
  const drive = new Drive();
  drive.open(smallHall());
  let [seq, at] = [0, drive.at];
  const tell = (event: HallEvent, afterMinutes = 0) => {
    seq += 1;
    at += afterMinutes * minuteMs;
    learn(learned, { ...event, seq, at });
  };
  tell({
    type: 'day-opened',
    body: {
      ...{ by: 'b', day: '2026-11-23', endsAt: at + 15 * 60 * minuteMs },
      configuration: smallHall(),
      crossing: { tickets: [], counters: [], overtaken: [] },
      given: { numbers: [], labels: [], counts: [] },
    },
  });
  return { learned, tell };
}

const issued = (ticket: TicketId, promised: Range | null): HallEvent => ({
  type: 'ticket-issued',
  body: {
    ...{ by: 'b', ticket, label: label('A001'), class: classId('ordinary'), needs: [] },
    steps: [{ step: 0, service: serviceId('a'), items: [] }],
    ...{ visitor: null, booking: null, reason: null, assisted: false, orderAt: 0, band: null },
    ...{
      promised,
      origin: { kind: 'kiosk', id: 'door' },
      language: 'en',
      ahead: 0,
      linkHash: null,
    },
  },
});

const calledAt = (ticket: TicketId): HallEvent => ({
  type: 'ticket-called',
  body: {
    ...{ by: 'b', ticket, step: 0, counter: counterId('1'), label: label('A001') },
    because: { rule: 'oldest', class: classId('ordinary'), waitedMs: 0 },
  },
});
