/**
 * Two hubs on one PostgreSQL behind a way in that leads to whichever is up, and a kiosk's agent that
 * comes through it: what either hub orders is printed once, and goes on when the hub that holds the
 * agent is killed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PretendPostgres, startPostgres } from '../../../fixtures/machines/postgres.ts';
import { type PretendPrinter, startPretendPrinter } from '../../../fixtures/machines/printer.ts';
import { type AgentProcess, enrolAgent, startAgent, until, writeHall } from './agent.ts';
import { ask, freePort, type HubChoice, type HubProcess, startHub } from './hub.ts';

const clock = { now: () => Date.now(), setTimeout, clearTimeout } as never;
const kiosk = 'entrance-1';
/** Far more than it takes, for machines that have much else to do. */
const withinMs = 120_000;

let folder: string;
let database: PretendPostgres;
let tables: pg.Client;
let printer: PretendPrinter;
let wayIn: Server;
let agent: AgentProcess;
const hubs: HubProcess[] = [];
let requests = 0;

/** As a proxy of the hall does: to the first hub that takes the connection. */
function leadTo(ports: readonly number[]): Promise<{ server: Server; port: number }> {
  const server = createServer((caller) => {
    const tryAt = (index: number) => {
      const port = ports[index];
      if (port === undefined) {
        caller.destroy();
        return;
      }
      const hub = connect(port, '127.0.0.1');
      hub.once('connect', () => {
        hub.removeAllListeners('error');
        hub.on('error', () => caller.destroy());
        caller.on('error', () => hub.destroy());
        caller.on('close', () => hub.destroy());
        hub.on('close', () => caller.destroy());
        caller.pipe(hub).pipe(caller);
      });
      hub.once('error', () => tryAt(index + 1));
    };
    tryAt(0);
  });
  return freePort().then(
    (port) =>
      new Promise((resolve) => {
        server.listen(port, '127.0.0.1', () => resolve({ server, port }));
      }),
  );
}

async function jobIs(label: string, state: string): Promise<void> {
  const late = performance.now() + withinMs;
  for (;;) {
    const { rows } = await tables.query('select state from print_jobs where label = $1', [label]);
    if (rows[0]?.state === state) return;
    if (performance.now() > late) throw new Error(`${label} is ${rows[0]?.state}, not ${state}`);
    await new Promise((next) => setTimeout(next, 20));
  }
}

/** Takes a number for the kiosk at one of the hubs; its label. */
async function take(hub: number): Promise<string> {
  requests += 1;
  const body = { service: 'general', kiosk, requestId: `slip-${requests}` };
  const answer = await ask(hubs[hub]?.url ?? '', '/tickets', body);
  expect(answer?.status).toBe(201);
  return String(answer?.body.label);
}

const papersOf = (label: string): number =>
  printer.engine.papers().filter(({ lines }) => lines.some((line) => line.includes(label))).length;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jinghao-agent-two-'));
  database = await startPostgres({ own: true });
  printer = await startPretendPrinter({ clock, ptyLink: join(folder, 'printer') });
  const address = `serial:${join(folder, 'printer')}?baud=115200`;
  const hallFile = join(folder, 'hall.yaml');
  writeHall(hallFile, { printers: [{ kiosk, address, agent: kiosk }] });
  const choices: HubChoice[] = [];
  for (const name of ['one', 'two']) {
    const choice = { dataDir: join(folder, name), port: await freePort(), hallFile };
    choices.push({ ...choice, databaseUrl: database.url });
  }
  for (const choice of choices) hubs.push(await startHub(choice));
  const { server, port } = await leadTo(choices.map((choice) => choice.port));
  wayIn = server;
  tables = new pg.Client({ connectionString: database.url });
  await tables.connect();
  const choice = { hub: `http://127.0.0.1:${port}`, folder };
  await enrolAgent(choices[0] as HubChoice, choice, kiosk);
  agent = await startAgent(choice);
  await agent.says(/joined the hub/);
});
afterAll(async () => {
  await agent?.end();
  await Promise.all(hubs.map((hub) => hub.end()));
  wayIn?.close();
  await tables?.end();
  await printer?.close();
  await database?.remove();
  rmSync(folder, { recursive: true, force: true });
});

describe('two hubs and an agent', () => {
  test('what either hub orders is printed once', async () => {
    for (const hub of [0, 1, 1, 0]) {
      const label = await take(hub);
      await jobIs(label, 'printed');
      expect(papersOf(label)).toBe(1);
    }
  });

  test('the hub that holds it is killed with a slip on its way: the other goes on, nothing twice', async () => {
    printer.engine.set({ mmPerSecond: 12 });
    const had = printer.engine.received.length;
    const cut = await take(1);
    // More than a question how it is: the slip itself.
    const bytes = () =>
      printer.engine.received.slice(had).reduce((sum, { length }) => sum + length, 0);
    await until('the slip is on its way', () => bytes() > 300);
    await hubs[0]?.kill();
    printer.engine.set({ mmPerSecond: null });
    await agent.says(/joined the hub/, 2);
    // Its end was told to the hub that lives.
    await jobIs(cut, 'printed');
    const next = await take(1);
    await jobIs(next, 'printed');
    expect([papersOf(cut), papersOf(next)]).toEqual([1, 1]);
  });
});
