/** Labels, lines, taking a number, how many are ahead. */
import { expect, test } from 'vitest';
import { aheadOf } from '../../core/hall/ahead.ts';
import { clashingPrefixes } from '../../core/hall/numbering.ts';
import type { Hall } from '../../core/hall/state.ts';
import {
  at,
  boss,
  gateway,
  given,
  hub,
  kiosk,
  later,
  nextDay,
  refused,
  start,
  visitor,
  wang,
} from './hall.ts';
import { neverCloses, service, smallHall, waitingIn } from './halls.ts';

const open = hub.opens();

test('NUM-1 another prefix with a kiosk’s letter behind it is kept free', () => {
  const { kiosks } = smallHall();
  const services = [service('a', 'A'), service('b', 'AK'), service('c', 'AB')];
  expect(clashingPrefixes({ services, kiosks })).toEqual(['AK']);
  expect(clashingPrefixes({ services: [service('b', 'AK')], kiosks })).toEqual([]);
});

test('NUM-2 numbers go by prefix and begin at 001', () => {
  given(open, kiosk.takes('a'), kiosk.takes('b'))
    .when(kiosk.takes('a'))
    .then(['ticket-issued', { label: 'A002', ticket: 't3' }]);
});

test('NUM-2 services that share a prefix share its numbers', () => {
  const shared = smallHall({ services: [service('a', 'A'), service('b', 'A'), service('c', 'C')] });
  given(hub.opens(shared), kiosk.takes('a'))
    .when(kiosk.takes('b'))
    .then(['ticket-issued', { label: 'A002' }]);
});

const issued = (label: string) =>
  ({
    type: 'ticket-issued',
    body: {
      ...{ by: 'kiosk:door', ticket: `id-${label}`, label, class: 'ordinary', needs: [] },
      ...{ steps: [{ step: 0, service: 'a', items: [] }], visitor: null, booking: null },
      ...{ band: null, promised: null, linkHash: null, orderAt: start },
    },
  }) as never;

test('NUM-3 after 999 come four digits, served in order of age', () => {
  const { play } = given(open, wang.signsIn('2'), issued('A999')).when(kiosk.takes('a'));
  expect(play.told.at(-1)?.body).toMatchObject({ label: 'A1000' });
  play.go(wang.callsNext('2'));
  expect(play.told.at(-1)?.body).toMatchObject({ label: 'A999' });
  play.go(kiosk.takes('a'));
  expect(play.told.at(-1)?.body).toMatchObject({ label: 'A1001' });
});

test('NUM-3 after 9999 no more are given, of this prefix', () => {
  const full = given(open, issued('A9999'));
  full.when(kiosk.takes('a')).then(refused('labels-exhausted', { prefix: 'A' }));
  full.when(kiosk.takes('b')).then(['ticket-issued', { label: 'B001' }]);
});

test('NUM-4 a label that crossed midnight is passed over, also after its ticket ended', () => {
  const crossed = [
    hub.opens(neverCloses()),
    kiosk.takes('a'),
    kiosk.takes('a'),
    boss.cancels('t1'),
    nextDay('00:00'),
    hub.passesTime(),
    boss.cancels('t2'),
  ];
  const { play } = given(...crossed).when(kiosk.takes('a'));
  expect(play.ticket('t3').label).toBe('A001');
  play.go(kiosk.takes('a'));
  expect(play.ticket('t4').label).toBe('A003');
});

test('NUM-4 labels that crossed just below 9999 leave none', () => {
  given(
    hub.opens(neverCloses()),
    issued('A9999'),
    nextDay('00:00'),
    hub.passesTime(),
    issued('A9998'),
  )
    .when(kiosk.takes('a'))
    .then(refused('labels-exhausted'));
});

test('NUM-5 a day opened again on its date goes on counting, past what had crossed', () => {
  given(
    hub.opens(neverCloses()),
    kiosk.takes('a'),
    kiosk.takes('a'),
    boss.cancels('t1'),
    nextDay('00:00'),
    hub.passesTime(),
    kiosk.takes('b'),
    boss.closes(),
    boss.opens(neverCloses()),
    boss.closes(),
    boss.opens(neverCloses()),
    kiosk.takes('a'),
  )
    .when(kiosk.takes('a'))
    .then(['ticket-issued', { label: 'A003' }]);
});

test('NUM-6 a new prefix in mid-day: old labels stay, numbers follow the new prefix', () => {
  const changed = smallHall({
    version: 'v2',
    services: [service('a', 'B'), service('b', 'E'), service('c', 'C'), service('d', 'D', false)],
  });
  const { play } = given(open, kiosk.takes('a'), kiosk.takes('b'), hub.opens(changed)).when(
    kiosk.takes('a'),
  );
  expect([...play.state.tickets.values()].map((ticket) => ticket.label)).toEqual([
    'A001',
    'B001',
    'B002',
  ]);
});

test('NUM-7 after a restore every prefix passes over what may have been given', () => {
  const lost = { from: start, until: start + 60_000 };
  const restored = given(open, kiosk.takes('a'), kiosk.takes('a'), later(60), hub.skips(200, lost));
  restored.when(kiosk.takes('a')).then(['ticket-issued', { label: 'A203' }]);
  restored.when(kiosk.takes('b')).then(['ticket-issued', { label: 'B201' }]);
  expect(restored.state().told.at(-1)?.body).toMatchObject({ by: 'hub:clock', lost });
});

