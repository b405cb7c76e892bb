/** What screens and paper show of classes, needs, steps, tides, bookings and hours. */
import { expect, test } from 'vitest';
import { counterId, kioskId, needId, serviceId, ticketId } from '../../core/hall/ids.ts';
import type { Hall } from '../../core/hall/state.ts';
import { counterView } from '../../core/views/counter.ts';
import { displayView } from '../../core/views/display.ts';
import { noFacts } from '../../core/views/facts.ts';
import { kioskView } from '../../core/views/kiosk.ts';
import { slipView } from '../../core/views/slip.ts';
import { ticketView } from '../../core/views/ticket.ts';
import { turnedAt, turnedTo } from '../../core/views/turned.ts';
import { boss, chen, given, hub, kiosk, minuteMs, type Step, start, wang } from './hall.ts';
import { allClasses, place, service, smallHall, texts } from './halls.ts';

const workday = [
  { from: 480, to: 540, admits: 'booked' as const },
  { from: 540, to: 1020, admits: 'everybody' as const },
];
const usual = { id: 'usual' as never, week: Array.from({ length: 7 }, () => workday) };
const configuration = smallHall({
  classes: allClasses,
  needs: [{ id: needId('wheels'), name: texts('wheels') }],
  services: [
    service('a', 'A', true, { leadsTo: [serviceId('c')], dailyMax: 2 }),
    ...[service('b', 'B'), service('c', 'C')],
  ],
  counters: smallHall().counters.map((one) => ({
    ...one,
    services: one.services.filter((id) => id !== 'd'),
  })),
  opening: { hoursId: usual.id, patterns: [{ ...usual, lastTicketMinutes: 30 }], dates: [] },
});
const sat = [hub.opens(configuration), wang.signsIn('1')];
const care = boss.takes('a', null, {
  class: 'care',
  needs: ['wheels'],
  promised: { low: 5, high: 15 },
});
const booked = kiosk.checksIn('booking-1', start + 10 * minuteMs, { service: 'b' });
const hall = (steps: readonly Step[]) => given(...steps).state().state as Hall;

test('VIEW-2 the display says what the tide has turned a counter to', () => {
  const all = configuration.services.map(({ id }) => id);
  const view = displayView(hall([...sat, boss.turns('1', ['c'])]));
  expect(view).toMatchObject({ counters: [{ id: '1' }], turned: '4' });
  expect(turnedAt(view, '1', all)).toEqual(['c']);
  expect(displayView(hall(sat))).not.toHaveProperty('turned');
});

test('VIEW-3 what counters were turned to takes a bit a service, whatever they are called', () => {
  const all = Array.from({ length: 23 }, (_, index) => serviceId(`s${index}`));
  const some = (keep: (index: number) => boolean) => all.filter((_, index) => keep(index));
  const tides = [[], all, null, some((at) => at === 0), some((at) => at === 22), null];
  const more = [...tides, some((at) => at % 3 === 1)];
  const turned = turnedTo(
    more.map((one) => one?.toReversed() ?? null),
    all,
  );
  expect(turned?.split(' ').map((word) => word.length)).toEqual([5, 5, 1, 5, 5, 1, 5]);
  const counters = more.map((_, index) => ({ id: counterId(`${index}`) }));
  const view = { counters, turned: turned ?? '' };
  expect(counters.map(({ id }) => turnedAt(view, id, all))).toEqual(more);
  expect(turnedAt(view, 'closed', all)).toBeNull();
  expect(turnedTo([null, null], all)).toBeUndefined();
});

test('VIEW-4 the counter sees what it serves, and whom it has with steps and why', () => {
  const steps = [...sat, kiosk.takes('a'), care, booked, wang.callsNext('1')];
  const view = counterView(hall([...steps, boss.turns('1', ['a'])]), noFacts, counterId('1'));
  expect(view).toMatchObject({
    counter: { services: ['a'], tide: { rule: 'by-hand', reason: 'rush' } },
    inHand: {
      ...{ ticket: 't2', class: 'care', needs: ['wheels'], step: 0 },
      because: { rule: 'priority', class: 'care' },
      steps: [{ service: 'a' }, { service: 'c' }],
    },
    next: [{ ticket: 't1', class: 'ordinary', needs: [], booking: null }],
  });
  expect(counterView(hall(steps), noFacts, counterId('1'))?.next).toMatchObject([
    { ticket: 't3', class: 'booked', booking: { id: 'booking-1', late: false } },
    { ticket: 't1' },
  ]);
});

