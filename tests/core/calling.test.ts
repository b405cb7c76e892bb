/** Calling and the ticket in hand. */
import { expect, test } from 'vitest';
import { boss, chen, gateway, given, hub, kiosk, later, refused, visitor, wang } from './hall.ts';
import { place, smallHall, waitingIn } from './halls.ts';

const open = hub.opens();
const sat = [open, wang.signsIn('1')];
const called = [...sat, kiosk.takes('a'), wang.callsNext('1')];
const serving = [...called, wang.serves('1')];

test('CALL-1 the oldest over all lines of the counter, whatever the service', () => {
  given(...sat, kiosk.takes('c'), later(1), kiosk.takes('b'), later(1), kiosk.takes('a'))
    .when(wang.callsNext('1'))
    .then([
      'ticket-called',
      { ticket: 't2', label: 'B001', step: 0, counter: '1', because: { rule: 'oldest' } },
    ]);
});

test('CALL-1 who was sent here takes turns by age with the rest', () => {
  const lines = [
    ...sat,
    chen.signsIn('3'),
    kiosk.takes('a'),
    later(1),
    kiosk.takes('c'),
    later(1),
    kiosk.takes('b'),
    chen.callsNext('3'),
    chen.transfers('3', { counter: '1' }),
  ];
  const { play } = given(...lines).when(wang.callsNext('1'));
  expect(play.ticket('t1').status).toBe('called');
  play.go(wang.finishes('1'));
  play.go(wang.callsNext('1'));
  expect(play.told.at(-1)?.body).toMatchObject({ ticket: 't2', because: { rule: 'sent-here' } });
});

test('CALL-2 every call says which rule picked', () => {
  given(...sat, kiosk.takes('a'), kiosk.takes('a'))
    .when(wang.calls('1', 't2'))
    .then(['ticket-called', { ticket: 't2', because: { rule: 'chosen', reason: 'care' } }]);
});

test('CALL-3 who believes another ticket in hand is told which one it is', () => {
  const two = [...called, kiosk.takes('a')];
  const present = { ticket: 't1', label: 'A001', status: 'called' };
  given(...two)
    .when(wang.callsNext('1', null))
    .then(refused('already-moved', { present }));
  given(...two)
    .when(wang.callsNext('1', 't9'))
    .then(refused('already-moved', { present }));
  given(...sat)
    .when(wang.callsNext('1', 't1'))
    .then(refused('already-moved', { present: null }));
  given(...serving, kiosk.takes('a'))
    .when(wang.callsNext('1', 't1'))
    .then(['step-finished', { ticket: 't1' }], ['ticket-called', { ticket: 't2' }]);
});

test('CALL-4 a ticket that is only called is not called away', () => {
  given(...called, kiosk.takes('a'))
    .when(wang.callsNext('1', 't1'))
    .then(refused('ticket-in-hand', { ticket: 't1', label: 'A001', status: 'called' }));
});

test('CALL-5 without `after`, a second press within 2 s is the same press', () => {
  const press = { ticket: 't1', label: 'A001' };
  given(...called, later(1.999))
    .when(gateway.callsNext('1'))
    .then(refused('same-press', press));
  given(...called, later(2))
    .when(gateway.callsNext('1'))
    .then(refused('ticket-in-hand', press));
});

test('CALL-6 with a ticket in service, next finishes it as done and calls', () => {
  given(...serving, kiosk.takes('b'))
    .when(wang.callsNext('1'))
    .then(
      ['step-finished', { ticket: 't1', counter: '1', outcome: 'done' }],
      ['ticket-called', { ticket: 't2' }],
    );
});

test('CALL-7 with nobody to call nothing is done, not even half', () => {
  const { play } = given(...serving).when(wang.callsNext('1'));
  expect(play.ticket('t1').status).toBe('serving');
  given(...serving)
    .when(wang.callsNext('1'))
    .then(refused('nobody-waiting'));
  given(...sat, kiosk.takes('c'))
    .when(wang.callsNext('1'))
    .then(refused('nobody-waiting'));
  given(open).when(gateway.callsNext('1')).then(refused('nobody-waiting'));
});

