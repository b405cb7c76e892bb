/**
 * What staff do beside the line, in a real Chromium and by the real rules: numbers for others,
 * another class, the tide, calls for help; and what a ticket says of itself before and after its call.
 */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { staffId } from '../../core/hall/ids.ts';
import { here } from '../../fixtures/screens/counter.ts';
import { clerk } from '../../fixtures/screens/counter-day.ts';
import { longNames } from '../../fixtures/screens/names.ts';
import { complaintsOf, picture, violationsOn } from './browser.ts';
import { clippedOn, cutWordsOn, stageForTests } from './console-stage.ts';
import { says } from './says.ts';

const stage = stageForTests();
const sheet = (page: Page) => page.getByRole('dialog');
const pick = (page: Page, name: string) => sheet(page).getByRole('combobox', { name });
const row = (page: Page, label: string) => page.locator('.row', { hasText: label });
const marks = (page: Page, where: string) => page.locator(`${where} .mark`).allInnerTexts();
const last = () => stage().asked.at(-1);

describe('a ticket before its call', () => {
  test('says its class, its needs and its booking in the list, in words', async () => {
    stage().set('marked');
    const page = await stage().open();
    await expect
      .poll(() => row(page, 'D001').locator('.mark').allInnerTexts())
      .toEqual(['爱心优先', '低位窗口']);
    await says(row(page, 'A002').locator('.mark'), /^预约 \d\d:\d\d$/);
    await says(row(page, 'D002').locator('.mark'), /^预约 .*已迟到$/);
    expect(await row(page, 'A001').locator('.mark').count()).toBe(0);
    await expect.poll(() => marks(page, '.next-marks')).toEqual(['绿色通道']);
    await picture(page, 'console-marked');
  });

  test('says it in the mini window too', async () => {
    stage().set('marked');
    const page = await stage().open('&mini&lang=en', { width: 360, height: 140 });
    await says(page.locator('.mini-next'), 'Green channel');
    await stage().showMini('priority', page);
    await expect
      .poll(() => page.locator('.mini-about').innerText())
      .toContain('Care, Someone to guide me, Low counter');
  });
});

describe('a ticket in hand', () => {
  test('says why it came before others, in one sentence with the minutes', async () => {
    stage().set('priority');
    const page = await stage().open();
    await expect
      .poll(() => page.locator('.hand-why').innerText())
      .toBe('按“爱心优先”排在前面，已等 5 分。');
    await expect.poll(() => marks(page, '.hand')).toEqual(['爱心优先', '接引帮扶', '低位窗口']);
    await stage().show('called', page);
    await expect.poll(() => page.locator('.hand-why').innerText()).toBe('等得最久，已等 25 分。');
  });

  test('one that was called out of turn says for which reason', async () => {
    stage().set('ordinary');
    const page = await stage().open('&lang=en');
    await page.getByRole('button', { name: 'Acts on B002' }).click();
    await page.getByRole('menuitem', { name: 'Needs care' }).click();
    await expect
      .poll(() => page.locator('.hand-why').innerText())
      .toBe('Called first by staff: Needs care.');
  });

  test('with several steps says which one this is, and goes on by itself when it is done', async () => {
    stage().set('steps');
    const page = await stage().open();
    await says(page.locator('.hand-more'), '第 1 步，共 3 步');
    await expect.poll(() => page.locator('.steps-on').innerText()).toBe('办结后自动转到：税务');
    await page.keyboard.press('F8');
    await page.locator('.hand-empty').waitFor();
    // Another counter serves what comes next: the ticket waits there.
    expect(stage().day.view('4').next[0]?.label).toBe('U001');
  });

  test('ends all its items in one press', async () => {
    stage().set('items');
    const page = await stage().open();
    await expect.poll(() => page.locator('.items li').count()).toBe(5);
    await page.keyboard.press('F8');
    await page.locator('.hand-empty').waitFor();
    expect(last()).toMatchObject({ type: 'finish', outcome: 'done' });
    expect(last()).not.toHaveProperty('items');
  });

  test('says of one item that it ended otherwise; the big button then does both', async () => {
    stage().set('items');
    const page = await stage().open();
    await page.getByRole('button', { name: '“公章刻制”的结果' }).click();
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await page.getByRole('menuitem', { name: '需补材料' }).click();
    await expect.poll(() => page.locator('.item-differs').innerText()).toContain('需补材料');
    await page.keyboard.press('F9');
    await expect.poll(() => page.locator('.hand-label').innerText()).toContain('R001');
    const items = [{ item: 'seals', outcome: 'to-supplement' }];
    expect(stage().asked).toMatchObject([
      { type: 'finish', outcome: 'done', items },
      { type: 'call-next', after: null },
    ]);
  });

  test('an item that is put back to done is not told apart', async () => {
    stage().set('items');
    const page = await stage().open();
    const item = page.getByRole('button', { name: '“营业执照”的结果' });
    for (const outcome of ['没办成', '办结']) {
      await item.click();
      await page.getByRole('menuitem', { name: outcome, exact: false }).last().waitFor();
      await page.locator('[role=menuitem]', { hasText: outcome }).click();
    }
    await expect.poll(() => page.locator('.item-differs').count()).toBe(0);
    await page.keyboard.press('F8');
    await page.locator('.hand-empty').waitFor();
    expect(last()).not.toHaveProperty('items');
  });
});

