/**
 * The page of cases against a real hub: a bad rating and a failed errand become cases by themselves, and
 * a manager brings them to their end; what may not be done is said in words, a phone is on record.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../server/house/database.ts';
import { Ratings } from '../../server/house/ratings.ts';
import {
  administer,
  ask,
  freePort,
  type HubChoice,
  type HubProcess,
  startHub,
} from '../hall/process/hub.ts';
import { complaintsOf, openBrowser, picture, violationsOn } from './browser.ts';
import { says } from './says.ts';

let password = '';
let choice: HubChoice;
let hub: HubProcess;
let browser: Browser;

beforeAll(async () => {
  choice = { dataDir: mkdtempSync(join(tmpdir(), 'jinghao-cases-')), port: await freePort() };
  [hub, browser] = await Promise.all([startHub(choice), openBrowser()]);
  const said = await administer(choice, 'staff', 'add', 'li', '李主管', 'manager');
  password = /password (\S+)/.exec(said)?.[1] ?? '';
});
afterAll(async () => {
  await browser?.close();
  await hub?.end();
  rmSync(choice.dataDir, { recursive: true, force: true });
});

/** A visitor is served, and it ends so; the ticket. */
async function served(outcome: string): Promise<string> {
  const taken = await ask(hub.url, '/tickets', { service: 'could-not' });
  expect(taken?.status).toBe(201);
  await ask(hub.url, '/counters/24/call-next', {});
  await ask(hub.url, '/counters/24/serve', {});
  expect((await ask(hub.url, '/counters/24/finish', { outcome }))?.status).toBe(200);
  return String(taken?.body.id);
}

/** What a rating pad would keep. */
async function rated(ticket: string): Promise<void> {
  const house = await openDatabase({ kind: 'sqlite', path: join(choice.dataDir, 'house.sqlite') });
  const ratings = new Ratings(house, { now: Date.now });
  await ratings.keep('dongcheng', { ticket, step: 0, level: 2, source: 'pad' });
  const tags = { tags: ['208', '209'], version: '2020-1' };
  await ratings.addTo('dongcheng', { ticket, step: 0, number: 1 }, tags, async () => {});
  await house.close();
}

/** At the counter's own page somebody is served, and then it could not be done. */
async function couldNotAtCounter(page: Page): Promise<void> {
  const taken = await ask(hub.url, '/tickets', { service: 'could-not' });
  await page.goto(`${hub.url}/console?counter=24`);
  await page.locator('.door-enter').click();
  await page.locator('.next .act').click();
  await page.locator('.hand-label').waitFor();
  const way = new URL((await page.locator('.hand-case').getAttribute('href')) ?? '', hub.url);
  expect(way.searchParams.get('ticket')).toBe(taken?.body.id);
  await page.locator('#act-serve').click();
  await page.locator('.hand-status-serving').waitFor();
  await page.locator('#act-outcome').click();
  await page.getByRole('menuitem', { name: '没办成' }).click();
  await page.locator('.hand-empty').waitFor();
}

async function signedIn(): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
  const page = await context.newPage();
  const signed = await context.request.post(`${hub.url}/sign-in`, {
    ...{ headers: { origin: hub.url }, data: { account: 'li', password } },
  });
  expect(signed.status()).toBe(204);
  const complaints = complaintsOf(page);
  await page.goto(`${hub.url}/console/cases`);
  await page.waitForSelector('.cases-views');
  return { page, complaints };
}

