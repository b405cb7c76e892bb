/**
 * The gallery in a browser, for tests and for making golden pictures: a page that stands still, and
 * turned from one example to the next without loading it anew.
 */
import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Language } from '../ui/texts.ts';
import type { GroupName } from './groups.ts';
import type { Mode, Size } from './shape.ts';

export const goldenFolder = resolve(import.meta.dirname, '../tests/screens/golden');

export interface Opened {
  readonly components: Readonly<Record<string, readonly string[]>>;
  readonly sizes: readonly Size[];
  readonly modes: readonly Mode[];
  readonly fills: boolean;
}

/** A page without movement, in the hall's time. */
export async function stillPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    reducedMotion: 'reduce',
    timezoneId: 'Asia/Shanghai',
    locale: 'zh-CN',
  });
  return context.newPage();
}

/** Opens a group at its first size, and says what is in it. */
export async function openGroup(page: Page, url: string, name: GroupName): Promise<Opened> {
  await page.goto(`${url}/shown?group=${name}`);
  await page.waitForSelector('html[data-ready]');
  const opened = (await page.evaluate(
    '({ components: gallery.components, sizes: gallery.sizes, modes: gallery.modes, fills: gallery.fills })',
  )) as Opened;
  const [first] = opened.sizes;
  if (first) await page.setViewportSize(first);
  return opened;
}

/** Resolves when the example is drawn, with its typeface. */
export async function show(
  page: Page,
  component: string,
  example: string,
  language: Language,
  mode: Mode,
): Promise<void> {
  const asked = [component, example, language, mode].map((one) => JSON.stringify(one)).join();
  await page.evaluate(`gallery.show(${asked})`);
}

/**
 * What is compared, or kept as golden: the window as it stands. Asked of the browser itself, with the quick
 * way of packing a PNG: half the time of Playwright's own, and the same pixels.
 */
export async function pictured(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { optimizeForSpeed: true });
  await session.detach();
  return Buffer.from(data, 'base64');
}

/** An example has one golden picture: of its first look. */
export const goldenName = (group: GroupName, component: string, example: string): string =>
  `${group}-${component}-${example}.png`;
