/**
 * A relay and a hub's line to it over real sockets, in one process: only what phones follow is shown,
 * a wish comes back with the hub's answer, and who has not the key gets nothing.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import { ticketId } from '../../../core/hall/ids.ts';
import { noFacts } from '../../../core/views/facts.ts';
import { relayNamespace } from '../../../core/wire/relay.ts';
import { cardGuide, guideMark } from '../../../fixtures/screens/guides.ts';
import { machineClock, machineDice } from '../../../server/hall/clock.ts';
import { emblemBytesMax } from '../../../server/http/emblem.ts';
import { portOf } from '../../../server/http/listen.ts';
import type { Plan } from '../../../server/http/plans.ts';
import { dialRelay } from '../../../server/relay/dial.ts';
import { type RelaySettings, startRelay } from '../../../server/relay/relay.ts';
import { linkHashOf } from '../../../server/relay/shared-key.ts';
import { parseHall, SettingsError } from '../../../server/settings.ts';
import { kiosk, wang } from '../../core/hall.ts';
import { openHall } from '../hall/rig.ts';
import { links, PeerEnd } from '../sockets/rig.ts';

const key = 'K'.repeat(43);

/** As large as one may be. */
const emblem: Plan = { type: 'image/png', bytes: Buffer.alloc(emblemBytesMax, 'e') };

