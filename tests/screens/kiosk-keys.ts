/**
 * The kiosk by keys alone, for tests: goes from control to control as its visitor does, and sees to it
 * that the focus is on each of them in turn, with a ring that is seen, and never nowhere.
 */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Installed once a page: what got the focus, and why it would not be found. */
const watching = `(() => {
  if (window.keysSeen) return;
  window.keysSeen = [];
  window.keysControls = () =>
    [...document.querySelectorAll('#page button, #page input, #page a[href]')].filter(
      (one) => !one.matches(':disabled, .leaving') && one.offsetParent !== null);
  window.keysHidden = (here) => {
    if (here === null || here === document.body) return 'lost';
    const { outlineStyle, outlineWidth } = getComputedStyle(here);
    if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) return 'no ring';
    const { left, top, right, bottom } = here.getBoundingClientRect();
    if (left < 0 || top < 0 || right > innerWidth + 1 || bottom > innerHeight + 1) return 'off the screen';
    const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return here.contains(over) ? null : 'covered';
  };
  document.addEventListener('focusin', ({ target }) => {
    window.keysSeen.push([window.keysControls().indexOf(target), window.keysHidden(target)]);
  });
})()`;

/** What goes on and what goes back; Tab only goes on, as at its end it leaves the page. */
const ways = {
  tab: ['Tab', null],
  arrows: ['ArrowDown', 'ArrowUp'],
  numpad: ['Numpad2', 'Numpad8'],
} as const;
export type Way = keyof typeof ways;

interface Places {
  readonly at: number;
  readonly to: number;
  readonly all: number;
}

/** Where the focus is and where what is called so stands; both -1 for what is no control that can be pressed. */
async function placesOn(page: Page, name: string): Promise<Places> {
  await page.evaluate(watching);
  // A page that came takes the focus to its title some frames later: ours are asked for after those.
  await page.evaluate(`(async () => {
    for (let frame = 0; frame < 4; frame += 1) await new Promise(requestAnimationFrame);
  })()`);
  return (await page.evaluate(`((name) => {
    window.keysSeen.length = 0;
    const all = window.keysControls();
    const named = (one) => one.getAttribute('aria-label') ?? one.innerText.trim().split('\\n')[0];
    return { at: all.indexOf(document.activeElement), to: all.findIndex((one) => named(one) === name), all: all.length };
  })(${JSON.stringify(name)})`)) as Places;
}

/**
 * Goes to what is called so, by the shorter way: each control between is reached once, in the order in which
 * it is read, and seen to be.
 */
export async function reach(page: Page, name: string, way: Way = 'arrows'): Promise<void> {
  await expect.poll(async () => (await placesOn(page, name)).to, { message: name }).not.toBe(-1);
  const { at, to, all } = await placesOn(page, name);
  const [on, back] = ways[way];
  const forward = way === 'tab' || at < 0 ? to - at : (to - at + all) % all;
  const goesBack = back !== null && at >= 0 && all - forward < forward;
  const steps = goesBack ? all - forward : forward;
  expect(steps, `${name} stands before the focus`).toBeGreaterThanOrEqual(0);
  const expected: [number, null][] = [];
  for (let step = 1; step <= steps; step += 1) {
    await page.keyboard.press(goesBack ? back : on);
    expected.push([(at + (goesBack ? -step : step) + all) % all, null]);
  }
  const seen = await page.evaluate('window.keysSeen');
  expect(seen, `${way} to ${name}`).toEqual(expected);
}

/** Reaches it and presses it. */
export async function pressed(page: Page, name: string, way?: Way): Promise<void> {
  await reach(page, name, way);
  await page.keyboard.press(way === 'numpad' ? 'Numpad5' : 'Enter');
}

/** The page that came is read from its title on: that is where the focus is, and not nowhere. */
export const titled = (page: Page, title: string): Promise<void> =>
  expect
    .poll(() =>
      page.evaluate(() =>
        document.activeElement?.matches('h1') ? document.activeElement.textContent : '',
      ),
    )
    .toContain(title);

/** Whatever had the focus still stands there, or something in its place, and is seen. */
export async function kept(page: Page): Promise<void> {
  await page.evaluate(watching);
  await expect.poll(() => page.evaluate('window.keysHidden(document.activeElement)')).toBeNull();
}

/** What has the focus in the end when a key follows the one that led to this page before it is drawn. */
export const keysAtOnce = (
  page: Page,
  leads: string,
  shows: string,
  follows: string,
): Promise<string> =>
  page.evaluate(
    async ([first, part, second]) => {
      const press = (key = '') =>
        document.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, cancelable: true }));
      const shown = new Promise<void>((done) => {
        const looks = new MutationObserver(() => document.querySelector(part ?? '') && done());
        looks.observe(document.body, { childList: true, subtree: true, attributes: true });
      });
      press(first);
      await shown;
      press(second);
      for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
      return document.activeElement?.className ?? '';
    },
    [leads, shows, follows],
  );