test('CALL-8 a chosen ticket: waiting or missed, with a reason and an empty hand', () => {
  const missed = [...called, later(30), wang.misses('1')];
  given(...missed)
    .when(wang.calls('1', 't1'))
    .then(['ticket-called', { ticket: 't1' }]);
  given(...called, kiosk.takes('a'))
    .when(wang.calls('1', 't2'))
    .then(refused('ticket-in-hand', { ticket: 't1' }));
  given(...sat, kiosk.takes('a'))
    .when(wang.calls('1', 't1', 'whim'))
    .then(refused('unknown-reason', { reason: 'whim' }));
  given(...sat)
    .when(wang.calls('1', 't9'))
    .then(refused('unknown-ticket', { ticket: 't9' }));
});

test('CALL-8 whom another counter was sent may still be chosen', () => {
  const sent = [...called, chen.signsIn('2'), wang.transfers('1', { counter: '2' })];
  const { play } = given(...sent).when(wang.calls('1', 't1'));
  expect(play.ticket('t1')).toMatchObject({ status: 'called', counter: '1', sentTo: null });
  expect(waitingIn(play.state.sentLines.get('2' as never))).toEqual([]);
});

test('CALL-9 recalls are counted, apart in time, and begin anew with every call', () => {
  given(...called, later(9.999))
    .when(wang.recalls('1'))
    .then(refused('too-soon', { waitMs: 1 }));
  const twice = [...called, later(10), wang.recalls('1'), later(10), wang.recalls('1')];
  given(...called, later(10), wang.recalls('1'), later(10))
    .when(wang.recalls('1'))
    .then(['ticket-recalled', { ticket: 't1', counter: '1', count: 2 }]);
  given(...twice, later(10))
    .when(wang.recalls('1'))
    .then(refused('recalled-enough', { max: 2 }));
  const { play } = given(...twice, wang.transfers('1', { service: 'b' }), wang.callsNext('1')).when(
    wang.recalls('1'),
  );
  expect(play.ticket('t1').recalls).toBe(0);
  given(...twice, wang.transfers('1', { service: 'b' }), wang.callsNext('1'), later(10))
    .when(wang.recalls('1'))
    .then(['ticket-recalled', { count: 1 }]);
});

test('CALL-10 one in service may be recalled too', () => {
  const { play } = given(...serving, later(10)).when(wang.recalls('1'));
  expect(play.ticket('t1')).toMatchObject({ status: 'serving', recalls: 1 });
  expect(play.state.calls[0]).toMatchObject({ ticket: 't1', seq: play.state.seq });
});

test('CALL-11 a paused or closed counter calls nobody', () => {
  const parked = [...called, wang.parks('1'), kiosk.takes('a')];
  for (const act of [wang.callsNext('1'), wang.calls('1', 't2'), wang.resumes('1', 't1')]) {
    given(...parked, wang.pauses('1'))
      .when(act)
      .then(refused('counter-paused', { counter: '1' }));
    given(...parked, wang.signsOut('1'))
      .when(act)
      .then(refused('counter-closed'));
  }
  given(...parked, wang.signsOut('1'))
    .when(boss.callsNext('1'))
    .then(refused('counter-closed'));
});

test('CALL-12 a counter takes by choice what it serves, was sent, or had itself', () => {
  const c = [...sat, chen.signsIn('3'), kiosk.takes('c')];
  given(...c)
    .when(wang.calls('1', 't1'))
    .then(refused('not-served-here', { service: 'c', counter: '1' }));
  const sent = [...c, chen.callsNext('3'), chen.transfers('3', { counter: '1' })];
  given(...sent)
    .when(wang.calls('1', 't1'))
    .then(['ticket-called']);
  const had = [...sent, wang.callsNext('1')];
  given(...had, wang.parks('1'))
    .when(wang.resumes('1', 't1'))
    .then(['ticket-resumed']);
  given(...had, later(30), wang.misses('1'))
    .when(wang.calls('1', 't1'))
    .then(['ticket-called']);
  given(...had, wang.transfers('1', { service: 'd' }))
    .when(wang.calls('1', 't1'))
    .then(refused('not-served-here', { service: 'd' }));
});

