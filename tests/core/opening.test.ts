/** Days, midnight in both kinds of hall, what time alone brings, changes of configuration. */
import { expect, test } from 'vitest';
import { hallId } from '../../core/hall/ids.ts';
import { nextDue } from '../../core/hall/opening.ts';
import type { Hall } from '../../core/hall/state.ts';
import {
  at,
  boss,
  chen,
  clocksAhead,
  given,
  hub,
  kiosk,
  later,
  minuteMs,
  nextDay,
  type Play,
  refused,
  start,
  visitor,
  wang,
} from './hall.ts';
import { neverCloses, place, service, smallHall, waitingIn } from './halls.ts';

const open = hub.opens();
const openForEver = hub.opens(neverCloses());
const sat = [open, wang.signsIn('1')];
const called = [...sat, kiosk.takes('a'), wang.callsNext('1')];
const due = (play: Play) => nextDue(play.state as Hall);

test('DAY-1 a day opens with the whole configuration and from nothing', () => {
  const { play } = given().when(open);
  expect(play.told).toMatchObject([
    {
      seq: 1,
      type: 'day-opened',
      body: {
        day: '2026-11-23',
        endsAt: start + 15 * 60 * minuteMs,
        configuration: { version: 'v1' },
        crossing: { tickets: [], counters: [] },
        given: { numbers: [], labels: [] },
      },
    },
  ]);
  expect([...play.state.counters.values()].map((counter) => counter.status)).toEqual([
    'closed',
    'closed',
    'closed',
  ]);
  const other = smallHall({ hall: hallId('other') });
  given().when(hub.opens(other)).then(refused('other-hall'));
  given(open).when(hub.opens(other)).then(refused('other-hall'));
});

test('DAY-2 without an open day all but opening and passing time is refused', () => {
  for (const before of [[], [...called, boss.closes()]]) {
    for (const act of [kiosk.takes('a'), wang.signsIn('1'), boss.closes(), visitor.cancels('t1')]) {
      given(...before)
        .when(act)
        .then(refused('hall-closed'));
    }
    given(...before)
      .when(hub.passesTime())
      .then();
  }
});

test('DAY-3 closing by hand lists who was not finished, and how far each had come', () => {
  const day = [
    openForEver,
    wang.signsIn('1'),
    chen.signsIn('2'),
    ...['a', 'a', 'a', 'a', 'a'].map((one) => kiosk.takes(one)),
    wang.callsNext('1'),
    later(30),
    wang.misses('1'),
    wang.callsNext('1'),
    wang.parks('1'),
    wang.callsNext('1'),
    wang.serves('1'),
    chen.callsNext('2'),
  ];
  const { play } = given(...day).when(boss.closes());
  expect(play.told.at(-1)).toMatchObject({
    type: 'day-closed',
    body: {
      day: '2026-11-23',
      because: 'by-hand',
      unserved: [
        { ticket: 't2', status: 'parked' },
        { ticket: 't3', status: 'serving' },
        { ticket: 't4', status: 'called' },
        { ticket: 't5', status: 'waiting' },
      ],
    },
  });
  expect(play.state.tickets.size).toBe(0);
  expect([...play.state.counters.values()].every((one) => one.status === 'closed')).toBe(true);
});

/** A hall that never closes, with a ticket in every state, just before midnight. */
const night = [
  openForEver,
  at('22:30'),
  wang.signsIn('1'),
  chen.signsIn('2'),
  boss.signsIn('3'),
  ...Array.from({ length: 9 }, () => kiosk.takes('a', null)),
  kiosk.takes('c', 'hash-of-t10'),
  wang.callsNext('1'), // t1 missed too long ago
  later(30),
  wang.misses('1'),
  at('23:30'),
  wang.callsNext('1'), // t2 missed, may rejoin
  later(30),
  wang.misses('1'),
  wang.callsNext('1'), // t3 parked second
  wang.serves('1'),
  chen.callsNext('2'), // t4 parked first
  chen.parks('2'),
  wang.parks('1'),
  wang.callsNext('1'), // t5 sent to counter 3, which pauses
  wang.transfers('1', { counter: '3' }),
  boss.pauses('3'),
  wang.callsNext('1'), // t6 finished
  wang.finishes('1'),
  wang.callsNext('1'), // t7 in service
  wang.serves('1'),
  chen.callsNext('2'), // t8 called
];

