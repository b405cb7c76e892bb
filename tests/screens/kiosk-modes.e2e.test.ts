/**
 * The kiosk for everybody, in a real Chromium: type, targets and contrast of each mode as they are drawn,
 * a number by keys alone and by ear, nothing to touch above a wheelchair's reach, time that warns and can
 * be had, 400 % zoom, the idle picture, the night, and a page that cannot be fetched.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formTicket } from '../../core/guides/paper.ts';
import { ticketId } from '../../core/hall/ids.ts';
import {
  exampleAnswer,
  kioskExample,
  kioskExamples,
  slipOf,
} from '../../fixtures/screens/kiosk.ts';
import { picture, violationsOn } from './browser.ts';
import { keysAtOnce } from './kiosk-keys.ts';
import { act, button, number, overlaps, smallOn, standing, tile } from './kiosk-stage.ts';
import { cutOff, PublicStage, pass } from './public-stage.ts';
import { says } from './says.ts';

let stage: PublicStage;
beforeAll(async () => {
  stage = await PublicStage.build();
});
beforeEach(async () => {
  await stage.begin();
  stage.hub.answer = exampleAnswer;
  stage.hub.speech = { languages: ['zh', 'en'], wav: silence() };
  stage.hub.plan = readFileSync(
    resolve(import.meta.dirname, '../../fixtures/halls/plans/dongcheng-1.svg'),
  );
  stage.hub.show('kiosk', kioskExamples['long-ranges'](stage.hub.names));
});
afterEach(() => stage.end());
afterAll(() => stage.close());

const open = (options: { clock?: boolean; path?: string; viewport?: typeof standing } = {}) => {
  const { clock = false, path = '/kiosk', viewport = standing } = options;
  return stage.open(path, { clock, viewport, hasTouch: true });
};

/** Keys that Playwright does not know. */
const plug = (page: Page, key: string) =>
  page.evaluate(
    `document.dispatchEvent(new KeyboardEvent('keydown', { key: '${key}', code: '${key}' }))`,
  );

