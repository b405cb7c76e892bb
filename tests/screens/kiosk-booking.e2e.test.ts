/**
 * Booking at the kiosk in a real Chromium: a day, a time, who comes; checking in by code, scanner
 * and document; giving a booking back. SPEC: BOOK.
 */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { label, serviceId, ticketId } from '../../core/hall/ids.ts';
import type { Answer } from '../../fixtures/machines/hub.ts';
import {
  exampleBooking,
  exampleCode,
  exampleSlots,
  exampleTicket,
  kioskExample,
} from '../../fixtures/screens/kiosk.ts';
import { longNames } from '../../fixtures/screens/names.ts';
import { picture, violationsOn } from './browser.ts';
import { cutOff, PublicStage, pass } from './public-stage.ts';
import { says } from './says.ts';

let stage: PublicStage;
beforeAll(async () => {
  stage = await PublicStage.build();
});
beforeEach(async () => {
  await stage.begin();
  // Sunday, the day before the booked one.
  stage.hub.ahead = Date.UTC(2026, 10, 22, 2) - Date.now();
  stage.hub.show('kiosk', kioskExample(stage.hub.names));
  stage.hub.answer = usual;
});
afterEach(() => stage.end());
afterAll(() => stage.close());

const standing = { width: 1080, height: 1920 };
const monday = (minute: number) => Date.UTC(2026, 10, 22, 16) + minute * 60_000;
const ticket = { ticket: exampleTicket, label: label('A017') };

const usual: Answer = ({ event, body }) => {
  switch (event) {
    case 'slots':
      return exampleSlots(String(body.service));
    case 'book':
    case 'cancel-booking':
      return { ok: true, booking: exampleBooking(String(body.service ?? 'business-registration')) };
    case 'check-in':
      return { ok: true, seq: 9, ...ticket, ahead: 2 };
    default:
      return { refused: 'not-allowed' };
  }
};
const refuses =
  (reply: unknown): Answer =>
  () =>
    reply as ReturnType<Answer>;