async function relayed(
  hubKey = key,
  limits: { perAddressMax?: number } = {},
  picture: Plan | null = emblem,
) {
  const lines: string[] = [];
  const said = (facts: object, text: string) => {
    lines.push(`${text} ${JSON.stringify(facts)}`);
  };
  const log = { debug: said, info: said, warn: said, error: said };
  const folder = mkdtempSync(join(tmpdir(), 'jinghao-relay-dist-'));
  const settings: RelaySettings = {
    ...{ host: '127.0.0.1', port: 0, key, tls: null, trustProxy: false, distFolder: folder },
  };
  const relay = await startRelay(settings, {
    ...{ clock: machineClock, dice: machineDice, log },
    ...limits,
  });
  const hall = await openHall();
  const { keeper, complaints } = hall;
  const facts = { now: noFacts, follow: () => () => {} };
  const complain = (what: string) => complaints.push(what);
  const guideShelf = {
    now: async (id: string) =>
      id === cardGuide.id ? { guide: cardGuide, mark: guideMark, files: [] } : null,
    // Larger than a piece, so that it comes in several.
    file: async (version: string, name: string) =>
      version === '1' && name === 'blank.html' ? Buffer.alloc(600_000, 'a') : null,
    of: async (service: string) => ({
      mark: guideMark,
      guides: service === 'id-card' ? [{ id: cardGuide.id, name: cardGuide.name }] : [],
    }),
  };
  const end = dialRelay(
    { url: relay.url, key: hubKey },
    {
      ...{ keeper, links, facts, complain, log, clock: machineClock, dice: machineDice },
      ...{ guideShelf, emblem: picture },
    },
  );
  const peers: PeerEnd[] = [];
  onTestFinished(async () => {
    end();
    for (const { socket } of peers) socket.disconnect();
    await relay.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const health = async () => (await (await fetch(`${relay.url}/healthz`)).json()) as object;
  const phone = () => {
    const peer = new PeerEnd(relay.url, {});
    peers.push(peer);
    return peer;
  };
  const take = async (id: string) => {
    const link = links.secretOf(ticketId(id));
    const step = kiosk.takes('a', links.hashOf(link));
    if (!('command' in step)) throw new Error('a command');
    await keeper.submit({ ...step, requestId: id, id });
    return link;
  };
  return { ...hall, relay, lines, health, phone, take };
}

test('a phone sees its ticket, wishes something, and sees what came of it; nobody else is shown', async () => {
  const { ask, health, phone, take, lines } = await relayed();
  await expect.poll(health).toMatchObject({ hub: true });
  const [link] = [await take('ticket-one'), await take('ticket-two')];
  const peer = phone();
  expect(await peer.hello({ peer: 'phone', link })).toEqual({ ok: true });
  const first = await peer.next();
  expect(first.view).toMatchObject({ label: 'A001', status: 'waiting' });
  expect(first.names?.version).toBe('v1');
  expect(await health()).toMatchObject({ phones: 1, views: 1 });
  const wish = { requestId: 'one', command: { type: 'postpone', link } };
  expect(await peer.command(wish)).toMatchObject({ ok: true, ticket: 'ticket-one' });
  expect((await peer.next()).view).toMatchObject({ status: 'postponed' });
  // One deed, however often it is asked for.
  expect(await peer.command(wish)).toMatchObject({ ok: true, ticket: 'ticket-one' });
  await ask(wang.signsIn('1'));
  await ask(wang.callsNext('1'));
  expect(await health()).toMatchObject({ views: 1 });
  expect(lines.join('\n')).not.toContain(link);
  expect(lines.join('\n')).not.toContain(linkHashOf(link));
});

test('a link that the hall does not know is refused by name, and strangers are no phones', async () => {
  const { health, phone } = await relayed();
  await expect.poll(health).toMatchObject({ hub: true });
  const link = links.secretOf(ticketId('never-issued'));
  expect(await phone().hello({ peer: 'phone', link })).toEqual({ refused: 'unknown-link' });
  expect(await phone().hello({ peer: 'display' })).toEqual({ refused: 'bad-hello' });
  expect(await health()).toMatchObject({ phones: 0, views: 0 });
  const loud = phone();
  loud.socket.emit('command', 'x'.repeat(4_000));
  await loud.putOut;
});

test('a guide comes through to phones as the hub tells it, and is not there without the hub', async () => {
  const { relay, health } = await relayed();
  await expect.poll(health).toMatchObject({ hub: true });
  const ask = (id: string) => fetch(`${relay.url}/guides/current/${id}`);
  const told = await ask('id-card-lost');
  expect(told.status).toBe(200);
  expect(await told.json()).toMatchObject({ ...guideMark, guide: { id: 'id-card-lost' } });
  expect((await ask('no-such')).status).toBe(404);
  const of = await fetch(`${relay.url}/guides/of/id-card`);
  expect(await of.json()).toMatchObject({ ...guideMark, guides: [{ id: 'id-card-lost' }] });
  expect((await fetch(`${relay.url}/guides/of/No%20Such`)).status).toBe(404);
  const blank = await fetch(`${relay.url}/guides/1/files/blank.html`);
  expect(blank.headers.get('content-security-policy')).toContain('sandbox');
  expect(await blank.text()).toBe('a'.repeat(600_000));
  for (const path of ['1/files/no.html', '1/files/blank.exe', '1/files/..%2Fblank.html']) {
    expect((await fetch(`${relay.url}/guides/${path}`)).status).toBe(404);
  }
  const alone = await relayed('W'.repeat(43));
  expect((await fetch(`${alone.relay.url}/guides/current/id-card-lost`)).status).toBe(503);
  expect((await fetch(`${alone.relay.url}/guides/of/id-card`)).status).toBe(503);
});

test('the emblem of the hall comes through whole, up to its largest, as a picture that runs nothing', async () => {
  const { relay, health } = await relayed();
  await expect.poll(health).toMatchObject({ hub: true });
  const shown = await fetch(`${relay.url}/emblem`);
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(Buffer.from(await shown.arrayBuffer()).equals(emblem.bytes)).toBe(true);
  const none = await relayed(key, {}, null);
  await expect.poll(none.health).toMatchObject({ hub: true });
  expect((await fetch(`${none.relay.url}/emblem`)).status).toBe(204);
  // A hub that tells a larger one, which ours never reads, is not believed.
  const large = await relayed(key, {}, { ...emblem, bytes: Buffer.alloc(emblemBytesMax + 3) });
  await expect.poll(large.health).toMatchObject({ hub: true });
  expect((await fetch(`${large.relay.url}/emblem`)).status).toBe(503);
  const alone = await relayed('W'.repeat(43));
  expect((await fetch(`${alone.relay.url}/emblem`)).status).toBe(503);
});

test('so many phones come from one address, and one more when another has gone', async () => {
  const { health, phone, take } = await relayed(key, { perAddressMax: 2 });
  await expect.poll(health).toMatchObject({ hub: true });
  const link = await take('ticket-one');
  const first = phone();
  for (const one of [first, phone()]) {
    expect(await one.hello({ peer: 'phone', link })).toEqual({ ok: true });
  }
  await phone().putOut;
  first.socket.disconnect();
  await expect.poll(health).toMatchObject({ phones: 1 });
  expect(await phone().hello({ peer: 'phone', link })).toEqual({ ok: true });
});

test('a hub with another key is not asked for anything', async () => {
  const { health, lines } = await relayed('W'.repeat(43));
  await expect.poll(() => lines.join()).toContain('the relay refuses this hub: wrong-key');
  expect(await health()).toMatchObject({ hub: false });
});

test('who does not prove to be the hub shows nothing and is put out', async () => {
  const { relay, health } = await relayed();
  await expect.poll(health).toMatchObject({ hub: true });
  const stranger = io(new URL(relayNamespace, relay.url).href, { transports: ['websocket'] });
  onTestFinished(() => void stranger.disconnect());
  const put = new Promise((out) => stranger.once('disconnect', out));
  stranger.emit('state', { linkHash: linkHashOf('x'), state: {} });
  stranger.emit('enter', { hall: 'small' });
  await put;
  expect(await health()).toMatchObject({ hub: true, views: 0 });
});

test('what answers in the place of the relay without the key is told nothing', async () => {
  const impostor = new Server({ transports: ['websocket'] });
  const http = createServer();
  impostor.attach(http);
  await new Promise<void>((listens) => http.listen(0, '127.0.0.1', listens));
  const heard: string[] = [];
  impostor.of(relayNamespace).on('connection', (socket) => {
    socket.emit('challenge', { nonce: 'n'.repeat(22) });
    socket.onAny((event) => heard.push(event));
    socket.on('enter', (_said: unknown, reply: (answer: object) => void) => {
      reply({ ok: true, proof: 'p'.repeat(43) });
      socket.emit('follow', { linkHash: linkHashOf('x'), names: null }, () => heard.push('told'));
    });
  });
  const { keeper } = await openHall();
  const lines: string[] = [];
  const said = (_facts: object, text: string) => void lines.push(text);
  const end = dialRelay(
    { url: `http://127.0.0.1:${portOf(http)}`, key },
    {
      ...{ keeper, links, clock: machineClock, dice: machineDice, complain: () => {} },
      facts: { now: noFacts, follow: () => () => {} },
      log: { info: said, warn: said, error: said },
    },
  );
  onTestFinished(async () => {
    end();
    await impostor.close();
  });
  await expect.poll(() => lines.join()).toContain('has not the key of the relay');
  expect(heard).toEqual(['enter']);
});

test('the hall’s file names the relay; the key lies beside it, and what is wrong is named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jinghao-relay-file-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'hall.yaml');
  const text = readFileSync(
    new URL('../../../fixtures/halls/dongcheng.yaml', import.meta.url),
    'utf8',
  );
  writeFileSync(path, text);
  expect(parseHall(text, path).relay).toBe(null);
  const named = `${text}\nrelay: { url: "https://queue.example", keyFile: relay.key }\n`;
  expect(parseHall(named, path)).toMatchObject({
    relay: { url: 'https://queue.example', keyFile: join(folder, 'relay.key') },
  });
  expect(parseHall(named, path).configuration).toEqual(parseHall(text, path).configuration);
  const wrong = `${text}\nrelay: { url: "ftp://queue.example" }\n`;
  expect(() => parseHall(wrong, path)).toThrow(SettingsError);
  expect(() => parseHall(wrong, path)).toThrow(/relay\.(url|keyFile)/);
});