/** A tenth of a second of nothing, as a whole WAV. */
function silence(): Buffer {
  const wav = Buffer.alloc(44 + 1_600);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(8_000, 24);
  wav.writeUInt32LE(16_000, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(wav.length - 44, 40);
  return wav;
}

/** The smallest words outside the foot, and where the highest control begins, in CSS pixels. */
async function measured(page: Page) {
  return (await page.evaluate(`(() => {
    let words = Infinity, title = 0;
    for (const element of document.querySelectorAll('#page .where *, #page .body *')) {
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
      if (!own || element.closest('.unseen, svg')) continue;
      const size = parseFloat(getComputedStyle(element).fontSize);
      words = Math.min(words, size); title = Math.max(title, size);
    }
    const tops = [...document.querySelectorAll('#page button, #page input, #page a')]
      .map((one) => one.getBoundingClientRect()).filter(({ height }) => height > 0)
      .map(({ top }) => top);
    return { words, title, highest: Math.min(...tops) };
  })()`)) as { words: number; title: number; highest: number };
}

/** Controls over which a part of the page lies. */
const coveredBy = (page: Page, part: string): Promise<string[]> =>
  page.evaluate((over) => {
    const bar = document.querySelector(over)?.getBoundingClientRect();
    return [...document.querySelectorAll(`#page button:not(${over})`)]
      .filter((one) => {
        const box = one.getBoundingClientRect();
        const beside =
          !bar || box.right <= bar.left || box.left >= bar.right || box.top >= bar.bottom;
        return !beside && box.bottom > bar.top;
      })
      .map((one) => one.textContent ?? '');
  }, part);

/** From the first page to the number, with a look at each page. */
async function throughPages(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  await page.waitForSelector('.kiosk-start');
  await look('start');
  await page.locator('.strip').last().tap();
  await page.waitForSelector('.kiosk-more');
  await look('more');
  await button(page, '首页').tap();
  await page.locator('.kiosk-start .tile').nth(0).tap();
  await page.waitForSelector('.kiosk-services');
  await look('services');
  await page.locator('.kiosk-services .tile').nth(0).tap();
  await page.waitForSelector('.take');
  await look('take');
  await page.locator('.beside-row').last().tap();
  await page.waitForSelector('.options');
  await look('options');
  await button(page, '返回').tap();
  await page.locator('.take .button-main').tap();
  await number(page).waitFor();
  await look('number');
  await button(page, '完成').tap();
}

describe('modes', () => {
  it.each([
    ['care', ['长辈版']],
    ['low and contrast', ['高对比', '低位']],
    ['all', ['长辈版', '高对比', '低位']],
  ])('%s: large enough, within reach, no violation, and forgotten', async (name, taps) => {
    const { page, complaints } = await open();
    for (const tap of taps) await button(page, tap).tap();
    await page.evaluate('document.fonts.ready');
    const care = taps.includes('长辈版');
    await throughPages(page, async (at) => {
      await expect.poll(() => cutOff(page), { message: at }).toEqual([]);
      const { words, title, highest } = await measured(page);
      expect(words, at).toBeGreaterThanOrEqual(care ? 24 : 18);
      expect(title, at).toBeGreaterThanOrEqual(30);
      await expect.poll(() => smallOn(page), { message: at }).toEqual([]);
      await expect.poll(() => overlaps(page), { message: at }).toEqual([]);
      if (taps.includes('低位')) expect(highest, at).toBeGreaterThanOrEqual(960);
      if (name !== 'all' && ['start', 'take', 'number'].includes(at))
        await expect.poll(() => violationsOn(page), { message: at }).toEqual([]);
      await picture(page, `kiosk-mode-${name}-${at}`);
    });
    if (taps.includes('高对比')) {
      await expect
        .poll(() => page.evaluate('getComputedStyle(document.documentElement).backgroundColor'))
        .toBe('rgb(0, 0, 0)');
    }
    expect(complaints).toEqual([]);
  });

  it('the keys for a document and a booking stay within reach, too', async () => {
    const { page } = await open();
    await button(page, '低位').tap();
    // All that one queues for stands on the first page; booking is one page further.
    await expect.poll(() => page.locator('.tile').count()).toBe(stage.hub.names.groups.length);
    await page.locator('.strip').last().tap();
    await tile(page, '预约签到').tap();
    await page.waitForSelector('.keypad');
    await expect.poll(async () => (await measured(page)).highest).toBeGreaterThanOrEqual(960);
    await expect.poll(() => overlaps(page)).toEqual([]);
    await expect.poll(() => cutOff(page)).toEqual([]);
    await picture(page, 'kiosk-mode-low-keys');
  });
});

describe('by keys and by ear', () => {
  it('a number is taken without a touch, and each step is said', async () => {
    const { page, complaints } = await open();
    const { said } = stage.hub;
    await page.waitForSelector('.kiosk-start');
    await expect.poll(() => page.evaluate('document.fonts.status')).toBe('loaded');
    // What a keypad sends when headphones are plugged in.
    await plug(page, 'F15');
    await expect.poll(() => said.join(' ')).toContain('语音已打开');
    // Then where one is, without a key.
    await expect.poll(() => said.join(' ')).toMatch(/语音已打开.*您要办理什么/s);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => said.join(' ')).toContain('企业办事');
    // Start, at the start: where one is once more, and from there on.
    await page.keyboard.press('Home');
    await expect.poll(() => said.join(' ')).toMatch(/企业办事.*您要办理什么/s);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => said.join(' ')).toMatch(/企业办事.*您要办理什么.*企业办事/s);
    await expect.poll(() => page.evaluate('document.activeElement.className')).toContain('tile');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.kiosk-services');
    await expect.poll(() => said.join(' ')).toMatch(/企业办事.*共有 \d+ 个选项/s);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.take');
    await expect.poll(() => said.join(' ')).toContain('现在等候');
    // The numeric keypad does the same where no number is typed.
    await page.keyboard.press('Numpad2');
    while (!((await page.evaluate('document.activeElement.className')) as string).includes('main'))
      await page.keyboard.press('Numpad2');
    await page.keyboard.press('Numpad5');
    await number(page).waitFor();
    await expect.poll(() => said.join(' ')).toMatch(/前面等候.*3/s);
    expect(stage.hub.heard.filter(({ event }) => event === 'command').length).toBe(1);
    await page.keyboard.press('Escape');
    await page.waitForSelector('.kiosk-start');
    await plug(page, 'F16');
    await page.locator('.tile').nth(0).tap();
    await page.waitForSelector('.kiosk-services');
    expect(await keysAtOnce(page, 'Escape', '.kiosk-start', 'ArrowDown')).toContain('tile');
    const before = said.length;
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.evaluate('document.activeElement.className')).toContain('tile');
    expect(said.length).toBe(before);
    expect(complaints).toEqual([]);
  });

  it('where nothing can speak the language there is no button for it', async () => {
    stage.hub.speech = null;
    const { page } = await open();
    await page.locator('.strip').last().tap();
    await page.waitForSelector('.kiosk-more');
    expect(await tile(page, '语音读屏').count()).toBe(0);
  });
});