test('CALL-12 a counter that lost the service still takes back what it put aside', () => {
  const lost = smallHall({
    version: 'v2',
    counters: [place('1', ['b']), place('2', ['a']), place('3', ['c', 'd'])],
  });
  given(...serving, wang.parks('1'), hub.opens(lost))
    .when(wang.resumes('1', 't1'))
    .then(['ticket-resumed']);
});

test('HAND-1 without a ticket in hand, or in the wrong state, the act is refused', () => {
  for (const act of [
    wang.recalls('1'),
    wang.serves('1'),
    wang.finishes('1'),
    wang.misses('1'),
    wang.parks('1'),
    wang.transfers('1', { service: 'b' }),
  ]) {
    given(...sat)
      .when(act)
      .then(refused('hand-empty'));
  }
  given(...serving)
    .when(wang.serves('1'))
    .then(refused('wrong-status', { wanted: ['called'], ticket: 't1', status: 'serving' }));
  given(...sat)
    .when(wang.recalls('9'))
    .then(refused('unknown-counter', { counter: '9' }));
});

test('HAND-2 an act that names another ticket does not touch the one in hand', () => {
  const present = { ticket: 't1', label: 'A001', status: 'called' };
  given(...called)
    .when(wang.finishes('1', 'done', 't9'))
    .then(refused('already-moved', { present }));
  given(...called)
    .when(wang.finishes('1', 'done', 't1'))
    .then(['step-started'], ['step-finished']);
  given(...sat)
    .when(wang.recalls('1', 't1'))
    .then(refused('already-moved', { present: null }));
});

test('HAND-3 serve begins the service of a called ticket', () => {
  const { play } = given(...called, later(5)).when(wang.serves('1'));
  expect(play.ticket('t1')).toMatchObject({ status: 'serving', startedAt: play.at });
});

test('HAND-4 finish ends the step with its outcome, and tells a start that was not told', () => {
  for (const outcome of ['done', 'accepted', 'to-supplement', 'not-ours', 'could-not'] as const) {
    given(...serving)
      .when(wang.finishes('1', outcome))
      .then(['step-finished', { ticket: 't1', step: 0, counter: '1', outcome }]);
  }
  const { play } = given(...called, later(60)).when(wang.finishes('1', 'not-ours'));
  expect(play.ticket('t1')).toMatchObject({
    status: 'finished',
    startedAt: play.at,
    endedAt: play.at,
    outcome: 'not-ours',
  });
  expect(play.state).toMatchObject({ finished: 1, issued: 1 });
});

test('HAND-5 a paused counter goes on with its ticket', () => {
  const paused = [...called, wang.pauses('1'), later(30)];
  for (const act of [
    wang.recalls('1'),
    wang.serves('1'),
    wang.finishes('1'),
    wang.misses('1'),
    wang.parks('1'),
    wang.transfers('1', { service: 'b' }),
  ]) {
    const { answer } = given(...paused).when(act);
    expect(answer).toBeInstanceOf(Array);
  }
});

test('STAFF-6 managers and tokens act at any counter', () => {
  given(...called)
    .when(boss.serves('1'))
    .then(['step-started', { by: 'manager:boss' }]);
  given(...called)
    .when(gateway.serves('1'))
    .then(['step-started', { by: 'token:gateway' }]);
  given(...called)
    .when(visitor.cancels('t1'))
    .then(['ticket-cancelled', { by: 'visitor:phone' }]);
});
