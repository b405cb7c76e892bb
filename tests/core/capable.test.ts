/** Which counter may call whom: its pool, those sent to it, helps, overflow, needs. */
import { expect, test } from 'vitest';
import type { Configuration } from '../../core/hall/configuration.ts';
import { counterId, needId, serviceId } from '../../core/hall/ids.ts';
import { boss, chen, given, hub, kiosk, later, refused, type Step, wang } from './hall.ts';
import { allClasses, place, service, smallHall, texts } from './halls.ts';

const hall = (changes: Partial<Configuration> = {}) =>
  hub.opens(smallHall({ classes: allClasses, ...changes }));
const minutes = (count: number) => later(60 * count);

test('CAN-1 who was sent elsewhere is not called, whatever the service and however long it waits', () => {
  const sent = [
    ...[hall(), wang.signsIn('1'), boss.signsIn('2'), kiosk.takes('a')],
    ...[wang.callsNext('1'), wang.transfers('1', { counter: '2' }), minutes(90)],
  ];
  given(...sent)
    .when(wang.callsNext('1'))
    .then(refused('nobody-waiting'));
  given(...sent)
    .when(boss.callsNext('2'))
    .then(['ticket-called', { ticket: 't1', because: { rule: 'sent-here' } }]);
});

test('CAN-2 the services of a counter are one pool, whatever their order', () => {
  for (const services of [
    ['a', 'b'],
    ['b', 'a'],
  ]) {
    const counters = [place('1', services), place('2', ['c'])];
    given(hall({ counters }), wang.signsIn('1'), kiosk.takes('b'), later(1), kiosk.takes('a'))
      .when(wang.callsNext('1'))
      .then(['ticket-called', { ticket: 't1', because: { rule: 'oldest' } }]);
  }
});

test('CAN-3 a counter helps where nobody waits for its own', () => {
  const counters = [place('1', ['a'], { helps: [serviceId('b')] }), place('2', ['b', 'c'])];
  const steps = [hall({ counters }), wang.signsIn('1'), kiosk.takes('b'), later(1)];
  given(...steps)
    .when(wang.callsNext('1'))
    .then(['ticket-called', { ticket: 't1', because: { rule: 'oldest' } }]);
  given(...steps, kiosk.takes('a'))
    .when(wang.callsNext('1'))
    .then(['ticket-called', { ticket: 't2', because: { rule: 'preferred' } }]);
  given(...steps, wang.calls('1', 't1'), wang.parks('1'))
    .when(wang.resumes('1', 't1'))
    .then(['ticket-resumed']);
});

const long = (overflow: { people?: number; minutes?: number }) => [
  hall({
    services: [
      service('a', 'A', true, { overflow: { ...overflow, counters: [counterId('3')] } }),
      ...[service('b', 'B'), service('c', 'C')],
    ],
  }),
  chen.signsIn('3'),
];

test('CAN-4 more than so many wait, those sent to one counter apart: further counters serve them', () => {
  const two: Step[] = [...long({ people: 2 }), kiosk.takes('a'), kiosk.takes('a')];
  given(...two)
    .when(chen.callsNext('3'))
    .then(refused('nobody-waiting'));
  given(...two, kiosk.takes('a'))
    .when(chen.callsNext('3'))
    .then(['ticket-called', { ticket: 't1', because: { rule: 'oldest', overflow: true } }]);
  const sent = [wang.signsIn('1'), boss.signsIn('2'), wang.callsNext('1')];
  given(...two, kiosk.takes('a'), ...sent, wang.transfers('1', { counter: '2' }))
    .when(chen.callsNext('3'))
    .then(refused('nobody-waiting'));
});

test('CAN-4 the first has waited longer than so long, whatever the class', () => {
  const one: Step[] = [...long({ minutes: 15 }), boss.takes('a', null, { class: 'care' })];
  given(...one, kiosk.takes('a'), minutes(15))
    .when(chen.callsNext('3'))
    .then(refused('nobody-waiting'));
  given(...one, kiosk.takes('a'), minutes(15), { ms: 1 })
    .when(chen.callsNext('3'))
    .then(['ticket-called', { ticket: 't1', because: { overflow: true } }]);
});

