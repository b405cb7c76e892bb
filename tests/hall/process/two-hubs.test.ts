/**
 * Two hub processes serve one hall on one real PostgreSQL: numbers unique, nobody called to two
 * windows, screens on either see every call. One is killed behind a proxy, then the database goes away
 * and comes back, and service resumes by itself.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket as TcpSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { State } from '../../../core/wire/messages.ts';
import { protocol } from '../../../core/wire/protocol.ts';
import { type PretendPostgres, startPostgres } from '../../../fixtures/machines/postgres.ts';
import { ask, freePort, type HubProcess, startHub } from './hub.ts';

const takersAHub = 12;
const ticketsATaker = 10;
const counters = ['1', '2', '3', '4', '5', '6', '7', '8'];
const callsACounter = 5;
/** Far more than it takes, for machines that have much else to do. */
const seenWithinMs = 120_000;

let database: PretendPostgres;
let folder: string;
const hubs: HubProcess[] = [];
const screens: Screen[] = [];

/** A hall screen: keeps the labels of all calls that it was ever shown. */
class Screen {
  readonly #socket: Socket;
  readonly seen = new Set<string>();
  seq = 0;

  constructor(url: string) {
    this.#socket = io(url, { transports: ['websocket'] });
    this.#socket.on('connect', () => {
      const has = { seq: this.seq, rev: 0, names: null };
      this.#socket.emit('hello', { peer: 'display', protocol, ...has }, () => {});
    });
    // As pages do: it comes back as well when the hub ended the line, whose hello it could not answer.
    this.#socket.on('disconnect', () => this.#socket.active || this.#socket.connect());
    this.#socket.on('state', ({ seq, view }: State<'display'>) => {
      this.seq = Math.max(this.seq, seq);
      for (const call of view.calls) this.seen.add(`${call.label} ${call.counter}`);
    });
  }

  close(): void {
    this.#socket.off('disconnect').close();
  }
}

/** Stands before the hubs as a proxy does: each connection goes to the first hub that takes it. */
async function startProxy(ports: readonly number[]) {
  const sockets = new Set<TcpSocket>();
  const keep = (socket: TcpSocket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  };
  const server = createServer((inner) => {
    keep(inner);
    const tryNext = ([port, ...others]: readonly number[]): void => {
      if (port === undefined) return void inner.destroy();
      const outer = connect(port, '127.0.0.1');
      keep(outer);
      outer.once('error', () => tryNext(others));
      outer.once('connect', () => {
        outer.removeAllListeners('error').on('error', () => {});
        inner.pipe(outer).pipe(inner);
        outer.once('close', () => inner.destroy());
        inner.once('close', () => outer.destroy());
      });
    };
    tryNext(ports);
  });
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  );
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

