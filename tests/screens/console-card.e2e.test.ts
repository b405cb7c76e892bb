/**
 * An ID card at a counter in a real Chromium: where a number is taken for somebody and the service is
 * bound to a person, the card stands in for the typed number; the page shows a masked name and sends a
 * handle, and the clerk decides when.
 */
import { expect, test } from 'vitest';
import type { CardReply } from '../../core/wire/card.ts';
import { picture, violationsOn } from './browser.ts';
import { stageForTests } from './console-stage.ts';

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
  expect(await violationsOn(page)).toEqual([]);
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
  expect(await form.innerText()).not.toContain('读卡器');
  await form.getByRole('button', { name: '取号' }).click();
  await expect.poll(() => form.innerText()).toMatch(/已取号/);
  expect(stage().asked.at(-1)).toMatchObject({ person: { kind: 'other', number: 'E12345678' } });
});
