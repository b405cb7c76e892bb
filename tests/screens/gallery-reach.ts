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

/**
 * Of a magnified page, what would be lost on it: words outside the box that hides what does not fit, or
 * outside all that can be scrolled to; controls over one another; and what scrolls sideways in a box of
 * its own without being a table or a picture.
 */
export async function lost(page: Page): Promise<string[]> {
  return (await page.evaluate(`(() => {
    const found = [];
    const top = document.documentElement;
    const short = (text) => text.trim().replace(/\\s+/g, ' ').slice(0, 24);
    const walker = document.createTreeWalker(document.querySelector('#page'), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const parent = node.parentElement;
      if (!node.data.trim() || parent.closest('.unseen, svg, select, textarea')) continue;
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      if (box.width === 0 || !parent.checkVisibility({ visibilityProperty: true })) continue;
      // The glyphs of large type reach a little over a tight line.
      const slack = parseFloat(getComputedStyle(parent).fontSize) * 0.35;
      const out = (by) => box.left < by.left - slack || box.right > by.right + slack ||
        box.top < by.top - slack || box.bottom > by.bottom + slack;
      const before = found.length;
      let scrolls = false;
      for (let one = parent; one && one.id !== 'page'; one = one.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(one);
        if (overflowX === 'visible' && overflowY === 'visible') continue;
        scrolls = /auto|scroll/.test(overflowX + overflowY);
        if (scrolls) break;
        if (!out(one.getBoundingClientRect())) continue;
        found.push('cut off by ' + one.className + ': ' + short(node.data));
        break;
      }
      const off = out({ left: 0, right: top.scrollWidth, top: -scrollY, bottom: top.scrollHeight - scrollY });
      if (off && !scrolls && found.length === before) found.push('off the page: ' + short(node.data));
    }
    // A dialogue stands over the page, and nothing under it can be pressed.
    const whole = document.querySelector('dialog[open]') ?? document.querySelector('#page');
    const controls = [...whole.querySelectorAll('button, a[href], input, select')]
      .filter((one) => one.checkVisibility() && !one.closest('.unseen') && !one.matches('.leaving'))
      .map((one) => [one, one.getBoundingClientRect()]).filter(([, { width }]) => width > 0);
    controls.forEach(([one, a], at) => controls.slice(at + 1).forEach(([other, b]) => {
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      if (high > 2 && wide > 2 && !one.contains(other))
        found.push('over one another: ' + short(one.textContent) + ' and ' + short(other.textContent));
    }));
    for (const box of document.querySelectorAll('#page *')) {
      const sideways = box.scrollWidth > box.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(box).overflowX);
      if (sideways && !box.querySelector('table, img, iframe, canvas, svg') && !box.matches('textarea, input'))
        found.push('scrolls sideways: ' + box.className);
    }
    return found;
  })()`)) as string[];
}

/** How many can be pressed or filled in, and those of them that Tab comes to, seen and with a ring around. */
export async function tabbed(page: Page): Promise<{ all: number; reached: number }> {
  const all = (await page.evaluate(`(() => {
    document.activeElement?.blur();
    const whole = document.querySelector('dialog[open]') ?? document;
    const able = [...whole.querySelectorAll('a[href], button, input, select, textarea, summary')]
      .filter((one) => !one.disabled && one.checkVisibility());
    able.forEach((one, at) => { one.dataset.at = String(at); });
    window.tabSeen = [];
    window.tabWatch ??= document.addEventListener('focusin', ({ target }) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(target);
      const ring = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
      const { left, right, top, bottom } = target.getBoundingClientRect();
      const inside = (from, to, most) => Math.min(most - 1, Math.max(1, (from + to) / 2));
      const over = document.elementFromPoint(inside(left, right, innerWidth), inside(top, bottom, innerHeight));
      const own = target.matches('.unseen') || target.contains(over) || over?.contains(target);
      if (target.dataset.at !== undefined && ring && own) window.tabSeen.push(Number(target.dataset.at));
    }) ?? true;
    return able.length;
  })()`)) as number;
  // Rooms that scroll are stopped at, too.
  const rooms = await page.locator('[tabindex="0"]').count();
  for (let left = all + rooms + 2; left > 0; left -= 1) await page.keyboard.press('Tab');
  const seen = (await page.evaluate('window.tabSeen')) as number[];
  const order = [...new Set(seen)];
  const sorted = [...order].sort((a, b) => a - b);
  // A page may put the focus on its main act itself: the order is then the same, begun elsewhere.
  const begin = Math.max(0, order.indexOf(0));
  expect([...order.slice(begin), ...order.slice(0, begin)]).toEqual(sorted);
  return { all, reached: order.length };
}

/** Where the highest control begins, as a share of the window; what only warns lies over all of them. */
export const highestControl = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const tops = [...document.querySelectorAll('#page button, #page input, #page a[href]')]
      .filter((one) => !one.matches('.leaving'))
      .map((one) => one.getBoundingClientRect())
      .filter(({ height }) => height > 0)
      .map(({ top }) => top);
    return Math.min(...tops, innerHeight) / innerHeight;
  });

/**
 * Words of two lines and more that stand closer than 1.3 times their size: the least for old eyes (the MIIT's
 * rules of 2021 for elderly people), and for Chinese at all.
 */
export async function tight(page: Page): Promise<string[]> {
  return (await page.evaluate(`(() => {
    const found = new Set();
    const walker = document.createTreeWalker(document.querySelector('#page'), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || parent.closest('.unseen, svg, select')) continue;
      range.selectNodeContents(walker.currentNode);
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      const { lineHeight, fontSize } = getComputedStyle(parent);
      const ratio = parseFloat(lineHeight) / parseFloat(fontSize);
      if (lines.size > 1 && ratio < 1.295)
        found.add((parent.className || parent.parentElement.className) + ' ' + ratio.toFixed(2));
    }
    return [...found];
  })()`)) as string[];
}
