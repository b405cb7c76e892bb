/**
 * A hub in a network that nothing enters, a relay at its edge, and a phone in a real browser that knows
 * the relay alone: every process its own. Visitors see the place, put the call off, give up, miss it and
 * come back, are called and rate; the relay and the hub are killed meanwhile, and both come back.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import express from 'express';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { machineClock } from '../../../server/hall/clock.ts';
import { emblem } from '../../../server/http/emblem.ts';
import { usualLimits } from '../../../server/http/limits.ts';
import { complaintsOf, openBrowser } from '../../screens/browser.ts';
import { ended, printed } from './example.ts';
import { freePort, type HubChoice, type HubProcess, hallFile, startHub } from './hub.ts';
import { besides, type Surroundings, shutIn, wayToShutIn } from './shut-in.ts';

const root = resolve(import.meta.dirname, '../../..');

const way = wayToShutIn();
const refused = 'refused' in way ? way.refused : null;

let folder: string;
let around: Surroundings = besides;
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
  // Nobody has to be waited for.
  const rules = { noShowAfterSeconds: 0 };
  const look = { emblem: join(root, 'fixtures/halls/emblems/plain.svg') };
  writeFileSync(path, stringify({ ...hall, devices, rules, look, ...own }));
  if (!('refused' in way)) around = await shutIn(way, relayPort, folder);
  hubChoice = { dataDir: join(folder, 'hub'), port: await freePort(), hallFile: path };
  hubChoice = { ...hubChoice, under: around.under };
  [relay, hub, browser] = await Promise.all([startRelay(), startHub(hubChoice), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await hub?.end();
  await around.close();
  if (relay) await ended(relay.child, 'SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

const health = async () =>
  (await (await fetch(`${relayUrl()}/healthz`)).json()) as Record<string, unknown>;

/** The counter's next act, as the city's system does it inside the hall. */
async function at(act: string, body: object = {}): Promise<void> {
  const answer = await around.ask(hub.url, `/counters/3/${act}`, body);
  expect(answer, act).toMatchObject({ status: 200 });
}

interface Given {
  readonly id: string;
  readonly label: string;
  readonly link: string;
}

async function takes(requestId: string): Promise<Given> {
  const answer = await around.ask(hub.url, '/tickets', { service: 'general', requestId });
  expect(answer?.status).toBe(201);
  const { id, label, link } = answer?.body ?? {};
  return { id: String(id), label: String(label), link: String(link) };
}

test('the hub has no inbound route: nothing connects to it, and one way leads out', async ({
  skip,
}) => {
  skip(refused !== null, `no network of its own can be made here: ${refused}`);
  await expect(fetch(`${hub.url}/healthz`)).rejects.toThrow('fetch failed');
  // It stands in there, on its port, and sees its own loopback alone.
  const inside = await around.look(hubChoice.port);
  expect(inside).toMatchObject({ interfaces: ['lo'], open: true });
  // What listens on the machine is out of its reach, but for the relay's port.
  const elsewhere = createServer().listen(0, '127.0.0.1');
  await new Promise((listens) => elsewhere.once('listening', listens));
  const { port } = elsewhere.address() as AddressInfo;
  expect((await around.look(port)).open).toBe(false);
  elsewhere.close();
  await expect.poll(async () => (await health()).hub).toBe(true);
});

test('a phone that reaches the relay alone: place, ten minutes, giving up, missed, call, rating', async () => {
  await expect.poll(async () => (await health()).hub).toBe(true);
  const { id, label, link } = await takes('phone-1');
  expect(link.startsWith(`${relayUrl()}/t/`)).toBe(true);
  const secret = link.slice(link.lastIndexOf('/') + 1);

  const page: Page = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
  const complaints = complaintsOf(page);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).host));
  await page.goto(link);
  await page.locator('.phone-label').getByText(label).waitFor();
  await page.getByText('前面没有人了').waitFor();
  await expect.poll(() => page.evaluate('document.documentElement.dataset.emblem')).toBe('own');
  // Where the page's words begin, not at the edge of the glass.
  const between = `(([hall, label]) => hall - label)(['.phone-hall', '.phone-label'].map((one) =>
    Math.round(document.querySelector(one).getBoundingClientRect().left)))`;
  await expect.poll(() => page.evaluate(between)).toBe(0);
  await expect.poll(health).toMatchObject({ hub: true, phones: 1, views: 1 });

  await page.getByText('晚 10 分钟再叫我').click();
  await page.getByText('已延后叫号').waitFor();

  // The relay is killed: a wish that was under way is one wish, and the page finds the new relay by itself.
  await ended(relay.child, 'SIGKILL');
  const before = relay.said();
  relay = await startRelay();
  const all = { hub: true, phones: 1, views: 1 };
  await expect.poll(health).toMatchObject(all);

  // The hub is killed: the page stands as it was, says so with the time, and goes on when the hub is back.
  await hub.kill();
  await page.locator('.stale-mark').getByText('最后更新').waitFor();
  await expect.poll(health).toMatchObject({ hub: false, phones: 1, views: 1 });
  await page.getByText('不办了，取消此号').click();
  hub = await startHub(hubChoice);
  await expect.poll(() => page.locator('.stale-mark').count()).toBe(0);
  await expect.poll(health).toMatchObject(all);
  await page.getByText('保留此号').click();

  await at('call-ticket', { ticket: id, reason: 'needs-care' });
  await page.locator('.now-window').getByText('3号窗口').waitFor();
  await at('no-show', { ticket: id });
  await page.getByRole('button', { name: '重新排队' }).click();
  await page.getByText('前面没有人了').waitFor();
  await at('call-ticket', { ticket: id, reason: 'needs-care' });
  await page.locator('.now-window').getByText('3号窗口').waitFor();
  await at('serve');
  await page.getByText('正在办理').waitFor();
  await at('finish');
  await page.getByText('基本满意', { exact: true }).click();
  await page.getByText('已记录：基本满意').waitFor();

  const other = await takes('phone-2');
  await page.goto(other.link);
  await page.locator('.phone-label').getByText(other.label).waitFor();
  await page.getByText('不办了，取消此号').click();
  await page.getByText('确定取消', { exact: true }).click();
  await page.getByText('已取消').waitFor();

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
  const own = { dataDir: join(folder, 'wrong'), port: await freePort(), hallFile: path };
  const choice = { ...own, under: around.under };
  const stranger = await startHub(choice);
  await expect.poll(relay.said).toContain('wrong-key');
  expect(await health()).toMatchObject({ hub: true });
  await stranger.end();
});

test('a drawing with a script that got past the reading runs nothing in a browser, opened or shown', async () => {
  const bytes =
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="alert(1)">
    <script>document.documentElement.setAttribute('ran', 'yes'); alert(2)</script></svg>`);
  const app = express();
  emblem(app, { type: 'image/svg+xml', bytes }, usualLimits.pages, machineClock);
  app.get('/', (_request, response) => void response.send('<img src="/emblem" alt="">'));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((listens) => server.once('listening', listens));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const page = await browser.newPage();
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  // Playwright's own questions go by another door than the page's scripts.
  await page.goto(`${url}/emblem`);
  expect(await page.evaluate('document.documentElement.getAttribute("ran")')).toBeNull();
  await page.goto(url);
  await expect.poll(() => page.evaluate('document.images[0].naturalWidth')).toBeGreaterThan(0);
  expect(dialogs).toEqual([]);
  await page.close();
  server.close();
});
