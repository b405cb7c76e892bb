/**
 * A number in hand at the kiosk in a real Chromium: its code is read off the screen, texts are an offer,
 * a missed number rejoins by its slip, a card finds the visit to be rated; and the hall's emblem.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { label, serviceId } from '../../core/hall/ids.ts';
import type { CardReply } from '../../core/wire/card.ts';
import type { FindTicketReply } from '../../core/wire/scan.ts';
import {
  exampleAnswer,
  exampleLink,
  exampleTicket,
  kioskExample,
  slipOf,
} from '../../fixtures/screens/kiosk.ts';
import { dongchengNames } from '../../fixtures/screens/names.ts';
import { act, button, number, overlaps, sound, standing, tile } from './kiosk-stage.ts';
import { cutOff, PublicStage } from './public-stage.ts';

let stage: PublicStage;
beforeAll(async () => {
  stage = await PublicStage.build();
});
afterAll(() => stage.close());

const address = `https://hall.example.gov.cn/t/${exampleLink}`;
const read: CardReply = {
  ok: true,
  card: { handle: 'h'.repeat(22), name: '张*', hint: '**34' },
};
const lying = { width: 1920, height: 1080 };
const emblem =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><circle cx="32" cy="32" r="30" fill="#8a1f11"/></svg>';

/** What a phone reads off a picture of the screen. */
function codeOn(png: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'jinghao-code-'));
  try {
    const file = join(folder, 'screen.png');
    writeFileSync(file, png);
    const args = ['--quiet', '--raw', '--nodbus', file];
    return execFileSync('zbarimg', args, { encoding: 'utf8' }).trimEnd();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function type(page: Page, text: string): Promise<void> {
  for (const key of text) await button(page, key).tap();
}

it('has its code, is texted if one wishes, and a missed one rejoins by its slip', async () => {
  const names = dongchengNames();
  await stage.begin({
    ...{ ...names, publicUrl: 'https://hall.example.gov.cn' },
    look: { ...names.look, emblem: true },
  });
  const { hub } = stage;
  hub.emblem = Buffer.from(emblem);
  const show = (more: object = {}) =>
    hub.show(
      'kiosk',
      kioskExample(hub.names, { texts: true, range: { low: 12, high: 18 }, ...more }),
    );
  show({ prints: [slipOf('printed')] });
  const missed: FindTicketReply = {
    ...{ ok: true, ticket: exampleTicket, label: label('A017'), service: serviceId('tax') },
    ...{ status: 'missed', counter: null, ahead: null },
  };
  let past = false;
  hub.answer = (heard) => {
    if (heard.event === 'find-ticket' && !past) return missed;
    if (heard.event === 'await-card' && past) return read;
    return exampleAnswer(heard);
  };
  const { page, complaints } = await stage.open('/kiosk', { viewport: standing, hasTouch: true });
  await expect.poll(() => page.evaluate('document.documentElement.dataset.emblem')).toBe('own');
  await page.locator('.tile').nth(0).tap();
  await tile(page, '税务').tap();
  await act(page).tap();
  await page.locator('.number-code').waitFor();
  await sound(page, 'number-code');
  await expect.poll(async () => codeOn(await page.screenshot())).toBe(address);

  await button(page, '短信提醒我').tap();
  await type(page, '12800138000');
  await page.getByText('手机号不对').waitFor();
  await expect.poll(() => act(page).isDisabled()).toBe(true);
  for (let count = 0; count < 11; count += 1) await button(page, '删除').tap();
  await type(page, '13800138000');
  await sound(page, 'text-me');
  await act(page).tap();
  await page.getByText('138****8000').waitFor();
  expect(await page.content()).not.toContain('13800138000');
  const phone = { event: 'text-number', body: { link: exampleLink, phone: '13800138000' } };
  await expect.poll(() => hub.heard.at(-1)).toMatchObject(phone);

  // All that may stand there at once, in every shape and mode.
  show({ printer: 'paper-out', prints: [slipOf('failed', 'issued', 'paper-out')] });
  await button(page, '补打小票').waitFor();
  const modes = [[], ['长辈版'], ['低位'], ['长辈版', '低位'], ['低位']];
  for (const taps of modes) {
    for (const tap of taps) await button(page, tap).tap();
    for (const size of taps.includes('低位') ? [standing] : [lying, standing]) {
      await page.setViewportSize(size);
      const name = `number-all-${size.width}-${taps.join('')}`;
      await expect.poll(() => cutOff(page), { message: name }).toEqual([]);
      await expect.poll(() => overlaps(page), { message: name }).toEqual([]);
    }
  }
  await button(page, '完成').tap();

  await expect.poll(() => hub.hearing()).toBe(1);
  hub.scan(address);
  await page.getByText('可以在这里重新排队').waitFor();
  await sound(page, 'slip-missed');
  await button(page, '重新排队').tap();
  await page.getByText('已重新排队').waitFor();
  expect(hub.heard.at(-1)).toMatchObject({ event: 'rejoin-number', body: { link: exampleLink } });
  await number(page).waitFor();
  await button(page, '完成').tap();

  past = true;
  await page.locator('.strip').last().tap();
  await tile(page, '评价上次服务').tap();
  await page.locator('.levels').waitFor();
  const card = { kind: 'card', handle: 'h'.repeat(22) };
  expect(hub.heard.filter(({ event }) => event === 'find-rating')).toMatchObject([
    { body: { card } },
  ]);
  expect(complaints).toEqual([]);
  await stage.end();
});
