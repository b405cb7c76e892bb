/**
 * The kiosk page in a real Chromium with a touchscreen: a number is one tap's worth whatever the
 * finger, the line or the paper does, and the page is a kiosk and no browser.
 */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { label } from '../../core/hall/ids.ts';
import type { Reply } from '../../core/wire/messages.ts';
import {
  exampleTicket,
  type KioskExample,
  kioskExample,
  kioskExamples,
  slipOf,
} from '../../fixtures/screens/kiosk.ts';
import { longNames } from '../../fixtures/screens/names.ts';
import { picture, violationsOn } from './browser.ts';
import { button, number, standing, tile } from './kiosk-stage.ts';
import { cutOff, PublicStage, pass } from './public-stage.ts';
import { says } from './says.ts';

let stage: PublicStage;
beforeAll(async () => {
  stage = await PublicStage.build();
});
beforeEach(async () => {
  await stage.begin();
  show('usual');
  stage.hub.answer = () => given;
});
afterEach(() => stage.end());
afterAll(() => stage.close());

const given: Reply = {
  ok: true,
  seq: 9,
  ticket: exampleTicket,
  label: label('D017'),
  ahead: 3,
};

const show = (example: KioskExample) =>
  stage.hub.show('kiosk', kioskExamples[example](stage.hub.names));

async function open(options: { clock?: boolean; viewport?: typeof standing; path?: string } = {}) {
  const { clock = false, viewport = standing, path = '/kiosk' } = options;
  return stage.open(path, { clock, viewport, hasTouch: true });
}

/** From the start to where a number is taken: companies, then tax. */
async function goToTake(page: Page): Promise<void> {
  await page.locator('.tile').nth(0).tap();
  await tile(page, '税务').tap();
  await page.waitForSelector('.take');
}

const takeButton = (page: Page) => page.locator('.take .button-main');
const slip = (page: Page) => page.locator('.slip-state');

describe('a number', () => {
  it('is there at once, then the paper; the hub hears one command', async () => {
    const { page, complaints } = await open();
    await goToTake(page);
    await takeButton(page).tap();
    await number(page).waitFor();
    await expect.poll(() => number(page).innerText()).toBe('D017');
    await says(slip(page), '正在打印');
    stage.hub.show('kiosk', kioskExample(stage.hub.names, { prints: [slipOf('printed')] }));
    await page.getByText('小票已打印').waitFor();
    await says(page.locator('.number-ahead'), /前面等候\s*3\s*人/);
    await says(page.locator('.number-where'), '1–8');
    expect(stage.hub.heard.map(({ body }) => body.command)).toEqual([
      { type: 'issue-ticket', service: 'tax', language: 'zh-Hans' },
    ]);
    expect(complaints).toEqual([]);
  });

  it('fills the width of the page', async () => {
    const { page } = await open();
    await goToTake(page);
    await takeButton(page).tap();
    const wide = async () => (await number(page).boundingBox())?.width;
    await expect.poll(wide).toBeGreaterThan(standing.width * 0.85);
    expect(await wide()).toBeLessThan(standing.width);
  });

  it('is one for a double tap and for a finger that drums', async () => {
    let answer: Reply | null = null;
    stage.hub.answer = () => answer;
    const { page } = await open();
    await goToTake(page);
    await page.evaluate(
      `(() => { const button = document.querySelector('.take .button-main');
        for (let tap = 0; tap < 12; tap += 1) button.click(); })()`,
    );
    await page.locator('.take .button-main:disabled').waitFor();
    await expect.poll(() => stage.hub.heard.length).toBe(1);
    await expect.poll(() => page.locator('.foot .button').nth(0).isDisabled()).toBe(true);
    answer = given;
    stage.hub.dropLines();
    await number(page).waitFor();
    const ids = stage.hub.heard.map(({ body }) => body.requestId);
    expect(new Set(ids).size).toBe(1);
    expect(ids.length).toBe(2);
  });

  it('that nobody answers may be asked for again, by the same id', async () => {
    stage.hub.answer = () => null;
    const { page } = await open({ clock: true });
    await goToTake(page);
    await takeButton(page).tap();
    await expect.poll(() => stage.hub.heard.length).toBe(1);
    for (let waited = 0; waited < 21_000; waited += 3_000) await pass(stage, page, 3_000);
    await page.getByText('还没有得到回应').waitFor();
    stage.hub.answer = () => given;
    await page.getByRole('button', { name: '再试一次' }).tap();
    await number(page).waitFor();
    expect(new Set(stage.hub.heard.map(({ body }) => body.requestId)).size).toBe(1);
  });

  it.each([
    [{ refused: 'service-closed', service: 'tax' } as never, '暂停取号'],
    [{ refused: 'hall-closed' } as const, '不在服务时间'],
    [{ refused: 'labels-exhausted', prefix: 'D' } as const, '已取完'],
    [{ failed: 'unavailable' } as const, '暂时不能取号'],
  ])('refused: %o is said in a sentence', async (reply: Reply, words) => {
    stage.hub.answer = () => reply;
    const { page } = await open();
    await goToTake(page);
    await takeButton(page).tap();
    const said = page.locator('.take [role=alert]');
    await said.waitFor();
    await says(said, words);
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await expect.poll(() => cutOff(page)).toEqual([]);
  });
});

