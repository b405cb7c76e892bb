/**
 * Taking numbers and asking after them, as another system does.
 */
import { expect, test } from 'vitest';
import { paperMsMax } from '../../../server/http/limits.ts';
import { neverCloses, service, smallHall } from '../../core/halls.ts';
import { HOUR_MS, worldOf } from './world.ts';

test('a number is given, durable and counted', async () => {
  const { take, parts } = await worldOf();
  const first = await take('a', { requestId: 'one' });
  expect(first).toEqual({
    id: expect.stringMatching(/^[\w-]{16}$/),
    ...{ label: 'A001', ahead: 0, service: 'a', requestId: 'one', seq: 2 },
    link: `/t/${parts.links.secretOf(first.id)}`,
  });
  expect(await take('a')).toMatchObject({ label: 'A002', ahead: 1 });
  // AHEAD-1: counter 1 serves both as one pool, and calls the two before this one.
  expect(await take('b', { language: 'en' })).toMatchObject({ label: 'B001', ahead: 2 });
  expect(await take('c')).toMatchObject({ label: 'C001', ahead: 0 });
});

test('the link leads to the hall’s public address and opens that ticket only', async () => {
  const publicUrl = 'https://hall.example';
  const { take, parts } = await worldOf({ configuration: smallHall({ publicUrl }) });
  const { id, link } = await take('a');
  expect(link).toMatch(/^https:\/\/hall\.example\/t\/[\w-]{22}$/);
  const hash = parts.links.hashOf(link.split('/').at(-1));
  expect(await parts.keeper.look((hall) => hall.links.get(hash))).toBe(id);
});

test('a body without requestId gets one, and it is told', async () => {
  const { take } = await worldOf();
  const { requestId, ...first } = await take('a');
  expect(requestId).toMatch(/^[\w-]{16}$/);
  expect(await take('a', { requestId })).toEqual({ ...first, requestId });
});

test('the same requestId is the same ticket, whatever comes with it and whatever the day', async () => {
  const { take, clock, get, hall } = await worldOf();
  const first = await take('a', { requestId: 'wish' });
  expect(await take('a', { requestId: 'wish' })).toEqual(first);
  expect(await take('b', { requestId: 'wish' })).toEqual(first);
  clock.step(24 * HOUR_MS);
  expect(await take('a', { requestId: 'wish' })).toEqual(first);
  expect((await get(hall)).body.services[0]).toMatchObject({ waiting: 0 });
});

test('many at once with one requestId are one ticket', async () => {
  const { take } = await worldOf();
  const given = await Promise.all(Array.from({ length: 20 }, () => take('a', { requestId: 'r' })));
  expect(new Set(given.map(({ id }) => id)).size).toBe(1);
  expect(await take('a')).toMatchObject({ label: 'A002' });
});

test('the requestId of one token is not that of another', async () => {
  const { take, post, people, hall } = await worldOf();
  const { secret } = await people.tokens.make('other', null);
  const first = await take('a', { requestId: 'r' });
  const wish = { service: 'a', requestId: 'r' };
  const second = await post(`${hall}/tickets`, wish, { token: secret });
  expect(second.body.id).not.toBe(first.id);
});

test('a requestId that stands for another deed is refused', async () => {
  const { post, take, act, hall } = await worldOf();
  await take('a', { requestId: 'issue' });
  expect((await act('1', 'call-next', { requestId: 'call' })).status).toBe(200);
  const again = await post(`${hall}/tickets`, { service: 'a', requestId: 'call' });
  expect([again.status, again.body.refused]).toEqual([409, 'request-id-used']);
  const called = await act('2', 'call-next', { requestId: 'issue' });
  expect([called.status, called.body.refused]).toEqual([409, 'request-id-used']);
});

test('the slip is ordered at the kiosk that is named', async () => {
  const { take, printing } = await worldOf();
  const { id, label, paper } = await take('a', { kiosk: 'door' });
  expect(paper).toBe('ordered');
  expect(printing.orders).toEqual([{ kiosk: 'door', ticket: id, label }]);
  expect(await take('a')).not.toHaveProperty('paper');
  printing.answer = 'no-printer';
  expect(await take('a', { kiosk: 'door' })).toMatchObject({ label: 'A003', paper: 'no-printer' });
});

test('paper that cannot be ordered, or whose order hangs, holds up no ticket', async () => {
  const { take, printing, clock } = await worldOf();
  printing.answer = 'away';
  expect(await take('a', { kiosk: 'door' })).toMatchObject({ label: 'A001', paper: 'unknown' });
  printing.answer = 'silent';
  const taken = take('a', { kiosk: 'door' });
  await clock.armed(paperMsMax);
  clock.step(paperMsMax);
  expect(await taken).toMatchObject({ label: 'A002', paper: 'unknown' });
});

test('a repeat orders the paper again today, and no longer on another day', async () => {
  const { take, printing, clock } = await worldOf();
  const wish = { kiosk: 'door', requestId: 'r' };
  await take('a', wish);
  expect(await take('a', wish)).toMatchObject({ paper: 'ordered' });
  expect(printing.orders).toHaveLength(2);
  clock.step(24 * HOUR_MS);
  expect(await take('a', wish)).not.toHaveProperty('paper');
  expect(printing.orders).toHaveLength(2);
});