describe('another class', () => {
  test('is given with a reason, the green channel too', async () => {
    stage().set('ordinary');
    const page = await stage().open();
    await page.getByRole('button', { name: 'B002 的操作' }).click();
    await page.getByRole('menuitem', { name: '改类别' }).click();
    await page.getByRole('menuitem', { name: '绿色通道' }).click();
    await expect
      .poll(() => page.getByRole('menu').getAttribute('aria-label'))
      .toContain('绿色通道');
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await page.getByRole('menuitem', { name: '急事急办' }).click();
    await expect.poll(() => row(page, 'B002').locator('.mark').innerText()).toBe('绿色通道');
    expect(last()).toMatchObject({ type: 'change-class', class: 'green', reason: 'urgent' });
    await says(page.locator('.up-next .row').first(), 'B002');
  });

  test('a booking is no class to be given', async () => {
    stage().set('ordinary');
    const page = await stage().open();
    await page.getByRole('button', { name: 'B002 的操作' }).click();
    await page.getByRole('menuitem', { name: '改类别' }).click();
    await page.getByRole('menuitem', { name: '军人优先' }).waitFor();
    expect(await page.getByRole('menuitem', { name: '预约' }).count()).toBe(0);
  });
});

describe('a number for somebody', () => {
  test('is taken by keys alone, with class, needs and items, and shown large', async () => {
    stage().set('nobody-waiting');
    const page = await stage().open();
    const complaints = complaintsOf(page);
    await page.getByRole('button', { name: '代取号' }).focus();
    await page.keyboard.press('Enter');
    await sheet(page).waitFor();
    await pick(page, '服务').selectOption('start-company');
    await pick(page, '类别').selectOption('care');
    await pick(page, '原因').selectOption('elderly');
    await sheet(page).getByLabel('营业执照').check();
    await sheet(page).getByLabel('低位窗口').check();
    await sheet(page).getByLabel('辅助取号').check();
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await picture(page, 'console-take');
    await page.keyboard.press('Enter');
    await expect.poll(() => sheet(page).innerText()).toContain('已取号 X001，前面 0 人。');
    expect(last()).toMatchObject({
      type: 'issue-ticket',
      service: 'start-company',
      class: 'care',
      reason: 'elderly',
      items: ['licence'],
      needs: ['low-counter'],
      assisted: true,
    });
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await expect.poll(() => sheet(page).count()).toBe(0);
    await expect.poll(() => marks(page, '.up-next')).toEqual(['爱心优先', '低位窗口']);
    expect(complaints).toEqual([]);
  });

  test('a document is asked for only where the service is bound to a person, and not kept', async () => {
    stage().set('nobody-waiting');
    const page = await stage().open('&lang=en');
    await page.getByRole('button', { name: 'Take a number' }).click();
    await pick(page, 'Service').selectOption('tax');
    await expect.poll(() => sheet(page).getByLabel('Document number').count()).toBe(0);
    await pick(page, 'Service').selectOption('social-insurance');
    await sheet(page).getByLabel('Document number').fill('11010119900307002x');
    await pick(page, 'Slip').selectOption('entrance-1');
    await sheet(page).getByRole('button', { name: 'Take the number' }).click();
    await sheet(page).getByRole('button', { name: 'Take another' }).click();
    expect(last()).toMatchObject({
      kiosk: 'entrance-1',
      person: { kind: 'id-card', number: '11010119900307002x' },
    });
    await expect.poll(() => sheet(page).getByLabel('Document number').inputValue()).toBe('');
    await expect.poll(() => pick(page, 'Slip').inputValue()).toBe('entrance-1');
  });

  test('a no is said in the sheet, which keeps what was chosen', async () => {
    stage().set('nobody-waiting');
    const page = await stage().open();
    await page.getByRole('button', { name: '代取号' }).click();
    await pick(page, '服务').selectOption('tax');
    await pick(page, '类别').selectOption('green');
    await sheet(page).getByRole('button', { name: '取号' }).click();
    await expect.poll(() => sheet(page).locator('.sheet-saying').innerText()).toContain('原因');
    await expect.poll(() => pick(page, '服务').inputValue()).toBe('tax');
    // Esc closes it; the space bar is the big button's again.
    await page.keyboard.press('Escape');
    await expect.poll(() => sheet(page).count()).toBe(0);
  });

  test('in an open sheet the space bar calls nobody', async () => {
    stage().set('ordinary');
    const page = await stage().open();
    await page.getByRole('button', { name: '代取号' }).click();
    await sheet(page).locator('h2').click();
    await page.keyboard.press('Space');
    await sheet(page).getByLabel('低位窗口').focus();
    await page.keyboard.press('Space');
    await expect.poll(() => sheet(page).getByLabel('低位窗口').isChecked()).toBe(true);
    expect(stage().asked).toEqual([]);
  });

  test('is taken at the door as well, by who helps visitors and sits at no counter', async () => {
    stage().set('left-alone');
    const page = await stage().open();
    await page.locator('.door').waitFor();
    await page.getByRole('button', { name: '代取号' }).click();
    await expect.poll(() => sheet(page).getByLabel('辅助取号').isChecked()).toBe(true);
    await pick(page, '服务').selectOption('general');
    await sheet(page).getByRole('button', { name: '取号' }).click();
    await expect.poll(() => sheet(page).innerText()).toMatch(/已取号 R\d+/);
    expect(last()).toMatchObject({ type: 'issue-ticket', assisted: true });
  });
});

