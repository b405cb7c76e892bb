/**
 * What the tests of the kiosk share: where things are on its pages, and whether a page is sound.
 */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { picture, violationsOn } from './browser.ts';
import { cutOff } from './public-stage.ts';

export const standing = { width: 1080, height: 1920 };

export const tile = (page: Page, name: string) =>
  page.locator('.tile').filter({ has: page.getByText(name, { exact: true }) });
export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
export const act = (page: Page) => page.locator('.body .button-main');
export const number = (page: Page) => page.locator('.number-label [aria-hidden]');

/** No violation, nothing cut off, and a picture to look at. */
export async function sound(page: Page, name: string): Promise<void> {
  await page.evaluate('document.fonts.ready');
  // What is laid out by the size of its box follows a moment later.
  await expect.poll(() => cutOff(page), { message: name }).toEqual([]);
  expect(await violationsOn(page), name).toEqual([]);
  await expect.poll(() => overlaps(page), { message: name }).toEqual([]);
  await picture(page, `kiosk-${name}`);
}

/** Words on tiles that end in dots: what follows the dots may be what somebody had to know. */
export async function shortened(page: Page): Promise<string[]> {
  return page
    .locator('.tile-name, .tile-about, .tile-state')
    .evaluateAll((all) =>
      all
        .filter((one) => one.scrollHeight > one.clientHeight + 8)
        .map((one) => `${one.className}: ${one.textContent}`),
    );
}

/** What overlaps a text beside it, as far as the parts of these pages may. */
export async function overlaps(page: Page): Promise<string[]> {
  return (await page.evaluate(`(() => {
    const parts = ['.where-hall', '.where-title', '.where-hint', '.number-title', '.number-label',
      '.where > .notice', '.facts', '.beside', '.take-act .button', '.number-facts', '.slip', '.number-done',
      '.kinds', '.typed', '.typed-said', '.pad', '.keypad > .button', '.options-list', '.options-done',
      '.tiles', '.pager', '.strips', '.foot', '.booked-code', '.booked-when', '.booked > .button'];
    const boxes = parts.flatMap((part) =>
      [...document.querySelectorAll(part)].map((element) => [part, element.getBoundingClientRect()]));
    const over = [];
    boxes.forEach(([one, a], at) => boxes.slice(at + 1).forEach(([other, b]) => {
      // The line of a large label is a little higher than its letters.
      const slack = one === '.number-label' || other === '.number-label' ? a.height * 0.12 : 2;
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      if (high > slack && wide > 2) over.push(one + ' ' + other + ' ' + Math.round(high));
    }));
    return over;
  })()`)) as string[];
}

/** Targets under 60 px, and words under 18 px where they are read. */
export async function smallOn(page: Page): Promise<string[]> {
  return (await page.evaluate(`(() => {
    const small = [];
    for (const button of document.querySelectorAll('button')) {
      const { width, height } = button.getBoundingClientRect();
      if (width < 59.9 || height < 59.9) small.push('target ' + button.textContent);
    }
    for (const element of document.querySelectorAll('#page *')) {
      const words = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
      if (!words || element.closest('.unseen')) continue;
      if (parseFloat(getComputedStyle(element).fontSize) < 17.9)
        small.push('words ' + element.textContent);
    }
    return small;
  })()`)) as string[];
}
