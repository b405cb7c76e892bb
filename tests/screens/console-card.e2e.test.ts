/**
 * An ID card and a scanner on a line at a counter, in a real Chromium: the card stands in for a typed
 * number, is matched to the number in hand, and finds what was booked; the page shows a masked name
 * and sends a handle. A scan checks in, and finds the number of a slip.
 */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { counterId, label } from '../../core/hall/ids.ts';
import type { CardReply } from '../../core/wire/card.ts';
import type { CardMatchReply } from '../../core/wire/card-match.ts';
import type { Answer, Heard } from '../../fixtures/machines/hub.ts';
import { here } from '../../fixtures/screens/counter.ts';
import { complaintsOf, picture, violationsOn } from './browser.ts';
import { bookedWith, clippedOn, stageForTests } from './console-stage.ts';

const stage = stageForTests();
const handle = 'abcdefghijklmnopqrstuv';
const read: CardReply = { ok: true, card: { handle, name: '张*', hint: '**34' } };

test('a card takes the place of the number; typing takes the place of the card', async () => {
  stage().set('nobody-waiting');
  let card: CardReply = { ok: true, card: null };
  stage().hub.answer = (heard) => (heard.event === 'await-card' ? card : stage().byTheRules(heard));
  const page = await stage().open();
  await page.getByRole('button', { name: '代取号' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('combobox', { name: '服务' }).selectOption('real-estate');
  await form.getByText('请把身份证放在读卡器上').waitFor();
  card = { refused: 'card-unreadable' };
  await form.getByText('再放一次').waitFor();
  card = read;
  const field = form.getByLabel('证件号码');
  await expect.poll(() => field.inputValue()).toBe('张* **34');
  await expect.poll(() => violationsOn(page)).toEqual([]);
  await picture(page, 'console-take-card');
  expect(stage().asked).toEqual([]);
  card = { ok: true, card: null };
  await field.fill('x');
  await expect.poll(() => field.inputValue()).toBe('');
  card = read;
  await expect.poll(() => field.inputValue()).toBe('张* **34');
  await form.getByRole('button', { name: '取号' }).click();
  await expect.poll(() => form.innerText()).toMatch(/已取号/);
  expect(stage().asked.at(-1)).toMatchObject({
    ...{ type: 'issue-ticket', service: 'real-estate', person: { kind: 'card', handle } },
  });
});

test('without a reader nothing is said of a card', async () => {
  stage().set('nobody-waiting');
  const page = await stage().open();
  await page.getByRole('button', { name: '代取号' }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('combobox', { name: '服务' }).selectOption('real-estate');
  await form.getByLabel('证件号码').fill('E12345678');
  await expect.poll(() => stage().hub.heard.map(({ event }) => event)).toContain('await-card');
  expect(await form.innerText()).not.toContain('读卡器');
  await form.getByRole('button', { name: '取号' }).click();
  await expect.poll(() => form.innerText()).toMatch(/已取号/);
  expect(stage().asked.at(-1)).toMatchObject({ person: { kind: 'other', number: 'E12345678' } });
});

describe('the card and the number in hand', () => {
  const line = (page: Page) => page.locator('.hand-card');
  const other: CardReply = { ok: true, card: { handle, name: '李*', hint: '**3X' } };

  test('matches, is another\u2019s, is nobody\u2019s; the next number begins anew', async () => {
    stage().set('serving');
    let card: CardReply = { ok: true, card: null };
    let match: CardMatchReply = { ok: true, match: 'this-number' };
    stage().hub.answer = (heard) => {
      if (heard.event === 'match-card') return match;
      if (heard.event !== 'await-card') return stage().byTheRules(heard);
      const now = card;
      // One card is read once; it lies there until it is lifted.
      card = { ok: true, card: null };
      return now;
    };
    const page = await stage().open();
    const complaints = complaintsOf(page);
    await expect.poll(() => line(page).innerText()).toContain('放上身份证');
    card = read;
    await expect.poll(() => line(page).innerText()).toContain('张*：与此号相符');
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await expect.poll(() => clippedOn(page)).toEqual([]);
    await picture(page, 'console-card-matches');
    expect(stage().heard.at(-1)).toMatchObject({
      event: 'match-card',
      body: { ticket: stage().day.view(here).inHand?.ticket, card: { kind: 'card', handle } },
    });
    match = { ok: true, match: 'another-number', labels: [label('B012')] };
    card = other;
    await expect.poll(() => line(page).innerText()).toContain('其号是 B012');
    await picture(page, 'console-card-other');
    match = { ok: true, match: 'bound-to-nobody' };
    card = read;
    await expect.poll(() => line(page).innerText()).toContain('没有登记证件');
    expect(await page.locator('body').innerText()).not.toContain(handle);
    await page.getByRole('button', { name: /下一位/ }).click();
    await expect.poll(() => line(page).innerText()).toContain('放上身份证');
    expect(complaints).toEqual([]);
  });
});

test('a card finds a booking and checks it in; a scanner on a line does so too, and finds a slip', async () => {
  stage().set('ordinary');
  let card: CardReply = { ok: true, card: null };
  const [missed] = stage().day.view(here).missed;
  const answer = (heard: Heard): ReturnType<Answer> => {
    const { event, body } = heard;
    if (event === 'await-card') {
      const now = card;
      card = { ok: true, card: null };
      return now;
    }
    if (event === 'find-ticket') {
      const view = stage().day.view(here);
      const [putOff] = view.postponed;
      const line = putOff ?? view.missed[0];
      if (line === undefined || body.link !== handle) return { refused: 'unknown-link' };
      const { ticket, label: ofIt, service } = line;
      const stands = putOff
        ? ({ status: 'postponed', counter: null, ahead: null } as const)
        : ({ status: 'missed', counter: counterId(here), ahead: null } as const);
      return { ok: true, ticket, label: ofIt, service, ...stands };
    }
    const by = body.person === undefined ? body : { ...body, person: { number: bookedWith } };
    return stage().byTheRules({ event, body: by });
  };
  stage().hub.answer = answer;
  const page = await stage().open();
  const sheet = page.getByRole('dialog');
  await page.getByRole('button', { name: '查预约' }).click();
  await sheet.getByText('也可以把身份证放在读卡器上').waitFor();
  card = read;
  await sheet.locator('.booking').waitFor();
  const cardField = sheet.getByRole('textbox', { name: '居民身份证' });
  await expect.poll(() => cardField.inputValue()).toBe('张* **34');
  await picture(page, 'console-bookings-card');
  expect(stage().heard.at(-1)).toMatchObject({
    ...{ event: 'find-bookings', body: { person: { kind: 'card', handle } } },
  });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '预约签到' }).click();
  await sheet.getByText('也可以把身份证放在读卡器上').waitFor();
  card = read;
  await expect.poll(() => sheet.innerText()).toMatch(/已签到，号是 D\d+。/);
  stage().hub.scan('ZZZZ9999');
  await expect.poll(() => sheet.locator('.sheet-saying').innerText()).toContain('没有找到');
  expect(stage().heard.at(-1)?.body).toMatchObject({ code: 'ZZZZ9999' });
  await page.keyboard.press('Escape');
  await expect.poll(() => sheet.count()).toBe(0);
  stage().hub.scan('ABCD2345');
  stage().hub.scan(`https://hall.example/t/${handle}`);
  await expect.poll(() => sheet.innerText()).toContain('过号');
  await expect.poll(() => violationsOn(page)).toEqual([]);
  await picture(page, 'console-slip-found');
  await sheet.getByRole('button', { name: '重新排队' }).click();
  await expect.poll(() => sheet.count()).toBe(0);
  expect(stage().asked.at(-1)).toMatchObject({ type: 'rejoin', ticket: missed?.ticket });
  stage().hub.scan('http://10.0.0.2:8080/t/zzzzzzzzzzzzzzzzzzzzzz');
  await expect.poll(() => sheet.innerText()).toContain('没有这个号');
  await page.keyboard.press('Escape');
  await stage().show('postponed', page);
  stage().hub.answer = answer;
  stage().hub.scan(`https://hall.example/t/${handle}`);
  await expect.poll(() => sheet.innerText()).toMatch(/延后叫号 · 至 \d\d:\d\d/);
  await sheet.getByRole('button', { name: '呼叫' }).click();
  await page.getByRole('menuitem', { name: '过号后返回' }).waitFor();
});
