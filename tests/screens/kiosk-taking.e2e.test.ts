/**
 * Taking a number in a real Chromium, with all that a hall may ask: several items, priority and
 * needs, a document, one person with one number, a call for help, hours without numbers.
 */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { label, serviceId, ticketId } from '../../core/hall/ids.ts';
import type { Reply } from '../../core/wire/messages.ts';
import {
  exampleTicket,
  type KioskExample,
  kioskExample,
  kioskExamples,
  slipOf,
} from '../../fixtures/screens/kiosk.ts';
import { act, button, number, sound, standing, tile } from './kiosk-stage.ts';
import { PublicStage, pass } from './public-stage.ts';
import { says } from './says.ts';

let stage: PublicStage;
beforeAll(async () => {
  stage = await PublicStage.build();
});
beforeEach(async () => {
  await stage.begin();
  show('ranges');
  stage.hub.answer = () => given;
});
afterEach(() => stage.end());
afterAll(() => stage.close());

const given: Reply = { ok: true, seq: 9, ticket: exampleTicket, label: label('X017'), ahead: 3 };
/** GB 11643-1999, appendix: its own example. */
const document = '11010519491231002X';

const show = (example: KioskExample) =>
  stage.hub.show('kiosk', kioskExamples[example](stage.hub.names));

async function open(options: { clock?: boolean; viewport?: typeof standing; path?: string } = {}) {
  const { clock = false, viewport = standing, path = '/kiosk' } = options;
  return stage.open(path, { clock, viewport, hasTouch: true });
}

const beside = (page: Page, name: string) => page.locator('.beside-row').filter({ hasText: name });

/** To the page of a service: the group by its place, the service by its name. */
async function goTo(page: Page, group: number, service: string): Promise<void> {
  await page.locator('.tile').nth(group).tap();
  await tile(page, service).tap();
}
async function type(page: Page, text: string): Promise<void> {
  for (const key of text) await button(page, key).tap();
}
const commands = () =>
  stage.hub.heard.filter(({ event }) => event === 'command').map(({ body }) => body.command);

describe('how long it takes', () => {
  it('stands beside who waits: on the tile, before the number, and with it', async () => {
    const { page } = await open();
    await page.locator('.tile').nth(0).tap();
    await page.waitForSelector('.kiosk-services');
    await says(page.locator('.tile').nth(1), '约 12–18 分钟');
    await tile(page, '企业设立登记').tap();
    await says(page.locator('.fact-range'), '约 12–18 分钟');
    await act(page).tap();
    await says(page.locator('.number-range'), '约 12–18 分钟');
  });
});

describe('two taps are enough', () => {
  it('for whoever needs nothing: no class, no need, no document is sent', async () => {
    const { page } = await open();
    await goTo(page, 0, '企业设立登记');
    await act(page).tap();
    await number(page).waitFor();
    expect(commands()).toEqual([
      { type: 'issue-ticket', service: 'business-registration', language: 'zh-Hans' },
    ]);
  });
});

describe('a keyboard', () => {
  it('reaches everything: a number without a touch, the focus always to be seen', async () => {
    const { page } = await open();
    const goTo = async (where: string) => {
      for (let tries = 0; tries < 20; tries += 1) {
        await page.keyboard.press('Tab');
        if (await page.evaluate(`document.activeElement.matches('${where}')`)) break;
      }
      await expect
        .poll(() => page.evaluate(`getComputedStyle(document.activeElement).outlineStyle`))
        .toBe('solid');
      await page.keyboard.press('Enter');
    };
    await page.waitForSelector('.kiosk-start');
    await goTo('.tile');
    await page.waitForSelector('.kiosk-services');
    await goTo('.tile');
    await page.waitForSelector('.kiosk-take');
    await goTo('.beside-row');
    await page.waitForSelector('.kiosk-options');
    await goTo('.body .button-main');
    await page.waitForSelector('.kiosk-take');
    await goTo('.body .button-main');
    await number(page).waitFor();
    expect(commands()).toHaveLength(1);
  });
});

