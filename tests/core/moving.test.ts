/** No-show and rejoin, parking, transfer, cancelling. */
import { expect, test } from 'vitest';
import {
  at,
  boss,
  chen,
  gateway,
  given,
  hub,
  kiosk,
  later,
  type Play,
  refused,
  type Step,
  visitor,
  wang,
} from './hall.ts';
import { allClasses, smallHall, waitingIn } from './halls.ts';

const open = hub.opens();
const sat = [open, wang.signsIn('1')];
const called = [...sat, kiosk.takes('a'), wang.callsNext('1')];
const serving = [...called, wang.serves('1')];
const missed = [...called, later(30), wang.misses('1')];
const rules = smallHall().rules;

test('MISS-1 a visitor has time to walk, counted from the last call or recall', () => {
  given(...called, later(29))
    .when(wang.misses('1'))
    .then(refused('too-soon', { waitMs: 1000 }));
  given(...called, later(10), wang.recalls('1'), later(29))
    .when(wang.misses('1'))
    .then(refused('too-soon', { waitMs: 1000 }));
  given(...called, later(30))
    .when(wang.misses('1'))
    .then(['ticket-missed', { ticket: 't1', counter: '1' }]);
});

test('MISS-1 who is being served cannot be missed', () => {
  given(...serving, later(600))
    .when(wang.misses('1'))
    .then(refused('wrong-status'));
});

test('MISS-2 a missed ticket stands in no line and frees the hand', () => {
  const { state } = given(...missed).state();
  expect([...state.missed]).toEqual(['t1']);
  expect(state.counters.get('1' as never)?.inHand).toBe(null);
  expect(waitingIn(state.lines.get('a' as never))).toEqual([]);
  given(...missed)
    .when(wang.callsNext('1'))
    .then(refused('nobody-waiting'));
});

test('MISS-3 rejoining is bounded in number and time', () => {
  given(...missed, later(3600))
    .when(kiosk.rejoins('t1'))
    .then(['ticket-rejoined', { ticket: 't1' }]);
  given(...missed, later(3600.001))
    .when(kiosk.rejoins('t1'))
    .then(refused('missed-too-long', { withinMinutes: 60 }));
  given(...missed, kiosk.rejoins('t1'), wang.callsNext('1'), later(30), wang.misses('1'))
    .when(kiosk.rejoins('t1'))
    .then(refused('rejoined-enough', { max: 1 }));
  given(...sat)
    .when(kiosk.rejoins('t1'))
    .then(refused('unknown-ticket'));
});

test('MISS-3 who had been sent to one counter waits for any again', () => {
  const sent = [
    ...called,
    chen.signsIn('2'),
    wang.transfers('1', { counter: '2' }),
    chen.callsNext('2'),
    later(30),
    chen.misses('2'),
  ];
  const { play } = given(...sent).when(kiosk.rejoins('t1'));
  expect(play.ticket('t1').sentTo).toBe(null);
  expect(order(play, 'a')).toEqual(['t1']);
});

/** A missed t1, then `count` numbers a minute apart, then its rejoin. */
const rejoin = (count: number, changes: Partial<typeof rules> = {}, gap = 60): Play => {
  const configuration = smallHall({ rules: { ...rules, ...changes } });
  const rest = Array.from({ length: count }, (): Step[] => [later(gap), kiosk.takes('a')]).flat();
  const [, ...steps] = missed;
  return given(hub.opens(configuration), ...steps, ...rest, kiosk.rejoins('t1')).state();
};
const order = (play: Play, service: string) => waitingIn(play.state.lines.get(service as never));

test('MISS-4 it stands behind N of its line, or last where fewer wait', () => {
  expect(order(rejoin(4), 'a')).toEqual(['t2', 't3', 't1', 't4', 't5']);
  expect(order(rejoin(2), 'a')).toEqual(['t2', 't3', 't1']);
  expect(order(rejoin(1), 'a')).toEqual(['t2', 't1']);
  expect(order(rejoin(3, { rejoinBehind: 0 }), 'a')).toEqual(['t1', 't2', 't3', 't4']);
});

