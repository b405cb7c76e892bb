/** What screens show. */
import { expect, test } from 'vitest';
import { classId, counterId, kioskId, ticketId } from '../../core/hall/ids.ts';
import type { Hall } from '../../core/hall/state.ts';
import { counterView } from '../../core/views/counter.ts';
import { displayView } from '../../core/views/display.ts';
import { type HouseFacts, noFacts } from '../../core/views/facts.ts';
import { kioskView } from '../../core/views/kiosk.ts';
import { namesView } from '../../core/views/names.ts';
import { slipView } from '../../core/views/slip.ts';
import { ticketView } from '../../core/views/ticket.ts';
import {
  boss,
  chen,
  clerk,
  given,
  hub,
  kiosk,
  later,
  nextDay,
  type Play,
  type Step,
  wang,
} from './hall.ts';
import { exampleHall, neverCloses, place, service, smallHall } from './halls.ts';

const open = hub.opens();
const sat = [open, wang.signsIn('1')];
const called = [...sat, kiosk.takes('a'), wang.callsNext('1')];
const hall = (play: Play) => play.state as Hall;
const counter = (play: Play, id: string, facts: HouseFacts = noFacts) => {
  const view = counterView(hall(play), facts, counterId(id));
  if (!view) throw new Error(`no counter ${id}`);
  return view;
};

test('VIEW-1 what the hall does not have is null, before the first day as well', () => {
  for (const play of [given().state(), given(open).state()]) {
    expect(counterView(hall(play), noFacts, counterId('9'))).toBe(null);
    expect(ticketView(hall(play), noFacts, ticketId('t9'))).toBe(null);
    expect(slipView(hall(play), ticketId('t9'))).toBe(null);
  }
  expect(displayView(hall(given().state()))).toEqual({
    open: false,
    calls: [],
    waiting: [],
    counters: [],
  });
  expect(kioskView(hall(given().state()), noFacts, kioskId('door'))).toMatchObject({
    open: false,
    services: [],
  });
});

test('VIEW-1 the public sees no clerk, not even an id; views are fresh', () => {
  const play = given(...called, wang.serves('1'), wang.pauses('1')).state();
  const view = displayView(hall(play));
  const ticket = ticketView(hall(play), noFacts, ticketId('t1'));
  expect(JSON.stringify([view, ticket, slipView(hall(play), ticketId('t1'))])).not.toContain(
    'wang',
  );
  const before = JSON.stringify(counter(play, '1'));
  const mine = [...(counter(play, '1').inHand?.history ?? [])] as { what: string }[];
  for (const moment of mine) moment.what = 'overwritten';
  expect(JSON.stringify(counter(play, '1'))).toBe(before);
});

test('VIEW-2 the display: calls with what became of them, who waits, staffed counters', () => {
  const play = given(
    ...called,
    chen.signsIn('2'),
    boss.signsIn('3'),
    boss.pauses('3'),
    ...['a', 'a', 'a', 'b', 'c'].map((one) => kiosk.takes(one)),
    chen.callsNext('2'),
    chen.serves('2'),
    wang.transfers('1', { counter: '3' }),
    wang.callsNext('1'),
  ).state();
  expect(displayView(hall(play))).toEqual({
    open: true,
    calls: [
      { seq: play.state.seq, at: play.at, label: 'A003', counter: '1', state: 'called' },
      { seq: expect.any(Number), at: play.at, label: 'A002', counter: '2', state: 'serving' },
      { seq: expect.any(Number), at: play.at, label: 'A001', counter: '1', state: 'past' },
    ],
    waiting: [
      { service: 'a', count: 2 },
      { service: 'b', count: 1 },
      { service: 'c', count: 1 },
    ],
    counters: [
      { id: '1', label: 'A003' },
      { id: '2', label: 'A002' },
      { id: '3', paused: 'meal' },
    ],
    next: ['A004'],
  });
});

test('VIEW-2 a ticket called again has one entry, at the front, in its newest counter', () => {
  const again = [...called, kiosk.takes('a'), wang.transfers('1', { service: 'b' })];
  const play = given(...again, wang.calls('1', 't2'), later(30), wang.misses('1')).when(
    wang.callsNext('1'),
  ).play;
  expect(displayView(hall(play)).calls.map(({ label, state }) => [label, state])).toEqual([
    ['A001', 'called'],
    ['A002', 'past'],
  ]);
});

