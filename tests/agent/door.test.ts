/**
 * Both ends of an agent's line on a real socket: hello, wishes, jobs, what is not understood, a key
 * that was revoked, and a hub that says no.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Namespace, Server } from 'socket.io';
import { io } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import { agentNamespace, type HostedDevice } from '../../core/wire/agent.ts';
import { HubLink, type LinkState } from '../../kiosk/agent/link.ts';
import { serveAgents } from '../../server/sockets/agent.ts';
import { SteppedClock } from '../drivers/stepped-clock.ts';
import { until } from '../drivers/waiting.ts';
import { agentsOf } from './lines.ts';

const key = 'k'.repeat(43);

class HubClock extends SteppedClock {
  monotonic(): number {
    return this.now();
  }
  soon(act: () => void): void {
    setImmediate(act);
  }
}

/** Looks again after everything that happens. */
class Watch {
  readonly #looks = new Set<() => void>();
  moved = () => {
    for (const look of this.#looks) look();
  };
  until = (what: string, isSo: () => boolean) =>
    until(what, isSo, (look) => {
      this.#looks.add(look);
      return () => this.#looks.delete(look);
    });
}

async function hubOf() {
  const { agents, kept } = agentsOf();
  const clock = new HubClock();
  const watch = new Watch();
  const complaints: unknown[] = [];
  const keys = new Map([[key, 'pc']]);
  const http = createServer();
  const server = new Server(http, { transports: ['websocket'] });
  serveAgents(server.of(agentNamespace) as unknown as Namespace, {
    ...{ hall: 'small', agents, clock },
    findAgent: async (shown) => {
      const place = keys.get(shown);
      return place === undefined ? null : { place };
    },
    agentAsks: { 'how-late': async (place, message) => ({ place, message }) },
    complain: (what, error) => {
      complaints.push(`${what}: ${error}`);
      watch.moved();
    },
  });
  await new Promise<void>((listens) => http.listen(0, '127.0.0.1', listens));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  onTestFinished(() => server.close());
  return { agents, kept, clock, watch, complaints, keys, url };
}

type Hub = Awaited<ReturnType<typeof hubOf>>;

function agentOf({ url, watch }: Hub, shown = key) {
  const heard: unknown[] = [];
  const lines: string[] = [];
  const log = (_facts: object, text: string) => void lines.push(text);
  const states: LinkState[] = [];
  const link = new HubLink({
    hub: { url, key: shown, ca: null },
    version: '1.0.0',
    clock: new SteppedClock(),
    log: { info: log, warn: log, error: log },
    hosted: (devices: readonly HostedDevice[]) => {
      heard.push(devices.map(({ id }) => id));
      watch.moved();
    },
    wish: (name, wish) => {
      heard.push({ name, wish });
      watch.moved();
    },
    print: ({ job }) => {
      heard.push(job);
      return { is: 'running' };
    },
    job: () => ({ is: 'not-known' }),
  });
  link.onState((state) => {
    states.push(state);
    watch.moved();
  });
  onTestFinished(() => link.close());
  return { link, heard, lines, states };
}

test('an agent hears what it hosts, then what is wished, and tells how a job ended', async () => {
  const hub = await hubOf();
  hub.agents.strip({ id: 'strip@3', agent: 'pc', address: 'x' }).show(null);
  const { link, heard } = agentOf(hub);
  await hub.watch.until('it has heard both', () => heard.length >= 2);
  expect(heard).toEqual([['strip@3'], { name: 'show', wish: { device: 'strip@3', face: null } }]);
  expect(link.joined()).toEqual({ place: 'pc', hall: 'small' });
  const ended = { job: 'a', outcome: { outcome: 'printed' } };
  expect(await link.ask('ended', ended)).toEqual({ ok: true });
  expect(hub.kept).toEqual([ended]);
  expect(await link.ask('how-late', { of: 1 })).toEqual({ place: 'pc', message: { of: 1 } });
});

test('what is not understood is refused by field, and named to the hub’s keeper without its words', async () => {
  const hub = await hubOf();
  const { link, states } = agentOf(hub);
  await hub.watch.until('it is in', () => states.includes('up'));
  const bad = { job: 'a', outcome: { outcome: 'eaten' } };
  expect(await link.ask('ended', bad)).toMatchObject({
    refused: 'bad-input',
    field: 'outcome.outcome',
  });
  link.say('card', { device: 'reader@3', card: { read: { name: 'Zhang' } } });
  await hub.watch.until('both are named', () => hub.complaints.length === 2);
  expect(hub.complaints.join()).toMatch(/ended: outcome.*card: card/);
  expect(hub.complaints.join()).not.toContain('Zhang');
});

test('an unknown key is refused and said once; it is no hub that is away', async () => {
  const hub = await hubOf();
  const { states, lines } = agentOf(hub, 'z'.repeat(43));
  await hub.watch.until('it is refused', () => states.includes('refused'));
  expect(states).toEqual(['refused']);
  expect(lines).toEqual(['the hub does not know this key, or it was revoked: enrol anew']);
});

test('a key that is revoked ends the line within 5 s', async () => {
  const hub = await hubOf();
  const { states } = agentOf(hub);
  await hub.watch.until('it is in', () => states.includes('up'));
  hub.keys.clear();
  hub.clock.pass(5_000);
  await hub.watch.until(
    'it is out',
    () => !hub.agents.list()[0]?.here || states.includes('refused'),
  );
});

test('an agent that heard no answer in time says hello again, and hosts what it did', async () => {
  const hub = await hubOf();
  hub.agents.strip({ id: 'strip@3', agent: 'pc', address: 'x' }).show(null);
  const agent = io(`${hub.url}${agentNamespace}`, {
    ...{ transports: ['websocket'], forceNew: true, reconnection: false },
    extraHeaders: { authorization: `Bearer ${key}` },
  });
  onTestFinished(() => void agent.disconnect());
  await new Promise<void>((come) => agent.on('connect', come));
  const hello = { peer: 'agent', protocol: 1, version: '1' };
  const both = [agent.emitWithAck('hello', hello), agent.emitWithAck('hello', hello)];
  for (const reply of await Promise.all(both)) {
    expect(reply).toMatchObject({ ok: true, devices: [{ id: 'strip@3' }] });
  }
  expect(await agent.emitWithAck('how-late', {})).toEqual({ place: 'pc', message: {} });
});

test('who says no hello is put out after 10 s, and before it nobody is heard', async () => {
  const hub = await hubOf();
  const stranger = io(`${hub.url}${agentNamespace}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  });
  const out = new Promise<void>((gone) => stranger.on('disconnect', () => gone()));
  await new Promise<void>((come) => stranger.on('connect', come));
  expect(await stranger.emitWithAck('how-late', {})).toEqual({ refused: 'not-allowed' });
  const hello = { peer: 'agent', protocol: 1, version: '1' };
  expect(await stranger.emitWithAck('hello', hello)).toEqual({ refused: 'not-enrolled' });
  expect(await stranger.emitWithAck('hello', { ...hello, protocol: 0 })).toEqual({
    refused: 'reload',
  });
  expect(await stranger.emitWithAck('hello', {})).toEqual({ refused: 'bad-hello' });
  hub.clock.pass(10_000);
  await out;
});
