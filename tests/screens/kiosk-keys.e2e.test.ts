/**
 * The kiosk by a keyboard or a keypad alone, in a real Chromium: what is more than taking a number. No
 * journey has a touch in it; after every key the focus is seen, in order, and never lost.
 */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { formTicket } from '../../core/guides/paper.ts';
import { ticketId } from '../../core/hall/ids.ts';
import { exampleAnswer, exampleCode, kioskExample, slipOf } from '../../fixtures/screens/kiosk.ts';
import { dongchengNames } from '../../fixtures/screens/names.ts';
import { picture, violationsOn } from './browser.ts';
import { kept, keysAtOnce, pressed, reach, titled } from './kiosk-keys.ts';
import { standing } from './kiosk-stage.ts';
import { type Opened, PublicStage } from './public-stage.ts';

let stage: PublicStage;
let opened: Opened | undefined;
beforeAll(async () => {
  stage = await PublicStage.build();
  await stage.begin({ ...dongchengNames(), publicUrl: 'https://hall.example.gov.cn' });
  stage.hub.answer = exampleAnswer;
});
afterAll(async () => {
  await stage.end();
  await stage.close();
});
beforeEach(async () => {
  // Sunday, the day before the booked one.
  stage.hub.ahead = Date.UTC(2026, 10, 22, 2) - Date.now();
  stage.hub.heard.length = 0;
  stage.hub.show('kiosk', kioskExample(stage.hub.names, { texts: true }));
  opened = await stage.open('/kiosk', { viewport: standing, on: opened });
  await opened.page.waitForSelector('.kiosk-start');
});
afterEach(() => expect(opened?.complaints).toEqual([]));

const start = async () => {
  const { page } = opened ?? (await stage.open('/kiosk', { viewport: standing }));
  return page;
};
const last = () => stage.hub.heard.at(-1);

it('books a slot with a keyboard, and checks in with the arrows of a keypad', async () => {
  const page = await start();
  await pressed(page, '预约', 'tab');
  await titled(page, '预约哪个事项');
  await pressed(page, '企业设立登记', 'tab');
  await titled(page, '预约哪一天');
  await pressed(page, '11月23日', 'tab');
  await titled(page, '预约什么时间');
  await pressed(page, '9:30–10:00', 'tab');
  await titled(page, '请输入手机号或证件号');
  await page.keyboard.type('13800138000');
  await pressed(page, '预约', 'tab');
  await titled(page, '预约成功');
  expect(last()).toMatchObject({ event: 'book', body: { person: { number: '13800138000' } } });
  await pressed(page, '完成', 'tab');
  await titled(page, '您要办理什么');
  await pressed(page, '预约签到');
  await titled(page, '预约签到');
  await page.keyboard.type(exampleCode.slice(0, -2));
  // The keys on the screen by arrows: each stays where it is when it is pressed, the last one too.
  for (const letter of exampleCode.slice(-2)) await pressed(page, letter);
  await kept(page);
  await picture(page, 'kiosk-keys-check-in');
  await pressed(page, '签到');
  await titled(page, '您的号码');
  expect(last()).toMatchObject({ event: 'check-in', body: { code: exampleCode } });
  await page.keyboard.press('Home');
  await page.waitForSelector('.kiosk-start');
});

it('has a number texted with the digits of the screen, and puts a wrong one right', async () => {
  const page = await start();
  await pressed(page, '企业办事');
  await titled(page, '企业办事');
  await pressed(page, '税务');
  await page.waitForSelector('.take');
  await pressed(page, '取号');
  await titled(page, '您的号码');
  await pressed(page, '短信提醒我');
  await titled(page, '请输入手机号');
  for (const digit of '12') await pressed(page, digit);
  // All of it is taken back: what took it back cannot be pressed any more, and keeps the focus.
  await reach(page, '删除');
  for (let left = 2; left > 0; left -= 1) await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('.typed-none').count()).toBe(1);
  await reach(page, '1');
  await page.keyboard.type('13800138000');
  await pressed(page, '短信提醒');
  await page.getByText('138****8000').waitFor();
  expect(last()).toMatchObject({ event: 'text-number', body: { phone: '13800138000' } });
  await page.keyboard.press('Escape');
  await page.waitForSelector('.kiosk-start');
});