test('CAN-4 as one pool with its own: the older first', () => {
  const mixed: Step[] = [...long({ people: 1 }), kiosk.takes('c'), later(1), kiosk.takes('a')];
  const { play } = given(...mixed, kiosk.takes('a')).when(chen.callsNext('3'));
  expect(play.told.at(-1)?.body).toMatchObject({ ticket: 't1', because: { rule: 'oldest' } });
  expect(play.told.at(-1)?.body).not.toHaveProperty('because.overflow');
});

test('CAN-5 what it helps with and overflows to is called as overflow while it does', () => {
  const services = [
    service('a', 'A', true, { overflow: { people: 1, counters: [counterId('3')] } }),
    ...[service('b', 'B'), service('c', 'C')],
  ];
  const counters = [place('1', ['a', 'b']), place('3', ['c'], { helps: [serviceId('a')] })];
  const one = [hall({ services, counters }), chen.signsIn('3'), kiosk.takes('a'), later(1)];
  given(...one, kiosk.takes('c'))
    .when(chen.callsNext('3'))
    .then(['ticket-called', { ticket: 't2', because: { rule: 'preferred' } }]);
  given(...one, kiosk.takes('c'), kiosk.takes('a'))
    .when(chen.callsNext('3'))
    .then(['ticket-called', { ticket: 't1', because: { rule: 'oldest', overflow: true } }]);
});

const needs = ['wheels', 'signs'].map((id) => ({ id: needId(id), name: texts(id) }));
const offering = (one: string[], two: string[], helps: string[] = []) => [
  hall({
    needs,
    counters: [
      place('1', ['a', 'b'], { offers: one.map(needId) }),
      place('2', ['a'], { offers: two.map(needId) }),
      place('3', ['c'], { helps: helps.map(serviceId), offers: needs.map(({ id }) => id) }),
    ],
  }),
  wang.signsIn('1'),
  boss.signsIn('2'),
];
const needing = (...of: string[]) => kiosk.takes('a', null, { needs: of });

test('NEED-2 who needs something is left to a staffed counter that has it', () => {
  const line = [...offering(['wheels'], []), needing('wheels'), later(1), kiosk.takes('a')];
  given(...line)
    .when(boss.callsNext('2'))
    .then(['ticket-called', { ticket: 't2' }]);
  given(...line)
    .when(wang.callsNext('1'))
    .then(['ticket-called', { ticket: 't1' }]);
  given(...line, wang.pauses('1'))
    .when(boss.callsNext('2'))
    .then(['ticket-called', { ticket: 't2' }]);
  given(...line, wang.signsOut('1'))
    .when(boss.callsNext('2'))
    .then(['ticket-called', { ticket: 't1' }]);
});

test('NEED-2 what no staffed counter that serves it has binds nobody', () => {
  const line = [...offering([], []), chen.signsIn('3'), needing('signs')];
  given(...line)
    .when(wang.callsNext('1'))
    .then(['ticket-called', { ticket: 't1' }]);
  given(...offering([], [], ['a']), chen.signsIn('3'), needing('signs'))
    .when(wang.callsNext('1'))
    .then(refused('nobody-waiting'));
});

test('NEED-2 two needs that no counter meets together: whoever meets one may call', () => {
  const both = [...offering(['wheels'], ['signs']), needing('wheels', 'signs')];
  given(...both)
    .when(wang.callsNext('1'))
    .then(['ticket-called']);
  given(...both)
    .when(boss.callsNext('2'))
    .then(['ticket-called']);
  given(...offering(['wheels', 'signs'], ['signs']), needing('wheels', 'signs'))
    .when(boss.callsNext('2'))
    .then(refused('nobody-waiting'));
});