test('VIEW-2 twelve calls are kept', () => {
  const many = Array.from({ length: 15 }, (): Step[] => [
    kiosk.takes('a'),
    wang.callsNext('1'),
    wang.finishes('1'),
  ]).flat();
  const { calls } = displayView(hall(given(...sat, ...many).state()));
  expect(calls.map((call) => call.label)).toEqual(
    Array.from({ length: 12 }, (_, index) => `A0${15 - index}`.replace(/^A0(\d)$/, 'A00$1')),
  );
});

/** A hall at its fullest: ticket 3,000 of the day, every counter with a ticket in hand. */
function fullDay(configuration: ReturnType<typeof smallHall>): Play {
  const { counters, services } = configuration;
  const play = given(hub.opens(configuration)).state();
  const clerks = counters.map(({ id }) => ({ id, acts: clerk(`clerk-${id}`) }));
  // Some 13 events a ticket, and a log that began months ago.
  play.state.seq = 4_000_000;
  for (const one of clerks) play.tell(signedIn(one.id));
  for (let number = 1; number <= 3000; number += 1) {
    const { id, prefix } = services[number % services.length] ?? services[0] ?? service('a', 'A');
    play.tell({
      type: 'ticket-issued',
      body: {
        by: 'kiosk:door',
        ticket: ticketId(`t${number}`),
        label: `${prefix}${number}` as never,
        steps: [{ step: 0, service: id, items: [] }],
        class: classId('ordinary'),
        needs: [],
        visitor: null,
        booking: null,
        reason: null,
        assisted: false,
        orderAt: play.at,
        band: null,
        promised: null,
        origin: { kind: 'kiosk', id: 'door' },
        language: 'en',
        ahead: 0,
        linkHash: null,
      },
    });
  }
  for (const { id, acts } of clerks) play.go(acts.callsNext(id));
  return play;
}

const signedIn = (id: string) =>
  ({
    type: 'counter-signed-in',
    body: { by: `clerk:clerk-${id}`, counter: counterId(id), clerk: `clerk-${id}` as never },
  }) as const;

test('VIEW-3 the display is under 4 kB at ticket 3,000, with 24 and with 50 counters, all of them turned', () => {
  const example = { ...exampleHall(), hall: smallHall().hall };
  const ranges = example.services.map(({ id }) => [id, { low: 120, high: 180 }] as const);
  const forecast = { services: new Map(ranges), tickets: new Map() };
  const size = (play: Play) =>
    Buffer.byteLength(JSON.stringify(displayView(hall(play), { ...noFacts, forecast })));
  const dongcheng = size(fullDay(example));
  const ids = example.services.map((one) => one.id);
  const counters = Array.from({ length: 50 }, (_, index) => place(`${index + 1}`, ids));
  const fifty = fullDay({ ...example, counters });
  const turned = fullDay({ ...example, counters });
  for (const { id } of counters) {
    turned.tell({
      type: 'counter-services-changed',
      body: {
        ...{ by: 'manager:boss', counter: id, services: ids },
        because: { rule: 'by-hand', reason: 'rush' as never },
      },
    });
  }
  expect(dongcheng).toBeGreaterThan(2000);
  expect(dongcheng).toBeLessThan(4000);
  expect(size(fifty)).toBeLessThan(4000);
  expect(ids.length).toBeGreaterThanOrEqual(20);
  expect(displayView(hall(turned)).turned?.split(' ')).toHaveLength(50);
  const missed = JSON.stringify({ missed: Array(36).fill('A3000'), missedMore: 999 });
  expect(size(turned) + missed.length).toBeLessThan(4000);
});

test('VIEW-4 the counter: its ticket with its story', () => {
  const play = given(...called, later(5), wang.serves('1')).state();
  expect(counter(play, '1')).toMatchObject({
    open: true,
    counter: { id: '1', status: 'open', clerk: 'wang', pauseReason: null },
    inHand: {
      ticket: 't1',
      label: 'A001',
      service: 'a',
      status: 'serving',
      startedAt: play.at,
      history: [
        { what: 'ticket-issued', counter: null },
        { what: 'ticket-called', counter: '1' },
        { what: 'step-started', counter: '1', at: play.at },
      ],
    },
    others: [
      { id: '2', status: 'closed' },
      { id: '3', status: 'closed' },
    ],
  });
});

