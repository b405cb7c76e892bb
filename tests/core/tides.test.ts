/** Counters that turn to other services: by hand, by the time of day, by the forecast. */
import { expect, test } from 'vitest';
import { servicesOf } from '../../core/hall/capable.ts';
import { counterId, serviceId } from '../../core/hall/ids.ts';
import { nextDue } from '../../core/hall/opening.ts';
import type { Hall } from '../../core/hall/state.ts';
import {
  at,
  boss,
  chen,
  clocksAhead,
  gateway,
  given,
  hub,
  kiosk,
  minuteMs,
  nextDay,
  type Play,
  refused,
  wang,
} from './hall.ts';
import { place, smallHall } from './halls.ts';

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

test('TIDE-2 what a hand has set, no clock and no forecast changes', () => {
  const byHand = [
    hub.opens(tidal),
    boss.turns('1', ['b']),
    at('09:59'),
    boss.signsIn('1'),
    at('10:00'),
  ];
  given(...byHand)
    .when(hub.passesTime())
    .then();
  given(...byHand)
    .when(hub.tells({ c: 99 }))
    .then();
  given(...byHand, at('10:10'), boss.turns('1', null))
    .when(hub.passesTime())
    .then(['counter-services-changed', { services: ['c'], because: { rule: 'by-time' } }]);
});

/** Counter 1 turns to c from 10 to 11, and around midnight to b. */
const tides = [
  { from: 600, to: 660, services: [serviceId('c')] },
  { from: 0, to: 30, services: [serviceId('b')] },
  { from: 1410, to: 1440, services: [serviceId('b')] },
];
const [one = place('1', []), ...others] = smallHall().counters;
const tidal = smallHall({
  counters: [{ ...one, tides }, ...others],
  tideRules: [
    { service: serviceId('c'), counters: ['1', '2'].map(counterId), openAbove: 30, closeBelow: 10 },
  ],
});
const due = (play: Play) => new Date((nextDue(play.state as Hall) ?? 0) + 8 * 60 * minuteMs);
const dueAt = (play: Play) => due(play).toISOString().slice(11, 16);

test('TIDE-3 by the time of day, there and back, and the hub knows when', () => {
  const play = given(hub.opens(tidal)).state();
  expect(dueAt(play)).toBe('10:00');
  for (const step of [at('09:59'), hub.passesTime()]) play.go(step);
  expect(servedAt(play, '1')).toEqual(['a', 'b']);
  for (const step of [at('10:00'), hub.passesTime()]) play.go(step);
  expect(servedAt(play, '1')).toEqual(['c']);
  expect(dueAt(play)).toBe('11:00');
  for (const step of [at('11:00'), hub.passesTime()]) play.go(step);
  expect(play.told.at(-1)?.body).toMatchObject({ services: null, because: { rule: 'plan' } });
  expect(dueAt(play)).toBe('23:30');
  play.go(hub.passesTime());
  expect(play.told.at(-1)?.at).toBe(play.at);
});

test('TIDE-3 one that was slept over is due no more', () => {
  const { play } = given(hub.opens(tidal), at('11:30')).when(hub.passesTime());
  expect(play.told).toHaveLength(1);
  expect(nextDue(play.state as Hall, play.at)).toBe(play.at + 12 * 60 * minuteMs);
});

test('TIDE-3 on its weekdays alone', () => {
  const sundays = [{ from: 540, to: 600, weekdays: [7], services: [serviceId('c')] }];
  const play = given(
    hub.opens(smallHall({ counters: [{ ...one, tides: sundays }, ...others] })),
    hub.passesTime(),
  ).state();
  expect(servedAt(play, '1')).toEqual(['a', 'b']);
  expect(dueAt(play)).toBe('00:00');
  const weekday = Array.from({ length: 6 }, () => nextDay('09:00'));
  for (const step of [...weekday, hub.passesTime()]) play.go(step);
  expect(servedAt(play, '1')).toEqual(['c']);
});

test.each([true, false])(
  'TIDE-3 over midnight in one deed, in a hall that never closes: %s',
  (neverCloses) => {
    const play = given(hub.opens({ ...tidal, neverCloses }), at('23:30'), hub.passesTime()).state();
    expect(servedAt(play, '1')).toEqual(['b']);
    expect(dueAt(play)).toBe('00:00');
    for (const step of [nextDay('00:00'), hub.passesTime()]) play.go(step);
    expect(servedAt(play, '1')).toEqual(['b']);
    expect(dueAt(play)).toBe('00:30');
    for (const step of [at('00:30'), hub.passesTime()]) play.go(step);
    expect(servedAt(play, '1')).toEqual(['a', 'b']);
  },
);

