/**
 * Code scanners that type, in a real Chromium: at a kiosk and in the console's form, with Enter or
 * Tab behind the code, through an input method, and beside a person at the same keyboard.
 */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { label } from '../../core/hall/ids.ts';
import { exampleCode, exampleTicket, kioskExample } from '../../fixtures/screens/kiosk.ts';
import { bookedCode, stageForTests } from './console-stage.ts';
import { number, standing } from './kiosk-stage.ts';
import { PublicStage } from './public-stage.ts';

const stage = stageForTests();
const sheet = (page: Page) => page.getByRole('dialog');
const field = (page: Page) => sheet(page).getByRole('textbox').first();
const asked = () =>
  stage()
    .heard.filter(({ event }) => event === 'check-in')
    .map(({ body }) => body.code);

/**
 * From here on keys come so many milliseconds apart by the page's own account, however busy the
 * machine is that plays this.
 */
function typeEvery(page: Page, ms: number): Promise<void> {
  return page.evaluate((step) => {
    const keys = window as typeof window & { keyAt?: number; keyStep?: number };
    keys.keyStep = step;
    if (keys.keyAt !== undefined) return;
    keys.keyAt = 10_000;
    const timeStamp = { get: () => keys.keyAt };
    Object.defineProperty(Event.prototype, 'timeStamp', timeStamp);
    const pass = () => {
      keys.keyAt = (keys.keyAt ?? 0) + (keys.keyStep ?? 0);
    };
    window.addEventListener('keydown', pass, true);
  }, ms);
}
const scanMs = 8;
const handMs = 150;

/** The keys of a scanner. */
async function scan(page: Page, text: string, end: 'Enter' | 'Tab' = 'Enter'): Promise<void> {
  await page.keyboard.type(text);
  await page.keyboard.press(end);
}

/** The same while an input method keeps the letters: the page hears keys without characters. */
function scanThroughMethod(page: Page, text: string): Promise<void> {
  return page.evaluate((code) => {
    const { activeElement } = document;
    const press = (physical: string, shiftKey: boolean) =>
      activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', {
          ...{ key: 'Process', code: physical, shiftKey, isComposing: true },
          ...{ bubbles: true, cancelable: true },
        }),
      );
    for (const char of code)
      press(/\d/.test(char) ? `Digit${char}` : `Key${char}`, /\D/.test(char));
    // What the method made of the letters lands in the field.
    if (activeElement instanceof HTMLInputElement) {
      activeElement.value = '\u963f\u4e0d';
      activeElement.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
    press('Enter', false);
  }, text);
}