test('VIEW-4 the next are those that call-next would call, in its order', () => {
  const busy = [
    ...sat,
    boss.signsIn('3'),
    ...['c', 'b', 'a', 'a', 'b', 'c'].flatMap((one) => [kiosk.takes(one), later(60)]),
    boss.callsNext('3'),
    boss.transfers('3', { counter: '1' }),
  ];
  const { play } = given(...busy).when(wang.callsNext('1'));
  const promised = counter(play, '1').next.map((one) => one.ticket);
  const kept: string[] = [];
  while (play.state.counters.get(counterId('1'))?.inHand) {
    play.go(wang.finishes('1'));
    play.ask(
      { type: 'call-next', counter: counterId('1') },
      { kind: 'clerk', id: 'wang' as never },
    );
    const held = play.state.counters.get(counterId('1'))?.inHand;
    if (held) kept.push(held);
  }
  expect(promised).toEqual(['t2', 't3', 't4', 't5']);
  expect(kept).toEqual(promised);
});

test('VIEW-4 who waits, without those that another counter was sent', () => {
  const sent = [...called, chen.signsIn('2'), later(60), kiosk.takes('a'), kiosk.takes('c')];
  const { play } = given(...sent).when(wang.transfers('1', { counter: '2' }));
  const issuedAt = play.ticket('t1').issuedAt;
  expect(counter(play, '1').waiting).toEqual([
    { service: 'a', count: 1, oldestAt: issuedAt + 60_000, mine: true },
    { service: 'c', count: 1, oldestAt: issuedAt + 60_000, mine: false },
  ]);
  expect(counter(play, '2').waiting[0]).toEqual({
    service: 'a',
    count: 2,
    oldestAt: issuedAt,
    mine: true,
  });
  expect(counter(play, '2').next.map((one) => [one.ticket, one.sentHere])).toEqual([
    ['t1', true],
    ['t2', false],
  ]);
});

test('VIEW-4 aside and missed: latest first, what it serves or had itself', () => {
  const aside = [
    ...sat,
    boss.signsIn('3'),
    ...['a', 'a', 'c', 'c'].map((one) => kiosk.takes(one)),
    wang.callsNext('1'),
    wang.parks('1'),
    wang.callsNext('1'),
    wang.parks('1'),
    boss.callsNext('3'),
    boss.transfers('3', { counter: '1' }),
    wang.callsNext('1'),
    later(30),
    wang.misses('1'),
    boss.callsNext('3'),
    boss.parks('3'),
  ];
  const play = given(...aside).state();
  const ids = (lines: readonly { ticket: string }[]) => lines.map((one) => one.ticket);
  expect(ids(counter(play, '1').parked)).toEqual(['t2', 't1']);
  expect(ids(counter(play, '1').missed)).toEqual(['t3']);
  expect(ids(counter(play, '3').missed)).toEqual(['t3']);
  expect(ids(counter(play, '3').parked)).toEqual(['t4']);
  expect(ids(counter(play, '2').missed)).toEqual([]);
});

test('VIEW-4 printers that need a hand, not those that print', () => {
  const printers = new Map([
    [kioskId('door'), 'paper-out' as const],
    [kioskId('hall'), 'ready' as const],
  ]);
  const view = counter(given(open).state(), '1', { ...noFacts, printers });
  expect(view.printers).toEqual([{ kiosk: 'door', state: 'paper-out' }]);
});

