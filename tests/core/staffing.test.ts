/** Who is at which counter. */
import { expect, test } from 'vitest';
import {
  at,
  boss,
  chen,
  clerk,
  gateway,
  given,
  hub,
  kiosk,
  later,
  refused,
  visitor,
  wang,
} from './hall.ts';
import { waitingIn } from './halls.ts';

const open = hub.opens();
const sat = [open, wang.signsIn('1')];
const called = [...sat, kiosk.takes('a'), wang.callsNext('1')];
/** t1 waits for counter 2, where chen is, alone. */
const sentTo2 = [...called, chen.signsIn('2'), wang.transfers('1', { counter: '2' })];

test('STAFF-1 clerks and managers sign in, nobody else', () => {
  given(open)
    .when(wang.signsIn('1'))
    .then(['counter-signed-in', { counter: '1', clerk: 'wang', by: 'clerk:wang' }]);
  given(open)
    .when(boss.signsIn('1'))
    .then(['counter-signed-in', { clerk: 'boss' }]);
  for (const one of [gateway, kiosk, visitor, hub]) {
    given(open).when(one.signsIn('1')).then(refused('only-clerks-sign-in'));
  }
  given(open)
    .when(wang.signsIn('9'))
    .then(refused('unknown-counter', { counter: '9' }));
});

test('STAFF-2 signing in again changes nothing, and a pause stays one', () => {
  given(...sat)
    .when(wang.signsIn('1'))
    .then();
  const { play } = given(...sat, wang.pauses('1')).when(wang.signsIn('1', { takeOver: true }));
  expect(play.state.counters.get('1' as never)?.status).toBe('paused');
});

test('STAFF-3 a taken counter is taken over on purpose only, with what it has', () => {
  given(...called)
    .when(chen.signsIn('1'))
    .then(refused('counter-taken', { counter: '1', clerk: 'wang' }));
  const { play } = given(...called, wang.pauses('1')).when(chen.signsIn('1', { takeOver: true }));
  expect(play.told.slice(-2)).toMatchObject([
    { type: 'counter-signed-out', body: { counter: '1', because: 'taken-over' } },
    { type: 'counter-signed-in', body: { counter: '1', clerk: 'chen' } },
  ]);
  expect(play.state.counters.get('1' as never)).toMatchObject({
    status: 'open',
    clerk: 'chen',
    pauseReason: null,
    inHand: 't1',
  });
  given(...called, chen.signsIn('1', { takeOver: true }))
    .when(wang.serves('1'))
    .then(refused('counter-of-another', { clerk: 'chen' }));
});

test('STAFF-3 those sent to a counter stay with it when it is taken over', () => {
  given(...sentTo2)
    .when(boss.signsIn('2', { takeOver: true }))
    .then(['counter-signed-out'], ['counter-signed-in']);
});

test('STAFF-4 one is at one counter: told where, or moved with an empty hand', () => {
  given(...sat)
    .when(wang.signsIn('2'))
    .then(refused('signed-in-elsewhere', { counter: '1' }));
  given(...sat)
    .when(wang.signsIn('2', { move: true }))
    .then(
      ['counter-signed-out', { counter: '1', because: 'moved' }],
      ['counter-signed-in', { counter: '2', clerk: 'wang' }],
    );
  given(...called)
    .when(wang.signsIn('2', { move: true }))
    .then(refused('ticket-in-hand', { ticket: 't1' }));
  given(...sat, chen.signsIn('2'))
    .when(wang.signsIn('2', { move: true }))
    .then(refused('counter-taken', { counter: '2' }));
  given(...sentTo2)
    .when(chen.signsIn('3', { move: true }))
    .then(
      ['counter-signed-out', { because: 'moved' }],
      ['ticket-released', { ticket: 't1', counter: '2' }],
      ['counter-signed-in', { counter: '3' }],
    );
});

test('STAFF-5 a clerk acts at the own counter; rejoin and cancel need none', () => {
  given(...called)
    .when(chen.serves('1'))
    .then(refused('counter-of-another', { clerk: 'wang' }));
  given(open)
    .when(wang.callsNext('1'))
    .then(refused('counter-closed', { counter: '1' }));
  given(...called)
    .when(chen.serves('2'))
    .then(refused('counter-closed', { counter: '2' }));
  const missed = [...called, later(30), wang.misses('1')];
  given(...missed)
    .when(clerk('reception').rejoins('t1'))
    .then(['ticket-rejoined']);
  given(...missed)
    .when(clerk('reception').cancels('t1'))
    .then(['ticket-cancelled']);
});

test('STAFF-6 a manager who sits at one counter still acts at the others', () => {
  given(...called, boss.signsIn('2'))
    .when(boss.serves('1'))
    .then(['step-started']);
});

