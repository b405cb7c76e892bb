/** "10 more minutes": out of the line for a while, and back where one would have stood all along. */
import { expect, test } from 'vitest';
import { aheadOf } from '../../core/hall/ahead.ts';
import { counterId } from '../../core/hall/ids.ts';
import { nextDue } from '../../core/hall/opening.ts';
import type { Hall } from '../../core/hall/state.ts';
import { nothingLearned } from '../../core/hall/waiting/learned.ts';
import { snapshotOf } from '../../core/hall/waiting/snapshot.ts';
import { forecastOf } from '../../core/hall/waiting.ts';
import { counterView } from '../../core/views/counter.ts';
import { noFacts } from '../../core/views/facts.ts';
import { phoneView } from '../../core/views/phone.ts';
import {
  at,
  boss,
  chen,
  given,
  hub,
  kiosk,
  later,
  minuteMs,
  nextDay,
  refused,
  type Step,
  start,
  visitor,
  wang,
} from './hall.ts';
import { allClasses, place, service, smallHall, waitingIn } from './halls.ts';

const open = hub.opens();
const sat = [open, wang.signsIn('1')];
const two = [...sat, kiosk.takes('a'), later(1), kiosk.takes('a')];
const postponed = [...two, visitor.postpones('t1')];
const back = [...postponed, later(600), hub.passesTime()];
const rules = smallHall().rules;

test('POST-1 who waits is out of the line for ten minutes, whoever asks for it', () => {
  const until = start + 1000 + 10 * minuteMs;
  for (const who of [visitor, wang, boss]) {
    const play = given(...two)
      .when(who.postpones('t1'))
      .then(['ticket-postponed', { ticket: 't1', until }]);
    expect(waitingIn(play.state.lines.get('a' as never))).toEqual(['t2']);
    expect(play.ticket('t1')).toMatchObject({ status: 'postponed', postponedUntil: until });
  }
});

test('POST-1 nobody but who waits, and no kiosk', () => {
  given(...two, wang.callsNext('1'))
    .when(visitor.postpones('t1'))
    .then(refused('wrong-status', { wanted: ['waiting'], status: 'called' }));
  given(...two)
    .when(visitor.postpones('t9'))
    .then(refused('unknown-ticket', { ticket: 't9' }));
  for (const who of [kiosk, hub]) expect(() => given(...two).when(who.postpones('t1'))).toThrow();
});

test('POST-2 once by default, as often as the hall says, and never where it says so', () => {
  given(...postponed)
    .when(visitor.postpones('t1'))
    .then(refused('wrong-status', { status: 'postponed' }));
  given(...back)
    .when(visitor.postpones('t1'))
    .then(refused('postponed-enough', { max: 1 }));
  const changed = (postponesMax: number): Step =>
    hub.opens(smallHall({ version: 'v2', rules: { ...rules, postponesMax, postponeMinutes: 3 } }));
  given(...back, changed(2))
    .when(visitor.postpones('t1'))
    .then(['ticket-postponed', { until: start + 1000 + 13 * minuteMs }]);
  given(...two, changed(0))
    .when(visitor.postpones('t1'))
    .then(refused('postponed-enough', { max: 0 }));
});

test('POST-3 nobody is called to it, and it stands before nobody', () => {
  given(...postponed)
    .when(wang.callsNext('1'))
    .then(['ticket-called', { ticket: 't2', because: { rule: 'oldest' } }]);
  const { state } = given(...postponed).state();
  const hall = state as Hall;
  expect([...hall.tickets.values()].map((ticket) => aheadOf(hall, ticket))).toEqual([null, 0]);
  given(...sat, kiosk.takes('a'), visitor.postpones('t1'))
    .when(wang.callsNext('1'))
    .then(refused('nobody-waiting'));
});

