/**
 * From events to figures: every number here is reckoned by hand from the events above it.
 */
import { describe, expect, it } from 'vitest';
import { bucketEnds, bucketOf, durations } from '../../../server/figures/sums.ts';
import { folded, minuteMs, nine, Written } from './events.ts';

const day = () =>
  new Written().opens(0).add(0, 'counter-signed-in', { counter: '1', clerk: 'anna' });

describe('a ticket', () => {
  it('waits to its call and to its arrival, is served, and its promise is held against it', () => {
    const { facts, of } = folded(
      day()
        .issues(1, 't1', { promised: { low: 5, high: 10 } })
        .issues(2, 't2', { promised: { low: 1, high: 2 } })
        .calls(9, 't1')
        .on(11, 'step-started', 't1')
        .on(15, 'step-finished', 't1', { outcome: 'done', items: [] })
        .calls(16, 't2')
        .on(17, 'step-started', 't2')
        .on(47, 'step-finished', 't2', { outcome: 'could-not', items: [] }),
    );
    expect(of('all')).toMatchObject({ issued: 2, called: 2, started: 2, finished: 2 });
    expect(of('all')).toMatchObject({ 'outcome.done': 1, 'outcome.could-not': 1 });
    expect(durations(of('all'), 'toCall')).toEqual({
      ...{ n: 2, mean: 11 * minuteMs, p50: 8 * minuteMs },
      ...{ p90: 14 * minuteMs, longest: 14 * minuteMs },
    });
    expect(durations(of('all'), 'toArrival')).toMatchObject({ n: 2, mean: 12.5 * minuteMs });
    expect(durations(of('clerk', 'anna'), 'service')).toMatchObject({
      ...{ n: 2, mean: 17 * minuteMs, longest: 30 * minuteMs },
    });
    // 8 min in 5-10: kept and within, 0.5 over its middle; 14 min for 1-2: neither, 12.5 over.
    expect(of('all')).toMatchObject({
      ...{ promised: 2, 'promised.kept': 1, 'promised.within': 1 },
      ...{ 'promised.off': 13 * minuteMs, 'promised.offAbs': 13 * minuteMs },
    });
    expect(
      facts.map(({ ticket, end, counter, clerk, calledAt, servedMs }) => [
        ...[ticket, end, counter, clerk],
        ...[((calledAt ?? 0) - nine) / minuteMs, servedMs / minuteMs],
      ]),
    ).toEqual([
      ['t1', 'finished', '1', 'anna', 9, 4],
      ['t2', 'finished', '1', 'anna', 16, 30],
    ]);
    expect(of('item', 'i1')).toMatchObject({ issued: 2, finished: 2 });
    expect(of('hour', '09')).toMatchObject({ issued: 2, finished: 2 });
    expect(of('counter-hour', '1/09')).toMatchObject({ called: 2, finished: 2 });
  });

  it('missed and never back is gone, missed and back is not; the rest of the day is unserved', () => {
    const { facts, of } = folded(
      day()
        .issues(1, 'gone')
        .issues(2, 'back')
        .issues(3, 'left')
        .issues(4, 'off')
        .calls(5, 'gone')
        .on(6, 'ticket-missed', 'gone')
        .calls(6, 'back')
        .on(7, 'ticket-missed', 'back')
        .on(9, 'ticket-rejoined', 'back', { orderAt: nine })
        .calls(10, 'back')
        .on(11, 'step-started', 'back')
        .on(12, 'step-finished', 'back', { outcome: 'done', items: [] })
        .on(13, 'ticket-cancelled', 'off', { reason: 'by-visitor' })
        .add(60, 'day-closed', { day: '2026-11-17', because: 'by-hand', unserved: [] }),
    );
    expect(facts.map(({ ticket, end, misses }) => [ticket, end, misses])).toEqual([
      ['back', 'finished', 1],
      ['off', 'cancelled', 0],
      ['gone', 'missed', 1],
      ['left', 'unserved', 0],
    ]);
    expect(of('all')).toMatchObject({
      ...{ calls: 3, called: 2, missed: 2, rejoined: 1, cancelled: 1, gone: 1, unserved: 1 },
    });
    // The wait is to the first call; the second one, after coming back, is no wait.
    expect(durations(of('all'), 'toCall')).toMatchObject({ n: 2, mean: 4 * minuteMs });
  });

  it('overtaken: who stands before in the same line, and is not sent elsewhere', () => {
    const { facts, of } = folded(
      day()
        .issues(1, 'first')
        .issues(2, 'second')
        .issues(3, 'elsewhere', { steps: [{ step: 0, service: 'b', items: [] }] })
        .issues(4, 'quick', { class: 'priority' })
        .calls(5, 'quick', '1', 'priority')
        .on(6, 'step-started', 'quick')
        .on(7, 'step-finished', 'quick', { outcome: 'done', items: [] })
        .calls(8, 'second')
        .on(9, 'ticket-missed', 'second')
        .add(60, 'day-closed', { because: 'by-hand', unserved: [] }),
    );
    expect(of('all')).toMatchObject({ overtakings: 3, overtaken: 2 });
    expect(Object.fromEntries(facts.map(({ ticket, overtaken }) => [ticket, overtaken]))).toEqual({
      ...{ first: 2, second: 1, elsewhere: 0, quick: 0 },
    });
  });

  it('transferred, it waits anew; put aside, nobody serves it; each further service is a leg', () => {
    const two = [
      { step: 0, service: 'a', items: [] },
      { step: 1, service: 'b', items: [] },
    ];
    const { facts, of } = folded(
      day()
        .issues(0, 't', { steps: two })
        .calls(5, 't')
        .on(5, 'step-started', 't')
        .on(8, 'ticket-transferred', 't', { toService: 'c', toCounter: null })
        .calls(10, 't')
        .on(10, 'step-started', 't')
        .on(11, 'ticket-parked', 't', { reason: 'r' })
        .on(20, 'ticket-resumed', 't')
        .on(22, 'step-finished', 't', { outcome: 'done', items: [] })
        .on(22, 'step-advanced', 't', { step: 1, service: 'b' })
        .calls(30, 't')
        .add(60, 'day-closed', { because: 'by-hand', unserved: [] }),
    );
    expect(
      facts.map(({ step, leg, service, end, servedMs, since }) => [
        ...[step, leg, service, end, servedMs / minuteMs, (since - nine) / minuteMs],
      ]),
    ).toEqual([
      [0, 0, 'a', 'transferred', 3, 0],
      [0, 1, 'c', 'finished', 3, 8],
      [1, 0, 'b', 'unserved', 0, 22],
    ]);
    expect(of('all')).toMatchObject({ issued: 1, legs: 3, transferred: 1, parked: 1 });
    expect(of('counter', '1')).toMatchObject({ servingMs: 6 * minuteMs });
  });
});