test('an unknown kiosk is named, and no number is given', async () => {
  const { post, take, hall } = await worldOf();
  const { status, body } = await post(`${hall}/tickets`, { service: 'a', kiosk: 'roof' });
  expect(status).toBe(400);
  expect(body).toMatchObject({ field: 'kiosk', rule: 'the id of a kiosk of this hall' });
  expect(await take('a')).toMatchObject({ label: 'A001' });
});

test('the rules’ no is a 409 by name', async () => {
  const { post, hall } = await worldOf();
  const issue = async (wish: object) => {
    const { status, body } = await post(`${hall}/tickets`, wish);
    expect(status).toBe(409);
    return body;
  };
  expect(await issue({ service: 'x' })).toMatchObject({ refused: 'unknown-service', service: 'x' });
  expect(await issue({ service: 'd' })).toMatchObject({ refused: 'service-closed', service: 'd' });
  expect((await post(`${hall}/close-day`)).status).toBe(200);
  expect(await issue({ service: 'a' })).toMatchObject({ refused: 'hall-closed' });
});

test('a ticket of today is shown as it stands', async () => {
  const { take, get, act, hall, clock } = await worldOf();
  const { id } = await take('a');
  const second = await take('a');
  const waiting = await get(`${hall}/tickets/${second.id}`);
  expect(waiting.body).toEqual({
    ...{ id: second.id, label: 'A002', day: '2026-11-17', service: 'a', status: 'waiting' },
    ...{
      ahead: 1,
      counter: null,
      postponedUntil: null,
      issuedAt: clock.now(),
      calledAt: null,
      endedAt: null,
    },
    ...{ outcome: null, class: 'ordinary', booking: null, range: null, promised: null },
    ...{ step: 0, steps: [{ service: 'a', outcome: null }] },
  });
  await act('1', 'call-next');
  const called = (await get(`${hall}/tickets/${id}`)).body;
  expect(called).toMatchObject({ status: 'called', counter: '1', ahead: null });
});

test('a ticket that was never given is 404', async () => {
  const { get, post, hall, fillTickets } = await worldOf();
  await fillTickets();
  for (const id of ['nobody-has-this', 'x', '%20']) {
    const { status, body } = await get(`${hall}/tickets/${id}`);
    expect([status, body.refused]).toEqual([404, 'unknown-ticket']);
  }
  for (const act of ['rejoin', 'postpone', 'cancel', 'change-class']) {
    for (const id of ['nobody-has-this', 'x']) {
      const { status, body } = await post(`${hall}/tickets/${id}/${act}`, bodyOf(act));
      expect([status, body.refused, body.ticket]).toEqual([404, 'unknown-ticket', id]);
    }
  }
});

const bodies: Readonly<Record<string, object>> = {
  cancel: { reason: 'left' },
  'change-class': { class: 'ordinary', reason: 'frail' },
};
const bodyOf = (act: string): object => bodies[act] ?? {};

test('a ticket is given up, once', async () => {
  const { take, post, hall } = await worldOf();
  const { id } = await take('a');
  const path = `${hall}/tickets/${id}/cancel`;
  const done = await post(path, { reason: 'left', requestId: 'c' });
  expect([done.status, done.body.status, done.body.label]).toEqual([200, 'cancelled', 'A001']);
  expect((await post(path, { reason: 'left', requestId: 'c' })).body).toEqual(done.body);
  const again = await post(path, { reason: 'left' });
  expect([again.status, again.body]).toMatchObject([
    409,
    { refused: 'wrong-status', ticketStatus: 'cancelled', label: 'A001' },
  ]);
  expect((await post(path, { reason: 'bored' })).body).toMatchObject({ refused: 'unknown-reason' });
});

test('a missed ticket rejoins as often as the rules say', async () => {
  const { take, post, act, hall, clock } = await worldOf();
  const { id } = await take('a');
  const miss = async () => {
    expect((await act('1', 'call-next')).status).toBe(200);
    clock.step(30_000);
    expect((await act('1', 'no-show')).body).toMatchObject({ status: 'missed' });
  };
  await miss();
  const back = await post(`${hall}/tickets/${id}/rejoin`);
  expect(back.body).toMatchObject({ id, ticket: id, status: 'waiting', ahead: 0 });
  await miss();
  const again = await post(`${hall}/tickets/${id}/rejoin`);
  expect(again.body).toMatchObject({ refused: 'rejoined-enough', max: 1 });
});

test('a waiting ticket is put off once, and comes back by itself', async () => {
  const { take, post, get, hall, clock } = await worldOf();
  const { id } = await take('a');
  const off = await post(`${hall}/tickets/${id}/postpone`);
  const until = clock.now() + 600_000;
  expect(off.body).toMatchObject({ ticket: id, status: 'postponed', postponedUntil: until });
  clock.step(600_000);
  await expect
    .poll(async () => (await get(`${hall}/tickets/${id}`)).body)
    .toMatchObject({ status: 'waiting', postponedUntil: null });
  const again = await post(`${hall}/tickets/${id}/postpone`);
  expect(again.body).toMatchObject({ refused: 'postponed-enough', max: 1 });
});

test('a service whose numbers are used up says so', async () => {
  const services = [service('a', 'A'), service('b', 'A')];
  const { take } = await worldOf({ configuration: neverCloses({ services }) });
  expect(await take('a')).toMatchObject({ label: 'A001' });
  expect(await take('b')).toMatchObject({ label: 'A002', service: 'b' });
});