describe('the form for checking in', () => {
  beforeEach(() => stage().set('nobody-waiting'));

  const open = async (): Promise<Page> => {
    const page = await stage().open();
    await page.getByRole('button', { name: '预约签到' }).click();
    await field(page).waitFor();
    await typeEvery(page, scanMs);
    return page;
  };
  const checkedIn = (page: Page) =>
    expect.poll(() => sheet(page).innerText()).toContain('已签到，号是 D001。');

  test.each(['Enter', 'Tab'] as const)('a scan with %s behind it checks in', async (end) => {
    const page = await open();
    await scan(page, bookedCode, end);
    await checkedIn(page);
    expect(asked()).toEqual([bookedCode]);
  });

  test('half a code that stood there is not put before the scanned one', async () => {
    const page = await open();
    await field(page).fill('ABC');
    await scan(page, bookedCode);
    await checkedIn(page);
    expect(asked()).toEqual([bookedCode]);
  });

  test('a scan through a Chinese input method is the code', async () => {
    const page = await open();
    await scanThroughMethod(page, bookedCode);
    await checkedIn(page);
    expect(asked()).toEqual([bookedCode]);
  });

  test('a scan that begins in the moment in which the form appears is whole', async () => {
    const page = await stage().open();
    await page.evaluate((code) => {
      new MutationObserver((_, observer) => {
        if (!document.querySelector('dialog input')) return;
        observer.disconnect();
        for (const key of [...code, 'Enter']) {
          const press = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
          document.activeElement?.dispatchEvent(press);
        }
      }).observe(document.body, { childList: true, subtree: true });
    }, bookedCode);
    await page.getByRole('button', { name: '预约签到' }).click();
    await checkedIn(page);
    expect(asked()).toEqual([bookedCode]);
  });

  test('the next scan checks in the next visitor, with nothing pressed between', async () => {
    const page = await open();
    await scan(page, bookedCode);
    await checkedIn(page);
    await scan(page, 'ZZZZ9999');
    await expect.poll(() => sheet(page).locator('.sheet-saying').innerText()).toContain('没有找到');
    await expect.poll(() => field(page).inputValue()).toBe('ZZZZ9999');
    expect(asked()).toEqual([bookedCode, 'ZZZZ9999']);
  });

  test('a person types, corrects, and goes on with Tab', async () => {
    const page = await open();
    await typeEvery(page, handMs);
    await page.keyboard.type('ABCDE');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Tab');
    await expect.poll(() => field(page).inputValue()).toBe('ABCD');
    await expect
      .poll(() => field(page).evaluate((input) => input === document.activeElement))
      .toBe(false);
    expect(asked()).toEqual([]);
  });

  test('where a number is asked for, fast keys are that number', async () => {
    const page = await open();
    await sheet(page).getByRole('combobox', { name: '凭什么查' }).selectOption('phone');
    await field(page).focus();
    await scan(page, '13800138000');
    await expect
      .poll(() => stage().heard.at(-1)?.body)
      .toMatchObject({
        person: { kind: 'phone', number: '13800138000' },
      });
  });

  test('a scan that was held up for long goes its usual way: the field, and Enter', async () => {
    const page = await open();
    await page.keyboard.type(bookedCode.slice(0, 4));
    await typeEvery(page, 500);
    await page.keyboard.type(bookedCode.slice(4, 5));
    await typeEvery(page, scanMs);
    await scan(page, bookedCode.slice(5));
    await checkedIn(page);
    expect(asked()).toEqual([bookedCode]);
  });

  test('closed, a scan is nobody\u2019s', async () => {
    const page = await open();
    await page.keyboard.press('Escape');
    await expect.poll(() => sheet(page).count()).toBe(0);
    await scan(page, bookedCode);
    expect(asked()).toEqual([]);
  });
});

describe('a kiosk', () => {
  let kiosks: PublicStage;
  beforeAll(async () => {
    kiosks = await PublicStage.build();
  });
  beforeEach(async () => {
    await kiosks.begin();
    kiosks.hub.show('kiosk', kioskExample(kiosks.hub.names));
    const taken = { ticket: exampleTicket, label: label('A017') };
    kiosks.hub.answer = () => ({ ok: true, seq: 9, ...taken, ahead: 2 });
  });
  afterEach(() => kiosks.end());
  afterAll(() => kiosks.close());

  const open = async (): Promise<Page> => {
    const { page } = await kiosks.open('/kiosk', { viewport: standing, hasTouch: true });
    await page.waitForSelector('.kiosk-start');
    await typeEvery(page, scanMs);
    return page;
  };
  const codes = () =>
    kiosks.hub.heard.flatMap(({ event, body }) => (event === 'check-in' ? [body.code] : []));

  test.each(['Enter', 'Tab'] as const)('checks in by a scan with %s behind it', async (end) => {
    const page = await open();
    await page.locator('.tile').nth(0).focus();
    await scan(page, exampleCode, end);
    await number(page).waitFor();
    expect(codes()).toEqual([exampleCode]);
  });

  test('checks in by a scanner on a line, and again when its line was broken', async () => {
    const page = await open();
    await expect.poll(() => kiosks.hub.hearing()).toBe(1);
    kiosks.hub.scan('12');
    await page.getByText('没有读到预约码').waitFor();
    expect(codes()).toEqual([]);
    await kiosks.hub.stop();
    await kiosks.hub.start();
    kiosks.hub.show('kiosk', kioskExample(kiosks.hub.names));
    await expect.poll(() => kiosks.hub.hearing()).toBe(1);
    kiosks.hub.scan(exampleCode);
    await number(page).waitFor();
    expect(codes()).toEqual([exampleCode]);
  });

  test('checks in by a scan in full-width characters', async () => {
    const page = await open();
    await page.evaluate((code) => {
      for (const char of code) {
        const key = String.fromCharCode(char.charCodeAt(0) + 0xfee0);
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      }
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    }, exampleCode);
    await number(page).waitFor();
    expect(codes()).toEqual([exampleCode]);
  });
});
