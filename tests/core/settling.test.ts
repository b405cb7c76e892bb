/** The manager's word on numbers that a kiosk gave while the hub was away. */
import { describe, expect, test } from 'vitest';
import {
  boss,
  chen,
  clerk,
  gateway,
  given,
  hub,
  kiosk,
  later,
  refused,
  type Step,
  wang,
} from './hall.ts';

/** Twenty minutes into the day, with a clerk at counter 2, who serves a. */
const morning: readonly Step[] = [hub.opens(), wang.signsIn('2'), later(1200)];

describe('the manager’s word', () => {
  const three = [
    ...morning,
    ...[1, 2, 3].map((n) => kiosk.adopts(`x${n}`, `AK00${n}`, 10 - n)),
    kiosk.takes('a'),
  ];

  test('AWAY-8 keeps some and closes some, at once', () => {
    const play = given(...three)
      .when(boss.settles(['x2'], ['x1']))
      .then(
        ['ticket-cancelled', { ticket: 'x1', reason: 'served-away' }],
        ['ticket-kept', { ticket: 'x2', because: 'by-manager' }],
      );
    expect(play.ticket('x3').status).toBe('held');
    play.go(wang.callsNext('2'));
    expect(play.told.at(-1)?.body).toMatchObject({ ticket: 'x2' });
  });

  test('AWAY-8 closes those too that wait already; what is to wait and waits is no deed', () => {
    const waits = [...three, boss.settles(['x1', 'x2'])];
    given(...waits)
      .when(boss.settles(['x1'], ['x2']))
      .then(['ticket-cancelled', { ticket: 'x2' }]);
    given(...waits)
      .when(gateway.settles(['x1']))
      .then();
  });

  test('AWAY-8 refuses all of it by name when one of them cannot be', () => {
    given(...three)
      .when(clerk('wang').settles(['x1']))
      .then(refused('only-managers'));
    given(...three)
      .when(kiosk.settles(['x1']))
      .then(refused('only-managers'));
    given(...three)
      .when(boss.settles(['x1'], ['x9']))
      .then(refused('unknown-ticket'));
    given(...three)
      .when(boss.settles(['x1'], ['t1']))
      .then(refused('not-adopted', { label: 'A001' }));
    const called = [...three, boss.settles(['x1']), wang.callsNext('2')];
    given(...called)
      .when(boss.settles([], ['x1', 'x2']))
      .then(refused('wrong-status', { wanted: ['held', 'waiting', 'missed'], status: 'called' }));
    given(...called, chen.signsIn('1'))
      .when(boss.settles(['x1']))
      .then(refused('wrong-status', { wanted: ['held', 'waiting'] }));
  });
});