test('DAY-4 midnight in a hall that never closes: everybody keeps place, hand and counter', () => {
  const before = given(...night).state();
  const { play } = given(...night, nextDay('00:00')).when(hub.passesTime());
  expect(play.told.slice(-2)).toMatchObject([
    { type: 'day-closed', body: { because: 'midnight', unserved: [] } },
    { type: 'day-opened', body: { day: '2026-11-24' } },
  ]);
  const { state } = play;
  expect([...state.tickets.keys()]).toEqual(['t5', 't7', 't8', 't9', 't10', 't4', 't3', 't2']);
  for (const [id, ticket] of state.tickets) expect(ticket).toEqual(before.state.tickets.get(id));
  expect(waitingIn(state.lines.get('a' as never))).toEqual(['t9']);
  expect(waitingIn(state.lines.get('c' as never))).toEqual(['t10']);
  expect(waitingIn(state.sentLines.get('3' as never))).toEqual(['t5']);
  expect([...state.parked]).toEqual(['t4', 't3']);
  expect([...state.missed]).toEqual(['t2']);
  expect([...state.counters]).toEqual([...before.state.counters]);
  expect([...state.links]).toEqual([['hash-of-t10', 't10']]);
  expect(state.calls.map(({ ticket, counter }) => [ticket, counter])).toEqual([
    ['t8', '2'],
    ['t7', '1'],
  ]);
  expect(state.calls[0]?.seq).toBe(before.state.calls[0]?.seq);
});

test('DAY-4 the night goes on: in-hand, parked, sent and missed tickets can all be taken further', () => {
  const { play } = given(...night, nextDay('00:00'), hub.passesTime()).when(wang.finishes('1'));
  for (const step of [
    wang.resumes('1', 't3'),
    chen.transfers('2', { service: 'c' }),
    kiosk.rejoins('t2'),
    wang.callsNext('1'),
    boss.unpauses('3'),
    boss.callsNext('3'),
  ]) {
    play.go(step);
  }
  expect(play.ticket('t5')).toMatchObject({ status: 'called', counter: '3' });
  expect(play.ticket('t8')).toMatchObject({ status: 'waiting', steps: [{ service: 'c' }] });
  expect(play.ticket('t9')).toMatchObject({ status: 'called', counter: '1' });
});

test('DAY-4 a forgotten sign-out is counted across midnight', () => {
  const late = [openForEver, at('23:30'), wang.signsIn('1'), nextDay('00:00'), hub.passesTime()];
  given(...late, at('00:30'))
    .when(hub.passesTime())
    .then(['counter-signed-out', { because: 'forgotten' }]);
});

test('DAY-7 a hub that was off over midnight finds the forgotten sign-outs in the same deed', () => {
  const off = [
    openForEver,
    wang.signsIn('1'),
    chen.signsIn('2'),
    kiosk.takes('a'),
    wang.callsNext('1'),
    wang.transfers('1', { counter: '2' }),
    nextDay('08:00'),
  ];
  const { play } = given(...off).when(hub.passesTime());
  expect(play.told.slice(-5)).toMatchObject([
    { type: 'day-closed' },
    { type: 'day-opened', body: { crossing: { counters: [{ id: '1' }, { id: '2' }] } } },
    { type: 'counter-signed-out', body: { counter: '1', because: 'forgotten' } },
    { type: 'counter-signed-out', body: { counter: '2', because: 'forgotten' } },
    { type: 'ticket-released', body: { ticket: 't1' } },
  ]);
  expect(due(play)).toBeGreaterThan(play.at);
});

test('DAY-5 midnight in any other hall: closed and opened in one deed, nothing crosses', () => {
  const { play } = given(...called, kiosk.takes('a'), nextDay('00:00')).when(hub.passesTime());
  expect(play.told.slice(-2)).toMatchObject([
    {
      type: 'day-closed',
      body: {
        because: 'midnight',
        day: '2026-11-23',
        unserved: [
          { ticket: 't1', status: 'called' },
          { ticket: 't2', status: 'waiting' },
        ],
      },
    },
    {
      type: 'day-opened',
      body: { day: '2026-11-24', crossing: { tickets: [], counters: [] }, given: { numbers: [] } },
    },
  ]);
  expect(play.state.counters.get('1' as never)).toMatchObject({ status: 'closed', inHand: null });
  play.go(kiosk.takes('a'));
  expect(play.ticket('t3').label).toBe('A001');
});