async function open(options: { clock?: boolean; viewport?: typeof standing; path?: string } = {}) {
  const { clock = false, viewport = standing, path = '/kiosk' } = options;
  return stage.open(path, { clock, viewport, hasTouch: true });
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const strip = (page: Page, index: number) => page.locator('.strip').nth(index);
const act = (page: Page) => page.locator('.body .button-main');
const number = (page: Page) => page.locator('.number-label [aria-hidden]');
const heard = (event: string) => stage.hub.heard.filter((one) => one.event === event);

/** From the start to the keys: the first service, the first day, the second time. */
async function goToWho(page: Page): Promise<void> {
  await strip(page, 1).tap();
  await page.locator('.kiosk-book .tile').nth(0).tap();
  await page.locator('.kiosk-book-day .tile').nth(0).tap();
  await page.locator('.kiosk-book-slot .tile').nth(1).tap();
  await page.waitForSelector('.keypad');
}
const scan = (page: Page, text: string) =>
  page.evaluate(
    `for (const key of [...${JSON.stringify(text)}, 'Enter'])
      document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))`,
  );

describe('BOOK-1: a booking', () => {
  it('is a service, a day, a time and a telephone; its code is as large as it goes', async () => {
    const { page, complaints } = await open();
    await strip(page, 1).tap();
    await page.locator('.kiosk-book .tile').nth(0).tap();
    await expect
      .poll(() => page.locator('.kiosk-book-day .tile-name').allInnerTexts())
      .toEqual(['11月23日', '11月24日', '11月25日']);
    await page.locator('.kiosk-book-day .tile').nth(0).tap();
    const times = () => page.locator('.kiosk-book-slot .tile-name').allInnerTexts();
    const first = ['9:00–9:30', '9:30–10:00', '10:30–11:00'];
    await expect.poll(async () => (await times()).slice(0, 3)).toEqual(first);
    await page.locator('.kiosk-book-slot .tile').nth(1).tap();
    await says(page.locator('.where-hint'), '明天 9:30');
    for (const digit of '13800138000') await button(page, digit).tap();
    await act(page).tap();
    await page.waitForSelector('.kiosk-booked');
    const [said] = heard('book');
    expect(said?.body).toMatchObject({
      service: 'business-registration',
      at: monday(570),
      person: { kind: 'phone', number: '13800138000' },
      language: 'zh-Hans',
    });
    const code = () => page.locator('.booked-code [aria-hidden]').allInnerTexts();
    await expect.poll(async () => (await code()).join('')).toBe(exampleCode);
    for (const words of ['11月23日 星期一 9:30–10:00', '9:00 至 9:45', '明天 7:30 前取消'])
      await says(page.locator('.booked'), words);
    expect(await page.content()).not.toContain('13800138000');
    expect(complaints).toEqual([]);
  });

  it('says what its paper does', async () => {
    const { page } = await open();
    await goToWho(page);
    await page.keyboard.type('13800138000');
    await act(page).tap();
    await page.getByText('正在打印小票').waitFor();
    const paper = {
      ticket: ticketId('booking-0017'),
      because: 'issued',
      state: 'printed',
    } as const;
    stage.hub.show(
      'kiosk',
      kioskExample(stage.hub.names, { prints: [{ ...paper, reason: null }] }),
    );
    await page.getByText('小票已打印').waitFor();
    const lost = { ...paper, state: 'failed', reason: 'paper-out' } as const;
    stage.hub.show('kiosk', kioskExample(stage.hub.names, { prints: [lost] }));
    await page.getByText('请记下或拍下预约码').waitFor();
  });

  it.each([
    [{ refused: 'slot-full', at: monday(570) }, '刚刚约满'],
    [{ refused: 'already-booked-that-day', date: '2026-11-23', max: 1 }, '11月23日 星期一已有预约'],
    [{ refused: 'barred', until: monday(1440 * 9) }, '多次预约未到'],
    [{ refused: 'too-near', from: monday(600) }, '马上开始'],
    [{ failed: 'unavailable' }, '再试一次'],
  ])('refused: %o is said in a sentence', async (reply, words) => {
    const { page } = await open();
    await goToWho(page);
    stage.hub.answer = refuses(reply);
    await page.keyboard.type('13800138000');
    await act(page).tap();
    const said = page.locator('.typed-said [role=alert]');
    await said.waitFor();
    await says(said, words);
    // After a no the number is of no more use; after a failure the same may be sent again.
    await says(page.locator('.typed'), 'failed' in reply ? '13 •••••• 00' : '请输入手机号');
    await expect.poll(() => cutOff(page)).toEqual([]);
  });

  it('a time that somebody else took: back shows the days anew', async () => {
    const { page } = await open();
    await goToWho(page);
    stage.hub.answer = refuses({ refused: 'slot-full', at: monday(570) });
    await page.keyboard.type('13800138000');
    await act(page).tap();
    await page.getByText('刚刚约满').waitFor();
    stage.hub.answer = usual;
    await button(page, '返回').tap();
    await page.locator('.kiosk-book-day .tile').nth(0).waitFor();
    expect(heard('slots')).toHaveLength(2);
  });

  it('days without a place are not shown; none at all is said', async () => {
    stage.hub.answer = () => ({ ok: true, service: serviceId('tax'), days: [] });
    const { page } = await open();
    await strip(page, 1).tap();
    await page.locator('.kiosk-book .tile').nth(0).tap();
    await page.getByText('都已约满').waitFor();
    await expect.poll(() => violationsOn(page)).toEqual([]);
  });

  it('is forgotten when nobody is there any more', async () => {
    const { page } = await open({ clock: true });
    await goToWho(page);
    await page.keyboard.type('1380013');
    for (let passed = 0; passed < 63_000; passed += 9_000) await pass(stage, page, 9_000);
    await page.waitForSelector('.kiosk-start');
    await goToWho(page);
    await expect.poll(() => page.locator('.typed-none').count()).toBe(1);
  });
});

describe('checking in', () => {
  it('BOOK-2 by the code, on keys of its own letters', async () => {
    const { page } = await open();
    await strip(page, 0).tap();
    await button(page, 'H').waitFor();
    expect(await button(page, 'I').count()).toBe(0);
    for (const letter of exampleCode) await button(page, letter).tap();
    await act(page).tap();
    await number(page).waitFor();
    await expect.poll(() => number(page).innerText()).toBe('A017');
    expect(heard('check-in')[0]?.body).toMatchObject({ code: exampleCode, language: 'zh-Hans' });
  });

  it('by a scanner, anywhere on the first page, whatever has the focus', async () => {
    const { page } = await open();
    await page.waitForSelector('.kiosk-start');
    await page.locator('.tile').nth(0).focus();
    await scan(page, exampleCode);
    await number(page).waitFor();
    expect(heard('check-in')).toHaveLength(1);
    expect(heard('check-in')[0]?.body).toMatchObject({ code: exampleCode });
  });

  it('by a scanner, also while the keys are up and half a code is typed', async () => {
    const { page } = await open();
    await strip(page, 0).tap();
    await button(page, 'A').tap();
    await scan(page, exampleCode);
    await number(page).waitFor();
    expect(heard('check-in')[0]?.body).toMatchObject({ code: exampleCode });
  });

  it('what was scanned is no code: it says so, and asks nobody', async () => {
    const { page } = await open();
    await page.waitForSelector('.kiosk-start');
    await scan(page, 'https://example.org/elsewhere');
    await page.getByText('没有读到预约码').waitFor();
    expect(heard('check-in')).toEqual([]);
    await scan(page, exampleCode);
    await number(page).waitFor();
  });

  it('by a document or a telephone, where the code was forgotten', async () => {
    const { page } = await open();
    await strip(page, 0).tap();
    await button(page, '身份证').tap();
    await page.keyboard.type('11010519491231002X');
    await act(page).tap();
    await number(page).waitFor();
    expect(heard('check-in')[0]?.body).toMatchObject({
      person: { kind: 'id-card', number: '11010519491231002X' },
    });
  });

  it.each([
    [{ refused: 'too-early', opensAt: monday(540) }, '明天 9:00 以后再来签到'],
    [{ refused: 'unknown-booking' }, '没有找到预约'],
    [{ refused: 'too-many-tries', retryAt: Date.UTC(2026, 10, 22, 3) }, '请 11:00 以后再试'],
    [{ refused: 'day-exhausted', service: 'tax', max: 9 }, '已过预约时段'],
  ])('refused: %o is said in a sentence', async (reply, words) => {
    const { page } = await open();
    stage.hub.answer = refuses(reply);
    await page.waitForSelector('.kiosk-start');
    await scan(page, exampleCode);
    const said = page.locator('.typed-said [role=alert]');
    await said.waitFor();
    await says(said, words);
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await expect.poll(() => cutOff(page)).toEqual([]);
  });

  it('BOOK-3 too late: the number is an ordinary one, and the page says so', async () => {
    const { page } = await open();
    stage.hub.answer = refuses({ ok: true, seq: 9, ...ticket, ahead: 5, late: true });
    await page.waitForSelector('.kiosk-start');
    await scan(page, exampleCode);
    await page.getByText('按普通号排队').waitFor();
  });

  it('a second time: the number that it became, with its reprint', async () => {
    const { page } = await open();
    stage.hub.answer = refuses({ refused: 'already-checked-in', ...ticket, status: 'waiting' });
    await page.waitForSelector('.kiosk-start');
    await scan(page, exampleCode);
    await page.getByText('您已取过号').waitFor();
    await expect.poll(() => number(page).innerText()).toBe('A017');
    await expect.poll(() => button(page, '补打小票').count()).toBe(1);
  });

  it('by the same wish once more after no answer, by another after another code', async () => {
    const { page } = await open({ clock: true });
    stage.hub.answer = () => null;
    await strip(page, 0).tap();
    await page.keyboard.type(exampleCode);
    await act(page).tap();
    for (let waited = 0; waited < 21_000; waited += 3_000) await pass(stage, page, 3_000);
    await page.getByText('还没有得到回应').waitFor();
    stage.hub.answer = refuses({ refused: 'unknown-booking' });
    await act(page).tap();
    await page.getByText('没有找到预约').waitFor();
    await page.keyboard.press('Backspace');
    await page.keyboard.type('9');
    await act(page).tap();
    await expect
      .poll(() => new Set(heard('check-in').map(({ body }) => body.requestId)).size)
      .toBe(2);
  });
});

describe('BOOK-4: giving a booking back', () => {
  it('by its code; the page says which it was', async () => {
    const { page } = await open();
    await strip(page, 1).tap();
    await strip(page, 0).tap();
    await page.keyboard.type(exampleCode);
    await act(page).tap();
    await page.getByText('预约已取消').waitFor();
    expect(heard('cancel-booking')[0]?.body).toEqual({ code: exampleCode });
    await says(page.locator('.where-hint'), '11月23日');
    await expect.poll(() => violationsOn(page)).toEqual([]);
  });

  it('too late for that: it says so', async () => {
    const { page } = await open();
    await strip(page, 1).tap();
    await strip(page, 0).tap();
    stage.hub.answer = refuses({ refused: 'too-late-to-cancel', until: monday(450) });
    await page.keyboard.type(exampleCode);
    await act(page).tap();
    await page.getByText('不能自行取消').waitFor();
  });
});

describe.each([
  ['standing', standing],
  ['lying', { width: 1920, height: 1080 }],
  ['square', { width: 1280, height: 1024 }],
])('%s', (shape, viewport) => {
  it.each(['zh-Hans', 'zh-Hant', 'en'])('every page of it in %s', async (lang) => {
    const { page, complaints } = await open({ viewport, path: `/kiosk?lang=${lang}` });
    const look = async (name: string) => {
      await page.evaluate('document.fonts.ready');
      if (lang === 'en' && shape !== 'square')
        await expect.poll(() => violationsOn(page), { message: name }).toEqual([]);
      await expect.poll(() => cutOff(page), { message: name }).toEqual([]);
      await picture(page, `kiosk-${shape}-${lang}-${name}`);
    };
    await strip(page, 1).tap();
    await look('book');
    await page.locator('.kiosk-book .tile').nth(0).tap();
    await page.locator('.kiosk-book-day .tile').nth(0).waitFor();
    await look('book-day');
    await page.locator('.kiosk-book-day .tile').nth(0).tap();
    await look('book-slot');
    await page.locator('.kiosk-book-slot .tile').nth(0).tap();
    await look('book-who');
    await page.keyboard.type('13800138000');
    await act(page).tap();
    await page.waitForSelector('.kiosk-booked');
    await look('booked');
    await act(page).tap();
    await strip(page, 0).tap();
    await page.keyboard.type('ABCD');
    await look('check-in');
    stage.hub.answer = refuses({ refused: 'too-early', opensAt: monday(540) });
    await page.keyboard.type('2345');
    await act(page).tap();
    await page.locator('.typed-said [role=alert]').waitFor();
    await look('too-early');
    stage.hub.answer = refuses({ ok: true, seq: 9, ...ticket, ahead: 5, late: true });
    await act(page).tap();
    await number(page).waitFor();
    await look('late');
    expect(complaints).toEqual([]);
  });
});

it('in large type, with the longest names: nothing is cut off', async () => {
  stage.hub.names = longNames();
  const { page } = await open();
  await page.locator('.foot > .button').nth(2).tap();
  const look = async (name: string) => {
    await expect.poll(() => cutOff(page), { message: name }).toEqual([]);
    await picture(page, `kiosk-large-long-${name}`);
  };
  // In care mode the first page has one thing, and booking stands behind it.
  await page.locator('.strip').last().tap();
  await page.locator('.kiosk-more .tile').nth(1).tap();
  await look('book');
  await page.locator('.kiosk-book .tile').nth(0).tap();
  await page.locator('.kiosk-book-day .tile').nth(0).tap();
  await page.locator('.kiosk-book-slot .tile').nth(0).tap();
  await page.keyboard.type('13800138000');
  await look('book-who');
  await act(page).tap();
  await page.waitForSelector('.kiosk-booked');
  await look('booked');
});
