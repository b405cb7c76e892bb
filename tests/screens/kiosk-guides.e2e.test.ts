/**
 * Finding an errand at the kiosk in a real Chromium: by pinyin on the keyboard of the screen, by real
 * keys in English, by life event; and what is told when the guides cannot be fetched.
 */
import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sentAs } from '../../core/guides/files.ts';
import { guideList } from '../../core/guides/list.ts';
import { exampleFiles, exampleGuides } from '../../fixtures/guides/load.ts';
import { kioskExample } from '../../fixtures/screens/kiosk.ts';
import { dongchengNames } from '../../fixtures/screens/names.ts';
import { findingIndexOf } from '../../server/guides/finding/index-of.ts';
import { picture, violationsOn } from './browser.ts';
import { pressed, reach, titled } from './kiosk-keys.ts';
import { button, overlaps, smallOn, standing } from './kiosk-stage.ts';
import { cutOff, PublicStage } from './public-stage.ts';

const all = { ...exampleGuides(), version: '2026-11-22.1' };
const files = new Map(exampleFiles().map(({ name, bytes }) => [name, Buffer.from(bytes)]));
const list = guideList(all, [...files.keys()]);
const index = findingIndexOf(all);
const square = { width: 1024, height: 768 };

let stage: PublicStage;
beforeAll(async () => {
  stage = await PublicStage.build();
  await stage.begin({ ...dongchengNames(), publicUrl: 'https://hall.example.gov.cn' });
  const guides = { version: all.version, date: all.date };
  stage.hub.show('kiosk', { ...kioskExample(stage.hub.names), guides });
});
afterAll(async () => {
  await stage.end();
  await stage.close();
});

/** As the hub answers under `/guides`. */
function told(route: Route): Promise<void> {
  const { pathname } = new URL(route.request().url());
  if (pathname === '/guides/current') return route.fulfill({ json: list });
  if (pathname === `/guides/${all.version}/index`) return route.fulfill({ json: index });
  const [, name = ''] = pathname.split(`/guides/${all.version}/files/`);
  const [sent, body] = [sentAs(name), files.get(name)];
  if (sent && body) {
    return route.fulfill({ body, contentType: sent.contentType, headers: { ...sent.headers } });
  }
  const guide = all.guides.find(({ id }) => pathname === `/guides/${all.version}/${id}`);
  return guide ? route.fulfill({ json: guide }) : route.fulfill({ status: 404 });
}

async function openGuides(page: Page, name: string): Promise<void> {
  await page.locator('.strip').filter({ hasText: name }).tap();
  await page.locator('.guide-search').waitFor();
}

async function sound(page: Page, name: string, lies = false): Promise<void> {
  await page.evaluate('document.fonts.ready');
  await picture(page, `kiosk-guides-${name}`);
  // axe waits in vain for a frame in which nothing runs.
  if ((await page.locator('iframe').count()) === 0) {
    await expect.poll(() => violationsOn(page), { message: name }).toEqual([]);
  }
  await expect.poll(() => cutOff(page), { message: name }).toEqual([]);
  // The foot's and the tiles' words go by the screen: a small one that lies shows them small.
  const small = async () =>
    (await smallOn(page)).filter((one) => !lies || one.startsWith('target'));
  await expect.poll(small, { message: name }).toEqual([]);
  await expect.poll(() => overlaps(page), { message: name }).toEqual([]);
}

/** Which share of the room the form fills from above, and whether it was moved either way. */
const filled = (page: Page) =>
  page.evaluate(
    `document.querySelector('.form-sheet').offsetHeight / document.querySelector('.form-room').clientHeight`,
  ) as Promise<number>;
const lies = (page: Page) =>
  page.evaluate(
    `(({ scrollLeft, scrollTop }) => [scrollLeft > 0, scrollTop > 0])(document.querySelector('.form-room'))`,
  );

const rows = (page: Page) => page.locator('.guide-row-name');
const key = (page: Page, sign: string) =>
  page.locator('.keyboard-row').getByRole('button', { name: sign, exact: true });