describe('paper', () => {
  const take = async (page: Page) => {
    await goToTake(page);
    await takeButton(page).tap();
    await number(page).waitFor();
  };

  it('that failed: note the number, and a reprint is offered', async () => {
    show('failed');
    const { page } = await open();
    await says(page.locator('.where .notice'), '暂时无纸');
    await take(page);
    await says(slip(page), '请记下您的号码');
    stage.hub.answer = () => ({ ok: true, seq: 0, ticket: exampleTicket });
    await button(page, '补打小票').tap();
    const reprint = { event: 'reprint', body: { ticket: exampleTicket } };
    await expect.poll(() => stage.hub.heard.at(-1)).toMatchObject(reprint);
    show('reprinted');
    await page.getByText('补打的小票已打印').waitFor();
    expect(await button(page, '补打小票').count()).toBe(0);
  });

  it('that cannot be printed again says so', async () => {
    show('unknown');
    const { page } = await open();
    await take(page);
    stage.hub.answer = () => ({ refused: 'reprinted-enough' });
    await button(page, '补打小票').tap();
    await page.getByText('不能再补打').waitFor();
  });
});

describe('the way back', () => {
  it('to the start by itself 20 s after the number, with the last visitor forgotten', async () => {
    show('printed');
    const { page } = await open({ clock: true });
    await page.getByRole('button', { name: 'English' }).tap();
    await page.locator('.tile').nth(0).tap();
    await tile(page, 'Tax').tap();
    await takeButton(page).tap();
    await number(page).waitFor();
    await pass(stage, page, 9_000);
    await says(page.locator('.number-leaves'), /in 1[0-2] s/);
    await page.touchscreen.tap(540, 700);
    await pass(stage, page, 9_000);
    await pass(stage, page, 9_000);
    await expect.poll(() => number(page).count()).toBe(1);
    await pass(stage, page, 3_000);
    await page.getByText('您要办理什么').waitFor();
    await expect.poll(() => page.evaluate('document.documentElement.lang')).toBe('zh-Hans');
  });

  it('from any page that nobody touches, with a warning', async () => {
    const { page } = await open({ clock: true });
    await page.locator('.tile').nth(0).tap();
    await page.waitForSelector('.kiosk-services');
    for (let passed = 0; passed < 45_000; passed += 9_000) await pass(stage, page, 9_000);
    await says(page.locator('.leaving'), /1\d 秒后返回首页/);
    for (let passed = 0; passed < 18_000; passed += 9_000) await pass(stage, page, 9_000);
    await page.getByText('您要办理什么').waitFor();
  });

  it('by hand: back, and start', async () => {
    const { page } = await open();
    await goToTake(page);
    await page.getByRole('button', { name: '返回' }).tap();
    await page.waitForSelector('.kiosk-services');
    await page.getByRole('button', { name: '首页' }).tap();
    await page.waitForSelector('.kiosk-start');
  });
});