test('from a bad rating and a failed errand to two closed cases and a ledger', async () => {
  const { page, complaints } = await signedIn();
  const stage = page.locator('.case-panel > p strong');
  const act = async (
    name: string,
    words: string,
    reached: string,
    more?: () => Promise<unknown>,
  ) => {
    await page.locator('.case-buttons').getByRole('button', { name, exact: true }).click();
    await more?.();
    if (words) await page.locator('.manager-form textarea').fill(words);
    await page.locator('.manager-form button[type=submit]').click();
    await expect.poll(() => stage.innerText()).toBe(reached);
  };
  const row = (kind: string) => page.locator('.case-table tbody tr', { hasText: kind });

  // They stand on the page without a touch.
  await rated(await served('done'));
  await row('差评').waitFor();
  const counter = await page.context().newPage();
  await couldNotAtCounter(counter);
  await counter.close();
  await row('办不成事').waitFor();
  await row('差评').getByRole('button').click();
  await stage.waitFor();
  await says(page.locator('.manager-facts'), '24号');
  await expect.poll(() => page.locator('.case-rating p').innerText()).toBe('评价：不满意 · 评价器');
  await expect
    .poll(() => page.locator('.case-tags li').allInnerTexts())
    .toEqual([...['没有提供材料清单', '未在承诺时间内办结']]);
  await expect.poll(() => row('差评').locator('.case-light').innerText()).toBe('还有 6 天');

  await page.locator('.case-buttons').getByRole('button', { name: '核实' }).click();
  await page.locator('.manager-form button[type=submit]').click();
  await expect.poll(() => page.locator('.notice').innerText()).toBe('请写明情况。');
  await page.locator('.manager-form textarea').fill('等候过久，属实');
  await page.locator('.manager-form button[type=submit]').click();
  await expect.poll(() => stage.innerText()).toBe('情况属实');
  await expect.poll(() => violationsOn(page)).toEqual([]);
  await picture(page, 'console-cases-rating');
  await act('整改完成', '高峰加开窗口', '已整改');
  await act('答复', '已致歉并说明', '已答复');
  await act('回访', '', '已回访', () =>
    page.locator('.manager-form label', { hasText: '满意' }).locator('select').selectOption('fair'),
  );
  await act('办结', '', '已办结');
  await says(page.locator('.case-history'), '回访 · 基本满意');
  await expect.poll(() => row('差评').count()).toBe(0);

  // The failed errand: who solved it does not check it.
  await row('办不成事').getByRole('button').click();
  await expect.poll(() => stage.innerText()).toBe('待处理');
  await act('分析原因', '两个部门说法不一', '已分析');
  await act('派发工单', '', '已派单');
  await act('整改完成', '当场受理', '已整改');
  await page.locator('.case-buttons').getByRole('button', { name: '结果核查' }).click();
  await page.locator('.manager-form button[type=submit]').click();
  await expect.poll(() => page.locator('.notice').innerText()).toContain('另一人');
  const found = await ask(hub.url, '/cases/search', { kinds: ['failed-errand'] });
  const [{ id } = { id: '' }] = (found?.body.cases ?? []) as { id: string }[];
  await ask(hub.url, `/cases/${id}/acts`, { act: 'check', passed: true });
  await expect.poll(() => stage.innerText()).toBe('已核查');
  await ask(hub.url, `/cases/${id}/acts`, { act: 'close' });
  await expect.poll(() => stage.innerText()).toBe('已办结');

  // One by hand, with a phone that is masked until somebody calls back.
  await page.getByRole('button', { name: '新建工单' }).click();
  const choose = (name: string, value: string) =>
    page.locator('.manager-form label', { hasText: name }).locator('select').selectOption(value);
  await choose('类别', 'complaint');
  await choose('来源', '12345');
  await page.locator('.manager-form textarea').fill('电话没有人接');
  await page.locator('input[type=tel]').fill('13800138000');
  await expect.poll(() => violationsOn(page)).toEqual([]);
  await page.getByRole('button', { name: '建立工单' }).click();
  await expect.poll(() => page.locator('.case-person').innerText()).toContain('138****8000');
  await page.getByRole('button', { name: '查看完整号码' }).click();
  await expect.poll(() => page.locator('.case-person').innerText()).toContain('13800138000');
  await expect.poll(() => page.locator('.case-person').innerText()).toContain('李主管 查看过号码');

  // From the window for failed errands: the ticket's case, or a new one about it.
  await page.goto(
    `${hub.url}/console/cases?ticket=${await served('done')}&service=could-not&counter=24`,
  );
  const field = (name: RegExp) => page.locator('.manager-form label', { hasText: name });
  await expect.poll(() => field(/^窗口/).locator('select').inputValue()).toBe('24');
  await expect.poll(() => field(/^事项/).locator('select').inputValue()).toBe('could-not');
  await page.locator('.manager-form textarea').fill('上次没有受理');
  await page.getByRole('button', { name: '建立工单' }).click();
  await expect.poll(() => stage.innerText()).toBe('待处理');
  await page.reload();
  await expect.poll(() => stage.innerText()).toBe('待处理');
  await says(page.locator('.case-history'), '上次没有受理');

  // The ledger, in all languages.
  await page.getByRole('button', { name: '台账' }).click();
  await page.locator('.ledger-table').waitFor();
  const heads = await page.locator('.ledger-table thead th').allInnerTexts();
  expect(heads.slice(-6)).toEqual([
    ...['发现问题', '分析原因', '派发工单', '限期解决', '结果核查', '监督检查'],
  ]);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '导出 CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/^failed-errands-\d{4}-\d\d\.csv$/);
  expect((await download).url()).toContain('/zh-Hans/csv');
  for (const language of ['繁體中文', 'English']) {
    await page.getByRole('button', { name: language }).click();
    await picture(page, `console-cases-ledger-${language}`);
  }
  await expect.poll(() => violationsOn(page)).toEqual([]);
  // What was refused above, as Chromium tells of it.
  expect(complaints.filter((one) => !one.includes('409'))).toEqual([]);
});