test('NUM-7 also on a day that the log does not know of yet, and on one that was closed by hand', () => {
  const turned = given(open, kiosk.takes('a'), nextDay('10:00'));
  const { play } = turned.when(hub.skips(200));
  expect(play.told.map(({ type }) => type).slice(-3)).toEqual([
    'day-closed',
    'day-opened',
    'labels-skipped',
  ]);
  play.go(kiosk.takes('a'));
  expect(play.told.at(-1)?.body).toMatchObject({ label: 'A201' });
  given(open, kiosk.takes('a'), boss.closes(), hub.skips(200), boss.opens())
    .when(kiosk.takes('a'))
    .then(['ticket-issued', { label: 'A202' }]);
});

test('NUM-7 none goes over 9999, the day after begins at 001, and before the first day there is none', () => {
  const near = given(open, issued('A9900'), hub.skips(200));
  near.when(kiosk.takes('a')).then(refused('labels-exhausted', { prefix: 'A' }));
  given(open, hub.skips(200), nextDay('08:00'), hub.passesTime())
    .when(kiosk.takes('a'))
    .then(['ticket-issued', { label: 'A001' }]);
  given().when(hub.skips(200)).then(refused('hall-closed'));
});

test('LINE-1 one millisecond, many tickets: the log’s order is the line’s', () => {
  const { play } = given(open, wang.signsIn('1'), kiosk.takes('b'), kiosk.takes('a')).when(
    wang.callsNext('1'),
  );
  expect(play.ticket('t1').status).toBe('called');
});

test('LINE-2 those sent to a counter stand in its line, by age', () => {
  const sent = [
    open,
    wang.signsIn('1'),
    boss.signsIn('2'),
    kiosk.takes('a'),
    later(60),
    kiosk.takes('a'),
    wang.callsNext('1'),
  ];
  const twice = [
    boss.callsNext('2'),
    boss.transfers('2', { counter: '1' }),
    wang.transfers('1', { counter: '2' }),
  ];
  const { state } = given(...sent, ...twice).state();
  expect([...state.sentLines].map(([id, line]) => [id, waitingIn(line)])).toEqual([
    ['1', ['t2']],
    ['2', ['t1']],
    ['3', []],
  ]);
  expect(waitingIn(state.lines.get('a' as never))).toEqual([]);
});

test('LINE-3 called, a ticket stands in no line any more; sent on, in one again', () => {
  const { play } = given(open, wang.signsIn('1'), kiosk.takes('a')).when(wang.callsNext('1'));
  const lengths = () => [...play.state.lines.values()].map((lines) => waitingIn(lines).length);
  expect(lengths()).toEqual([0, 0, 0, 0]);
  play.go(wang.transfers('1', { service: 'c' }));
  expect(lengths()).toEqual([0, 0, 1, 0]);
});

test('ISSUE-1 a ticket says where and in which language it was taken, and who was ahead', () => {
  given(open, kiosk.takes('a'))
    .when(kiosk.takes('a', 'hash'))
    .then([
      'ticket-issued',
      {
        by: 'kiosk:door',
        ticket: 't2',
        label: 'A002',
        steps: [{ step: 0, service: 'a' }],
        origin: { kind: 'kiosk', id: 'door' },
        language: 'en',
        ahead: 1,
        linkHash: 'hash',
      },
    ]);
});

test('ISSUE-2 no numbers for what the hall does not have, or does not give', () => {
  given(open)
    .when(kiosk.takes('x'))
    .then(refused('unknown-service', { service: 'x' }));
  given(open)
    .when(kiosk.takes('d'))
    .then(refused('service-closed', { service: 'd' }));
});

test('ISSUE-3 tokens, clerks and managers take numbers too; hub and visitor never', () => {
  for (const [one, kind] of [
    [gateway, 'token'],
    [wang, 'clerk'],
    [boss, 'manager'],
  ] as const) {
    given(open)
      .when(one.takes('a'))
      .then(['ticket-issued', { origin: { kind } }]);
  }
  expect(() => given(open).when(hub.takes('a'))).toThrow('takes no tickets');
  expect(() => given(open).when(visitor.takes('a'))).toThrow('takes no tickets');
});

test('AHEAD-1 a newcomer has its pool’s line ahead, without those called, aside or missed', () => {
  const busy = [
    open,
    wang.signsIn('1'),
    boss.signsIn('2'),
    ...Array.from({ length: 6 }, () => kiosk.takes('a')),
    kiosk.takes('b'),
    wang.callsNext('1'),
    wang.transfers('1', { counter: '2' }),
    wang.callsNext('1'),
    wang.parks('1'),
    wang.callsNext('1'),
    later(30),
    wang.misses('1'),
    wang.callsNext('1'),
  ];
  given(...busy)
    .when(kiosk.takes('a'))
    .then(['ticket-issued', { ahead: 3 }]);
});

test('AHEAD-2 a waiting ticket has those further ahead in its own line; any other has none', () => {
  const { play } = given(
    open,
    wang.signsIn('1'),
    boss.signsIn('2'),
    kiosk.takes('a'),
    kiosk.takes('a'),
    later(1),
    kiosk.takes('a'),
    at('09:30'),
  ).when(wang.callsNext('1'));
  const ahead = (id: string) => aheadOf(play.state as Hall, play.ticket(id));
  expect(['t1', 't2', 't3'].map(ahead)).toEqual([null, 0, 1]);
  play.go(wang.transfers('1', { counter: '2' }));
  expect(['t1', 't2', 't3'].map(ahead)).toEqual([0, 0, 1]);
});