describe('when no number can be had', () => {
  it('the hub is silent: it says so, and is well again by itself', async () => {
    const { page } = await open({ clock: true });
    await page.waitForSelector('.kiosk-start');
    stage.hub.silent = true;
    await page.clock.runFor(11_000);
    await page.getByText('暂时无法取号').waitFor();
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await picture(page, 'kiosk-away');
    stage.hub.silent = false;
    stage.hub.pulse();
    await page.clock.runFor(1_000);
    await page.waitForSelector('.kiosk-start');
  });

  it('the hall is closed', async () => {
    show('closed');
    const { page } = await open();
    await page.getByText('现在不在服务时间').waitFor();
    await says(page.locator('.where-hint'), '周一至周五');
  });

  it('a service gives none: its tile says so and cannot be chosen', async () => {
    show('some-closed');
    const { page } = await open();
    await page.locator('.tile').nth(0).tap();
    const tax = tile(page, '税务');
    await expect.poll(() => tax.isDisabled()).toBe(true);
    await says(tax, '暂停取号');
  });

  it('an old page reloads, but not under a finger', async () => {
    const { page } = await open({ clock: true });
    await page.locator('.tile').nth(0).tap();
    await page.waitForSelector('.kiosk-services');
    await page.evaluate('window.stayed = true');
    const hellos = stage.hub.hellos.length;
    stage.hub.refusal = { refused: 'reload' };
    stage.hub.dropLines();
    await page.clock.runFor(1_000);
    await expect.poll(() => stage.hub.hellos.length).toBeGreaterThan(hellos);
    await page.clock.runFor(8_000);
    expect(await page.evaluate('window.stayed')).toBe(true);
    const reloaded = page.waitForEvent('load');
    await page.getByRole('button', { name: '首页' }).tap();
    await page.clock.runFor(7_000);
    await reloaded;
  });
});

describe('enrolment', () => {
  it('by keys of its own: a wrong code is named, the right one opens the kiosk', async () => {
    stage.hub.refusal = { refused: 'not-enrolled' };
    const codes: string[] = [];
    stage.hub.enrol = (code) => (codes.push(code) < 2 ? 401 : 204);
    const { page, complaints } = await open();
    const type = async () => {
      for (const letter of 'ABCDWXYZ')
        await page.getByRole('button', { name: letter, exact: true }).tap();
      await page.getByRole('button', { name: '登记', exact: true }).tap();
    };
    await type();
    await page.getByText('登记码不对').waitFor();
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await picture(page, 'kiosk-enrol-wrong');
    await type();
    await page.waitForSelector('.kiosk-start');
    expect(codes).toEqual(['ABCD-WXYZ', 'ABCD-WXYZ']);
    // The browser itself reports the refused try; nothing else is wrong.
    expect(complaints.filter((complaint) => !complaint.includes('401'))).toEqual([]);
  });

  it('by the address, whose code is gone from it at once', async () => {
    stage.hub.refusal = { refused: 'not-enrolled' };
    const codes: string[] = [];
    stage.hub.enrol = (code) => {
      codes.push(code);
      return 204;
    };
    const { page } = await open({ path: '/kiosk#code=ABCD-WXYZ' });
    await page.waitForSelector('.kiosk-start');
    expect(codes).toEqual(['ABCD-WXYZ']);
    expect(page.url()).not.toContain('code');
  });
});