describe('ITEM-1', () => {
  it('all items go along unless some are chosen', async () => {
    const { page } = await open();
    await goTo(page, 0, '开办企业一件事');
    await says(beside(page, '要办的事'), '全部 5 项');
    await sound(page, 'take-items');
    await beside(page, '要办的事').tap();
    await sound(page, 'items');
    for (const name of ['公章刻制', '发票申领', '社保登记', '银行预约开户'])
      await page.locator('.option').filter({ hasText: name }).tap();
    await page.locator('.option').filter({ hasText: '营业执照' }).tap();
    await expect.poll(() => act(page).isDisabled()).toBe(true);
    await page.locator('.option').filter({ hasText: '营业执照' }).tap();
    await act(page).tap();
    await says(beside(page, '要办的事'), '已选 1 项');
    await act(page).tap();
    await number(page).waitFor();
    expect(commands()).toMatchObject([{ service: 'start-company', items: ['licence'] }]);
  });
});

describe('priority and needs', () => {
  it('are on a page of their own that says what may be asked, and go with the number', async () => {
    const { page } = await open();
    await goTo(page, 0, '税务');
    await beside(page, '需要优先或帮助').tap();
    await says(page.locator('.where-hint'), '出示证件');
    await page.locator('.option').filter({ hasText: '爱心优先' }).waitFor();
    const options = await page.locator('.option-name').allInnerTexts();
    // Given by staff, or by a booking: nobody takes them at a kiosk (NEXT-3).
    expect(options).not.toContain('绿色通道');
    expect(options).not.toContain('预约');
    await page.locator('.option').filter({ hasText: '军人优先' }).tap();
    await page.locator('.option').filter({ hasText: '爱心优先' }).tap();
    await page.locator('.option').filter({ hasText: '低位窗口' }).tap();
    await expect.poll(() => page.locator('.option[aria-pressed=true]').count()).toBe(2);
    await sound(page, 'more');
    await act(page).tap();
    await says(beside(page, '已选择'), '爱心优先');
    await sound(page, 'take-chosen');
    await act(page).tap();
    await number(page).waitFor();
    expect(commands()).toMatchObject([{ service: 'tax', class: 'care', needs: ['low-counter'] }]);
    // The range shown is that of an ordinary newcomer: with a class it would not be true.
    expect(await page.locator('.number-range').count()).toBe(0);
  });

  it('a class that has been given out may be left off, and the number taken', async () => {
    stage.hub.answer = () =>
      stage.hub.heard.length === 1
        ? ({ refused: 'class-exhausted', class: 'care', max: 5 } as never)
        : given;
    const { page } = await open();
    await goTo(page, 0, '税务');
    await beside(page, '需要优先或帮助').tap();
    await page.locator('.option').filter({ hasText: '爱心优先' }).tap();
    await act(page).tap();
    await act(page).tap();
    await page.getByText('优先名额已用完').waitFor();
    await sound(page, 'class-exhausted');
    await beside(page, '已选择').tap();
    await page.locator('.option').filter({ hasText: '爱心优先' }).tap();
    await act(page).tap();
    await act(page).tap();
    await number(page).waitFor();
    expect(commands().map((command) => (command as { class?: string }).class)).toEqual([
      'care',
      undefined,
    ]);
  });
});

