/**
 * Bookings at the console, in a real Chromium: checked in by code and by number, made, found and given
 * back, for somebody at the counter.
 */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { complaintsOf, picture, violationsOn } from './browser.ts';
import { bookedCode, bookedWith, clippedOn, stageForTests } from './console-stage.ts';
import { says } from './says.ts';

const stage = stageForTests();
const sheet = (page: Page) => page.getByRole('dialog');
const pick = (page: Page, name: string) => sheet(page).getByRole('combobox', { name });
const row = (page: Page, label: string) => page.locator('.row', { hasText: label });

describe('a booking', () => {
  test('is checked in by its code, as typed or scanned', async () => {
    stage().set('nobody-waiting');
    const page = await stage().open();
    await page.getByRole('button', { name: '预约签到' }).click();
    await page.keyboard.type('abcd-9999');
    await page.keyboard.press('Enter');
    await expect.poll(() => sheet(page).locator('.sheet-saying').innerText()).toContain('没有找到');
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await sheet(page).getByRole('textbox', { name: '预约码' }).fill(bookedCode);
    // Where the hall texts, a phone may be left.
    expect(await sheet(page).getByRole('textbox', { name: '手机号' }).count()).toBe(0);
    stage().day.facts = { ...stage().day.facts, texts: true };
    stage().tell();
    await sheet(page).getByRole('textbox', { name: '手机号' }).fill('139 0013 9001');
    await page.keyboard.press('Enter');
    await expect.poll(() => sheet(page).innerText()).toContain('已签到，号是 D001。');
    expect(stage().heard.at(-1)?.body).toMatchObject({ phone: '13900139001' });
    await page.keyboard.press('Escape');
    await expect.poll(() => row(page, 'D001').locator('.mark').innerText()).toMatch(/^预约/);
    const asked = stage().heard.map(({ event }) => event);
    expect(asked).toEqual(['check-in', 'check-in']);
  });

  test('is checked in by the number that it was booked with, which is not kept', async () => {
    stage().set('nobody-waiting');
    const page = await stage().open();
    await page.getByRole('button', { name: '预约签到' }).click();
    await pick(page, '凭什么查').selectOption('id-card');
    await sheet(page).getByRole('textbox', { name: '号码' }).fill(bookedWith);
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await picture(page, 'console-check-in');
    await page.keyboard.press('Enter');
    await expect.poll(() => sheet(page).innerText()).toContain('已签到，号是 D001。');
    expect(stage().heard.at(-1)?.body).toMatchObject({
      person: { kind: 'id-card', number: bookedWith },
    });
    await sheet(page).getByRole('button', { name: '再签一个' }).click();
    await expect
      .poll(() => sheet(page).getByRole('textbox', { name: '预约码' }).inputValue())
      .toBe('');
  });

  test('is found by its code and given back, once the button is pressed twice', async () => {
    stage().set('nobody-waiting');
    const page = await stage().open();
    const complaints = complaintsOf(page);
    await page.getByRole('button', { name: '查预约' }).click();
    await page.keyboard.type('abcd-9999');
    await page.keyboard.press('Enter');
    await expect.poll(() => sheet(page).locator('.sheet-saying').innerText()).toContain('没有找到');
    await sheet(page).getByRole('textbox', { name: '预约码' }).fill(bookedCode);
    await page.keyboard.press('Enter');
    await sheet(page).locator('.booking').waitFor();
    await says(sheet(page).locator('.booking'), /企业设立登记.*ABCD 2345 · \*\*34 · 已约/s);
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await expect.poll(() => clippedOn(page)).toEqual([]);
    await picture(page, 'console-bookings');
    await sheet(page).getByRole('button', { name: '取消预约' }).click();
    expect(stage().heard.map(({ event }) => event)).not.toContain('cancel-booking');
    await sheet(page).getByRole('button', { name: '确认取消' }).click();
    await expect.poll(() => sheet(page).locator('.booking').innerText()).toContain('已取消');
    expect(await sheet(page).getByRole('button', { name: '取消预约' }).count()).toBe(0);
    expect(stage().heard.at(-1)).toMatchObject({
      event: 'cancel-booking',
      body: { code: bookedCode },
    });
    expect(complaints).toEqual([]);
  });

  test('is made for somebody: a day, a time that is free, and a code to take along', async () => {
    stage().set('nobody-waiting');
    const page = await stage().open();
    const complaints = complaintsOf(page);
    await page.getByRole('button', { name: '代预约' }).click();
    await pick(page, '服务').selectOption('business-registration');
    await pick(page, '日期').selectOption('2026-11-24');
    const times = pick(page, '时段').locator('option');
    const free = expect.stringMatching(/^\d\d:\d\d–\d\d:\d\d，余 3 个$/);
    await expect.poll(() => times.allInnerTexts()).toEqual(['请选择', free]);
    await pick(page, '时段').selectOption({ index: 1 });
    await pick(page, '凭什么预约').selectOption('phone');
    await sheet(page).getByRole('textbox', { name: '号码' }).fill('123');
    await page.keyboard.press('Enter');
    await expect.poll(() => sheet(page).locator('.sheet-saying').innerText()).toContain('核对');
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await sheet(page).getByRole('textbox', { name: '号码' }).fill('13800001234');
    await page.keyboard.press('Enter');
    await expect.poll(() => sheet(page).innerText()).toContain('ABCD 2345');
    expect(await sheet(page).innerText()).not.toContain('13800001234');
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await picture(page, 'console-booked');
    expect(stage().heard.map(({ event }) => event)).toEqual(['slots', 'book', 'book']);
    expect(stage().heard.at(-1)?.body).toMatchObject({
      service: 'business-registration',
      person: { kind: 'phone', number: '13800001234' },
    });
    await page.keyboard.press('Enter');
    await expect.poll(() => sheet(page).count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
