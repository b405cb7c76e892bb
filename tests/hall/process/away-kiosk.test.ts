/**
 * A kiosk goes on without its hub, for real: the hub as a process that is killed, the agent of the
 * kiosk's PC as another, a printer on a serial line, the kiosk and the manager in Chromium. A number
 * is taken while the hub is gone, and queues when it is back and the manager has said so.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PretendPrinter, startPretendPrinter } from '../../../fixtures/machines/printer.ts';
import { complaintsOf, openBrowser, picture, violationsOn } from '../../screens/browser.ts';
import {
  type AgentChoice,
  type AgentProcess,
  enrolAgent,
  HouseTables,
  startAgent,
  writeHall,
} from './agent.ts';
import { administer, ask, freePort, type HubChoice, type HubProcess, startHub } from './hub.ts';

const clock = { now: () => Date.now(), setTimeout, clearTimeout } as never;
const kiosk = 'entrance-1';

let folder: string;
let hubChoice: HubChoice;
let choice: AgentChoice;
let hub: HubProcess;
let agent: AgentProcess;
let printer: PretendPrinter;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jinghao-away-'));
  const port = await freePort();
  const line = join(folder, 'printer');
  const hallFile = join(folder, 'hall.yaml');
  hubChoice = { dataDir: join(folder, 'hub'), port, hallFile };
  choice = { hub: `http://127.0.0.1:${port}`, folder, port: await freePort() };
  printer = await startPretendPrinter({ clock, ptyLink: line });
  writeHall(hallFile, {
    printers: [{ kiosk, address: `serial:${line}?baud=115200`, agent: kiosk }],
  });
  hub = await startHub(hubChoice);
  await enrolAgent(hubChoice, choice, kiosk);
  agent = await startAgent(choice);
  await new HouseTables(hubChoice.dataDir).deviceIs(`printer@${kiosk}`, 'ready');
  browser = await openBrowser();
  const context = await browser.newContext({ viewport: { width: 1080, height: 1920 } });
  page = await context.newPage();
  complaints = complaintsOf(page);
});
afterAll(async () => {
  await browser?.close();
  await agent?.end();
  await hub?.end();
  await printer?.close();
  rmSync(folder, { recursive: true, force: true });
});

const papersOf = (label: string): number =>
  printer.engine.papers().filter(({ lines }) => lines.some((text) => text.includes(label))).length;

async function take(label: RegExp): Promise<string> {
  await page.getByText('综合与咨询').click();
  await page.getByText('综合受理', { exact: true }).click();
  await page.getByRole('button', { name: '取号', exact: true }).click();
  return (await page.getByText(label).first().textContent()) ?? '';
}

test('with the hub there, the agent serves the page and it is like any kiosk', async () => {
  await page.goto(`http://127.0.0.1:${choice.port}/kiosk`);
  const label = await take(/^R\d{3}$/);
  await page.getByText('小票已打印').waitFor();
  expect(papersOf(label)).toBe(1);
  await page.getByRole('button', { name: '完成' }).click();
});

test('the hub is killed: the kiosk says what works, and gives a number of its own on paper', async () => {
  await hub.kill();
  await page.getByText('网络中断').first().waitFor();
  await expect.poll(() => violationsOn(page)).toEqual([]);
  await picture(page, 'away-kiosk-start');
  const label = await take(/^RA\d{3}$|^R[A-Z]\d{3}$/);
  expect(label).toMatch(/^R[A-Z]001$/);
  await expect.poll(() => papersOf(label)).toBe(1);
  await expect.poll(() => violationsOn(page)).toEqual([]);
  await picture(page, 'away-kiosk-number');
});

test('the hub is back: the number is held, and queues by the manager’s word', async () => {
  hub = await startHub(hubChoice);
  await page.getByText('网络中断').first().waitFor({ state: 'hidden' });
  await expect.poll(async () => (await ask(hub.url, '/adoptions'))?.body.held).toBe(1);
  const said = await administer(hubChoice, 'staff', 'add', 'boss', 'Boss', 'manager');
  const password = /password (\S+)/.exec(said)?.[1] ?? '';
  const manager = await (
    await browser.newContext({ viewport: { width: 1366, height: 900 } })
  ).newPage();
  await manager.goto(`${hub.url}/console/sign-in`);
  await manager.getByLabel('账号').fill('boss');
  await manager.getByLabel('密码', { exact: true }).fill(password);
  await manager.getByRole('button', { name: '登录', exact: true }).click();
  await manager.getByRole('link', { name: '管理大厅' }).click();
  // The hall's page has a second way there, once it knows how many wait.
  const pages = manager.getByRole('navigation', { name: '管理页面' });
  await pages.getByRole('link', { name: '断网取号' }).click();
  await manager.getByText('1 个号待确认').waitFor();
  await expect.poll(() => violationsOn(manager)).toEqual([]);
  await picture(manager, 'away-manager');
  await manager.getByRole('button', { name: '保留全部 1 个' }).click();
  await manager.getByText('没有待确认的号').waitFor();
  await manager.getByText('等候中').waitFor();
  expect(complaints.filter((text) => !/ERR_CONNECTION_REFUSED|WebSocket/.test(text))).toEqual([]);
});
