/**
 * The acts at a counter, as an acceptance system or a keypad's gateway asks for them.
 */
import { expect, test } from 'vitest';
import { deedMsMax } from '../../../server/http/limits.ts';
import { worldOf } from './world.ts';

const because = { rule: 'oldest', class: 'ordinary', waitedMs: 0 };

test('the next ticket is called, and the closed counter opened by it', async () => {
  const { take, act, get, hall, clock } = await worldOf();
  const { id } = await take('a');
  const { status, body } = await act('1', 'call-next', { requestId: 'c' });
  expect(status).toBe(200);
  expect(body).toEqual({
    ...{ id, ticket: id, label: 'A001', day: '2026-11-17', service: 'a', status: 'called' },
    ...{ ahead: null, counter: '1', issuedAt: clock.now(), calledAt: clock.now() },
    ...{ endedAt: null, outcome: null, because, requestId: 'c', seq: 4 },
    ...{ class: 'ordinary', booking: null, range: null, promised: null, postponedUntil: null },
    ...{ step: 0, steps: [{ service: 'a', outcome: null }] },
  });
  const [first] = (await get(hall)).body.counters;
  expect(first).toMatchObject({ id: '1', status: 'open', ticket: id });
});

test('a repeated call is the same call: nobody else is called', async () => {
  const { take, act } = await worldOf();
  await take('a');
  await take('a');
  const first = await act('1', 'call-next', { requestId: 'c' });
  const second = await act('1', 'call-next', { requestId: 'c' });
  expect(second.body).toEqual(first.body);
});

test('without a body the key of a keypad calls', async () => {
  const { take, ask, hall, token } = await worldOf();
  const { id } = await take('a');
  const called = await ask('POST', `${hall}/counters/2/call-next`, { token });
  expect([called.status, called.body.id]).toEqual([200, id]);
});

test('a ticket through all its acts', async () => {
  const { take, act, clock } = await worldOf();
  const { id } = await take('a');
  const done = async (counter: string, name: string, body?: object) => {
    const answered = await act(counter, name, body);
    expect([name, answered.status]).toEqual([name, 200]);
    return answered.body;
  };
  await done('1', 'call-next', { after: null });
  clock.step(10_000);
  expect(await done('1', 'recall', { ticket: id })).toMatchObject({ id, status: 'called' });
  expect(await done('1', 'serve')).toMatchObject({ id, label: 'A001', status: 'serving' });
  expect(await done('1', 'park', { reason: 'copying' })).toMatchObject({ id, status: 'parked' });
  expect(await done('1', 'resume', { ticket: id })).toMatchObject({ id, status: 'serving' });
  const sent = await done('1', 'transfer', { toService: 'c' });
  expect(sent).toMatchObject({ id, service: 'c', status: 'waiting', label: 'A001' });
  const chosen = await done('3', 'call-ticket', { ticket: id, reason: 'care' });
  expect(chosen).toMatchObject({ counter: '3', because: { rule: 'chosen', reason: 'care' } });
  const finished = await done('3', 'finish', { outcome: 'to-supplement', ticket: id });
  expect(finished).toMatchObject({ id, status: 'finished', outcome: 'to-supplement' });
});

test('a counter pauses, goes on, and is closed', async () => {
  const { take, act } = await worldOf();
  await take('a');
  await act('1', 'call-next');
  await act('1', 'finish');
  const paused = await act('1', 'pause', { reason: 'meal', requestId: 'p' });
  expect(paused.body).toMatchObject({ counter: '1', status: 'paused', requestId: 'p', seq: 7 });
  expect((await act('1', 'call-next')).body).toMatchObject({ refused: 'counter-paused' });
  expect((await act('1', 'unpause')).body).toMatchObject({ counter: '1', status: 'open' });
  expect((await act('1', 'sign-out')).body).toMatchObject({ counter: '1', status: 'closed' });
});