test('MISS-4 behind all who took their number in the millisecond of the N-th', () => {
  expect(order(rejoin(4, { rejoinBehind: 2 }, 0), 'a')).toEqual(['t2', 't3', 't4', 't5', 't1']);
});

test('MISS-4 it counts all who wait for the service: a class or need of one’s own does not pay', () => {
  const configuration = smallHall({ classes: allClasses });
  const [, ...steps] = missed;
  const care = boss.reclasses('t1', 'care');
  const line = [hub.opens(configuration), ...steps, care, later(60), kiosk.takes('a')];
  const { play } = given(...line, later(60), kiosk.takes('a'), later(60), kiosk.takes('a')).when(
    kiosk.rejoins('t1'),
  );
  expect(order(play, 'a')).toEqual(['t2', 't3', 't1', 't4']);
});

test('MISS-4 with nobody to stand behind it keeps its age', () => {
  const play = rejoin(0);
  expect(play.ticket('t1').orderAt).toBe(play.ticket('t1').issuedAt);
});

test('MISS-4 a later number stands behind it all the same', () => {
  const play = rejoin(1);
  play.go(kiosk.takes('a'));
  expect(order(play, 'a')).toEqual(['t2', 't1', 't3']);
});

test('MISS-4 being late never pays: a young ticket that was called by choice keeps its own place', () => {
  const young = [
    ...sat,
    ...Array.from({ length: 4 }, (): Step[] => [kiosk.takes('a'), later(60)]).flat(),
    wang.calls('1', 't4'),
    later(30),
    wang.misses('1'),
  ];
  const { play } = given(...young).when(kiosk.rejoins('t4'));
  expect(order(play, 'a')).toEqual(['t1', 't2', 't3', 't4']);
});

test('PARK-1 put aside, a ticket stands in no line and frees the hand', () => {
  given(...called)
    .when(wang.parks('1'))
    .then(['ticket-parked', { ticket: 't1', counter: '1', reason: 'copying' }]);
  given(...called)
    .when(wang.parks('1', 'whim'))
    .then(refused('unknown-reason', { reason: 'whim' }));
  given(...serving, wang.parks('1'))
    .when(wang.callsNext('1'))
    .then(refused('nobody-waiting'));
});

test('PARK-2 it is taken up where it is served, with an empty hand', () => {
  const parked = [...serving, wang.parks('1'), chen.signsIn('2')];
  given(...parked)
    .when(chen.resumes('2', 't1'))
    .then(['ticket-resumed', { counter: '2' }]);
  given(...parked, kiosk.takes('a'), wang.callsNext('1'))
    .when(wang.resumes('1', 't1'))
    .then(refused('ticket-in-hand', { ticket: 't2' }));
  given(...parked, boss.signsIn('3'))
    .when(boss.resumes('3', 't1'))
    .then(refused('not-served-here', { service: 'a', counter: '3' }));
  given(...parked)
    .when(wang.resumes('1', 't9'))
    .then(refused('unknown-ticket'));
});

test('PARK-3 in mid-service it goes on being served, silently, and may be called back', () => {
  const recalledOut = [...called, later(10), wang.recalls('1'), later(10), wang.recalls('1')];
  const parked = [...recalledOut, wang.serves('1'), later(60), wang.parks('1'), at('10:00')];
  const { play } = given(...parked).when(wang.resumes('1', 't1'));
  const { startedAt, status, calledSeq, recalls } = play.ticket('t1');
  expect({ status, recalls }).toEqual({ status: 'serving', recalls: 0 });
  expect(startedAt).toBeLessThan(play.at - 60_000);
  expect(calledSeq).toBeLessThan(play.state.seq);
  given(...parked, wang.resumes('1', 't1'))
    .when(wang.recalls('1'))
    .then(['ticket-recalled', { count: 1 }]);
});

test('PARK-4 only called before, it is called anew: announced, and the waits begin again', () => {
  const parked = [...called, wang.parks('1'), at('10:00'), chen.signsIn('2')];
  const { play } = given(...parked).when(chen.resumes('2', 't1'));
  expect(play.ticket('t1')).toMatchObject({ status: 'called', counter: '2', calledAt: play.at });
  expect(play.state.calls).toMatchObject([{ seq: play.state.seq, ticket: 't1', counter: '2' }]);
  const resumed = [...parked, chen.resumes('2', 't1')];
  given(...resumed)
    .when(chen.misses('2'))
    .then(refused('too-soon', { waitMs: 30_000 }));
  given(...resumed)
    .when(chen.recalls('2'))
    .then(refused('too-soon', { waitMs: 10_000 }));
});