test('where the hall texts, a phone is left with the number, shown masked beside it, and changed', async () => {
  stage().set('nobody-waiting');
  stage().day.facts = { ...stage().day.facts, texts: true };
  stage().tell();
  const page = await stage().open();
  await page.evaluate(() => {
    // The hub's answer: it never tells the number itself.
    let phone: string | null = '138****8000';
    const ask = globalThis.fetch;
    globalThis.fetch = (input, init) => {
      if (!String(input).endsWith('/text-phone')) return ask(input, init);
      const said = JSON.parse(String(init?.body ?? '{}')) as { phone?: string | null };
      if (said.phone !== undefined) phone = said.phone && `${said.phone.slice(0, 3)}****9001`;
      return Promise.resolve(Response.json({ configured: true, phone }));
    };
  });
  await page.getByRole('button', { name: '代取号' }).click();
  await pick(page, '服务').selectOption('tax');
  const field = sheet(page).getByRole('textbox', { name: '手机号' });
  await field.fill('1380013');
  await says(sheet(page), '不是手机号');
  const go = sheet(page).getByRole('button', { name: '取号' });
  await expect.poll(() => go.getAttribute('aria-disabled')).toBe('true');
  await field.fill('138 0013 8000');
  await says(sheet(page), '请先征得办事人同意');
  await expect.poll(() => violationsOn(page)).toEqual([]);
  await picture(page, 'console-take-phone');
  await go.click();
  await expect.poll(() => sheet(page).innerText()).toContain('已取号');
  expect(last()).toMatchObject({ type: 'issue-ticket', phone: '13800138000' });
  expect(await page.content()).not.toContain('13800138000');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Space');
  const shown = page.locator('.hand-phone');
  await expect.poll(() => shown.innerText()).toContain('短信发到 138****8000');
  await shown.getByRole('button', { name: '更改' }).click();
  await sheet(page).getByRole('textbox', { name: '手机号' }).fill('13900139001');
  await picture(page, 'console-phone');
  await page.keyboard.press('Enter');
  await expect.poll(() => shown.innerText()).toContain('短信发到 139****9001');
  await shown.getByRole('button', { name: '更改' }).click();
  await sheet(page).getByRole('button', { name: '不再发短信' }).click();
  await expect.poll(() => shown.innerText()).toContain('没有留手机号');
  await expect.poll(() => clippedOn(page)).toEqual([]);
});

