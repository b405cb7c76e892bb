/**
 * Services that give no numbers for a while (SHUT).
 */
import { expect, test } from 'vitest';
import type { Hall } from '../../core/hall/state.ts';
import { noFacts } from '../../core/views/facts.ts';
import { kioskView } from '../../core/views/kiosk.ts';
import { liveView } from '../../core/views/live.ts';
import { boss, gateway, given, kiosk, refused, wang } from './hall.ts';
import { service, smallHall } from './halls.ts';

const open = boss.opens(smallHall());

test('SHUT-1 a paused service gives nobody a number; who waits is called', () => {
  const steps = [open, wang.signsIn('1'), kiosk.takes('a')];
  const play = given(...steps)
    .when(boss.pausesService('a'))
    .then(['service-paused', { service: 'a', reason: 'rush' }]);
  given(...steps, boss.pausesService('a'))
    .when(kiosk.takes('a'))
    .then(refused('service-closed', { service: 'a' }));
  given(...steps, boss.pausesService('a'))
    .when(boss.takes('a'))
    .then(refused('service-closed'));
  const view = kioskView(play.state as Hall, noFacts, 'door' as never);
  expect(view.services[0]).toMatchObject({ open: false, whyNot: 'service-closed', waiting: 1 });
  expect(liveView(play.state as Hall, noFacts).paused).toEqual(['a']);
  play.go(wang.callsNext('1'));
  expect(play.ticket('t1').status).toBe('called');
});

test('SHUT-1 for managers and tokens, with a reason, of a service that there is', () => {
  given(open, wang.signsIn('1')).when(wang.pausesService('a')).then(refused('only-managers'));
  given(open).when(gateway.pausesService('a')).then(['service-paused']);
  given(open)
    .when(boss.pausesService('a', 'whim'))
    .then(refused('unknown-reason', { reason: 'whim' }));
  given(open)
    .when(boss.pausesService('x'))
    .then(refused('unknown-service', { service: 'x' }));
});

test('SHUT-2 resuming ends it; either again changes nothing', () => {
  const play = given(open, boss.pausesService('a'))
    .when(boss.resumesService('a'))
    .then(['service-resumed', { service: 'a' }]);
  play.go(kiosk.takes('a'));
  given(open, boss.pausesService('a')).when(boss.pausesService('a')).then();
  given(open).when(boss.resumesService('a')).then();
  // What the configuration has closed is neither.
  given(open).when(boss.pausesService('d')).then();
  given(open).when(boss.resumesService('d')).then();
});

test('SHUT-3 it stands through a change of configuration, and ends with the day', () => {
  const other = boss.opens(smallHall({ version: 'v2' }));
  given(open, boss.pausesService('a'), other)
    .when(kiosk.takes('a'))
    .then(refused('service-closed'));
  const without = smallHall({
    version: 'v3',
    services: [service('a', 'A', false), service('b', 'B'), service('c', 'C')],
  });
  const play = given(open, boss.pausesService('a'))
    .when(boss.opens(without))
    .then(['configuration-changed']);
  expect(liveView(play.state as Hall, noFacts).paused).toEqual([]);
  given(open, boss.pausesService('a'), boss.closes(), open)
    .when(kiosk.takes('a'))
    .then(['ticket-issued']);
});
