/**
 * One guide in a real Chromium: at the kiosk, standing and lying, with all its parts, acts and words
 * large enough; and on a phone, fetched from its own origin.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pagePolicy } from '../../fixtures/machines/hub.ts';
import { exampleGuides, guideMark } from '../../fixtures/screens/guides.ts';
import { complaintsOf, openBrowser, picture, violationsOn } from './browser.ts';
import { says } from './says.ts';

const root = resolve(import.meta.dirname, '../..');
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

let browser: Browser;
let page: Page;
let server: Server;
let url: string;
let dist: string;
let complaints: string[];

/** The pages under the addresses of the hub, with its policy; guides as the hub tells them. */
async function serve(): Promise<Server> {
  const http = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://hub').pathname;
    if (path.startsWith('/guides/')) {
      const guide = exampleGuides.find(({ id }) => path.endsWith(`/${id}`));
      const body = guide && { ...guideMark, guide, files: [] };
      response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' });
      return void response.end(JSON.stringify(body ?? {}));
    }
    const stage = path === '/kiosk' ? 'tests/screens/guide-stage/index.html' : path;
    const file = path.startsWith('/guide/') ? 'display/guide/index.html' : stage;
    const bytes = await readFile(join(dist, file)).catch(() => null);
    const type = types[extname(file)] ?? 'application/octet-stream';
    response.writeHead(bytes ? 200 : 404, {
      'content-type': type,
      'content-security-policy': pagePolicy,
    });
    response.end(bytes);
  });
  await new Promise<void>((listens) => http.listen(0, '127.0.0.1', listens));
  return http;
}

beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'jinghao-guide-'));
  const args = [resolve(import.meta.dirname, 'guide-stage/build.ts'), dist];
  const env = { ...process.env, NODE_ENV: 'production' };
  [browser] = await Promise.all([
    openBrowser(),
    promisify(execFile)(process.execPath, args, { cwd: root, env }),
  ]);
  server = await serve();
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  page = await (await browser.newContext({ hasTouch: true })).newPage();
  complaints = complaintsOf(page);
});
afterAll(async () => {
  await browser?.close();
  await new Promise((closed) => server?.close(closed));
  await rm(dist, { recursive: true, force: true });
});

const open = async (viewport: { width: number; height: number }, path: string) => {
  await page.setViewportSize(viewport);
  await page.goto(url + path);
  await page.waitForSelector('.guide-lead, .sheet-title');
  await page.evaluate('document.fonts.ready');
};
const tab = (index: number) => page.locator('.guide-tabs .button').nth(index);
const pressed = () => page.evaluate('window.pressed');

/** Small targets and words of the guide's own part, and what reaches out of where it stands. */
const faults = async (): Promise<string[]> =>
  (await page.evaluate(`(() => {
    const faults = [];
    const room = document.querySelector('.guide-pages').getBoundingClientRect();
    for (const button of document.querySelectorAll('.guide button')) {
      const box = button.getBoundingClientRect();
      if (box.width < 59.9 || box.height < 59.9) faults.push('target ' + button.textContent);
      if (box.right > innerWidth + 1 || box.bottom > innerHeight + 1) faults.push('out ' + button.textContent);
      for (const word of button.querySelectorAll('span')) {
        const inner = word.getBoundingClientRect();
        if (inner.left < box.left - 1 || inner.right > box.right + 1 || inner.bottom > box.bottom + 1)
          faults.push('cut ' + button.textContent);
      }
    }
    for (const element of document.querySelectorAll('.guide *, .where-body *')) {
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
      if (!own) continue;
      if (parseFloat(getComputedStyle(element).fontSize) < 17.9) faults.push('small ' + element.textContent);
      const box = element.getBoundingClientRect();
      if (!element.closest('.guide-pages') || box.width === 0) continue;
      // A column is a page: what begins on this one stays on it.
      if (box.left > room.left - 1 && box.left < room.right && (box.right > room.right + 1 || box.bottom > room.bottom + 1))
        faults.push('beyond ' + element.textContent.slice(0, 20));
    }
    const head = document.querySelector('.where-body');
    const room2 = head.getBoundingClientRect();
    for (const part of head.children) {
      const box = part.getBoundingClientRect();
      if (box.top < room2.top - 2 || box.bottom > room2.bottom + 2) faults.push('head ' + part.textContent);
    }
    return faults;
  })()`)) as string[];

it('at the kiosk is whole in every part, standing and lying, in Chinese and English', async () => {
  const sizes = [
    { width: 1080, height: 1920 },
    { width: 1024, height: 768 },
  ];
  for (const viewport of sizes) {
    for (const query of ['?lang=zh-Hans&guide=company', '?lang=en', '?lang=en&guide=company']) {
      const name = `guide-${viewport.width}-${query.replace(/\W+/g, '-')}`;
      await open(viewport, `/kiosk${query}`);
      for (const part of [0, 1, 2, 3, 4]) {
        await tab(part).tap();
        await tab(part).and(page.locator('[aria-pressed=true]')).waitFor();
        await expect.poll(faults, { message: `${name} ${part}` }).toEqual([]);
        await picture(page, `${name}-${part}`);
        if (part === 0 && !query.includes('company'))
          await expect.poll(() => violationsOn(page), { message: name }).toEqual([]);
      }
      const { innerWidth } = (await page.evaluate('({ innerWidth })')) as { innerWidth: number };
      await expect
        .poll(() => page.evaluate('document.documentElement.scrollWidth'))
        .toBe(innerWidth);
    }
  }
  expect(complaints).toEqual([]);
});

