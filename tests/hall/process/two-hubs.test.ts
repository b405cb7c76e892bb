/**
 * Two hub processes serve one hall on one real PostgreSQL: numbers unique, nobody called to two
 * windows, screens on either see every call. One is killed, then the database goes away and comes
 * back, and service resumes by itself.
 */
import { mkdtempSync, rmSync } from 'node:fs';
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
const seenWithinMs = 10_000;

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
    this.#socket.on('state', ({ seq, view }: State<'display'>) => {
      this.seq = Math.max(this.seq, seq);
      for (const call of view.calls) this.seen.add(`${call.label} ${call.counter}`);
    });
  }

  close(): void {
    this.#socket.close();
  }
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

  test('a hub is killed and the other goes on alone', async () => {
    await hubs[0]?.kill();
    const answer = await ask(urlOf(1), '/tickets', { service: 'general', requestId: 'alone' });
    expect(answer?.status).toBe(201);
    const called = await ask(urlOf(1), '/counters/1/call-next', {});
    await until(() => screens[1]?.seen.has(`${called?.body.label} 1`) ?? false);
  });

  test('the database goes and comes back: unavailable by name, then service resumes by itself', async () => {
    await database.stop();
    const away = await ask(urlOf(1), '/tickets', { service: 'general', requestId: 'away' });
    expect(away?.status).toBe(503);
    expect(away?.body).toMatchObject({ failed: 'unavailable', requestId: 'away' });
    expect((await fetch(`${urlOf(1)}/readyz`)).status).toBe(503);
    await database.start();
    const late = performance.now() + 30_000;
    let back = await ask(urlOf(1), '/tickets', { service: 'general', requestId: 'away' });
    while (back?.status !== 201 && performance.now() < late) {
      back = await ask(urlOf(1), '/tickets', { service: 'general', requestId: 'away' });
    }
    expect(back?.status).toBe(201);
    const again = await ask(urlOf(1), '/tickets', { service: 'general', requestId: 'away' });
    expect(again?.body.id).toBe(back?.body.id);
    expect((await fetch(`${urlOf(1)}/readyz`)).status).toBe(200);
  });
});