it('standing: 身份证 by pinyin with taps, a life event, a number, and nothing left for the next', async () => {
  const { page, complaints } = await stage.open('/kiosk', { viewport: standing, hasTouch: true });
  await page.route('**/guides/**', told);
  await openGuides(page, '办事指南');
  await sound(page, 'home');
  await page.locator('.guide-search').tap();
  await expect.poll(() => page.locator('.candidates-none').textContent()).toContain('拼音');
  for (const sign of 'shenfenz') await key(page, sign).tap();
  const [first] = [page.locator('.candidates-list .key').first()];
  await expect.poll(() => first.textContent()).toBe('身份证');
  await expect.poll(() => rows(page).first().textContent()).toContain('身份证');
  await sound(page, 'search');
  await first.tap();
  await expect.poll(() => page.locator('.guide-field').textContent()).toBe('身份证');
  await expect.poll(() => rows(page).first().textContent()).toBe('居民身份证补领（丢失）');
  await rows(page).first().tap();
  await expect.poll(() => page.locator('h1').textContent()).toBe('居民身份证补领（丢失）');
  // Its form is opened on the page, made larger and moved, and left again.
  await button(page, '空表').tap();
  await expect.poll(() => page.locator('h1').textContent()).toBe('空表：居民身份证申领登记表');
  const form = page.frameLocator('.form-page').getByText('请用黑色签字笔填写');
  await form.waitFor();
  await expect.poll(() => filled(page)).toBeGreaterThan(0.6);
  await sound(page, 'form');
  await button(page, '放大').tap();
  await button(page, '向右').tap();
  await button(page, '向下').tap();
  await expect.poll(() => lies(page)).toEqual([true, true]);
  await button(page, '手机带走').tap();
  await page.getByRole('img', { name: '用手机扫一扫' }).waitFor();
  await sound(page, 'form-along');
  await button(page, '返回').tap();
  await expect.poll(() => page.locator('h1').textContent()).toBe('居民身份证补领（丢失）');
  // Back to the search as it was, and home.
  await button(page, '返回').tap();
  await expect.poll(() => page.locator('.guide-field').textContent()).toBe('身份证');
  await button(page, '返回').tap();
  await page.locator('.tile').filter({ hasText: '个人办事' }).tap();
  await sound(page, 'events');
  await page.locator('.tile').filter({ hasText: '失业' }).tap();
  await expect.poll(() => rows(page).allTextContents()).toContain('失业登记');
  await sound(page, 'list');
  await rows(page).filter({ hasText: '失业登记' }).tap();
  await page.locator('.guide-take .button-main').tap();
  await page.locator('.kiosk-take').waitFor();
  await button(page, '首页').tap();
  await openGuides(page, '办事指南');
  await page.locator('.guide-search').tap();
  await expect.poll(() => page.locator('.guide-field').textContent()).toBe('输入要办的事');
  expect(complaints).toEqual([]);
});

it('1024 x 768: in English by real keys, and plain words when nothing can be fetched', async () => {
  const { page } = await stage.open('/kiosk?lang=en', { viewport: square, hasTouch: true });
  let away = false;
  await page.route('**/guides/**', (route) => (away ? route.abort() : told(route)));
  await openGuides(page, 'Service guides');
  await sound(page, 'square-home', true);
  await page.locator('.guide-search').tap();
  await page.locator('.keyboard').waitFor();
  await page.keyboard.type('lost id card');
  const lost = 'Replacement of a lost resident identity card';
  await expect.poll(() => rows(page).first().textContent()).toBe(lost);
  await sound(page, 'square-search', true);
  await key(page, 'Pinyin').tap();
  await page.keyboard.press('Delete');
  await page.keyboard.type('sfz1');
  await expect.poll(() => page.locator('.guide-field').textContent()).toBe('身份证');
  await page.keyboard.press('Escape');
  await page.locator('.tile').first().waitFor();
  // A guide that was never opened, while nobody answers.
  away = true;
  await rows(page).first().tap();
  await expect
    .poll(() => page.locator('.where-hint').textContent())
    .toBe('This guide cannot be opened now');
  await page.reload();
  await openOffline(page);
  await expect.poll(() => page.locator('h1').textContent()).toBe('The guides cannot be opened now');
  away = false;
  await button(page, 'Try again').tap();
  await page.locator('.guide-search').waitFor();
});

it('by a keyboard alone: the search, a guide and its form, and a number for it', async () => {
  const { page, complaints } = await stage.open('/kiosk', { viewport: standing });
  await page.route('**/guides/**', told);
  await pressed(page, '办事指南');
  await page.locator('.guide-search').waitFor();
  await pressed(page, '搜索');
  await titled(page, '搜索办事指南');
  await page.keyboard.type('shiye');
  await expect.poll(() => rows(page).first().textContent()).toContain('失业');
  // The letters as they are: what is found stands, and arrows go to it.
  await page.keyboard.press('Enter');
  await pressed(page, '失业登记');
  await titled(page, '失业登记');
  await pressed(page, '空表', 'tab');
  await titled(page, '空表');
  await reach(page, '手机带走');
  await page.keyboard.press('Escape');
  await titled(page, '失业登记');
  await pressed(page, await page.locator('.guide-take .button-main').innerText());
  await page.locator('.kiosk-take').waitFor();
  await page.keyboard.press('Escape');
  expect(complaints).toEqual([]);
});

const openOffline = (page: Page) =>
  page.locator('.strip').filter({ hasText: 'Service guides' }).tap();