test('TIDE-3 when midnight is put off, the tide before it goes on', () => {
  const late = [hub.opens(tidal), at('23:30'), hub.passesTime(), { ms: 29 * minuteMs }];
  const play = given(...late, clocksAhead(7), { ms: minuteMs }, hub.passesTime()).state();
  expect(play.told.slice(-2).map(({ type }) => type)).toEqual([
    'day-extended',
    'counter-services-changed',
  ]);
  // It is 23:00 again: half an hour as configured, and then the tide comes a second time.
  expect(servedAt(play, '1')).toEqual(['a', 'b']);
  expect(nextDue(play.state as Hall)).toBe(play.at + 30 * minuteMs);
});

test.each([true, false])(
  'TIDE-3 not in a day that was closed by hand, in a hall that never closes: %s',
  (neverCloses) => {
    const closed = given(hub.opens({ ...tidal, neverCloses }), boss.closes(), at('10:00'));
    const { told } = closed.when(hub.passesTime()).play;
    expect(told.at(-1)?.type).toBe('day-closed');
  },
);

test('TIDE-3 tides that a configuration has lost turn back', () => {
  const turned = [hub.opens(tidal), at('10:00'), hub.passesTime()];
  const play = given(...turned, hub.opens(smallHall({ version: 'v2' }))).state();
  expect(nextDue(play.state as Hall)).toBe(play.at);
  play.go(hub.passesTime());
  expect(servedAt(play, '1')).toEqual(['a', 'b']);
});

test('TIDE-4 over the bound one counter more turns, under the other bound one turns back', () => {
  const staffed = [hub.opens(tidal), wang.signsIn('1'), chen.signsIn('2')];
  const play = given(...staffed).state();
  const told = (minutes: number) => {
    play.go(hub.tells({ c: minutes }));
    return ['1', '2'].map((id) => servedAt(play, id).join(''));
  };
  expect(told(30)).toEqual(['ab', 'a']);
  expect(told(31)).toEqual(['cab', 'a']);
  expect(play.told.at(-1)?.body).toMatchObject({
    because: { rule: 'by-forecast', service: 'c', minutes: 31 },
  });
  expect(told(31)).toEqual(['cab', 'ca']);
  expect(told(31)).toEqual(['cab', 'ca']);
  expect(told(10)).toEqual(['cab', 'ca']);
  expect(told(9)).toEqual(['cab', 'a']);
  expect(told(9)).toEqual(['ab', 'a']);
});

test('TIDE-4 only open counters turn, none for what it serves, none for two rules', () => {
  given(hub.opens(tidal), wang.signsIn('1'), wang.pauses('1'))
    .when(hub.tells({ c: 99 }))
    .then();
  given(hub.opens(tidal), chen.signsIn('2'), boss.turns('2', ['c']))
    .when(hub.tells({ c: 99 }))
    .then();
  const both = { counters: [counterId('1'), counterId('2')], openAbove: 30, closeBelow: 10 };
  const rules = { service: serviceId('b'), ...both };
  const two = smallHall({ tideRules: [{ service: serviceId('c'), ...both }, rules] });
  given(hub.opens(two), wang.signsIn('1'), chen.signsIn('2'))
    .when(hub.tells({ b: 99, c: 99 }))
    .then(
      ['counter-services-changed', { counter: '1', services: ['c', 'a', 'b'] }],
      ['counter-services-changed', { counter: '2', services: ['b', 'a'] }],
    );
});

test('TIDE-4 a counter turned by a rule that is gone turns back', () => {
  const turned = [hub.opens(tidal), wang.signsIn('1'), hub.tells({ c: 31 })];
  given(...turned, hub.opens({ ...tidal, version: 'v2', tideRules: [] }))
    .when(hub.tells({}))
    .then([
      'counter-services-changed',
      { counter: '1', services: null, because: { rule: 'plan' } },
    ]);
});

test('DAY-9 a tide loses the services that are gone, and with the last of them ends', () => {
  const { services, counters } = smallHall();
  const without = smallHall({
    version: 'v2',
    services: services.slice(0, 2),
    counters: counters.slice(0, 2),
  });
  const turned = given(
    open,
    boss.turns('1', ['c', 'a']),
    boss.turns('2', ['c']),
    hub.opens(without),
  );
  expect(['1', '2'].map((id) => servedAt(turned.state(), id))).toEqual([['a'], ['a']]);
  expect(turned.state().state.counters.get(counterId('2'))?.tide).toBe(null);
});