it('rates the last visit with reasons and words, which Chinese letters make', async () => {
  const page = await start();
  await pressed(page, '更多服务');
  await titled(page, '更多服务');
  await pressed(page, '评价上次服务');
  await titled(page, '评价上次服务');
  await page.keyboard.type('a017');
  await page.keyboard.press('Enter');
  await titled(page, '您对这次服务满意吗');
  await pressed(page, '不满意', 'numpad');
  await titled(page, '已记录：不满意');
  const tags = page.locator('.adding .option');
  await tags.nth(1).waitFor();
  const [first = '', second = ''] = await tags.allInnerTexts();
  await pressed(page, first, 'numpad');
  await pressed(page, second, 'numpad');
  await expect.poll(() => page.locator('.option[aria-pressed=true]').count()).toBe(2);
  await reach(page, '写几句话', 'numpad');
  // Who writes at once loses no letter.
  await keysAtOnce(page, 'Numpad5', '.keyboard', 'p');
  await titled(page, '写几句话');
  // A keyboard and the keys of the screen: from one of these arrows go on, though letters are composed.
  await page.keyboard.type('aidu');
  await pressed(page, 'i', 'tab');
  await expect.poll(() => page.locator('.candidates-list .key').first().innerText()).toBe('排队');
  // A candidate goes with its list: the focus goes on to what stands there then.
  await pressed(page, '排队');
  await expect.poll(() => page.locator('.writing-text p').innerText()).toBe('排队');
  await kept(page);
  await page.keyboard.type('8');
  await picture(page, 'kiosk-keys-words');
  // Back leads to the reasons that were chosen, and not out of the rating.
  await page.keyboard.press('Escape');
  await titled(page, '已记录：不满意');
  await expect.poll(() => page.locator('.option[aria-pressed=true]').count()).toBe(2);
  await pressed(page, '提交');
  await titled(page, '谢谢您的评价');
  expect(stage.hub.heard.slice(-2)).toMatchObject([
    { event: 'rate', body: { label: 'A017', level: 2 } },
    { event: 'add-to-rating', body: { words: '排队8' } },
  ]);
  await pressed(page, '完成');
  await page.waitForSelector('.kiosk-start');
});

it('prints the application for disclosure and takes its number', async () => {
  const page = await start();
  await pressed(page, '更多服务');
  await titled(page, '更多服务');
  await pressed(page, '政务公开');
  await titled(page, '政务公开');
  await pressed(page, '打印空白申请表');
  await page.getByText('正在打印，请稍候').waitFor();
  // It cannot be pressed twice, and whoever pressed it is still there.
  await page.keyboard.press('Enter');
  await kept(page);
  const forms = stage.hub.heard.filter(({ event }) => event === 'print-form');
  expect(forms).toHaveLength(1);
  const form = { ...slipOf('printed'), ticket: ticketId(formTicket(last()?.body.requestId ?? '')) };
  stage.hub.show('kiosk', kioskExample(stage.hub.names, { prints: [form] }));
  await page.getByText('已打印，请取走').waitFor();
  await kept(page);
  await pressed(page, '取“政策咨询与公开”的号');
  await page.waitForSelector('.take');
  await pressed(page, '取号');
  await titled(page, '您的号码');
  await page.keyboard.press('Escape');
  await page.waitForSelector('.kiosk-start');
});

it('who sets it up reads which package brings a Chinese voice; without one there is no button', async () => {
  stage.hub.speech = { languages: ['en'], wav: Buffer.alloc(0) };
  const page = await start();
  await page.goto(`${stage.hub.url}/kiosk?lang=zh-Hans#technician`);
  const facts = page.locator('.tech');
  await expect.poll(() => facts.innerText()).toMatch(/简体中文\s*没有.*Debian 软件包 espeak-ng/);
  await expect.poll(() => facts.innerText()).toMatch(/English\s*由本机或大厅主机合成/);
  await page.keyboard.press('F2');
  await expect.poll(() => facts.innerText()).toContain('F2 (F2)');
  expect(await violationsOn(page)).toEqual([]);
  await picture(page, 'kiosk-technician');
  await page.keyboard.press('Home');
  await titled(page, '您要办理什么');
  await pressed(page, '更多服务');
  await titled(page, '更多服务');
  await page.getByText('大厅平面图').waitFor();
  expect(await page.getByText('语音读屏').count()).toBe(0);
});