describe('FAIR-1', () => {
  it('a service that needs a document asks for it, checks it, and covers it', async () => {
    const { page } = await open();
    await goTo(page, 2, '出入境证件');
    await says(act(page), '下一步');
    await act(page).tap();
    await type(page, document.slice(0, 17));
    await expect.poll(() => act(page).isDisabled()).toBe(true);
    await sound(page, 'person-half');
    await type(page, 'X');
    await expect.poll(() => page.locator('.typed').innerText()).toBe('11 •••••• 2X');
    await sound(page, 'person-whole');
    await act(page).tap();
    await number(page).waitFor();
    expect(commands()).toMatchObject([
      { service: 'exit-entry', person: { kind: 'id-card', number: document } },
    ]);
    expect(await page.content()).not.toContain(document.slice(0, 12));
  });

  it('a wrong check digit is told at once, and nothing is sent', async () => {
    const { page } = await open();
    await goTo(page, 2, '出入境证件');
    await act(page).tap();
    await type(page, `${document.slice(0, 17)}1`);
    await says(page.locator('.typed-said [role=alert]'), '身份证号不对');
    await expect.poll(() => act(page).isDisabled()).toBe(true);
    await sound(page, 'person-wrong');
    await button(page, '删除').tap();
    await type(page, 'X');
    await expect.poll(() => act(page).isDisabled()).toBe(false);
    expect(commands()).toEqual([]);
  });

  it('a keyboard does the same, and Enter takes the number', async () => {
    const { page } = await open();
    await goTo(page, 2, '出入境证件');
    await act(page).tap();
    await page.keyboard.type(document.toLowerCase());
    await page.keyboard.press('Backspace');
    await page.keyboard.press('x');
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('Enter');
    await number(page).waitFor();
    expect(commands()).toHaveLength(1);
  });

  it('where it may be left out it is offered, and a passport will do', async () => {
    const { page } = await open();
    await goTo(page, 1, '不动产登记');
    await expect.poll(() => act(page).innerText()).toBe('取号');
    await beside(page, '证件号').tap();
    await button(page, '其他证件').tap();
    await type(page, 'E12345678');
    await sound(page, 'person-other');
    await act(page).tap();
    await number(page).waitFor();
    expect(commands()).toMatchObject([{ person: { kind: 'other', number: 'E12345678' } }]);
  });

  it('the document is forgotten when time runs out, and after a no of the hub', async () => {
    stage.hub.answer = () => ({ refused: 'person-exhausted', max: 3 });
    const { page } = await open({ clock: true });
    await goTo(page, 2, '出入境证件');
    await act(page).tap();
    await page.keyboard.type(document);
    await act(page).tap();
    await page.getByText('取号的次数已满').waitFor();
    expect(await page.content()).not.toContain('11 ••');
    await page.keyboard.type('1101');
    for (let passed = 0; passed < 63_000; passed += 9_000) await pass(stage, page, 9_000);
    await page.waitForSelector('.kiosk-start');
    stage.hub.answer = () => given;
    await goTo(page, 2, '出入境证件');
    await act(page).tap();
    await expect.poll(() => page.locator('.typed-none').count()).toBe(1);
  });

  it('FAIR-2 who waits already is shown that number, and may have its slip again', async () => {
    const before = { ticket: ticketId('ticket-earlier'), label: label('Y009') };
    stage.hub.answer = ({ event }) =>
      event === 'command'
        ? { refused: 'already-waiting', ...before, status: 'waiting' }
        : { ok: true, seq: 0, ticket: before.ticket };
    const { page } = await open();
    await goTo(page, 2, '出入境证件');
    await act(page).tap();
    await page.keyboard.type(document);
    await act(page).tap();
    await page.getByText('您已取过号').waitFor();
    await expect.poll(() => number(page).innerText()).toBe('Y009');
    await sound(page, 'already');
    await button(page, '补打小票').tap();
    await expect.poll(() => stage.hub.heard.at(-1)?.event).toBe('reprint');
    const print = { ...slipOf('printed', 'reprint'), ticket: before.ticket };
    stage.hub.show('kiosk', kioskExample(stage.hub.names, { prints: [print] }));
    await page.getByText('补打的小票已打印').waitFor();
  });

  it.each([
    [{ refused: 'identity-needed', service: serviceId('tax') } as const, '需要证件号', 'keys'],
    [{ refused: 'day-exhausted', service: serviceId('tax'), max: 9 } as const, '刚刚取完', 'take'],
    [{ refused: 'hall-full', max: 9 } as const, '人数已满', 'take'],
  ])('refused: %o is said in a sentence', async (reply: Reply, words, at) => {
    stage.hub.answer = () => reply;
    const { page } = await open();
    await goTo(page, 0, '税务');
    await act(page).tap();
    await page.waitForSelector(`.kiosk-${at}`);
    await says(page.locator('.body [role=alert]'), words);
  });
});