test('STAFF-7 a token opens a closed counter by calling or resuming there', () => {
  const opened = ['counter-signed-in', { counter: '1', clerk: null, by: 'token:gateway' }] as const;
  given(open, kiosk.takes('a')).when(gateway.callsNext('1')).then(opened, ['ticket-called']);
  given(open, kiosk.takes('a')).when(gateway.calls('1', 't1')).then(opened, ['ticket-called']);
  given(...called, wang.parks('1'), wang.signsOut('1'))
    .when(gateway.resumes('1', 't1'))
    .then(opened, ['ticket-resumed']);
  given(open).when(gateway.pauses('1')).then(refused('counter-closed'));
});

test('STAFF-7 what a token opened is nobody’s: a clerk takes it, ticket in hand and all', () => {
  const byToken = [open, kiosk.takes('a'), gateway.callsNext('1')];
  given(...byToken)
    .when(wang.serves('1'))
    .then(refused('counter-of-another', { clerk: null }));
  const { play } = given(...byToken).when(wang.signsIn('1'));
  expect(play.told.slice(-2)).toMatchObject([
    { type: 'counter-signed-out', body: { because: 'taken-over' } },
    { type: 'counter-signed-in', body: { clerk: 'wang' } },
  ]);
  expect(play.state.counters.get('1' as never)?.inHand).toBe('t1');
  given(...byToken, wang.signsIn('1'))
    .when(gateway.finishes('1'))
    .then(['step-started'], ['step-finished']);
});

test('STAFF-8 leaving needs an empty hand and releases those who waited for this counter', () => {
  given(...called)
    .when(wang.signsOut('1'))
    .then(refused('ticket-in-hand', { ticket: 't1' }));
  given(open).when(boss.signsOut('1')).then(refused('counter-closed'));
  const { play } = given(...sentTo2, kiosk.takes('a')).when(chen.signsOut('2'));
  expect(waitingIn(play.state.lines.get('a' as never))).toEqual(['t1', 't2']);
  expect(play.ticket('t1').sentTo).toBe(null);
  expect(play.told.slice(-2).map((told) => told.type)).toEqual([
    'counter-signed-out',
    'ticket-released',
  ]);
});

test('STAFF-8 it says whether who left was who sat there', () => {
  const because = (reason: string) => ['counter-signed-out', { because: reason }] as const;
  given(...sat)
    .when(wang.signsOut('1'))
    .then(because('own-act'));
  given(...sat)
    .when(boss.signsOut('1'))
    .then(because('by-manager'));
  given(open, boss.signsIn('1')).when(boss.signsOut('1')).then(because('own-act'));
  const byToken = [open, kiosk.takes('a'), gateway.callsNext('1'), gateway.finishes('1')];
  given(...byToken)
    .when(gateway.signsOut('1'))
    .then(because('own-act'));
  given(...byToken)
    .when(boss.signsOut('1'))
    .then(because('by-manager'));
});

test('STAFF-9 a counter without hand and act is signed out, and whoever waited for it released', () => {
  const idle = [...sentTo2, later(1800), chen.pauses('2'), later(1800)];
  given(...idle)
    .when(hub.passesTime())
    .then(['counter-signed-out', { counter: '1', because: 'forgotten', by: 'hub:clock' }]);
  given(...idle, later(1800))
    .when(hub.passesTime())
    .then(
      ['counter-signed-out', { counter: '1' }],
      ['counter-signed-out', { counter: '2' }],
      ['ticket-released', { ticket: 't1', counter: '2' }],
    );
  given(...sat, later(3599.999))
    .when(hub.passesTime())
    .then();
});

test('STAFF-9 with a ticket in hand it stays; a refusal is no act', () => {
  given(...called, at('12:00'))
    .when(hub.passesTime())
    .then();
  const { play } = given(...sat, later(3599)).when(wang.callsNext('1'));
  play.go(later(1));
  expect(play.state.counters.get('1' as never)?.status).toBe('open');
  play.go(hub.passesTime());
  expect(play.state.counters.get('1' as never)?.status).toBe('closed');
});

test('STAFF-10 a pause has a reason, keeps hand and line, and is ended once', () => {
  given(...sat)
    .when(wang.pauses('1'))
    .then(['counter-paused', { counter: '1', reason: 'meal' }]);
  given(...sat)
    .when(wang.pauses('1', 'whim'))
    .then(refused('unknown-reason'));
  given(...sat, wang.pauses('1'))
    .when(wang.pauses('1'))
    .then(refused('counter-paused'));
  given(...sat, wang.pauses('1'))
    .when(wang.unpauses('1'))
    .then(['counter-unpaused']);
  given(...sat)
    .when(wang.unpauses('1'))
    .then(refused('counter-not-paused', { counter: '1' }));
  given(open).when(boss.pauses('1')).then(refused('counter-closed'));
  const { play } = given(...called, chen.signsIn('2'), wang.transfers('1', { counter: '2' })).when(
    chen.pauses('2'),
  );
  expect(play.ticket('t1').sentTo).toBe('2');
});