test('POST-3 it is in the hall still, may be given up, taken by choice, and is found unserved', () => {
  const full = smallHall({ rules: { ...rules, peopleMax: 1 } });
  given(hub.opens(full), kiosk.takes('a'), visitor.postpones('t1'))
    .when(kiosk.takes('a'))
    .then(refused('hall-full'));
  given(open, kiosk.takes('a', null, { visitor: 'li' }), visitor.postpones('t1'))
    .when(kiosk.takes('a', null, { visitor: 'li' }))
    .then(refused('already-waiting', { ticket: 't1', status: 'postponed' }));
  given(...postponed)
    .when(visitor.cancels('t1'))
    .then(['ticket-cancelled', { ticket: 't1' }]);
  given(...postponed)
    .when(wang.calls('1', 't1'))
    .then(['ticket-called', { ticket: 't1', because: { rule: 'chosen' } }]);
  given(...postponed)
    .when(boss.closes())
    .then([
      'day-closed',
      {
        unserved: [
          { ticket: 't1', status: 'postponed' },
          { ticket: 't2', status: 'waiting' },
        ],
      },
    ]);
});

test('POST-3 whoever goes before others meanwhile does not overtake it', () => {
  const hall = smallHall({ classes: allClasses });
  const steps = [hub.opens(hall), wang.signsIn('1'), kiosk.takes('a'), visitor.postpones('t1')];
  const care = kiosk.takes('a', null, { class: 'care' });
  const play = given(...steps, care, wang.callsNext('1'), later(600), hub.passesTime()).state();
  const [line] = play.state.lines.get('a' as never) ?? [];
  expect(line).toMatchObject({ class: 'ordinary', overtaken: 0 });
});

test('POST-4 it comes back by itself, in due time, and stands where it stood', () => {
  const { state } = given(...postponed).state();
  expect(nextDue(state as Hall)).toBe(start + 1000 + 10 * minuteMs);
  given(...postponed, later(599.9))
    .when(hub.passesTime())
    .then();
  const play = given(...postponed, later(600))
    .when(hub.passesTime())
    .then(['ticket-returned', { ticket: 't1', counter: null }]);
  expect(waitingIn(play.state.lines.get('a' as never))).toEqual(['t1', 't2']);
  expect(play.ticket('t1')).toMatchObject({ status: 'waiting', postponedUntil: null });
  given(...back)
    .when(wang.callsNext('1'))
    .then(['ticket-called', { ticket: 't1', because: { rule: 'oldest', waitedMs: 601_000 } }]);
});

test('POST-4 several come back in their order, whoever asked first', () => {
  const play = given(...two, visitor.postpones('t2'), visitor.postpones('t1'), later(900))
    .when(hub.passesTime())
    .then(['ticket-returned', { ticket: 't1' }], ['ticket-returned', { ticket: 't2' }]);
  expect(waitingIn(play.state.lines.get('a' as never))).toEqual(['t1', 't2']);
});

test('POST-4 it goes to the counter that it was sent to, and to any when that one was left', () => {
  const sent = [
    ...two,
    wang.callsNext('1'),
    chen.signsIn('2'),
    wang.transfers('1', { counter: '2' }),
    visitor.postpones('t1'),
  ];
  const play = given(...sent, later(600))
    .when(hub.passesTime())
    .then(['ticket-returned', { counter: '2' }]);
  expect(play.ticket('t1').sentTo).toBe('2');
  given(...sent, chen.signsOut('2'), later(600))
    .when(hub.passesTime())
    .then(['ticket-returned', { counter: null }]);
  // Left by whoever forgot to sign out, in the very deed in which the ticket comes back.
  const hasty = smallHall({ rules: { ...rules, forgottenSignOutMinutes: 10 } });
  given(hub.opens(hasty), ...sent.slice(1), later(600))
    .when(hub.passesTime())
    .then(
      ['counter-signed-out', { counter: '1' }],
      ['counter-signed-out', { counter: '2' }],
      ['ticket-returned', { ticket: 't1', counter: null }],
    );
});

test('POST-4 in a hall that never closes it comes back after midnight', () => {
  const night = [
    hub.opens(smallHall({ neverCloses: true })),
    at('23:55'),
    kiosk.takes('a'),
    visitor.postpones('t1'),
    nextDay('00:00'),
    hub.passesTime(),
  ];
  const { state } = given(...night).state();
  expect([...state.postponed]).toEqual(['t1']);
  given(...night, later(300))
    .when(hub.passesTime())
    .then(['ticket-returned', { ticket: 't1' }]);
  given(...night.slice(0, -2), nextDay('00:10'))
    .when(hub.passesTime())
    .then(['day-closed'], ['day-opened'], ['ticket-returned', { ticket: 't1' }]);
});

