/**
 * When the log or the tables are away: named failures, no deed lost or done twice, and readiness
 * that tells what is not there.
 */
import { expect, test } from 'vitest';
import { HouseFailure } from '../../../server/house/failure.ts';
import { readyMsMax } from '../../../server/http/limits.ts';
import { worldOf } from './world.ts';

const nobody = { token: null };

test('a living process with its books is healthy and ready', async () => {
  const { get } = await worldOf();
  expect((await get('/healthz', nobody)).body).toEqual({ ok: true, version: '1.2.3' });
  expect((await get('/readyz', nobody)).body).toEqual({
    ...{ ready: true, hall: 'small', seq: 1, machine: [] },
  });
});

test('what the machine lacks is told though the hall is served', async () => {
  const { get, facts } = await worldOf();
  facts.now = { ...facts.now, machine: ['disk-low', 'tables-away'] };
  const { status, body } = await get('/readyz', nobody);
  expect([status, body.ready, body.machine]).toEqual([200, true, ['disk-low', 'tables-away']]);
});

test('the log away: deeds fail by name and are done once when it is back', async () => {
  const { post, get, hall, weather, clock, take } = await worldOf();
  weather.state = 'away';
  const wish = { service: 'a', requestId: 'r' };
  const failed = await post(`${hall}/tickets`, wish);
  expect([failed.status, failed.body.failed]).toEqual([503, 'unavailable']);
  expect(failed.headers.get('retry-after')).toBe('1');
  expect(failed.body.requestId).toBe('r');
  for (const path of [hall, `${hall}/board`, `${hall}/tickets/some-ticket`]) {
    const answered = await get(path);
    expect([path, answered.status, answered.body.failed]).toEqual([path, 503, 'unavailable']);
  }
  expect((await get('/healthz', nobody)).status).toBe(200);
  const ready = await get('/readyz', nobody);
  expect([ready.status, ready.body.what]).toEqual([503, ['keeper', 'log']]);

  weather.state = 'fair';
  clock.step(10_000);
  expect(await take('a', { requestId: 'r' })).toMatchObject({ label: 'A001', ahead: 0 });
  expect(await take('a', { requestId: 'r' })).toMatchObject({ label: 'A001' });
  expect((await get('/readyz', nobody)).status).toBe(200);
});

test('a log that does not answer is not ready, after a bounded time', async () => {
  const { get, weather, clock } = await worldOf();
  weather.state = 'silent';
  const others = clock.waiting(readyMsMax);
  const asked = get('/readyz', nobody);
  await clock.armed(readyMsMax, others + 1);
  clock.step(readyMsMax);
  const { status, body } = await asked;
  expect([status, body.what]).toEqual([503, ['log']]);
});

test('after the keeper was closed nothing is taken any more', async () => {
  const { post, hall, parts, get } = await worldOf();
  (parts.keeper as unknown as { close(): void }).close();
  const { status, body } = await post(`${hall}/tickets`, { service: 'a' });
  expect([status, body.failed]).toEqual([503, 'unavailable']);
  expect((await get('/readyz', nobody)).body.what).toEqual(['keeper']);
});

test('the tables away: who asks cannot be known, and that is said', async () => {
  const { get, post, hall, people } = await worldOf();
  const away = async () => {
    throw new HouseFailure('unavailable', 'the tables are away');
  };
  Object.assign(people.tokens, { find: away });
  Object.assign(people.staff, { verify: away });
  const asked = await get(hall);
  expect([asked.status, asked.body.failed]).toEqual([503, 'unavailable']);
  const signIn = await post('/sign-in', { account: 'a', password: 'b' }, nobody);
  expect([signIn.status, signIn.headers.get('retry-after')]).toEqual([503, '1']);
  expect((await get(`${hall}/board`, nobody)).status).toBe(200);
});

test('a deed that is done is never told as undone, even if the ticket cannot be shown', async () => {
  const { act, take, weather, parts } = await worldOf();
  const { id } = await take('a');
  const { keeper } = parts;
  const submit = keeper.submit.bind(keeper);
  Object.assign(keeper, {
    submit: async (wish: Parameters<typeof submit>[0]) => {
      const settled = await submit(wish);
      Object.assign(keeper, { look: () => weather.log.head('x') });
      weather.state = 'away';
      return settled;
    },
  });
  const { status, body } = await act('1', 'call-next', { requestId: 'c' });
  expect(status).toBe(200);
  expect(body).toEqual({
    ...{ id, ticket: id, label: 'A001', counter: '1', requestId: 'c', seq: 4 },
    because: { rule: 'oldest', class: 'ordinary', waitedMs: 0 },
  });
});