async function until(what: () => boolean): Promise<void> {
  const late = performance.now() + seenWithinMs;
  while (!what()) {
    if (performance.now() > late) throw new Error(`still not so: ${what}`);
    await new Promise((next) => setTimeout(next, 20));
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jinghao-two-hubs-'));
  database = await startPostgres({ own: true });
  for (const name of ['one', 'two']) {
    const choice = { dataDir: join(folder, name), port: await freePort() };
    hubs.push(await startHub({ ...choice, databaseUrl: database.url }));
  }
  for (const { url } of hubs) screens.push(new Screen(url));
});
afterAll(async () => {
  for (const screen of screens) screen.close();
  await Promise.all(hubs.map((hub) => hub.end()));
  await database?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const urlOf = (index: number): string => hubs[index % hubs.length]?.url ?? '';

describe('two hubs, one hall', () => {
  test('numbers are unique, whichever hub gives them', async () => {
    const labels: string[] = [];
    await Promise.all(
      Array.from({ length: takersAHub * 2 }, async (_, taker) => {
        for (let count = 0; count < ticketsATaker; count += 1) {
          const requestId = `${taker}-${count}`;
          const answer = await ask(urlOf(taker), '/tickets', { service: 'general', requestId });
          expect(answer?.status).toBe(201);
          labels.push(String(answer?.body.label));
        }
      }),
    );
    expect(labels).toHaveLength(takersAHub * 2 * ticketsATaker);
    expect(new Set(labels).size).toBe(labels.length);
    // The same wish at the other hub is the same ticket.
    const again = await ask(urlOf(1), '/tickets', { service: 'general', requestId: '0-0' });
    const first = await ask(urlOf(0), '/tickets', { service: 'general', requestId: '0-0' });
    expect(again?.body.id).toBe(first?.body.id);
  });

  test('nobody is called to two windows, and screens on either hub see every call', async () => {
    const calls: string[] = [];
    const tickets: string[] = [];
    await Promise.all(
      counters.map(async (counter, index) => {
        for (let count = 0; count < callsACounter; count += 1) {
          // The clerk's requests go now to one hub, now to the other.
          const called = await ask(urlOf(index + count), `/counters/${counter}/call-next`, {});
          expect(called?.status).toBe(200);
          tickets.push(String(called?.body.ticket));
          calls.push(`${called?.body.label} ${counter}`);
          const shown = () =>
            screens.every(({ seen }) => seen.has(`${called?.body.label} ${counter}`));
          await until(shown);
          await ask(urlOf(index), `/counters/${counter}/finish`, { outcome: 'done' });
        }
      }),
    );
    expect(new Set(tickets).size).toBe(counters.length * callsACounter);
    for (const { seen } of screens) for (const call of calls) expect(seen).toContain(call);
  });

  test('a hub behind a proxy is killed: what was acknowledged stands, and its screen comes to the other', async () => {
    const proxy = await startProxy(hubs.map(({ url }) => Number(new URL(url).port)));
    const screen = new Screen(proxy.url);
    screens.push(screen);
    await until(() => screen.seq > 0);
    const wanted = (takersAHub / 2) * ticketsATaker;
    const acknowledged = new Map<string, string>();
    let killed: Promise<void> | undefined;
    await Promise.all(
      Array.from({ length: takersAHub / 2 }, async (_, taker) => {
        for (let count = 0; count < ticketsATaker; count += 1) {
          const requestId = `killed-${taker}-${count}`;
          const wish = { service: 'general', requestId };
          // As a page does: asked again, with the same id, until somebody answers.
          let answer = await ask(proxy.url, '/tickets', wish);
          while (answer?.status !== 201) answer = await ask(proxy.url, '/tickets', wish);
          acknowledged.set(requestId, String(answer.body.id));
          if (acknowledged.size === wanted / 2) killed = hubs[0]?.kill();
        }
      }),
    );
    await killed;
    for (const [requestId, id] of acknowledged) {
      const again = await ask(urlOf(1), '/tickets', { service: 'general', requestId });
      expect(again?.body.id).toBe(id);
    }
    expect(new Set(acknowledged.values()).size).toBe(wanted);
    const called = await ask(proxy.url, '/counters/1/call-next', {});
    await until(() => screen.seen.has(`${called?.body.label} 1`));
    await ask(urlOf(1), '/counters/1/finish', { outcome: 'done' });
    await proxy.close();
  });

  test('the other hub goes on alone', async () => {
    const answer = await ask(urlOf(1), '/tickets', { service: 'general', requestId: 'alone' });
    expect(answer?.status).toBe(201);
    const called = await ask(urlOf(1), '/counters/1/call-next', {});
    await until(() => screens[1]?.seen.has(`${called?.body.label} 1`) ?? false);
  });

  test('the database goes and comes back: unavailable by name, then service resumes by itself', async () => {
    await database.stop();
    const away = await ask(urlOf(1), '/tickets', { service: 'general', requestId: 'away' });
    expect(away?.status).toBe(503);
    // By the keeper or by the tables, whichever misses the database first.
    expect(away?.body).toMatchObject({ failed: 'unavailable' });
    await expect.poll(async () => (await fetch(`${urlOf(1)}/readyz`)).status).toBe(503);
    await database.start();
    const late = performance.now() + seenWithinMs;
    let back = await ask(urlOf(1), '/tickets', { service: 'general', requestId: 'away' });
    while (back?.status !== 201 && performance.now() < late) {
      back = await ask(urlOf(1), '/tickets', { service: 'general', requestId: 'away' });
    }
    expect(back?.status).toBe(201);
    const again = await ask(urlOf(1), '/tickets', { service: 'general', requestId: 'away' });
    expect(again?.body.id).toBe(back?.body.id);
    await expect.poll(async () => (await fetch(`${urlOf(1)}/readyz`)).status).toBe(200);
  });
});