describe('a counter and its clerk', () => {
  it('signed in, paused and away again; a day ends it', () => {
    const { of } = folded(
      day()
        .add(10, 'counter-paused', { counter: '1', reason: 'tea' })
        .add(15, 'counter-unpaused', { counter: '1' })
        .add(30, 'counter-signed-in', { counter: '1', clerk: 'bea' })
        .add(40, 'counter-signed-out', { counter: '1', because: 'own-act' })
        .add(50, 'counter-signed-in', { counter: '2', clerk: 'anna' })
        .add(60, 'day-closed', { because: 'by-hand', unserved: [] }),
    );
    expect(of('clerk', 'anna')).toMatchObject({ signedMs: 40 * minuteMs, pausedMs: 5 * minuteMs });
    expect(of('clerk', 'bea')).toMatchObject({ signedMs: 10 * minuteMs, days: 1 });
    expect(of('counter', '1')).toMatchObject({ signedMs: 40 * minuteMs });
    expect(of('all')).toMatchObject({ clerkDays: 2, counterDays: 2, days: 1 });
  });

  it('over midnight in a hall that never closes: who crosses goes on, who does not is unserved', () => {
    const midnight = 15 * 60;
    const { of, facts } = folded(
      new Written()
        .opens(0, '2026-11-17', {}, true)
        .add(0, 'counter-signed-in', { counter: '1', clerk: 'anna' })
        .issues(1, 'stays')
        .issues(2, 'goes')
        .add(midnight, 'day-closed', { because: 'midnight', unserved: [] })
        .opens(
          midnight,
          '2026-11-18',
          { tickets: [{ id: 'stays' }], counters: [{ id: '1', status: 'open', clerk: 'anna' }] },
          true,
        )
        .calls(midnight + 5, 'stays')
        .add(midnight + 60, 'counter-signed-out', { counter: '1', because: 'own-act' }),
    );
    expect(facts.map(({ ticket, end, day }) => [ticket, end, day])).toEqual([
      ['goes', 'unserved', '2026-11-17'],
    ]);
    expect(of('all', '', '2026-11-18')).toMatchObject({ called: 1, clerkDays: 1, days: 1 });
    expect(of('clerk', 'anna')).toMatchObject({ signedMs: midnight * minuteMs });
    expect(of('clerk', 'anna', '2026-11-18')).toMatchObject({ signedMs: 60 * minuteMs });
  });
});

it('a duration stands in the first bucket that it does not pass', () => {
  for (const ms of [0, 1, 15_000, 15_001, 899_999, 900_001, 7_200_000, 9_000_000, 9e9]) {
    const bucket = bucketOf(ms);
    expect(bucket === 0 || (bucketEnds[bucket - 1] ?? 0) < ms).toBe(true);
    expect((bucketEnds[bucket] ?? 0) >= ms || bucket === bucketEnds.length - 1).toBe(true);
  }
});