test('DAY-5 after a close by hand the next day opens at midnight, with nothing crossing', () => {
  for (const first of [open, openForEver]) {
    given(first, kiosk.takes('a'), boss.closes(), nextDay('00:00'))
      .when(hub.passesTime())
      .then(['day-opened', { day: '2026-11-24', crossing: { tickets: [], counters: [] } }]);
  }
});

test('DAY-5 a hub that was off for days opens today only', () => {
  const { play } = given(...called, nextDay('08:00'), nextDay('08:00')).when(hub.passesTime());
  expect(play.told.slice(-2).map((told) => told.type)).toEqual(['day-closed', 'day-opened']);
  expect(play.state.day?.date).toBe('2026-11-25');
});

test('DAY-6 where midnight was reckoned too early it is put off', () => {
  const hourBack = [open, clocksAhead(7), { ms: 15 * 60 * minuteMs }];
  const { play } = given(...hourBack).when(hub.passesTime());
  expect(play.told.at(-1)).toMatchObject({ type: 'day-extended' });
  expect(due(play)).toBe(start + 16 * 60 * minuteMs);
  play.go(later(3600));
  play.go(hub.passesTime());
  expect(play.state.day?.date).toBe('2026-11-24');
});

test('DAY-6 dates never go back, whatever zone the hall comes to stand in', () => {
  const { play } = given(open, at('09:30'), boss.closes(), clocksAhead(-8)).when(boss.opens());
  expect(play.state.day?.date).toBe('2026-11-23');
  for (let midnights = 0; midnights < 3; midnights += 1) {
    const next = due(play);
    play.at = next ?? 0;
    play.go(hub.passesTime());
    expect(due(play)).toBeGreaterThan(next ?? 0);
  }
  expect(play.state.day?.date).toBe('2026-11-25');
});

test('DAY-7 what is due next is midnight or the first forgotten sign-out', () => {
  expect(due(given().state())).toBe(null);
  expect(due(given(open).state())).toBe(start + 15 * 60 * minuteMs);
  expect(due(given(...sat, later(60), chen.signsIn('2')).state())).toBe(start + 60 * minuteMs);
  expect(due(given(...called).state())).toBe(start + 15 * 60 * minuteMs);
  expect(due(given(...sat, boss.closes()).state())).toBe(start + 15 * 60 * minuteMs);
  given(...sat, later(3599))
    .when(hub.passesTime())
    .then();
});

test('DAY-8 another configuration comes into force; the same one is no deed', () => {
  given(open).when(hub.opens()).then();
  const v2 = smallHall({ version: 'v2', services: [service('a', 'A'), service('b', 'B')] });
  const { play } = given(...called).when(hub.opens({ ...v2, counters: [place('1', ['a', 'b'])] }));
  expect(play.told.at(-1)).toMatchObject({ type: 'configuration-changed' });
  expect([...play.state.lines.keys()]).toEqual(['a', 'b']);
  expect([...play.state.counters.keys()]).toEqual(['1']);
  expect(play.state.counters.get('1' as never)?.inHand).toBe('t1');
});

test('DAY-8 no change takes a service from a ticket or a counter from who sits there', () => {
  const less = smallHall({
    version: 'v2',
    services: [service('b', 'B'), service('c', 'C')],
    counters: [place('3', ['b', 'c'])],
  });
  given(open, kiosk.takes('a'))
    .when(hub.opens(less))
    .then(refused('would-strand', { services: ['a'], counters: [] }));
  given(...sat)
    .when(hub.opens(less))
    .then(refused('would-strand', { services: [], counters: ['1'] }));
  const parked = [...called, wang.parks('1'), wang.signsOut('1')];
  const missed = [...called, later(30), wang.misses('1'), wang.signsOut('1'), later(7200)];
  for (const before of [parked, missed]) {
    given(...before)
      .when(hub.opens(less))
      .then(refused('would-strand', { services: ['a'] }));
  }
  given(...called, wang.finishes('1'), wang.signsOut('1'))
    .when(hub.opens(less))
    .then(['configuration-changed']);
});