test('TRANS-1 sent on, a ticket keeps its label and its age', () => {
  const line = [...sat, kiosk.takes('a'), later(60), kiosk.takes('c'), wang.callsNext('1')];
  const { play } = given(...line, wang.serves('1')).when(wang.transfers('1', { service: 'c' }));
  expect(order(play, 'c')).toEqual(['t1', 't2']);
  expect(play.ticket('t1')).toMatchObject({
    label: 'A001',
    status: 'waiting',
    steps: [{ service: 'c' }],
    startedAt: null,
  });
  given(...called, chen.signsIn('3'))
    .when(wang.transfers('1', { service: 'c', counter: '3' }))
    .then(['ticket-transferred', { toService: 'c', toCounter: '3', counter: '1' }]);
});

test('TRANS-2 a transfer must lead somewhere that the hall has', () => {
  for (const to of [{}, { service: 'a' }, { counter: '1' }, { service: 'b', counter: '1' }]) {
    given(...called)
      .when(wang.transfers('1', to))
      .then(refused('nowhere-to'));
  }
  given(...called)
    .when(wang.transfers('1', { service: 'x' }))
    .then(refused('unknown-service', { service: 'x' }));
  given(...called)
    .when(wang.transfers('1', { counter: 'x' }))
    .then(refused('unknown-counter', { counter: 'x' }));
});

test('TRANS-3 sent to a counter: staffed, paused or not, whether or not it serves the service', () => {
  const to3 = wang.transfers('1', { counter: '3' });
  given(...called)
    .when(to3)
    .then(refused('counter-not-open', { counter: '3' }));
  const { play } = given(...called, chen.signsIn('3'), chen.pauses('3')).when(to3);
  expect(play.ticket('t1')).toMatchObject({ sentTo: '3', steps: [{ service: 'a' }] });
  for (const step of [boss.signsIn('2'), chen.unpauses('3')]) play.go(step);
  given(...called, chen.signsIn('3'), to3, boss.signsIn('2'))
    .when(boss.callsNext('2'))
    .then(refused('nobody-waiting'));
  given(...called, chen.signsIn('3'), to3)
    .when(chen.callsNext('3'))
    .then(['ticket-called', { ticket: 't1', because: { rule: 'sent-here' } }]);
});

test('TRANS-4 a service that gives no numbers takes transfers', () => {
  given(...called)
    .when(wang.transfers('1', { service: 'd' }))
    .then(['ticket-transferred', { toService: 'd', toCounter: null }]);
});

test('CANCEL-1 what waits, is called, aside or missed may be given up, with a reason', () => {
  given(...sat, kiosk.takes('a'))
    .when(boss.cancels('t1'))
    .then(['ticket-cancelled', { ticket: 't1', reason: 'left' }]);
  given(...called)
    .when(wang.cancels('t1', 'whim'))
    .then(refused('unknown-reason'));
  given(...called)
    .when(wang.cancels('t9'))
    .then(refused('unknown-ticket', { ticket: 't9' }));
  given(...serving)
    .when(wang.cancels('t1'))
    .then(refused('wrong-status', { status: 'serving' }));
  const { play } = given(...called).when(wang.cancels('t1'));
  expect(play.state.counters.get('1' as never)?.inHand).toBe(null);
  given(...called, chen.signsIn('2'), wang.transfers('1', { counter: '2' }), boss.cancels('t1'))
    .when(chen.callsNext('2'))
    .then(refused('nobody-waiting'));
});

test('CANCEL-2 no clerk cancels what another has called', () => {
  const both = [...called, chen.signsIn('2')];
  given(...both)
    .when(chen.cancels('t1'))
    .then(refused('counter-of-another', { counter: '1', clerk: 'wang' }));
  for (const one of [wang, boss, gateway, visitor]) {
    given(...both)
      .when(one.cancels('t1'))
      .then(['ticket-cancelled']);
  }
});