test('CANCEL-3 a visitor needs no reason of the hall, and nobody else has that one', () => {
  given(...two)
    .when(visitor.cancels('t1', 'by-visitor'))
    .then(['ticket-cancelled', { reason: 'by-visitor' }]);
  given(...two)
    .when(wang.cancels('t1', 'by-visitor'))
    .then(refused('unknown-reason', { reason: 'by-visitor' }));
});

test('WAIT-2 who has asked for some minutes is foreseen to go before the younger then', () => {
  const only = smallHall({
    services: [service('a', 'A', true, { standardMinutes: 10 })],
    counters: [place('1', ['a'])],
    groups: [{ ...smallHall().groups[0], services: ['a'] } as never],
  });
  const four = Array.from({ length: 4 }, () => kiosk.takes('a'));
  const lasts = (steps: readonly Step[]) => {
    const { state, at: now } = given(hub.opens(only), wang.signsIn('1'), ...four, ...steps).state();
    const snapshot = snapshotOf(state as Hall, nothingLearned(), now);
    return forecastOf(snapshot, { seed: 1 }).tickets.get('t4' as never)?.p50 ?? 0;
  };
  const waiting = lasts([]);
  const without = lasts([boss.cancels('t1')]);
  expect(lasts([visitor.postpones('t1')])).toBeGreaterThan(without * 1.15);
  expect(lasts([visitor.postpones('t1')])).toBeLessThan(waiting * 1.15);
});

test('VIEW-6 the phone is told until when, how often still, and how long a missed one may come back', () => {
  const viewOf = (...steps: readonly Step[]) => {
    const { state } = given(...steps).state();
    return phoneView(state as Hall, noFacts, 't1' as never);
  };
  const until = start + 1000 + 10 * minuteMs;
  const none = { rejoinUntil: null, postponedUntil: null };
  expect(viewOf(...two)).toMatchObject({ ...none, postponesLeft: 1, ahead: 0 });
  const off = { status: 'postponed', ahead: null, postponedUntil: until, postponesLeft: 0 };
  expect(viewOf(...postponed)).toMatchObject(off);
  expect(viewOf(...back)).toMatchObject({ ...none, status: 'waiting', postponesLeft: 0 });
  const missed = [...two, wang.callsNext('1'), later(30), wang.misses('1')];
  const missedAt = start + 31_000;
  expect(viewOf(...missed)).toMatchObject({ rejoinUntil: missedAt + 60 * minuteMs });
  const again = [kiosk.rejoins('t1'), wang.callsNext('1'), wang.serves('1'), wang.finishes('1')];
  const often = [...missed, ...again, wang.callsNext('1'), later(30), wang.misses('1')];
  expect(viewOf(...often)).toMatchObject({ rejoinUntil: null });
});

test('VIEW-4 who asked for more minutes: soonest back first, with until when, only what it may take', () => {
  const put = [
    ...sat,
    boss.signsIn('3'),
    ...['a', 'a', 'c'].map((one) => kiosk.takes(one)),
    boss.postpones('t2'),
    later(60),
    boss.postpones('t1'),
    boss.postpones('t3'),
  ];
  const play = given(...put).state();
  const until = (ticket: string) => play.ticket(ticket).postponedUntil;
  const counter = (of: typeof play, id: string) => {
    const view = counterView(of.state as Hall, noFacts, counterId(id));
    if (!view) throw new Error(`no counter ${id}`);
    return view;
  };
  const seen = (id: string) => counter(play, id).postponed.map((one) => [one.ticket, one.until]);
  expect(seen('1')).toEqual([
    ['t2', until('t2')],
    ['t1', until('t1')],
  ]);
  expect(seen('3')).toContainEqual(['t3', until('t3')]);
  expect(counter(play, '1').next).toEqual([]);
  const back = given(...put, later(600), hub.passesTime()).state();
  expect(counter(back, '1').postponed).toEqual([]);
  expect(counter(back, '1').next.map((one) => one.ticket)).toEqual(['t1', 't2']);
});