test('VIEW-5 the kiosk: numbers given, who waits, counters open, its printer and prints', () => {
  const play = given(...sat, chen.signsIn('2'), chen.pauses('2'), kiosk.takes('a')).state();
  const print = (job: string, on: string) => ({
    job,
    kiosk: kioskId(on),
    ticket: ticketId('t1'),
    label: 'A001' as never,
    because: 'issued' as const,
    state: 'printed' as const,
    reason: null,
  });
  const prints = ['5', '4', '3', '2'].map((job) => print(job, job === '5' ? 'other' : 'door'));
  const printers = new Map([[kioskId('door'), 'paper-low' as const]]);
  const view = kioskView(hall(play), { ...noFacts, rev: 1, printers, prints }, kioskId('door'));
  expect(view).toMatchObject({ kiosk: 'door', open: true, printer: 'paper-low' });
  expect(view.services.slice(0, 1)).toEqual([
    {
      ...{ service: 'a', open: true, whyNot: null, opens: null },
      ...{ waiting: 1, counters: 1, range: null },
    },
  ]);
  expect(view.services.at(-1)).toMatchObject({
    ...{ service: 'd', open: false, whyNot: 'service-closed', waiting: 0, counters: 0 },
  });
  expect(view.prints).toHaveLength(3);
  expect(kioskView(hall(play), noFacts, kioskId('door'))).toMatchObject({ printer: 'none' });
});

test('VIEW-5 the kiosk sees how its own call for help stands', () => {
  const play = given(...sat).state();
  const call = (on: string, state: 'asked' | 'accepted' | 'unanswered') => ({
    ...{ id: on, kiosk: kioskId(on), at: play.at, state },
  });
  for (const state of ['asked', 'accepted', 'unanswered'] as const) {
    const facts = { ...noFacts, helpCalls: [call('lift', 'asked'), call('door', state)] };
    expect(kioskView(hall(play), facts, kioskId('door')).help).toBe(state);
    expect(kioskView(hall(play), facts, kioskId('stairs')).help).toBe('none');
    expect(counter(play, '1', facts).helpCalls).toEqual(facts.helpCalls);
  }
});

test('VIEW-6 the ticket says its state, its place and where to go', () => {
  const line = [...called, kiosk.takes('a'), chen.signsIn('2')];
  const view = (play: Play, id: string) => ticketView(hall(play), noFacts, ticketId(id));
  const { play } = given(...line).when(wang.serves('1'));
  expect(view(play, 't1')).toMatchObject({ status: 'serving', ahead: null, counter: '1' });
  expect(view(play, 't2')).toMatchObject({
    status: 'waiting',
    ahead: 0,
    counter: null,
    day: '2026-11-23',
  });
  play.go(wang.transfers('1', { counter: '2' }));
  expect(view(play, 't1')).toMatchObject({ status: 'waiting', ahead: 0, counter: '2' });
  play.go(chen.callsNext('2'));
  play.go(chen.finishes('2', 'accepted'));
  expect(view(play, 't1')).toMatchObject({
    status: 'finished',
    counter: '2',
    outcome: 'accepted',
    endedAt: play.at,
  });
});

test('VIEW-7 the slip: label, service, ahead, and the signs of the counters that serve it', () => {
  const play = given(open, kiosk.takes('a'), kiosk.takes('a')).state();
  expect(slipView(hall(play), ticketId('t2'))).toEqual({
    ticket: 't2',
    label: 'A002',
    hall: smallHall().name,
    service: service('a', 'A').name,
    language: 'en',
    ahead: 1,
    counters: ['1', '2'],
    issuedAt: play.at,
    class: null,
    slotAt: null,
    promised: null,
    assisted: false,
  });
});

test('VIEW-8 names go apart: every text of the hall, its rules, and the version', () => {
  const names = namesView(smallHall());
  expect(names.version).toBe('v1');
  expect(names.services.map((one) => one.name.en)).toEqual(['a', 'b', 'c', 'd']);
  expect(names.counters.map((one) => one.sign)).toEqual(['1', '2', '3']);
  expect(names.rules).toEqual(smallHall().rules);
  expect(JSON.stringify(displayView(hall(given(...called).state())))).not.toContain('name');
});

test('DAY-4 after midnight whoever is in hand still stands on the display, by the same call', () => {
  const night = [
    hub.opens(neverCloses()),
    wang.signsIn('1'),
    kiosk.takes('a'),
    wang.callsNext('1'),
  ];
  const before = displayView(hall(given(...night).state())).calls;
  const { play } = given(...night, nextDay('00:00')).when(hub.passesTime());
  expect(displayView(hall(play)).calls).toEqual(before);
});
