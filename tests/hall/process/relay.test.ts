/**
 * A hub without a way in, a relay at the network's edge, and a phone in a real browser that knows the
 * relay alone: every process its own. A visitor sees the place, puts the call off, is called and rates;
 * the relay and the hub are killed meanwhile, and both come back.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { complaintsOf, openBrowser } from '../../screens/browser.ts';
import { ended, printed } from './example.ts';
import { ask, freePort, type HubChoice, type HubProcess, hallFile, startHub } from './hub.ts';

const root = resolve(import.meta.dirname, '../../..');

let folder: string;
let hubChoice: HubChoice;
let hub: HubProcess;
let relayPort: number;
let relay: { readonly child: ChildProcess; readonly said: () => string };
let browser: Browser;

const relayUrl = () => `http://127.0.0.1:${relayPort}`;
const keyFile = () => join(folder, 'relay.key');

function run(...words: string[]): ChildProcess {
  const stdio = ['ignore', 'pipe', 'pipe'] as const;
  return spawn(process.execPath, ['server/main.ts', 'relay', ...words], {
    ...{ cwd: root, stdio: [...stdio] },
  });
}

async function startRelay(): Promise<typeof relay> {
  const listen = `127.0.0.1:${relayPort}`;
  const child = run('--listen', listen, '--key', keyFile(), '--log-level', 'debug');
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (piece: Buffer) => {
      said += piece.toString();
    });
  }
  await printed(child, /Jinghao relay {2}http:/);
  return { child, said: () => said };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jinghao-relay-'));
  relayPort = await freePort();
  const made = run('make-key', '--key', keyFile());
  await new Promise((done) => made.once('exit', done));
  const hall = parse(readFileSync(hallFile, 'utf8')) as Record<string, unknown>;
  const path = join(folder, 'hall.yaml');
  const devices = {};
  const own = { publicUrl: relayUrl(), relay: { url: relayUrl(), keyFile: 'relay.key' } };
  writeFileSync(path, stringify({ ...hall, devices, ...own }));
  hubChoice = { dataDir: join(folder, 'hub'), port: await freePort(), hallFile: path };
  [relay, hub, browser] = await Promise.all([startRelay(), startHub(hubChoice), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await hub?.end();
  if (relay) await ended(relay.child, 'SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

const health = async () =>
  (await (await fetch(`${relayUrl()}/healthz`)).json()) as Record<string, unknown>;

/** The counter's next act, as the city's system does it inside the hall. */
async function at(act: string, body: object = {}): Promise<void> {
  const answer = await ask(hub.url, `/counters/3/${act}`, body);
  expect(answer, act).toMatchObject({ status: 200 });
}

test('a phone that reaches the relay alone: place, ten minutes, call, service, rating', async () => {
  await expect.poll(async () => (await health()).hub).toBe(true);
  const given = await ask(hub.url, '/tickets', { service: 'general', requestId: 'phone-1' });
  expect(given?.status).toBe(201);
  const link = String(given?.body.link);
  const label = String(given?.body.label);
  expect(link.startsWith(`${relayUrl()}/t/`)).toBe(true);
  const secret = link.slice(link.lastIndexOf('/') + 1);

  const page: Page = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
  const complaints = complaintsOf(page);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).host));
  await page.goto(link);
  await page.locator('.phone-label').getByText(label).waitFor();
  await page.getByText('前面没有人了').waitFor();
  expect(await health()).toMatchObject({ hub: true, phones: 1, views: 1 });

  await page.getByText('晚 10 分钟再叫我').click();
  await page.getByText('已延后叫号').waitFor();

  // The relay is killed: a wish that was under way is one wish, and the page finds the new relay by itself.
  await ended(relay.child, 'SIGKILL');
  const before = relay.said();
  relay = await startRelay();
  const all = { hub: true, phones: 1, views: 1 };
  await expect.poll(health, { timeout: 30_000 }).toMatchObject(all);

  // The hub is killed: the page stands as it was, says so with the time, and goes on when the hub is back.
  await hub.kill();
  await page.locator('.stale-mark').getByText('最后更新').waitFor({ timeout: 20_000 });
  expect(await health()).toMatchObject({ hub: false, phones: 1, views: 1 });
  await page.getByText('不办了，取消此号').click();
  hub = await startHub(hubChoice);
  await expect.poll(() => page.locator('.stale-mark').count(), { timeout: 30_000 }).toBe(0);
  await expect.poll(health).toMatchObject(all);
  await page.getByText('保留此号').click();

  await at('call-ticket', { ticket: given?.body.id, reason: 'needs-care' });
  await page.locator('.now-window').getByText('3号窗口').waitFor();
  await at('serve');
  await page.getByText('正在办理').waitFor();
  await at('finish');
  await page.getByText('基本满意', { exact: true }).click();
  await page.getByText('已记录：基本满意').waitFor();

  expect([...new Set(asked)]).toEqual([`127.0.0.1:${relayPort}`]);
  expect(complaints.filter((one) => !one.includes('WebSocket'))).toEqual([]);
  expect(before + relay.said()).not.toContain(secret);
  await page.context().close();
});

test('a hub with another key is not let in, and the one that is there stays', async () => {
  const wrong = join(folder, 'wrong.key');
  writeFileSync(wrong, `${'A'.repeat(43)}\n`, { mode: 0o600 });
  const path = join(folder, 'wrong.yaml');
  const hall = parse(readFileSync(hubChoice.hallFile ?? '', 'utf8')) as Record<string, unknown>;
  writeFileSync(path, stringify({ ...hall, relay: { url: relayUrl(), keyFile: 'wrong.key' } }));
  const choice = { dataDir: join(folder, 'wrong'), port: await freePort(), hallFile: path };
  const stranger = await startHub(choice);
  await expect.poll(relay.said).toContain('wrong-key');
  expect(await health()).toMatchObject({ hub: true });
  await stranger.end();
});