describe('a call for help', () => {
  it('stands in the same place on every page, and says how it stands', async () => {
    stage.hub.answer = ({ event }) =>
      event === 'call-help' ? { ok: true, call: 'call-0001' } : given;
    const { page } = await open();
    const places: string[] = [];
    const place = async () => {
      const {
        x = 0,
        y = 0,
        width = 0,
        height = 0,
      } = (await page.locator('.foot-help').boundingBox()) ?? {};
      places.push([x, y, width, height].map(Math.round).join(' '));
    };
    await page.waitForSelector('.kiosk-start');
    await page.evaluate('document.fonts.ready');
    await place();
    await page.locator('.tile').nth(0).tap();
    await page.waitForSelector('.kiosk-services');
    await place();
    await tile(page, '税务').tap();
    await page.waitForSelector('.kiosk-take');
    await place();
    await button(page, '呼叫帮助').tap();
    await expect.poll(() => stage.hub.heard).toMatchObject([{ event: 'call-help', body: {} }]);
    show('help-asked');
    await page.getByText('已呼叫工作人员').waitFor();
    await expect.poll(() => button(page, '呼叫帮助').isDisabled()).toBe(true);
    await sound(page, 'help-asked');
    show('help-accepted');
    await page.getByText('正在过来').waitFor();
    await act(page).tap();
    await number(page).waitFor();
    await place();
    show('help-unanswered');
    await page.getByText('暂时没有人应答').waitFor();
    await sound(page, 'help-unanswered');
    await expect.poll(() => button(page, '呼叫帮助').isDisabled()).toBe(false);
    expect(places).toEqual(places.map(() => places[0]));
  });

  it('that does not get through says so', async () => {
    stage.hub.answer = () => ({ failed: 'unavailable' });
    const { page } = await open();
    await button(page, '呼叫帮助').tap();
    await page.getByText('现在呼叫不了').waitFor();
  });
});

describe('HOURS: a service that gives no number now', () => {
  it('says why on its tile, and behind it what one can do', async () => {
    show('some-not-now');
    stage.hub.ahead = Date.UTC(2026, 10, 22, 2) - Date.now();
    const { page } = await open();
    await page.locator('.tile').nth(0).tap();
    const said = () => page.locator('.tile-state').allInnerTexts();
    for (const words of ['今天的号已取完', '大厅人数已满', '明天 9:00 起取号'])
      await expect.poll(said).toContain(words);
    await sound(page, 'services-not-now');
    await tile(page, '企业设立登记').tap();
    await page.waitForSelector('.kiosk-why');
    await says(page.locator('.where-hint'), '今天的号已取完');
    await expect
      .poll(() => page.locator('.tile-name').allInnerTexts())
      .toEqual(['预约签到', '预约', '选择其他事项']);
    await sound(page, 'why');
  });

  it.each([
    ['booked-only', '现在只接待已预约', ['预约签到', '预约', '更多服务']],
    ['outside-hours', '现在不在取号时间', ['预约签到', '预约', '更多服务']],
  ] as const)(
    'no service does (%s): it says when, and what still works',
    async (at, title, works) => {
      show(at);
      stage.hub.ahead = Date.UTC(2026, 10, 20, 22) - Date.now();
      const { page } = await open();
      await page.waitForSelector('.kiosk-shut');
      await says(page.locator('.where-title'), title);
      await says(page.locator('.where-hint'), '9:00 起取号');
      await expect.poll(() => page.locator('.tile-name').allInnerTexts()).toEqual(works);
      await expect.poll(() => button(page, '呼叫帮助').isDisabled()).toBe(false);
      await sound(page, `shut-${at}`);
      await tile(page, '预约').tap();
      await page.waitForSelector('.kiosk-book');
    },
  );
});
