/** Counters that turn to other services: by hand, by the time of day, by the forecast. */
import { expect, test } from 'vitest';
import { servicesOf } from '../../core/hall/capable.ts';
import type { Hall } from '../../core/hall/state.ts';
import { boss, gateway, given, hub, kiosk, type Play, refused, wang } from './hall.ts';

const open = hub.opens();
const servedAt = (play: Play, id: string) => {
  const counter = play.state.counters.get(id as never);
  return counter ? servicesOf(play.state as Hall, counter) : [];
};

test('TIDE-1 what a counter serves is what it calls from now on; who is in hand stays', () => {
  const steps = [open, wang.signsIn('1'), kiosk.takes('a'), wang.callsNext('1'), kiosk.takes('b')];
  const { play } = given(...steps, kiosk.takes('c')).when(boss.turns('1', ['c']));
  expect(servedAt(play, '1')).toEqual(['c']);
  expect(play.ticket('t1')).toMatchObject({ status: 'called', counter: '1' });
  for (const step of [wang.serves('1'), wang.callsNext('1')]) play.go(step);
  expect(play.ticket('t3').status).toBe('called');
});

test('TIDE-2 a manager or a token turns a counter, with a reason; null turns it back', () => {
  given(open)
    .when(boss.turns('1', ['c', 'c', 'a']))
    .then([
      'counter-services-changed',
      { counter: '1', services: ['c', 'a'], because: { rule: 'by-hand', reason: 'rush' } },
    ]);
  given(open)
    .when(gateway.turns('1', ['c']))
    .then(['counter-services-changed']);
  given(open, wang.signsIn('1'))
    .when(wang.turns('1', ['c']))
    .then(refused('only-managers'));
  given(open)
    .when(boss.turns('1', ['c'], 'whim'))
    .then(refused('unknown-reason', { reason: 'whim' }));
  given(open)
    .when(boss.turns('1', ['x']))
    .then(refused('unknown-service', { service: 'x' }));
  given(open)
    .when(boss.turns('9', ['a']))
    .then(refused('unknown-counter', { counter: '9' }));
  given(open, boss.turns('1', ['c']))
    .when(boss.turns('1', null))
    .then(['counter-services-changed', { services: null, because: { rule: 'plan' } }]);
  given(open).when(boss.turns('1', null)).then();
});
