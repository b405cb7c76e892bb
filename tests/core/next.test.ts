/** Who is next: the table of precedence, line by line, and what guards those who wait long. */
import { expect, test } from 'vitest';
import { pickNext, pickSeveral } from '../../core/hall/calling.ts';
import type { Configuration } from '../../core/hall/configuration.ts';
import { counterId, serviceId } from '../../core/hall/ids.ts';
import type { Hall } from '../../core/hall/state.ts';
import {
  at,
  boss,
  chen,
  given,
  hub,
  kiosk,
  later,
  nextDay,
  type Play,
  refused,
  type Step,
  wang,
} from './hall.ts';
import { allClasses, place, service, smallHall, waitingIn } from './halls.ts';

const hall = (changes: Partial<Configuration> = {}) =>
  hub.opens(smallHall({ classes: allClasses, ...changes }));
const sat = [hall(), wang.signsIn('1')];
const takes = (of: string, ticketClass?: string) =>
  boss.takes(of, null, ticketClass === undefined ? {} : { class: ticketClass, reason: 'frail' });
const minutes = (count: number) => later(60 * count);
/** Calls and finishes so many, and says who it was and why. */
function calls(play: Play, counter: string, count: number): [string, string][] {
  return Array.from({ length: count }, () => {
    play.go(boss.callsNext(counter));
    const body = play.told.at(-1)?.body as { ticket: string; because: { rule: string } };
    play.go(boss.finishes(counter));
    return [body.ticket, body.because.rule];
  });
}

test('NEXT-1 the whole table: green, overdue, protected, preferred, standing, age', () => {
  const counters = [place('1', ['a'], { helps: [serviceId('b')] }), place('2', ['b'])];
  const rules = { ...smallHall().rules, overtakingMax: 1 };
  const play = given(
    hall({ counters: [...counters, place('3', ['c'])], rules }),
    wang.signsIn('1'),
    takes('b'),
    minutes(45),
    takes('a'),
    takes('a', 'care'),
    minutes(15),
    takes('a', 'care'),
    takes('b', 'care'),
    takes('a'),
    takes('a', 'urgent'),
    takes('b', 'urgent'),
  ).state();
  expect(calls(play, '1', 8)).toEqual([
    ['t7', 'green'],
    ['t8', 'green'],
    ['t1', 'oldest'],
    // t2 has been overtaken by the green ones, and may not be again.
    ['t2', 'oldest'],
    ['t3', 'oldest'],
    ['t4', 'oldest'],
    ['t6', 'preferred'],
    ['t5', 'oldest'],
  ]);
});

test('NEXT-2 asked twice, the same answer; whom it would call in order is whom it calls', () => {
  const play = given(
    ...sat,
    takes('a'),
    minutes(1),
    takes('b', 'care'),
    takes('b'),
    minutes(3),
    takes('a', 'army'),
    takes('a', 'urgent'),
    takes('a'),
  ).state();
  const counter = play.state.counters.get(counterId('1'));
  if (!counter) throw new Error('no counter');
  const next = () => pickNext(play.state as Hall, counter, play.at);
  expect(next()).toEqual(next());
  const several = pickSeveral(play.state as Hall, counter, play.at, 9);
  expect(several).toEqual(calls(play, '1', 6).map(([ticket]) => ticket));
  expect(several).toEqual(['t5', 't2', 't4', 't1', 't3', 't6']);
});

test('NEXT-3 a class that the hall has lost counts as the ordinary one', () => {
  const before = [...sat, takes('a'), minutes(1), takes('a', 'care')];
  given(...before)
    .when(wang.callsNext('1'))
    .then(['ticket-called', { ticket: 't2', because: { rule: 'priority', class: 'care' } }]);
  const without = smallHall({
    version: 'v2',
    classes: allClasses.filter(({ id }) => id !== 'care'),
  });
  given(...before, hub.opens(without))
    .when(wang.callsNext('1'))
    .then(['ticket-called', { ticket: 't1', because: { rule: 'oldest' } }]);
});

test('NEXT-4 who has waited for as long as was promised goes first, to the millisecond', () => {
  const services = [
    service('a', 'A'),
    service('b', 'B', true, { promiseMinutes: 20 }),
    service('c', 'C'),
  ];
  const two = [hall({ services }), wang.signsIn('1'), takes('a'), minutes(5), takes('b')];
  const care: Step[] = [...two, takes('a', 'care'), { ms: 20 * 60_000 - 1 }];
  given(...care)
    .when(wang.callsNext('1'))
    .then(['ticket-called', { ticket: 't3', because: { rule: 'priority' } }]);
  given(...care, { ms: 1 })
    .when(wang.callsNext('1'))
    .then([
      'ticket-called',
      { ticket: 't2', because: { rule: 'promise', class: 'ordinary', waitedMs: 20 * 60_000 } },
    ]);
  given(...care, { ms: 1 }, takes('c', 'urgent'), takes('b', 'urgent'))
    .when(wang.callsNext('1'))
    .then(['ticket-called', { ticket: 't5', because: { rule: 'green' } }]);
});

