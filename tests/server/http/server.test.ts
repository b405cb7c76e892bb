/**
 * The server itself: its bounds, its end, and what it writes down of requests.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { listen, portOf, shut } from '../../../server/http/listen.ts';
import { HubClock } from './clock.ts';
import { worldOf } from './world.ts';

const here = { host: '127.0.0.1', port: 0 };

test('nothing may take its time for ever', async () => {
  const { server } = await worldOf({ open: false });
  expect(server.headersTimeout).toBeLessThanOrEqual(10_000);
  expect(server.requestTimeout).toBeLessThanOrEqual(30_000);
  expect(server.keepAliveTimeout).toBeGreaterThan(60_000);
  expect(server.keepAliveTimeout).toBeLessThanOrEqual(120_000);
  expect(server.maxConnections).toBe(10_000);
});

test('headers that are too long are refused', async () => {
  const { url } = await worldOf({ open: false });
  const answered = await fetch(`${url}/healthz`, { headers: { 'X-Long': 'a'.repeat(17_000) } });
  expect(answered.status).toBe(431);
});

test('who attaches gets the server before its door opens', async () => {
  let listening: boolean | null = null;
  const server = await listen(
    () => {},
    here,
    (made) => {
      listening = made.listening;
    },
  );
  onTestFinished(() => void server.close());
  expect(listening).toBe(false);
  expect(server.listening).toBe(true);
});

test('an address that is taken is told', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void taken.close());
  await once(taken, 'listening');
  const wanted = { host: '127.0.0.1', port: portOf(taken) };
  await expect(listen(() => {}, wanted)).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('shut lets a request finish, and cuts off one that does not', async () => {
  const clock = new HubClock();
  const asked: string[] = [];
  const server = await listen((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/slow') server.once('finish', () => response.end('done'));
  }, here);
  const url = `http://127.0.0.1:${portOf(server)}`;
  const slow = fetch(`${url}/slow`).then((response) => response.text());
  const never = fetch(`${url}/never`).then(
    () => 'answered',
    () => 'cut off',
  );
  const idle = connect(portOf(server), '127.0.0.1');
  const idleEnds = once(idle, 'close');
  while (asked.length < 2) await once(server, 'request');
  const closed = shut(server, 5_000, clock);
  server.emit('finish');
  expect(await slow).toBe('done');
  clock.step(5_000);
  expect(await never).toBe('cut off');
  await idleEnds;
  await closed;
  expect(server.listening).toBe(false);
});

test('of a request only method, route, status and time are written down', async () => {
  const { get, post, take, act, hall, lines, token, clock, people } = await worldOf();
  lines.length = 0;
  const { id, link } = await take('a', { kiosk: 'door', requestId: 'my-request' });
  await act('1', 'park', { reason: 'x' });
  await get(`${hall}/tickets/${id}`);
  await get(link, { token: null, headers: { Cookie: 'jh_staff=cookie-secret' } });
  await get('/nowhere/with-a-name', { token: null });
  await post('/sign-in', { account: 'li.na', password: 'pass-secret' }, { token: null });
  await post('/enrol', { code: 'CODE-CODE' }, { token: null });
  const written = lines.filter(({ text }) => text === 'request');
  expect(written.map(({ level, facts }) => [level, ...Object.values(facts)])).toEqual([
    ['debug', 'POST', '/api/halls/:hall/tickets', 201, 0],
    ['info', 'POST', '/api/halls/:hall/counters/:counter/park', 409, 0],
    ['debug', 'GET', '/api/halls/:hall/tickets/:ticket', 200, 0],
    ['warn', 'GET', '/t/:link', 503, 0],
    ['info', 'GET', '/{*file}', 404, 0],
    ['info', 'POST', '/sign-in', 401, 0],
    ['info', 'POST', '/enrol', 401, 0],
  ]);
  const [{ name } = { name: '' }] = await people.tokens.list();
  const all = JSON.stringify(lines);
  for (const secret of [token, id, link.slice(3), 'my-request', 'secret', 'CODE', 'li.na', name]) {
    expect(all).not.toContain(secret);
  }
  expect(clock.monotonic()).toBe(0);
});