describe('time', () => {
  it('warns for 20 s, can be had, and then everything is forgotten; the idle page wakes', async () => {
    const { page } = await open({ clock: true });
    await button(page, '高对比').tap();
    await page.locator('.tile').nth(0).tap();
    await page.waitForSelector('.kiosk-services');
    for (let passed = 0; passed < 42_000; passed += 7_000) await pass(stage, page, 7_000);
    await says(page.locator('.leaving'), /1\d 秒后返回首页/);
    await expect.poll(() => violationsOn(page)).toEqual([]);
    for (const size of [{ width: 1920, height: 1080 }, { width: 1280, height: 1024 }, standing]) {
      await page.setViewportSize(size);
      const name = `${size.width}`;
      await expect.poll(() => coveredBy(page, '.leaving'), { message: name }).toEqual([]);
    }
    await page.locator('.leaving').tap();
    await page.locator('.leaving').waitFor({ state: 'detached' });
    await pass(stage, page, 1_000);
    expect(await page.locator('.leaving').count()).toBe(0);
    for (let passed = 0; passed < 63_000; passed += 9_000) await pass(stage, page, 9_000);
    await page.waitForSelector('.kiosk-start');
    const contrast = () => page.evaluate('document.documentElement.dataset.contrast');
    await expect.poll(contrast).toBeUndefined();
    for (let passed = 0; passed < 126_000; passed += 9_000) await pass(stage, page, 9_000);
    await page.waitForSelector('.attract');
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await expect.poll(() => cutOff(page)).toEqual([]);
    const place = () => page.locator('.attract-hall').boundingBox();
    const before = await place();
    for (let passed = 0; passed < 63_000; passed += 9_000) await pass(stage, page, 9_000);
    await expect.poll(place).not.toEqual(before);
    await picture(page, 'kiosk-attract');
    await page.locator('.attract-all').tap();
    await page.waitForSelector('.kiosk-start');
    expect(await page.locator('.kiosk-services').count()).toBe(0);
  });
});

it('400 % zoom: one column, nothing beside the window, type that has grown', async () => {
  const { page } = await open({ viewport: { width: 270, height: 480 }, path: '/kiosk?lang=en' });
  const look = async (at: string) => {
    await expect
      .poll(() => page.evaluate('document.documentElement.scrollWidth'), { message: at })
      .toBeLessThanOrEqual(270);
    const words = async () => (await measured(page)).words;
    await expect.poll(words, { message: at }).toBeGreaterThanOrEqual(14);
    await expect
      .poll(() => page.evaluate('document.documentElement.scrollHeight'), { message: at })
      .toBeGreaterThan(480);
  };
  await expect.poll(() => page.evaluate('document.documentElement.dataset.flow')).toBe('true');
  await expect
    .poll(() => page.evaluate('document.documentElement.scrollHeight'))
    .toBeGreaterThan(480);
  await look('start');
  await page.locator('.tile').nth(0).tap();
  await page.waitForSelector('.kiosk-services');
  await look('services');
  await page.locator('.tile').nth(0).tap();
  await page.locator('.take .button-main').tap();
  await number(page).waitFor();
  await look('number');
});