describe('the tide', () => {
  test('a manager says what the counter serves, with a reason, and gives it back to the plan', async () => {
    stage().set('ordinary');
    stage().as = { kind: 'manager', id: staffId(clerk.id) };
    const page = await stage().open('', undefined, 'manager');
    await page.getByRole('button', { name: '调整业务' }).click();
    await expect.poll(() => sheet(page).getByLabel('税务').isChecked()).toBe(true);
    await sheet(page).getByLabel('税务').uncheck();
    await sheet(page).getByLabel('社会保险').check();
    await page.keyboard.press('Enter');
    await expect.poll(() => sheet(page).locator('.sheet-saying').innerText()).toBe('请先选原因。');
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await pick(page, '原因').selectOption('rush');
    await sheet(page).getByRole('button', { name: '调整', exact: true }).click();
    await page.locator('.tide').waitFor();
    await says(page.locator('.tide'), /社会保险.*管理员调整：排队人多/s);
    expect(stage().day.view(here).counter.services).not.toContain('tax');
    await page.getByRole('button', { name: '调整业务' }).click();
    await pick(page, '原因').selectOption('by-manager');
    await sheet(page).getByRole('button', { name: '恢复原计划' }).click();
    await expect.poll(() => page.locator('.tide').count()).toBe(0);
    expect(last()).toMatchObject({ type: 'set-services', services: null });
  });

  test('a clerk sees what the counter serves and why, and cannot change it', async () => {
    stage().set('tide');
    const page = await stage().open('&lang=en');
    await says(page.locator('.tide'), /Social insurance.*Many are waiting/s);
    expect(await page.getByRole('button', { name: 'Services' }).count()).toBe(0);
  });
});

describe('calls for help', () => {
  test('are listed, marked when nobody came, taken up and done', async () => {
    stage().set('help');
    const page = await stage().open();
    await says(page.locator('.help'), '无人应答');
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await picture(page, 'console-help');
    const second = page.locator('.help-call', { hasText: '二层取号机' });
    await second.getByRole('button', { name: '我去' }).click();
    await second.getByText('已有人去').waitFor();
    await second.getByRole('button', { name: '已帮到' }).click();
    await expect.poll(() => second.count()).toBe(0);
    expect(stage().heard.map(({ event, body }) => [event, body])).toEqual([
      ['accept-help', { call: 'help-0001' }],
      ['finish-help', { call: 'help-0001' }],
    ]);
  });

  test('a colleague who was quicker is told beside the call', async () => {
    stage().set('help');
    const page = await stage().open('&lang=en');
    stage().hub.answer = () => ({ refused: 'help-taken' });
    const call = page.locator('.help-asked');
    await call.getByRole('button').click();
    await expect.poll(() => call.innerText()).toContain('A colleague is already going.');
  });

  test('are counted in the mini window', async () => {
    stage().set('help');
    const page = await stage().open('&mini', { width: 360, height: 140 });
    await expect.poll(() => page.locator('.mini-help-late').innerText()).toBe('求助 2');
    await expect.poll(() => violationsOn(page)).toEqual([]);
  });
});

describe('every sheet', () => {
  const sizes = [
    { width: 1024, height: 768 },
    { width: 1920, height: 1080 },
  ];

  test.each(sizes)(
    'fits $width x $height in each language, with the longest names too',
    async (size) => {
      const page = await stage().page(size, 'manager');
      for (const lang of ['zh-Hans', 'zh-Hant', 'en']) {
        for (const long of [false, true]) {
          stage().set('tide');
          if (long) stage().hub.names = longNames();
          await stage().begin(page, `&lang=${lang}`);
          for (const index of [0, 1, 2, 3, 4, 5]) {
            await page.locator('.desk-act').nth(index).click();
            await sheet(page).waitFor();
            const wide = () => sheet(page).evaluate((one) => one.scrollWidth > one.clientWidth);
            const seen = async () => ({ wide: await wide(), cut: await cutWordsOn(page) });
            const message = `${lang} ${long} ${index}`;
            await expect.poll(seen, { message }).toEqual({ wide: false, cut: [] });
            if (!long) await picture(page, `console-sheet-${index}-${lang}-${size.width}`);
            await page.keyboard.press('Escape');
            await sheet(page).waitFor({ state: 'detached' });
          }
          await expect.poll(() => clippedOn(page)).toEqual([]);
        }
      }
    },
  );
});
