/**
 * An agent as its own process, a hub as another, a printer on a real serial line between: printing,
 * and everything that may break on the way. A job is printed once or not at all, whatever is killed.
 */
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PretendPrinter, startPretendPrinter } from '../../../fixtures/machines/printer.ts';
import {
  type AgentChoice,
  type AgentProcess,
  enrolAgent,
  HouseTables,
  startAgent,
  until,
  writeHall,
} from './agent.ts';
import { administer, ask, freePort, type HubChoice, type HubProcess, startHub } from './hub.ts';
import { openPage } from './page.ts';

const clock = { now: () => Date.now(), setTimeout, clearTimeout } as never;
const kiosk = 'entrance-1';
const device = `printer@${kiosk}`;
/** Slow enough that a slip takes seconds, so that it can be cut off in the middle. */
const slow = 12;

let folder: string;
let hubChoice: HubChoice;
let choice: AgentChoice;
let hub: HubProcess;
let agent: AgentProcess;
let printer: PretendPrinter;
let tables: HouseTables;
let requests = 0;

const lineOf = (name: string): string => join(folder, name);
const printerAt = (name: string): object => ({
  printers: [{ kiosk, address: `serial:${lineOf(name)}?baud=115200`, agent: kiosk }],
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jinghao-agent-'));
  const port = await freePort();
  const hallFile = join(folder, 'hall.yaml');
  hubChoice = { dataDir: join(folder, 'hub'), port, hallFile };
  choice = { hub: `http://127.0.0.1:${port}`, folder, port: await freePort() };
  printer = await startPretendPrinter({ clock, ptyLink: lineOf('printer') });
  writeHall(hallFile, printerAt('printer'));
  hub = await startHub(hubChoice);
  tables = new HouseTables(hubChoice.dataDir);
  await enrolAgent(hubChoice, choice, kiosk);
  agent = await startAgent(choice);
  await tables.deviceIs(device, 'ready');
});
afterAll(async () => {
  await agent?.end();
  await hub?.end();
  await printer?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Takes a number at the kiosk; its label. */
async function take(): Promise<string> {
  requests += 1;
  const body = { service: 'general', kiosk, requestId: `slip-${requests}` };
  const answer = await ask(hub.url, '/tickets', body);
  expect(answer?.status).toBe(201);
  return String(answer?.body.label);
}

/** Pieces of paper that bear this label, the one in the printer's mouth too. */
const papersOf = (label: string, from = printer): number =>
  from.engine.papers().filter(({ lines }) => lines.some((line) => line.includes(label))).length;

/** A slip that is surely under way: its bytes have gone out, and its end is seconds away. */
async function underWay(): Promise<string> {
  printer.engine.set({ mmPerSecond: slow });
  const had = printer.engine.received.length;
  const label = await take();
  const bytes = () =>
    printer.engine.received.slice(had).reduce((sum, { length }) => sum + length, 0);
  await until('the slip is on its way', () => bytes() > 300);
  return label;
}

describe('an agent on a kiosk PC', () => {
  test('prints what the hub orders, once, and keeps its key to itself', async () => {
    const label = await take();
    expect(await tables.jobIs(label, 'printed')).toMatchObject({ reason: null });
    expect(papersOf(label)).toBe(1);
    expect(statSync(join(folder, 'agent.key')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'agent-data')).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(folder, 'agent-data/jobs.journal'), 'utf8')).not.toContain(label);
  });

  test('killed in the middle of a slip: it is unknown, and never printed a second time', async () => {
    const label = await underWay();
    await agent.kill();
    await tables.deviceIs(device, 'unplugged');
    agent = await startAgent(choice);
    expect(await tables.jobIs(label, 'unknown')).toMatchObject({ reason: 'lost-in-print' });
    // The old slip comes out while the new agent already asks: its last answer comes among theirs.
    await tables.deviceIs(device, 'ready');
    printer.engine.set({ mmPerSecond: null });
    const next = await take();
    await tables.jobIs(next, 'printed');
    expect(papersOf(label)).toBeLessThanOrEqual(1);
    expect(papersOf(next)).toBe(1);
  });

  test('the hub killed in the middle of a slip: once back, it hears that it is printed', async () => {
    const label = await underWay();
    await hub.kill();
    printer.engine.set({ mmPerSecond: null });
    hub = await startHub(hubChoice);
    await tables.jobIs(label, 'printed');
    expect(papersOf(label)).toBe(1);
    await tables.deviceIs(device, 'ready');
  });

  test('a pulled cable is known to the hub, and so is a plugged one', async () => {
    await printer.unplug();
    await tables.deviceIs(device, 'unplugged');
    await printer.replug();
    await tables.deviceIs(device, 'ready');
  });

  test('away, its printer is unplugged and slips fail; back, they are printed', async () => {
    expect(await agent.end()).toBe(0);
    await tables.deviceIs(device, 'unplugged');
    // Its last word, that it lets the printer go, may come in the same breath.
    await expect.poll(() => tables.device(device)?.detail).toBe('its agent is away');
    await tables.deviceIs(`agent:${kiosk}`, 'unplugged');
    const label = await take();
    expect(await tables.jobIs(label, 'failed')).toMatchObject({ reason: 'unplugged' });
    agent = await startAgent(choice);
    await tables.deviceIs(device, 'ready');
    await tables.jobIs(await take(), 'printed');
    expect(papersOf(label)).toBe(0);
  });

  test('serves the page of its kiosk, which needs no cookie and follows over a dead hub', async () => {
    const url = `http://127.0.0.1:${choice.port}`;
    const page = openPage(url, { peer: 'kiosk' });
    const first = await page.until(({ view, ready }) => ready && view !== null);
    expect(first.view?.kiosk).toBe(kiosk);
    const wish = { type: 'issue-ticket', service: 'general' } as const;
    const taken = await page.following.command(wish, 'tap-1');
    await hub.kill();
    await page.until(({ ready }) => !ready);
    hub = await startHub(hubChoice);
    // A hub that comes up slowly is away for a moment; what it gave it knows when it is back.
    await page.until(({ view, ready }) => ready && view?.away === null);
    expect(await page.following.command(wish, 'tap-1')).toEqual(taken);
    page.close();
    const health = async () => (await fetch(`${url}/healthz`)).json();
    await expect.poll(health).toMatchObject({ hub: 'up' });
  });

  test('gives numbers and prints them while the hub is away, also after it was killed itself', async () => {
    const url = `http://127.0.0.1:${choice.port}`;
    const before = openPage(url, { peer: 'kiosk' });
    await before.until(({ view, ready }) => ready && view !== null);
    before.close();
    await hub.kill();
    await agent.says(/"mode":"away"/);
    const page = openPage(url, { peer: 'kiosk' });
    await page.until(({ view, ready }) => ready && view?.away != null);
    const wish = { type: 'issue-ticket', service: 'general' } as const;
    const taken = await page.following.command(wish, 'away-1');
    expect(taken).toMatchObject({ ok: true, away: true });
    const label = 'label' in taken ? String(taken.label) : '';
    await until('its paper is out', () => papersOf(label) === 1);
    await agent.kill();
    agent = await startAgent(choice);
    await agent.says(/"mode":"away"/);
    await page.until(({ view, ready }) => ready && view?.away != null);
    const ticket = 'ticket' in taken ? taken.ticket : '';
    expect(await page.following.command(wish, 'away-1')).toMatchObject({ ticket, label });
    hub = await startHub(hubChoice);
    await page.until(({ view, ready }) => ready && view?.away === null);
    page.close();
    await tables.deviceIs(device, 'ready');
    expect(papersOf(label)).toBe(1);
  });

  test('another address in the hall’s file: the new printer prints, the old one no more', async () => {
    const other = await startPretendPrinter({ clock, ptyLink: lineOf('other') });
    writeHall(hubChoice.hallFile ?? '', printerAt('other'));
    await hub.end();
    hub = await startHub(hubChoice);
    await agent.says(/hosts the device no more/);
    await tables.deviceIs(device, 'ready');
    const label = await take();
    await tables.jobIs(label, 'printed');
    expect([papersOf(label), papersOf(label, other)]).toEqual([0, 1]);
    await other.close();
  });

  test('a second PC with the same key puts the first out, and the first says why', async () => {
    const twin = await startAgent({ ...choice, folder: mkTwin(), port: 'none' });
    await twin.says(/joined the hub/);
    await agent.says(/another agent came with the same place/);
    await twin.end();
    await agent.end();
    agent = await startAgent(choice);
    await agent.says(/joined the hub/);
  });

  test('a revoked key ends the agent’s line within seconds', async () => {
    const listed = await administer(hubChoice, 'device', 'keys');
    const id = /^(\S+)\tagent\t/m.exec(listed)?.[1] ?? '';
    await administer(hubChoice, 'device', 'revoke', id);
    await agent.says(/does not know this key/);
    await tables.deviceIs(device, 'unplugged');
  });

  test('a key that others may read, or none at all, is refused with 2', async () => {
    const path = join(folder, 'loose.key');
    writeFileSync(path, readFileSync(join(folder, 'agent.key')));
    chmodSync(path, 0o644);
    for (const [key, why] of [
      ['loose.key', 'may be read by others'],
      ['no.key', 'cannot be read'],
    ] as const) {
      const said = await startAgent({ ...choice, key }).catch(String);
      expect(said).toContain('ended with 2');
      expect(said).toContain(why);
    }
    const used = { ...choice, key: 'agent.key' };
    await expect(enrolAgent(hubChoice, used, kiosk)).rejects.toThrow('EEXIST');
  });
});

/** The folder of a second PC to which somebody copied the key. */
function mkTwin(): string {
  const twin = mkdtempSync(join(folder, 'twin-'));
  writeFileSync(join(twin, 'agent.key'), readFileSync(join(folder, 'agent.key')), { mode: 0o600 });
  return twin;
}