test('VIEW-4 the counter knows how many wait for a manager’s word, until it is said', () => {
  const held = [...sat, kiosk.adopts('x1', 'AK001', 0)];
  expect(counterView(hall(held), noFacts, counterId('1'))?.held).toBe(1);
  const kept = [...held, boss.settles(['x1'], [])];
  expect(counterView(hall(kept), noFacts, counterId('1'))?.held).toBe(0);
});

test('VIEW-5 the kiosk says why no numbers are given, when next, and how long one would wait', () => {
  const at = (minute: number, ...steps: readonly Step[]) => {
    const local = { date: '2026-11-23', minute };
    const services = new Map([[serviceId('a'), { low: 5, high: 20 }]]);
    const facts = { ...noFacts, local, forecast: { services, tickets: new Map() } };
    return kioskView(hall([...sat, ...steps]), facts, kioskId('door')).services[0];
  };
  expect(at(600)).toMatchObject({ open: true, whyNot: null, range: { low: 5, high: 20 } });
  const tomorrow = { date: '2026-11-24', minute: 540 };
  expect(at(500)).toMatchObject({ whyNot: 'booked-only', opens: { minute: 540 } });
  expect(at(1019)).toMatchObject({ open: false, whyNot: 'outside-hours', opens: tomorrow });
  expect(at(600, kiosk.takes('a'), kiosk.takes('a'))).toMatchObject({ whyNot: 'day-exhausted' });
});

test('VIEW-6 the ticket says class, steps, what was promised, and how long still while it waits', () => {
  const range = { low: 10, high: 20 };
  const forecast = { services: new Map(), tickets: new Map([[ticketId('t1'), range]]) };
  const view = (...steps: readonly Step[]) =>
    ticketView(hall([...sat, care, ...steps]), { ...noFacts, forecast }, ticketId('t1'));
  expect(view()).toMatchObject({
    ...{ class: 'care', booking: null, step: 0, range, promised: { low: 5, high: 15 } },
    steps: [
      { service: 'a', outcome: null },
      { service: 'c', outcome: null },
    ],
  });
  expect(view(wang.callsNext('1'))).toMatchObject({ status: 'called', range: null });
  const onward = view(wang.callsNext('1'), wang.finishes('1'));
  expect(onward).toMatchObject({ service: 'c', step: 1, steps: [{ outcome: 'done' }, {}] });
});

test('VIEW-7 the slip of a booking, of a class, of a number that somebody took for the visitor', () => {
  const slip = (id: string) => slipView(hall([...sat, care, booked, assisted]), ticketId(id));
  const assisted = kiosk.takes('b', null, { assisted: true });
  expect(slip('t1')).toMatchObject({ class: texts('care'), promised: { low: 5, high: 15 } });
  expect(slip('t2')).toMatchObject({ class: texts('booked'), slotAt: start + 10 * minuteMs });
  expect(slip('t3')).toMatchObject({ class: null, slotAt: null, assisted: true, promised: null });
});

test('VIEW-2 the services that most wait for are told with a range, once the forecast is there', () => {
  const nine = Array.from({ length: 9 }, (_, index) =>
    service(`s${index}`, 'ABCDEFGHJ'[index] ?? ''),
  );
  const ids = nine.map(({ id }) => id);
  const pool = smallHall({ services: nine, counters: [place('1', ids)] });
  // One waits for the first, two for the second, and so on.
  const taken = ids.flatMap((id, index) =>
    Array.from({ length: index + 1 }, () => kiosk.takes(id)),
  );
  const state = hall([hub.opens(pool), ...taken]);
  const ranges = ids.map((id, index) => [id, { low: index, high: index + 5 }] as const);
  const forecast = { services: new Map(ranges), tickets: new Map() };
  const { waiting } = displayView(state, { ...noFacts, forecast });
  expect(waiting[0]).toEqual({ service: 's0', count: 1 });
  expect(waiting.slice(1).map(({ range }) => range)).toEqual(
    ranges.slice(1).map(([, { low, high }]) => [low, high]),
  );
  expect(displayView(state).waiting.some(({ range }) => range !== undefined)).toBe(false);
});

test('VIEW-2 next are those of counters that are alike, too, where one of them was sent somebody', () => {
  const alike = smallHall({ counters: [place('1', ['a']), place('2', ['a'])] });
  const play = given(
    ...[hub.opens(alike), wang.signsIn('1'), chen.signsIn('2')],
    ...['a', 'a', 'a'].map((one) => kiosk.takes(one)),
    ...[chen.callsNext('2'), chen.serves('2')],
    chen.transfers('2', { counter: '1' }),
  ).state();
  expect(displayView(play.state as Hall).next).toEqual(['A001', 'A002']);
});