test('NEXT-4 sent to one counter, the shortest promise of the hall counts', () => {
  const services = [
    service('a', 'A'),
    service('b', 'B'),
    service('c', 'C', true, { promiseMinutes: 10 }),
  ];
  const steps = [hall({ services }), wang.signsIn('1'), boss.signsIn('2'), takes('a'), takes('a')];
  const sent = [
    ...[...steps, wang.callsNext('1'), wang.transfers('1', { counter: '2' })],
    ...[minutes(9), takes('a', 'care')],
  ];
  given(...sent)
    .when(boss.callsNext('2'))
    .then(['ticket-called', { ticket: 't3' }]);
  given(...sent, minutes(1))
    .when(boss.callsNext('2'))
    .then(['ticket-called', { ticket: 't1', because: { rule: 'sent-here' } }]);
});

/** Ordinary t1, then care after care, each of which would go before it. */
const rush = (count: number) => [
  takes('a'),
  ...Array.from({ length: count }, () => takes('a', 'care')),
];

test('NEXT-5 overtaken three times, an ordinary ticket is called, and says so', () => {
  const play = given(...sat, ...rush(5), minutes(1)).state();
  expect(calls(play, '1', 6)).toEqual([
    ['t2', 'priority'],
    ['t3', 'priority'],
    ['t4', 'priority'],
    ['t1', 'oldest'],
    ['t5', 'oldest'],
    ['t6', 'oldest'],
  ]);
});

test('NEXT-5 green and overdue ones may still pass, and a clerk may choose', () => {
  const capped = given(...sat, ...rush(6)).state();
  calls(capped, '1', 3);
  capped.go(takes('a', 'urgent'));
  expect(calls(capped, '1', 1)).toEqual([['t8', 'green']]);
  capped.go(wang.calls('1', 't7'));
  capped.go(wang.finishes('1'));
  expect(calls(capped, '1', 1)).toEqual([['t1', 'oldest']]);
});

test('NEXT-5 an older one of another class still goes first: it does not overtake', () => {
  const services = [
    service('a', 'A'),
    service('b', 'B', true, { promiseMinutes: 20 }),
    service('c', 'C'),
  ];
  const steps = [hall({ services }), wang.signsIn('1'), takes('a', 'army'), minutes(1), ...rush(6)];
  const play = given(...steps).state();
  expect(calls(play, '1', 5).map(([ticket]) => ticket)).toEqual(['t1', 't3', 't4', 't5', 't2']);
});

test('NEXT-5 only calls by counters that could have called it count', () => {
  const play = given(...sat, boss.signsIn('3'), takes('a'), takes('b')).state();
  for (let n = 0; n < 4; n += 1) play.go(takes('c', 'care'));
  expect(calls(play, '3', 4)).toHaveLength(4);
  const overtaken = () => [...play.state.lines.values()].flat().map((line) => line.overtaken);
  expect(overtaken()).toEqual([0, 0]);
  play.go(takes('b', 'care'));
  calls(play, '1', 1);
  expect(overtaken()).toEqual([1, 1]);
});

test('NEXT-5 a protected ticket that the counter only helps with is called before its own young ones', () => {
  const counters = [place('1', ['a'], { helps: [serviceId('b')] }), place('2', ['b'])];
  const steps = [
    hall({ counters: [...counters, place('3', ['c'])] }),
    wang.signsIn('1'),
    takes('b'),
    ...Array.from({ length: 5 }, () => takes('a', 'care')),
    takes('a'),
  ];
  const play = given(...steps).state();
  expect(calls(play, '1', 5)).toEqual([
    ['t2', 'preferred'],
    ['t3', 'preferred'],
    ['t4', 'preferred'],
    ['t1', 'oldest'],
    ['t5', 'oldest'],
  ]);
});

test('NEXT-5 who comes to stand between others counts as overtaken as the one behind', () => {
  const steps = [...sat, boss.signsIn('2'), takes('a'), minutes(1), takes('a'), takes('a', 'care')];
  const play = given(...steps, wang.calls('1', 't1'), boss.callsNext('2')).state();
  expect(play.ticket('t3').status).toBe('called');
  play.go(wang.transfers('1', { service: 'b' }));
  play.go(boss.finishes('2'));
  const marks = (of: string) => play.state.lines.get(serviceId(of))?.map((line) => line.overtaken);
  expect([marks('a'), marks('b')]).toEqual([[1], [0]]);
  play.go(wang.callsNext('1'));
  play.go(wang.transfers('1', { service: 'a' }));
  expect(waitingIn(play.state.lines.get(serviceId('a')))).toEqual(['t1', 't2']);
  expect(marks('a')).toEqual([1]);
});

