/**
 * What other systems are told of the hall, its board, and its day.
 */
import { expect, test } from 'vitest';
import { hoursId, kioskId, serviceId } from '../../../core/hall/ids.ts';
import { noFacts } from '../../../core/views/facts.ts';
import { smallHall } from '../../core/halls.ts';
import { HOUR_MS, worldOf } from './world.ts';

test('the halls that a token opens', async () => {
  const { get, people } = await worldOf();
  const { halls } = (await get('/api/halls')).body;
  expect(halls).toEqual([{ id: 'small', name: { 'zh-Hans': 'small', en: 'small' } }]);
  const { secret } = await people.tokens.make('elsewhere', 'another');
  expect((await get('/api/halls', { token: secret })).body).toEqual({ halls: [] });
});

test('a hall by its services, counters, kiosks and reasons', async () => {
  const { get, hall, take, facts } = await worldOf();
  await take('a');
  facts.now = {
    ...noFacts,
    rev: 1,
    printers: new Map([[kioskId('door'), 'paper-out']]),
    prints: [],
  };
  const { status, body } = await get(hall);
  expect(status).toBe(200);
  expect(body).toMatchObject({ id: 'small', open: true, day: '2026-11-17', example: false });
  const name = (text: string) => ({ 'zh-Hans': text, en: text });
  expect(body.services[0]).toEqual({
    ...{ id: 'a', prefix: 'A', name: name('a'), waiting: 1, range: null },
    ...{ open: true, whyNot: null, opens: null, items: [], leadsTo: [] },
    ...{ realName: 'never', promiseMinutes: 60, booked: false },
  });
  expect(body.services[3]).toMatchObject({ id: 'd', open: false, whyNot: 'service-closed' });
  expect(body.counters[0]).toEqual({
    ...{ id: '1', sign: '1', name: name('1'), services: ['a', 'b'] },
    ...{ status: 'closed', ticket: null, tide: null },
  });
  expect(body.classes).toMatchObject([{ id: 'ordinary', kind: 'ordinary', atKiosk: false }]);
  expect(body.needs).toEqual([]);
  expect(body.kiosks).toEqual([{ id: 'door', name: name('door'), printer: 'paper-out' }]);
  expect(body.reasons.park).toEqual([{ id: 'copying', name: name('copying') }]);
  expect(Object.keys(body.reasons)).toEqual(expect.arrayContaining(['priority', 'tide']));
});

test('a service says why nobody may take a number, when one may, and how long one would wait', async () => {
  const nine = { from: 9 * 60, to: 17 * 60, admits: 'everybody' } as const;
  const daily = hoursId('daily');
  const configuration = smallHall({
    opening: {
      ...{ hoursId: daily, dates: [] },
      patterns: [
        { id: daily, week: Array.from({ length: 7 }, () => [nine]), lastTicketMinutes: 0 },
      ],
    },
  });
  const { get, hall, facts } = await worldOf({ configuration });
  const range = { low: 10, high: 20 };
  const forecast = { services: new Map([[serviceId('a'), range]]), tickets: new Map() };
  facts.now = { ...noFacts, local: { date: '2026-11-17', minute: 18 * 60 }, forecast };
  const { services } = (await get(hall)).body;
  expect(services[0]).toMatchObject({
    ...{ open: false, whyNot: 'outside-hours', range },
    opens: { date: '2026-11-18', minute: 9 * 60 },
  });
});

test('a counter that was turned to other services says so, and why', async () => {
  const { get, hall, act } = await worldOf();
  const turned = await act('1', 'set-services', { services: ['c'], reason: 'rush' });
  const told = { services: ['c'], tide: { rule: 'by-hand', reason: 'rush' } };
  expect(turned.body).toMatchObject({ counter: '1', ...told });
  expect((await get(hall)).body.counters[0]).toMatchObject(told);
  const back = await act('1', 'set-services', { services: null, reason: 'rush' });
  expect(back.body).toMatchObject({ services: ['a', 'b'], tide: null });
  const wrong = await act('1', 'set-services', { services: ['x'], reason: 'rush' });
  expect(wrong.body).toMatchObject({ refused: 'unknown-service' });
});

test('a hall that never had a day is told from its configuration', async () => {
  const { get, hall } = await worldOf({ open: false });
  const { body } = await get(hall);
  expect(body).toMatchObject({ id: 'small', open: false, day: null, seq: 0 });
  expect(body.counters).toHaveLength(3);
  expect((await get(`${hall}/board`)).body).toMatchObject({ open: false, calls: [] });
});