test('DAY-8 a ticket sent to a counter keeps the counter from going', () => {
  const without2 = smallHall({
    version: 'v2',
    counters: [place('1', ['a', 'b']), place('3', ['c', 'd'])],
  });
  given(...called, chen.signsIn('2'), wang.transfers('1', { counter: '2' }))
    .when(hub.opens(without2))
    .then(refused('would-strand', { services: [], counters: ['2'] }));
});

test('DAY-12 what limits have counted stays for the date; a lost booking may be checked in again', () => {
  const few = smallHall({
    services: [service('a', 'A', true, { dailyMax: 2 })],
    counters: [place('1', ['a'])],
  });
  const again = [hub.opens(few), kiosk.takes('a'), kiosk.checksIn('booking-1', start)];
  given(...again, boss.closes(), boss.opens(few))
    .when(kiosk.takes('a'))
    .then(refused('day-exhausted', { max: 2 }));
  given(...again, boss.closes(), boss.opens(few))
    .when(kiosk.checksIn('booking-1', start))
    .then(['ticket-issued', { label: 'A003' }]);
});

test('DAY-9 a change moves nobody: closed services and sent tickets are still called', () => {
  const changed = smallHall({
    version: 'v2',
    services: [service('a', 'A', false), service('b', 'B'), service('c', 'C'), service('d', 'D')],
    counters: [place('1', ['b']), place('2', ['a', 'd']), place('3', ['c'])],
  });
  const before = [
    ...called,
    chen.signsIn('2'),
    wang.transfers('1', { counter: '2' }),
    kiosk.takes('a'),
    hub.opens(changed),
  ];
  given(...before)
    .when(kiosk.takes('a'))
    .then(refused('service-closed'));
  const { play } = given(...before).when(chen.callsNext('2'));
  expect(play.ticket('t1').status).toBe('called');
  play.go(chen.finishes('2'));
  play.go(chen.callsNext('2'));
  expect(play.ticket('t2').status).toBe('called');
});

test('DAY-9 calls to a counter that is gone leave the screens; new rules count at once', () => {
  const changed = smallHall({
    version: 'v2',
    counters: [place('2', ['a', 'b']), place('3', ['c', 'd'])],
    rules: { ...smallHall().rules, forgottenSignOutMinutes: 5 },
  });
  const { play } = given(
    ...called,
    wang.finishes('1'),
    wang.signsIn('2', { move: true }),
    kiosk.takes('a'),
    wang.callsNext('2'),
    wang.finishes('2'),
  ).when(hub.opens(changed));
  expect(play.state.calls.map((call) => call.counter)).toEqual(['2']);
  expect(due(play)).toBe(start + 5 * minuteMs);
});

test('DAY-10 in yesterday’s day of a hall that closes nothing more is done', () => {
  for (const act of [kiosk.takes('a'), wang.finishes('1'), boss.closes()]) {
    given(...called, nextDay('00:00'))
      .when(act)
      .then(refused('hall-closed'));
  }
  const { play } = given(openForEver, nextDay('00:00')).when(kiosk.takes('a'));
  play.go(hub.passesTime());
  expect(play.ticket('t1').status).toBe('waiting');
});

test('DAY-11 opening a day that is over ends yesterday and opens today', () => {
  const v2 = smallHall({ version: 'v2', services: [service('b', 'B')] });
  given(...called, nextDay('08:00'))
    .when(hub.opens(v2))
    .then(
      ['day-closed', { because: 'midnight', unserved: [{ ticket: 't1', status: 'called' }] }],
      ['day-opened', { day: '2026-11-24', configuration: { version: 'v2' } }],
    );
});

test('DAY-12 opened again on its date, a day has nothing but its labels', () => {
  const { play } = given(...called, boss.closes(), later(60)).when(boss.opens());
  expect(play.state.tickets.size).toBe(0);
  expect(play.state.counters.get('1' as never)?.status).toBe('closed');
  play.go(kiosk.takes('a'));
  expect(play.ticket('t2').label).toBe('A002');
});