test('each rule’s no is a 409 by name, with what is needed to go on', async () => {
  const { take, act, clock } = await worldOf();
  const no = async (counter: string, name: string, body?: object) => {
    const answered = await act(counter, name, body);
    expect([name, answered.status]).toEqual([name, 409]);
    return answered.body;
  };
  expect(await no('1', 'call-next')).toMatchObject({
    type: '/problems/nobody-waiting',
    title: 'Nobody is waiting',
    status: 409,
    refused: 'nobody-waiting',
  });
  expect(await no('1', 'sign-out')).toMatchObject({ refused: 'counter-closed', counter: '1' });
  expect(await no('1', 'unpause')).toMatchObject({ refused: 'counter-not-paused' });
  expect(await no('1', 'finish')).toMatchObject({ refused: 'hand-empty' });
  const { id } = await take('a');
  const other = await take('c');
  await act('1', 'call-next');
  const held = { ticket: id, label: 'A001', ticketStatus: 'called' };
  expect(await no('1', 'call-next')).toMatchObject({ refused: 'same-press', ...held });
  clock.step(2_000);
  expect(await no('1', 'call-next')).toMatchObject({ refused: 'ticket-in-hand', ...held });
  expect(await no('1', 'call-next', { after: other.id })).toMatchObject({
    refused: 'already-moved',
    present: { ticket: id, label: 'A001', status: 'called' },
  });
  expect(await no('1', 'no-show')).toMatchObject({ refused: 'too-soon', waitMs: 28_000 });
  expect(await no('1', 'park', { reason: 'x' })).toMatchObject({ refused: 'unknown-reason' });
  expect(await no('1', 'transfer', { toCounter: '9' })).toMatchObject({
    refused: 'unknown-counter',
    counter: '9',
  });
  expect(await no('1', 'transfer', { toCounter: '2' })).toMatchObject({
    refused: 'counter-not-open',
  });
  expect(await no('1', 'transfer', { toService: 'a' })).toMatchObject({ refused: 'nowhere-to' });
  const care = { reason: 'care' };
  expect(await no('2', 'call-ticket', { ticket: other.id, ...care })).toMatchObject({
    refused: 'not-served-here',
    service: 'c',
  });
  expect(await no('2', 'call-ticket', { ticket: 'no-such-one', ...care })).toMatchObject({
    refused: 'unknown-ticket',
    ticket: 'no-such-one',
  });
  expect(await no('2', 'resume', { ticket: other.id })).toMatchObject({
    refused: 'wrong-status',
    wanted: ['parked'],
    ticketStatus: 'waiting',
  });
});

test('a counter that the hall does not have is 404', async () => {
  const { act } = await worldOf();
  for (const counter of ['9', 'No Such', '%3Cb%3E']) {
    const { status, body } = await act(counter, 'call-next');
    expect([status, body.refused]).toEqual([404, 'unknown-counter']);
  }
});

test('signing in is not for tokens: there is no such address', async () => {
  const { act, post, hall } = await worldOf();
  expect((await act('1', 'sign-in')).status).toBe(404);
  expect((await post(`${hall}/counters/1/dance`)).body).toMatchObject({ refused: 'unknown-route' });
});

test('two counters that call at once get two tickets', async () => {
  const { take, act } = await worldOf();
  const given = [await take('a'), await take('a')];
  const called = await Promise.all([act('1', 'call-next'), act('2', 'call-next')]);
  expect(new Set(called.map(({ body }) => body.id))).toEqual(new Set(given.map(({ id }) => id)));
});

test('a repeat on another day is told from the log', async () => {
  const { take, act, clock, fillTickets } = await worldOf();
  const { id } = await take('a');
  await act('1', 'call-next', { requestId: 'c' });
  const finished = await act('1', 'finish', { requestId: 'f' });
  clock.step(24 * 3_600_000);
  await take('a');
  await fillTickets();
  expect((await act('1', 'finish', { requestId: 'f' })).body).toEqual(finished.body);
  const called = (await act('1', 'call-next', { requestId: 'c' })).body;
  expect(called).toMatchObject({ id, label: 'A001', because, status: 'finished' });
});

test('a deed that is not settled in time is unavailable, and tells its request id', async () => {
  const { act, take, weather, clock } = await worldOf();
  await take('a');
  weather.state = 'silent';
  const asked = act('1', 'call-next');
  await clock.armed(deedMsMax);
  clock.step(deedMsMax);
  const { status, body, headers } = await asked;
  expect([status, body.failed, headers.get('retry-after')]).toEqual([503, 'unavailable', '1']);
  expect(body.requestId).toMatch(/^[\w-]{16}$/);
});