it('at the kiosk goes on page by page, and does what its buttons say', async () => {
  await open({ width: 1080, height: 1920 }, '/kiosk?guide=company&large=1');
  const pager = page.locator('.guide-pager');
  await says(pager.getByRole('status'), /第 1 页.*共 [3-9] 页/);
  const item = async () => (await page.locator('.guide-item').first().boundingBox())?.x ?? 0;
  const first = await item();
  await pager.getByRole('button', { name: '下一页' }).tap();
  await says(pager.getByRole('status'), '第 2 页');
  await expect.poll(item).toBeLessThan(first - 900);
  await expect.poll(() => page.getByText('示例 Example').isVisible()).toBe(true);
  await expect.poll(() => page.getByText('本大厅不为此事取号').isVisible()).toBe(true);
  await page.getByRole('button', { name: '手机带走' }).tap();
  await expect.poll(() => page.getByRole('img', { name: '用手机扫一扫' }).count()).toBe(1);

  await open({ width: 1080, height: 1920 }, '/kiosk?no-phones=1');
  await page.getByRole('button', { name: '取号办这件事' }).tap();
  await page.getByRole('button', { name: '打印材料清单' }).tap();
  await page.getByRole('button', { name: '打印指南' }).tap();
  await expect.poll(pressed).toEqual(['take', 'materials', 'whole']);
  await page.getByRole('button', { name: '手机带走' }).tap();
  await expect.poll(() => page.getByText('请打印带走').isVisible()).toBe(true);
  expect(await page.locator('.guide-qr').count()).toBe(0);
  // The steps are a list in order to who hears them.
  await tab(1).tap();
  await expect.poll(() => page.getByRole('listitem').count()).toBe(4);
  await says(page.locator('ol.guide-flow > li').first(), '在窗口提出申请');

  await open({ width: 1080, height: 1920 }, '/kiosk?no-paper=1');
  await expect.poll(() => page.getByText('打印机现在不能用').isVisible()).toBe(true);
  expect(await page.getByRole('button', { name: '打印指南' }).count()).toBe(0);
  await open({ width: 1080, height: 1920 }, '/kiosk?night=1');
  await expect.poll(() => page.getByText('现在不发号，明天 9:00 开始').isVisible()).toBe(true);
  expect(await page.getByRole('button', { name: '取号办这件事' }).count()).toBe(0);
  // What becomes of a paper takes the place of the buttons: the words above stay where they are.
  const room = async () => (await page.locator('.guide-pages').boundingBox())?.height;
  const [standing, lying] = [
    { width: 1080, height: 1920 },
    { width: 1024, height: 768 },
  ];
  for (const viewport of [lying, standing]) {
    await open(viewport, '/kiosk?lang=en');
    await expect.poll(faults).toEqual([]);
    const usual = await room();
    for (const printing of ['noted', 'enough']) {
      await open(viewport, `/kiosk?printing=${printing}&lang=en`);
      const name = `guide-paper-${printing}-${viewport.width}`;
      await expect.poll(room, { message: name }).toBe(usual);
      await expect.poll(faults, { message: name }).toEqual([]);
      const said = () => page.locator('.guide-paper .notice').evaluate(over);
      await expect.poll(said, { message: name }).toBeLessThanOrEqual(1);
      await picture(page, name);
    }
  }
  await page.getByRole('button', { name: 'OK' }).tap();
  await expect.poll(pressed).toEqual(['seen']);
});

/** By how many px what it says is higher than the room that it has. */
const over = (element: Element): number => {
  const { scrollHeight, clientHeight } = element as HTMLElement;
  return scrollHeight - clientHeight;
};

it('on a phone is one light page, and says so when there is none', async () => {
  const phone = { width: 390, height: 844 };
  await open(phone, '/guide/id-card-lost?lang=zh-Hans');
  await page.getByRole('heading', { name: '居民身份证丢失补领' }).waitFor();
  await expect.poll(() => page.title()).toBe('居民身份证丢失补领 · 办事指南');
  for (const said of ['示例 Example', '版本 2026-11-20.1', '不作办事依据', '20 个工作日']) {
    await expect.poll(() => page.getByText(said).first().isVisible(), { message: said }).toBe(true);
  }
  await expect
    .poll(() => page.getByRole('link', { name: '12345' }).getAttribute('href'))
    .toBe('tel:12345');
  await expect.poll(() => page.getByText('第十一条').isVisible()).toBe(false);
  await page.getByText('法律依据（2 条）').tap();
  await expect.poll(() => page.getByText('第十一条').isVisible()).toBe(true);
  await expect.poll(() => violationsOn(page)).toEqual([]);
  await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width);
  await picture(page, 'guide-phone-zh-Hans');
  await page.getByRole('button', { name: 'English' }).tap();
  await page.getByRole('heading', { name: 'Replacing a lost identity card' }).waitFor();
  await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width);
  await open(phone, '/guide/company-set-up?lang=en');
  await page.getByText('Partly in Chinese only').waitFor();
  expect(complaints).toEqual([]);

  await open(phone, '/guide/no-such?lang=en');
  await page.getByRole('heading', { name: 'This guide was not found' }).waitFor();
});
