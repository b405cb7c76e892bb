/**
 * How much one caller may ask: small limits handed in, the clock stepped.
 */
import { expect, test } from 'vitest';
import { callersMax, type Limits, type Rate, usualLimits } from '../../../server/http/limits.ts';
import { Counts } from '../../../server/http/rates.ts';
import { HubClock } from './clock.ts';
import { MINUTE_MS, type WorldWishes, worldOf } from './world.ts';

const three: Rate = { max: 3, windowMs: MINUTE_MS };
const world = (limits: Partial<Limits>, wishes: WorldWishes = {}) =>
  worldOf({
    ...wishes,
    open: false,
    parts: { limits: { ...usualLimits, ...limits }, ...wishes.parts },
  });

test('public routes by address: too many are 429 with the time to wait', async () => {
  const { get, hall, clock } = await world({ board: three });
  for (let asked = 0; asked < 3; asked += 1) {
    expect((await get(`${hall}/board`, { token: null })).status).toBe(200);
  }
  clock.step(20_000);
  const { status, body, headers } = await get(`${hall}/board`, { token: null });
  expect([status, body.refused, headers.get('retry-after')]).toEqual([
    ...[429, 'too-many-requests', '40'],
  ]);
  expect((await get(hall)).status).toBe(200);
  clock.step(40_000);
  expect((await get(`${hall}/board`, { token: null })).status).toBe(200);
});

test('gateways by token, whatever their address', async () => {
  const { get, post, hall, people } = await world({ token: three });
  const { secret } = await people.tokens.make('second', null);
  for (let asked = 0; asked < 3; asked += 1) expect((await get(hall)).status).toBe(200);
  expect((await get(hall)).status).toBe(429);
  expect((await post(`${hall}/open-day`)).status).toBe(429);
  expect((await get(hall, { token: secret })).status).toBe(200);
});

test('guessing tokens is cut off, and does not shut out a neighbour with a right one', async () => {
  const { get, hall, clock, token } = await world({ strangers: three });
  expect((await get(hall)).status).toBe(200);
  for (let asked = 0; asked < 3; asked += 1) {
    expect((await get(hall, { token: `guess-${asked}` })).status).toBe(401);
  }
  const cut = await get(hall, { token: 'guess-3' });
  expect([cut.status, cut.headers.get('retry-after')]).toEqual([429, '60']);
  expect((await get(hall, { token: null })).status).toBe(429);
  expect((await get(hall, { token })).status).toBe(200);
  clock.step(MINUTE_MS);
  expect((await get(hall, { token: 'guess-4' })).status).toBe(401);
});

test('sign-in, enrolment, pages and probes have limits of their own', async () => {
  const { get, post } = await world({ signIn: three, enrol: three, pages: three, probes: three });
  const asks = [
    () => post('/sign-in', { account: 'nobody', password: 'x' }, { token: null }),
    () => post('/enrol', { code: 'ABCD-EFGH' }, { token: null }),
    () => get('/console', { token: null }),
    () => get('/healthz', { token: null }),
  ];
  for (const ask of asks) {
    for (let asked = 0; asked < 3; asked += 1) expect((await ask()).status).not.toBe(429);
    const last = await ask();
    expect(last.status).toBe(429);
    expect(last.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  }
});

test('behind a proxy that is trusted, visitors are told apart; else the header means nothing', async () => {
  for (const trustProxy of [true, false]) {
    const { get, hall } = await world({ board: three }, { parts: { trustProxy } });
    const seen: number[] = [];
    for (let visitor = 1; visitor < 6; visitor += 1) {
      const headers = { 'X-Forwarded-For': `198.51.100.${visitor}` };
      seen.push((await get(`${hall}/board`, { token: null, headers })).status);
    }
    expect(seen).toEqual(trustProxy ? [200, 200, 200, 200, 200] : [200, 200, 200, 429, 429]);
  }
});

test('a flood of callers fills no memory', () => {
  const counts = new Counts(new HubClock(), MINUTE_MS);
  for (let caller = 0; caller < callersMax + 50; caller += 1) counts.increment(`caller ${caller}`);
  expect(counts.size).toBe(callersMax);
  expect(counts.increment(`caller ${callersMax + 49}`).totalHits).toBe(2);
  expect(counts.increment('caller 0').totalHits).toBe(1);
});

test('a gateway may ask 500 times a second for a minute', () => {
  const { max, windowMs } = usualLimits.token;
  expect((max / windowMs) * 1_000).toBeGreaterThanOrEqual(500);
});