describe('more services', () => {
  it('tell what the hall tells, and take one answer for a visit', async () => {
    const duty = { name: '王建国', post: '副主任', phone: '010-6400 0000' };
    stage.hub.show('kiosk', kioskExample(stage.hub.names, { duty }));
    const { page, complaints } = await open();
    await page.locator('.strip').last().tap();
    const look = async (name: string, shows: string) => {
      await tile(page, name).tap();
      await page.locator(shows).waitFor();
      await expect.poll(() => violationsOn(page), { message: name }).toEqual([]);
      await expect.poll(() => cutOff(page), { message: name }).toEqual([]);
      await button(page, '返回').tap();
    };
    await look('大厅平面图', '.plan');
    await look('今日值班领导', '.duty');
    await look('开放时间', '.week');
    await tile(page, '政务公开').tap();
    await button(page, '打印空白申请表').tap();
    await page.getByText('正在打印，请稍候').waitFor();
    const { requestId } = stage.hub.heard.at(-1)?.body ?? { requestId: '' };
    const form = { ...slipOf('printed'), ticket: ticketId(formTicket(requestId)) };
    stage.hub.show('kiosk', kioskExample(stage.hub.names, { duty, prints: [form] }));
    await page.getByText('已打印，请取走').waitFor();
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await act(page).tap();
    await page.waitForSelector('.take');
    await button(page, '首页').tap();
    // The scanner reads a slip: what is rated is asked for at once.
    stage.hub.scan('http://127.0.0.1/t/abcdefghijklmnopqrstuv');
    await page.locator('.levels').waitFor();
    await expect
      .poll(() => page.locator('.levels button').allInnerTexts())
      .toEqual(['非常满意', '满意', '基本满意', '不满意', '非常不满意']);
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await button(page, '不满意').tap();
    await page.locator('.adding .option').first().tap();
    await expect.poll(() => cutOff(page)).toEqual([]);
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await button(page, '写几句话').tap();
    await page.locator('.keyboard').waitFor();
    await button(page, '数字符号').tap();
    await button(page, '8').tap();
    await expect.poll(() => cutOff(page)).toEqual([]);
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await act(page).tap();
    await button(page, '提交').tap();
    await page.getByText('谢谢您的评价').waitFor();
    const link = 'abcdefghijklmnopqrstuv';
    expect(stage.hub.heard.slice(-2)).toMatchObject([
      { event: 'rate', body: { link, step: 0, level: 2 } },
      { event: 'add-to-rating', body: { link, step: 0, tags: ['207'], words: '8' } },
    ]);
    // Without the slip: a number of today on the keys, and one need not say why.
    await button(page, '完成').tap();
    await page.locator('.strip').last().tap();
    await tile(page, '评价上次服务').tap();
    await page.keyboard.type('a017');
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await act(page).tap();
    await button(page, '非常满意').tap();
    await button(page, '不补充').tap();
    await page.getByText('谢谢您的评价').waitFor();
    expect(stage.hub.heard.at(-1)).toMatchObject({ event: 'rate', body: { label: 'A017' } });
    expect(complaints).toEqual([]);
  });

  it('that cannot be fetched say so, and there is a way back', async () => {
    const { page } = await open({ clock: true });
    await page.route('**/MorePages-*.js', (route) => route.abort());
    await page.locator('.strip').last().tap();
    await page.getByText('这一页暂时打不开').waitFor();
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await button(page, '首页').tap();
    await page.waitForSelector('.kiosk-start');
  });
});

it('night: dark, what works now, how help is called, and no number that nobody calls', async () => {
  const { names } = stage.hub;
  stage.hub.names = {
    ...names,
    kiosks: names.kiosks.map((one) => ({ ...one, zone: 'night' as const })),
  };
  stage.hub.show('kiosk', kioskExamples['nobody-serves'](stage.hub.names));
  const { page } = await open();
  await page.waitForSelector('.kiosk-shut');
  await expect.poll(() => page.evaluate('document.documentElement.dataset.theme')).toBe('dark');
  await says(page.locator('.where .notice'), /110.*119.*120.*12345/);
  await expect
    .poll(() => page.locator('.tile-name').allInnerTexts())
    .toEqual(['预约签到', '预约', '更多服务']);
  await expect.poll(() => button(page, '呼叫帮助').isDisabled()).toBe(false);
  await expect.poll(() => violationsOn(page)).toEqual([]);
  await expect.poll(() => cutOff(page)).toEqual([]);
  await picture(page, 'kiosk-night');
});