test('the board says what a counter was turned to, by the ids of services', async () => {
  const { get, hall, parts } = await worldOf();
  const submit = (command: object, requestId: string) =>
    parts.keeper.submit({
      command: command as never,
      ...{ by: { kind: 'manager', id: 'boss' as never }, requestId },
    });
  await submit({ type: 'sign-in', counter: '1' }, 'in');
  const turn = { type: 'set-services', counter: '1', services: ['c'], reason: 'rush' };
  expect(await submit(turn, 'turn')).toMatchObject({ ok: true });
  const { counters } = (await get(`${hall}/board`)).body;
  expect(counters[0]).toMatchObject({ id: '1', status: 'open', services: ['c'] });
  expect(counters[1]).not.toHaveProperty('services');
});

test('the board is open to everybody and shows what the screens show', async () => {
  const { get, hall, take, act } = await worldOf();
  const anybody = { token: null };
  await take('a');
  await take('b');
  await act('1', 'call-next');
  const { body } = await get(`${hall}/board`, anybody);
  expect(body.calls).toMatchObject([{ label: 'A001', counter: '1', state: 'called', seq: 5 }]);
  expect(body.waiting).toEqual([{ service: 'b', count: 1 }]);
  expect(body.counters[0]).toMatchObject({ id: '1', sign: '1', status: 'open', label: 'A001' });
  expect(body.counters[1]).toMatchObject({ id: '2', status: 'closed' });
  expect(body.services[0]).toMatchObject({ id: 'a', prefix: 'A' });
  expect(JSON.stringify(body)).not.toContain('requestId');
});

test('a board that has not changed is not sent again', async () => {
  const { get, hall, take } = await worldOf();
  const first = await get(`${hall}/board`, { token: null });
  const etag = first.headers.get('etag') ?? '';
  expect(first.headers.get('cache-control')).toBe('no-cache');
  // Node's fetch would add a `no-cache` of its own.
  const headers = { 'If-None-Match': etag, 'Cache-Control': 'max-age=0' };
  const again = { token: null, headers };
  const same = await get(`${hall}/board`, again);
  expect([same.status, same.text]).toEqual([304, '']);
  await take('a');
  expect((await get(`${hall}/board`, again)).status).toBe(200);
});

test('the day is closed and opened', async () => {
  const { post, get, hall, take, fillTickets } = await worldOf();
  const { id } = await take('a');
  const closed = await post(`${hall}/close-day`, { requestId: 'c' });
  expect(closed.body).toEqual({ day: '2026-11-17', open: false, requestId: 'c', seq: 3 });
  expect((await post(`${hall}/close-day`)).body).toMatchObject({ refused: 'hall-closed' });
  await fillTickets();
  expect((await get(`${hall}/tickets/${id}`)).body).toMatchObject({ status: 'unserved' });
  expect((await post(`${hall}/open-day`)).body).toMatchObject({ day: '2026-11-17', open: true });
  expect(await take('a')).toMatchObject({ label: 'A002', ahead: 0 });
});

test('opening an open day again changes nothing', async () => {
  const { post, hall, take } = await worldOf();
  await take('a');
  expect((await post(`${hall}/open-day`)).body).toMatchObject({ open: true, seq: 2 });
  expect(await take('a')).toMatchObject({ label: 'A002' });
});

test('a configuration that would strand somebody is refused by name', async () => {
  const { keeper } = (await worldOf({ open: false })).parts;
  const wide = smallHall({ version: 'v0' });
  const narrow = smallHall({ services: smallHall().services.slice(1) });
  const world = await worldOf({ configuration: narrow, parts: { keeper }, open: false });
  const by = { kind: 'token', id: 't' } as const;
  await keeper.submit({ command: { type: 'open-day', configuration: wide }, by, requestId: '1' });
  await world.take('a');
  const { status, body } = await world.post(`${world.hall}/open-day`);
  expect(status).toBe(409);
  expect(body).toMatchObject({ refused: 'would-strand', services: ['a'], counters: [] });
});

test('midnight opens the next day by itself', async () => {
  const { get, hall, take, clock } = await worldOf();
  await take('a');
  clock.step(15 * HOUR_MS);
  expect(await take('a')).toMatchObject({ label: 'A001' });
  expect((await get(hall)).body).toMatchObject({ day: '2026-11-18', open: true });
});

test('another hall is 404, whoever asks', async () => {
  const { get, post } = await worldOf();
  for (const answered of [
    await get('/api/halls/other'),
    await get('/api/halls/other/board', { token: null }),
    await get('/api/halls/other/tickets/some-ticket'),
    await post('/api/halls/other/tickets', { service: 'a' }),
    await post('/api/halls/other/counters/1/call-next'),
  ]) {
    expect(answered.status).toBe(404);
    expect(answered.body).toMatchObject({ refused: 'unknown-hall', hall: 'other' });
  }
});
