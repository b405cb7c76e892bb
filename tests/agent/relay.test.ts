/**
 * The page's line through the agent: handed on with the agent's key while the hub is there, to the
 * stand-in while it is away, and closed to every other site.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import type { State } from '../../core/wire/messages.ts';
import { protocol } from '../../core/wire/protocol.ts';
import type { AwayHall } from '../../kiosk/agent/away-hall.ts';
import { isLocal, pages } from '../../kiosk/agent/pages.ts';
import { PageRelay } from '../../kiosk/agent/relay.ts';
import { SteppedClock } from '../drivers/stepped-clock.ts';

const hello = { peer: 'kiosk', protocol, seq: 0, rev: 0, names: null };
const stateOf = (seq: number) =>
  ({ seq, rev: 0, now: seq, view: { kiosk: 'door' } }) as unknown as State<'kiosk'>;

/** A hub that tells which cookie it was shown. */
async function hubOf() {
  const http = createServer();
  const server = new Server(http, { transports: ['websocket'] });
  const cookies: unknown[] = [];
  server.on('connection', (socket) => {
    cookies.push(socket.handshake.headers.cookie);
    socket.on('hello', (_message, reply) => {
      reply({ ok: true });
      socket.emit('state', stateOf(7));
    });
    socket.on('command', (message, reply) => reply({ ok: true, of: 'hub', message }));
  });
  await new Promise<void>((listens) => http.listen(0, '127.0.0.1', listens));
  onTestFinished(() => server.close());
  return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, cookies, server };
}

class PlayedAway implements AwayHall {
  readonly told: boolean[] = [];
  readonly states: State<'kiosk'>[] = [];
  tell: () => void = () => {};
  seq = 1;
  state = () => stateOf(this.seq);
  onState = (tell: () => void) => {
    this.tell = tell;
    return () => {};
  };
  command = async () => ({ ok: true, seq: 1, label: 'AC001' }) as never;
  reprint = async () => ({ refused: 'no-printer' }) as const;
  heard = (state: State<'kiosk'>) => void this.states.push(state);
  hubAway = (away: boolean) => void this.told.push(away);
  close = async () => {};
}

async function relayOf(hub: string) {
  const clock = new SteppedClock();
  const http = createServer(
    pages({ distFolder: 'no/such', health: () => ({}), complain: () => {} }),
  );
  const access = { url: hub, key: 'the-key', ca: null };
  const relay = new PageRelay({ http, hub: access, clock, log: { info: () => {} } });
  const away = new PlayedAway();
  relay.standIn(away);
  await new Promise<void>((listens) => http.listen(0, '127.0.0.1', listens));
  onTestFinished(() => relay.close());
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const open = (extraHeaders: Record<string, string> = {}): Socket => {
    const settings = { transports: ['websocket'], forceNew: true, reconnection: false };
    const page = io(url, { ...settings, extraHeaders });
    onTestFinished(() => void page.disconnect());
    return page;
  };
  return { relay, clock, away, open, url };
}

const once = (page: Socket, name: string): Promise<unknown> =>
  new Promise((come) => page.once(name, come));

test('while the hub is there the page speaks with it, and the key is added on the way', async () => {
  const hub = await hubOf();
  const { relay, away, open } = await relayOf(hub.url);
  relay.hubIs('up');
  const page = open();
  const state = once(page, 'state');
  expect(await page.emitWithAck('hello', hello)).toEqual({ ok: true });
  expect(await state).toEqual(stateOf(7));
  const answer = await page.emitWithAck('command', { requestId: 'a' });
  expect(answer).toEqual({ ok: true, of: 'hub', message: { requestId: 'a' } });
  expect(hub.cookies).toEqual(['jh_device=the-key']);
  expect(away.states).toEqual([stateOf(7)]);
});

test('a page is put out when the hub goes, and 5 s later the stand-in answers it', async () => {
  const hub = await hubOf();
  const { relay, clock, away, open } = await relayOf(hub.url);
  relay.hubIs('up');
  const first = open();
  await first.emitWithAck('hello', hello);
  const out = once(first, 'disconnect');
  relay.hubIs('gone');
  await out;
  const waiting = open();
  await once(waiting, 'connect');
  const told = once(waiting, 'disconnect');
  clock.pass(5_000);
  await told;
  const page = open();
  const state = once(page, 'state');
  expect(await page.emitWithAck('hello', hello)).toEqual({ ok: true });
  expect(await state).toEqual(stateOf(1));
  expect(await page.emitWithAck('command', {})).toMatchObject({ label: 'AC001' });
  expect(await page.emitWithAck('call-help', {})).toEqual({ failed: 'unavailable' });
  const wish = { wish: 'wish-0001' };
  expect(await page.emitWithAck('await-card', wish)).toEqual({ refused: 'hub-away' });
  expect(await page.emitWithAck('leave-card', wish)).toEqual({ ok: true, card: null });
  const hears = { ok: true, scanner: false };
  expect(await page.emitWithAck('hear-scans', { hears: true })).toEqual(hears);
  expect(away.told).toEqual([false, false, true]);
  const pulse = once(page, 'pulse');
  away.seq = 2;
  clock.pass(3_000);
  expect(await pulse).toEqual({ seq: 2, rev: 0, now: 2 });
  const changed = once(page, 'state');
  away.tell();
  expect(await changed).toEqual(stateOf(2));
  const back = once(page, 'disconnect');
  relay.hubIs('up');
  await back;
  expect(relay.mode()).toBe('hub');
});

test('a hub that refuses is there: nobody stands in for it', async () => {
  const hub = await hubOf();
  const { relay, clock } = await relayOf(hub.url);
  relay.hubIs('refused');
  clock.pass(60_000);
  expect(relay.mode()).toBe('hub');
});

test('another site, another name, an old page: turned away', async () => {
  const hub = await hubOf();
  const { relay, clock, open, url } = await relayOf(hub.url);
  relay.hubIs('up');
  const foreign = open({ origin: 'http://elsewhere.example' });
  await once(foreign, 'connect_error');
  const own = open({ origin: url });
  await once(own, 'connect');
  const named = open({ host: 'elsewhere.example' });
  await once(named, 'connect_error');
  relay.hubIs('gone');
  clock.pass(5_000);
  const page = open();
  expect(await page.emitWithAck('hello', { ...hello, protocol: 0 })).toEqual({ refused: 'reload' });
  expect(await page.emitWithAck('hello', {})).toEqual({ refused: 'bad-hello' });
});

test('only names of this machine are its own', () => {
  expect(['localhost:8090', '127.0.0.1', '[::1]:8090'].every(isLocal)).toBe(true);
  expect(['127.0.0.1.example', 'hall.example', 'localhost.example:8090', ''].some(isLocal)).toBe(
    false,
  );
});

test('the agent’s pages: nothing but what was built, to nobody but this machine', async () => {
  const { url } = await relayOf('http://127.0.0.1:9');
  const statuses = await Promise.all(
    ['/kiosk', '/healthz', '/../package.json', '/kiosk/page/index.html'].map(async (path) => {
      return (await fetch(`${url}${path}`)).status;
    }),
  );
  expect(statuses).toEqual([503, 200, 404, 404]);
  expect((await fetch(`${url}/kiosk`, { method: 'POST' })).status).toBe(405);
});
