/**
 * A manager's way through settings on a real hub, while a kiosk stands beside: a service's name and hours
 * are changed, looked at, put in force, seen on the kiosk, and taken back; nothing is wrong for axe.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { administer, freePort, type HubProcess, startHub } from '../hall/process/hub.ts';
import { openBrowser } from './browser.ts';

let dataDir: string;
let hub: HubProcess;
let browser: Browser;
let choice: { dataDir: string; port: number };
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'jinghao-settings-'));
  choice = { dataDir, port: await freePort() };
  [hub, browser] = await Promise.all([startHub(choice), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await hub.end();
  await rm(dataDir, { recursive: true, force: true });
});

const wrongOn = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .exclude('iframe')
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
};

async function managersPage(): Promise<Page> {
  const said = await administer(choice, 'staff', 'add', 'boss', '王芳', 'manager');
  const [, password = ''] = /password (\S+)/.exec(said) ?? [];
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
  const signedIn = await context.request.post(`${hub.url}/sign-in`, {
    data: { account: 'boss', password },
    headers: { origin: hub.url },
  });
  expect(signedIn.ok()).toBe(true);
  const page = await context.newPage();
  await page.goto(`${hub.url}/console/settings`);
  return page;
}

async function kioskBeside(): Promise<Page> {
  const said = await administer(choice, 'device', 'enrol', 'entrance-1');
  const [, code = ''] = /code (\S+)/.exec(said) ?? [];
  const context = await browser.newContext({ viewport: { width: 1080, height: 1920 } });
  const page = await context.newPage();
  await page.goto(`${hub.url}/kiosk#code=${code}`);
  await page.getByRole('button', { name: '企业办事' }).waitFor();
  return page;
}

it('a name and hours are changed, previewed, in force on the kiosk, and taken back', async () => {
  const [page, kiosk] = [await managersPage(), await kioskBeside()];
  const sections = page.locator('.settings-form nav');
  await page.locator('.settings-fields').waitFor();

  // What breaks a rule is said at the field, and nothing can be saved or looked at.
  await sections.getByRole('button', { name: '业务' }).click();
  const groups = page.getByRole('region', { name: '取号机首页分组' });
  await groups.getByRole('button', { name: '企业办事', exact: true }).click();
  const name = groups.getByRole('textbox', { name: '简体中文' }).first();
  await name.fill('');
  await groups.getByText('必须填写').waitFor();
  await name.fill('企业与个体户');
  await page.getByText('改了 1 处 · 没有错误').waitFor();

  await sections.getByRole('button', { name: '时间与节假日' }).click();
  const patterns = page.getByRole('region', { name: '时间表' });
  await patterns.getByRole('button', { name: 'special', exact: true }).click();
  await patterns.getByRole('textbox', { name: '到' }).first().fill('09:30');
  await patterns.getByText('时段要按先后，不能重叠').first().waitFor();
  await patterns.getByRole('textbox', { name: '到' }).first().fill('08:45');
  await page.getByText('改了 2 处 · 没有错误').waitFor();

  // A day on which the hall is closed stands in a table with its weekday; visitors will notice it.
  const dates = page.getByRole('region', { name: '特殊日期' });
  await dates.getByRole('button', { name: '添加：特殊日期' }).click();
  await dates.getByRole('textbox', { name: '日期' }).last().fill('2027-10-08');
  await dates.getByRole('cell', { name: '周五', exact: true }).last().waitFor();
  const noticed = page.getByRole('region', { name: '办事人会看到的变化' });
  await noticed.getByText('2027-10-08（周五）：休息').waitFor();
  await noticed.getByText('取号时间改变：special').waitFor();
  await page.getByText('改了 3 处 · 没有错误').waitFor();
  expect(await wrongOn(page)).toEqual([]);

  await page.getByRole('button', { name: '预览' }).click();
  const shown = page.frameLocator('.settings-frame-kiosk iframe');
  await shown.getByText('企业与个体户').first().waitFor();
  await page.frameLocator('.settings-frame-hall iframe').getByText('A001').first().waitFor();
  await page.getByRole('region', { name: '号票' }).getByText('A001').waitFor();

  await page
    .getByRole('textbox', { name: '改了什么、为什么（必填）' })
    .fill('窗口改名，早班提前结束');
  await page.getByRole('button', { name: '保存为新版本' }).click();
  await page.getByText('第 2 版，没有改动').waitFor();
  await page.getByText('在用：第 1 版').waitFor();

  await page.getByRole('tab', { name: '版本' }).click();
  const changed = page.locator('.settings-changes');
  await changed
    .getByText('取号机首页分组 › 企业办事')
    .or(changed.getByText('企业与个体户'))
    .first()
    .waitFor();
  expect(await wrongOn(page)).toEqual([]);
  await page.getByRole('button', { name: '立即生效' }).click();
  await page.getByText('在用：第 2 版').waitFor();
  await kiosk.getByRole('button', { name: '企业与个体户' }).waitFor();

  // Until the hub has said how another version differs, nothing of the one before can be pressed.
  let tell = () => {};
  const told = new Promise<void>((go) => {
    tell = go;
  });
  await page.route('**/differences/**', async (route) => {
    await told;
    await route.continue();
  });
  await page.getByRole('button', { name: '第 1 版' }).click();
  await page.locator('.settings-one h2', { hasText: '第 1 版' }).waitFor();
  expect(await page.locator('.settings-acts button').count()).toBe(0);
  tell();
  await page.getByRole('button', { name: '退回到这一版' }).click();
  await page.getByText('在用：第 3 版').waitFor();
  await kiosk.getByRole('button', { name: '企业办事' }).waitFor();
});