test('NEXT-5 who goes on to its next service by the same press counts as overtaken as the one behind', () => {
  const services = [service('a', 'A', true, { leadsTo: [serviceId('c')] }), service('c', 'C')];
  const counters = [place('1', ['a', 'c']), place('2', ['c'])];
  const rules = { ...smallHall().rules, overtakingMax: 1 };
  const play = given(
    ...[hall({ services, counters, rules }), wang.signsIn('1'), boss.signsIn('2'), takes('a')],
    ...[wang.calls('1', 't1'), wang.serves('1'), minutes(1), takes('c', 'care'), minutes(1)],
    ...[takes('c'), minutes(1), takes('c', 'urgent'), boss.callsNext('2')],
  ).state();
  expect(play.ticket('t4').status).toBe('called');
  play.go(wang.callsNext('1'));
  expect(play.told.at(-1)).toMatchObject({ type: 'ticket-called', body: { ticket: 't1' } });
});

test('NEXT-5 midnight forgets no overtaking', () => {
  const night = [hall({ neverCloses: true }), wang.signsIn('1'), at('23:50')];
  const play = given(...night, ...rush(6), takes('a')).state();
  calls(play, '1', 2);
  for (const step of [nextDay('00:00'), hub.passesTime()]) play.go(step);
  expect(calls(play, '1', 2).map(([ticket]) => ticket)).toEqual(['t4', 't1']);
});

test('NEXT-6 what the counter helps with comes when nobody waits for the rest', () => {
  const counters = [
    place('1', ['a'], { helps: [serviceId('b')] }),
    place('2', ['b']),
    place('3', ['c', 'd']),
  ];
  const steps = [hall({ counters }), wang.signsIn('1'), takes('b', 'care'), minutes(9), takes('a')];
  const play = given(...steps).state();
  expect(calls(play, '1', 2)).toEqual([
    ['t2', 'preferred'],
    ['t1', 'oldest'],
  ]);
});

test('NEXT-7 base and rate: who gains faster comes before at the very minute', () => {
  const steps = [...sat, takes('a'), minutes(30), takes('a', 'care')];
  // 30 + m against 20 + 2m: equal at 10 minutes, and then the older is called.
  given(...steps, minutes(10))
    .when(wang.callsNext('1'))
    .then(['ticket-called', { ticket: 't1', because: { rule: 'oldest' } }]);
  given(...steps, minutes(10), { ms: 1 })
    .when(wang.callsNext('1'))
    .then(['ticket-called', { ticket: 't2', because: { rule: 'priority', waitedMs: 600_001 } }]);
});

test('NEXT-8 another class, with a reason: age and counter stay', () => {
  const line = [...sat, takes('a'), minutes(1), takes('a')];
  given(...line)
    .when(chen.reclasses('t2', 'urgent'))
    .then([
      'ticket-reclassed',
      { ticket: 't2', class: 'urgent', reason: 'frail', by: 'clerk:chen' },
    ]);
  given(...line, chen.reclasses('t2', 'urgent'))
    .when(wang.callsNext('1'))
    .then(['ticket-called', { ticket: 't2', because: { rule: 'green', waitedMs: 0 } }]);
  given(...line)
    .when(chen.reclasses('t2', 'care', 'whim'))
    .then(refused('unknown-reason', { reason: 'whim' }));
  given(...line)
    .when(chen.reclasses('t9', 'care'))
    .then(refused('unknown-ticket'));
  given(...line)
    .when(chen.reclasses('t1', 'booked'))
    .then(refused('class-by-booking'));
  given(...line)
    .when(chen.reclasses('t1', 'ordinary'))
    .then();
  const { play } = given(...line, chen.reclasses('t2', 'care')).when(
    chen.reclasses('t2', 'ordinary'),
  );
  expect(waitingIn(play.state.lines.get(serviceId('a')))).toEqual(['t1', 't2']);
});

test('NEXT-8 sent to a counter, it still waits for that one alone', () => {
  const sent = [
    ...[...sat, boss.signsIn('2'), takes('a'), takes('a')],
    ...[wang.callsNext('1'), wang.transfers('1', { counter: '2' }), chen.reclasses('t1', 'care')],
  ];
  const { play } = given(...sent).when(wang.callsNext('1'));
  expect(play.ticket('t1')).toMatchObject({ sentTo: '2', status: 'waiting', class: 'care' });
  play.go(boss.callsNext('2'));
  expect(play.ticket('t1').status).toBe('called');
});

test('NEXT-8 aside or missed, it comes back as what it was made', () => {
  const aside = [...sat, takes('a'), takes('a'), wang.callsNext('1'), wang.parks('1')];
  const { play } = given(...aside).when(chen.reclasses('t1', 'care'));
  play.go(wang.resumes('1', 't1'));
  expect(play.ticket('t1')).toMatchObject({ class: 'care', status: 'called' });
  for (const step of [later(30), wang.misses('1'), chen.reclasses('t1', 'army')]) play.go(step);
  play.go(kiosk.rejoins('t1'));
  expect(waitingIn(play.state.lines.get(serviceId('a')))).toEqual(['t2', 't1']);
  expect(play.ticket('t1').class).toBe('army');
});
