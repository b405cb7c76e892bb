/**
 * What the tests of the gallery ask of a page that is magnified, or used by keys alone.
 */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** What reaches beyond the right edge, outermost first. */
export async function beyond(page: Page): Promise<string[]> {
  return (await page.evaluate(`(() => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    return [...document.querySelectorAll('#page *')]
      .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
      .map((one) => one.className + ': ' + one.textContent.trim().slice(0, 20));
  })()`)) as string[];
}

/** How many can be pressed or filled in, and those of them that Tab comes to with a ring around. */
export async function tabbed(page: Page): Promise<{ all: number; reached: number }> {
  const all = (await page.evaluate(`(() => {
    document.activeElement?.blur();
    const able = [...document.querySelectorAll('a[href], button, input, select, summary')]
      .filter((one) => !one.disabled && one.getClientRects().length > 0);
    able.forEach((one, at) => { one.dataset.at = String(at); });
    return able.length;
  })()`)) as number;
  const order: number[] = [];
  for (let pressed = 0; pressed <= all; pressed += 1) {
    await page.keyboard.press('Tab');
    const at = (await page.evaluate(`(() => {
      const here = document.activeElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(here);
      const seen = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
      return seen && here.dataset.at !== undefined ? Number(here.dataset.at) : -1;
    })()`)) as number;
    if (at >= 0 && !order.includes(at)) order.push(at);
  }
  const sorted = [...order].sort((a, b) => a - b);
  // A page may put the focus on its main act itself: the order is then the same, begun elsewhere.
  const begin = order.indexOf(0);
  expect([...order.slice(begin), ...order.slice(0, begin)]).toEqual(sorted);
  return { all, reached: order.length };
}