describe('a kiosk and no browser', () => {
  it('no menu, no selection, no zoom, no scrolling', async () => {
    const { page } = await open();
    await page.waitForSelector('.kiosk-start');
    const prevented = await page.evaluate(
      `['contextmenu', 'dragstart', 'selectstart'].map((name) => {
        const happening = new Event(name, { bubbles: true, cancelable: true });
        document.querySelector('.tile').dispatchEvent(happening);
        return happening.defaultPrevented;
      })`,
    );
    expect(prevented).toEqual([true, true, true]);
    const style = (name: string) => page.evaluate(`getComputedStyle(document.body).${name}`);
    for (const name of ['userSelect', 'touchAction'])
      await expect.poll(() => style(name), { message: name }).toBe('none');
    await page.mouse.wheel(0, 900);
    await page.keyboard.press('End');
    const moved = `[document.scrollingElement.scrollTop, document.body.scrollTop]`;
    expect(await page.evaluate(moved)).toEqual([0, 0]);
  });

  it.each([
    [1080, 1920],
    [1920, 1080],
    [1024, 768],
    [768, 1366],
  ])('%i x %i: every target is 60 px and more', async (width, height) => {
    const { page } = await open({ viewport: { width, height } });
    const small = () =>
      page.evaluate(
        `[...document.querySelectorAll('button')].map((button) => button.getBoundingClientRect())
          .filter(({ width, height }) => width < 59.9 || height < 59.9).length`,
      );
    await page.waitForSelector('.kiosk-start');
    await expect.poll(small).toBe(0);
    await page.locator('.tile').nth(0).tap();
    await page.waitForSelector('.kiosk-services');
    await expect.poll(small).toBe(0);
    await tile(page, '税务').tap();
    await takeButton(page).tap();
    await number(page).waitFor();
    await expect.poll(small).toBe(0);
    await expect.poll(() => cutOff(page)).toEqual([]);
  });
});

describe.each([
  ['standing', standing],
  ['lying', { width: 1920, height: 1080 }],
])('%s', (shape, viewport) => {
  it.each(['zh-Hans', 'zh-Hant', 'en'])(
    'every page in %s: no violation, nothing cut off',
    async (lang) => {
      show('three-hundred');
      const { page, complaints } = await open({ viewport, path: `/kiosk?lang=${lang}` });
      const look = async (name: string) => {
        await page.evaluate('document.fonts.ready');
        if (lang !== 'zh-Hant')
          await expect.poll(() => violationsOn(page), { message: name }).toEqual([]);
        await expect.poll(() => cutOff(page), { message: name }).toEqual([]);
        await picture(page, `kiosk-${shape}-${lang}-${name}`);
      };
      await page.waitForSelector('.kiosk-start');
      await look('start');
      await page.locator('.tile').nth(2).tap();
      await page.waitForSelector('.kiosk-services');
      await look('services');
      await page.locator('.kiosk-services .tile').nth(0).tap();
      await page.waitForSelector('.take');
      await look('take');
      show('unknown');
      await takeButton(page).tap();
      await number(page).waitFor();
      await look('number');
      expect(complaints).toEqual([]);
    },
  );

  it('in large type, with the longest names', async () => {
    stage.hub.names = longNames();
    show('paper-out');
    stage.hub.answer = () => ({ ...given, label: label('WM1017'), ahead: 300 });
    const { page } = await open({ viewport });
    await page.waitForSelector('.kiosk-start');
    await page.locator('.foot > .button').nth(2).tap();
    const look = async (name: string) => {
      await expect.poll(() => cutOff(page), { message: name }).toEqual([]);
      await picture(page, `kiosk-${shape}-large-long-${name}`);
    };
    await look('start');
    await page.locator('.tile').nth(0).tap();
    await page.waitForSelector('.kiosk-services');
    await look('services');
    await expect.poll(() => page.locator('.pager').count()).toBe(1);
    await page.locator('.pager .button').nth(1).tap();
    await page.locator('.kiosk-services .tile').nth(0).tap();
    await page.waitForSelector('.take');
    await look('take');
    await takeButton(page).tap();
    await number(page).waitFor();
    await look('number');
    await expect.poll(() => violationsOn(page)).toEqual([]);
  });
});
