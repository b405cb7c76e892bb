/** One ticket through several services, and several things on one ticket. */
import { expect, test } from 'vitest';
import type { Configuration } from '../../core/hall/configuration.ts';
import { itemId, serviceId } from '../../core/hall/ids.ts';
import { at, boss, given, hub, kiosk, later, refused, wang } from './hall.ts';
import { allClasses, place, service, smallHall, texts, waitingIn } from './halls.ts';

const items = (...ids: string[]) => ids.map((id) => ({ id: itemId(id), name: texts(id) }));
const hall = (changes: Partial<Configuration> = {}) =>
  hub.opens(
    smallHall({
      classes: allClasses,
      services: [
        service('a', 'A', true, { leadsTo: [serviceId('c')], items: items('move', 'name') }),
        service('b', 'B', true, { leadsTo: [serviceId('a')], items: items('shop') }),
        service('c', 'C', true, { items: items('card') }),
        service('d', 'D', false),
      ],
      ...changes,
    }),
  );
const sat = [hall(), wang.signsIn('1')];
const serving = (of = 'a') => [...sat, kiosk.takes(of), wang.callsNext('1'), wang.serves('1')];

test('STEP-1 done with one service, it waits for the next by itself, at its age', () => {
  const busy = [...serving(), at('09:20'), kiosk.takes('c'), at('09:30')];
  const { play } = given(...busy).when(wang.finishes('1'));
  expect(play.told.slice(-2)).toMatchObject([
    { type: 'step-finished', body: { ticket: 't1', step: 0, outcome: 'done' } },
    { type: 'step-advanced', body: { ticket: 't1', step: 1, service: 'c' } },
  ]);
  expect(play.ticket('t1')).toMatchObject({
    ...{ status: 'waiting', step: 1, label: 'A001', outcome: null, startedAt: null, endedAt: null },
    steps: [
      { service: 'a', outcome: 'done' },
      { service: 'c', outcome: null },
    ],
  });
  expect(waitingIn(play.state.lines.get(serviceId('c')))).toEqual(['t1', 't2']);
  expect(play.state.finished).toBe(0);
  for (const step of [boss.signsIn('3'), boss.callsNext('3'), boss.finishes('3')]) play.go(step);
  expect(play.ticket('t1')).toMatchObject({ status: 'finished', outcome: 'done' });
  expect(play.state.finished).toBe(1);
});

test('STEP-1 the steps stand from the issue on, and what they need may not go', () => {
  const other = smallHall({ version: 'v2', classes: allClasses });
  const { play } = given(...serving(), hub.opens(other)).when(wang.finishes('1'));
  expect(play.ticket('t1')).toMatchObject({ status: 'waiting', step: 1 });
  const without = smallHall({
    version: 'v3',
    services: [service('a', 'A'), service('b', 'B')],
    counters: [place('1', ['a', 'b'])],
  });
  given(...serving())
    .when(hub.opens(without))
    .then(refused('would-strand', { services: ['c'], counters: [] }));
});

test('STEP-1 leading on is for the service that was taken: what that one leads to is all', () => {
  const { play } = given(...sat).when(kiosk.takes('b'));
  expect(play.ticket('t1').steps.map((step) => step.service)).toEqual(['b', 'a']);
});

test('STEP-2 only what went well goes on', () => {
  given(...serving())
    .when(wang.finishes('1', 'accepted'))
    .then(['step-finished'], ['step-advanced', { step: 1 }]);
  for (const outcome of ['to-supplement', 'not-ours', 'could-not'] as const) {
    const { play } = given(...serving()).when(wang.finishes('1', outcome));
    expect(play.ticket('t1')).toMatchObject({ status: 'finished', step: 0, outcome });
  }
});

test('STEP-3 where the counter serves the next step, the same visitor stays', () => {
  given(...serving('b'))
    .when(wang.callsNext('1'))
    .then(
      ['step-finished', { ticket: 't1', step: 0 }],
      ['step-advanced', { ticket: 't1', step: 1, service: 'a' }],
      ['ticket-called', { ticket: 't1', step: 1, because: { rule: 'oldest' } }],
    );
  const { play } = given(...serving('b'), later(5), kiosk.takes('a')).when(wang.callsNext('1'));
  expect(play.ticket('t1')).toMatchObject({ status: 'called', step: 1, counter: '1' });
});

test('STEP-3 who comes before it is called, and it waits', () => {
  const urgent = boss.takes('b', null, { class: 'urgent', reason: 'frail' });
  given(...serving('b'), urgent)
    .when(wang.callsNext('1'))
    .then(
      ['step-finished'],
      ['step-advanced'],
      ['ticket-called', { ticket: 't2', because: { rule: 'green' } }],
    );
  given(...serving('a'))
    .when(wang.callsNext('1'))
    .then(refused('nobody-waiting'));
});

test('ITEM-2 items that ended otherwise than their step are told apart', () => {
  const took = [
    ...[...sat, kiosk.takes('a', null, { items: ['move', 'name', 'card'] })],
    ...[wang.callsNext('1'), wang.serves('1')],
  ];
  const { play } = given(...took).when(
    wang.finishes('1', 'done', 't1', { move: 'to-supplement', name: 'done' }),
  );
  expect(play.told.at(-2)?.body).toMatchObject({
    outcome: 'done',
    items: [{ item: 'move', outcome: 'to-supplement' }],
  });
  expect(play.ticket('t1').steps[0]).toMatchObject({
    outcome: 'done',
    itemOutcomes: [{ item: 'move', outcome: 'to-supplement' }],
  });
  given(...took)
    .when(wang.finishes('1', 'done', 't1', { card: 'done' }))
    .then(refused('unknown-item', { item: 'card' }));
});
