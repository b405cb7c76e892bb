/**
 * The console in a real Chromium: every example at its sizes and in its languages, with nothing cut
 * off, no complaint of the browser, and no violation of WCAG 2.2 AA.
 */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { type CounterExample, counterDays, here } from '../../fixtures/screens/counter.ts';
import { longNames } from '../../fixtures/screens/names.ts';
import { complaintsOf, violationsOn } from './browser.ts';
import { clippedOn, cutWordsOn, stageForTests } from './console-stage.ts';

const stage = stageForTests();
const examples = Object.keys(counterDays) as CounterExample[];

/** Axe looks at the others in the gallery, group `desk`. */
const alone: readonly CounterExample[] = [
  ...(['ordinary', 'crowded', 'travelled', 'sent-here'] as const),
  ...(['postponed', 'priority', 'tide'] as const),
];

async function fits(page: Page, message: string): Promise<void> {
  const seen = async () => ({ clipped: await clippedOn(page), cut: await cutWordsOn(page) });
  await expect.poll(seen, { message }).toEqual({ clipped: [], cut: [] });
}

const sizes = [
  { width: 1024, height: 768 },
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
];

describe.each(['zh-Hans', 'en'])('in %s', (lang) => {
  test.each(sizes)('every example fits $width x $height, without a complaint', async (size) => {
    stage().set('ordinary');
    const page = await stage().page(size);
    const complaints = complaintsOf(page);
    await page.goto(`${stage().hub.url}/console?counter=${here}&lang=${lang}`);
    await page.locator('.counter').waitFor();
    for (const example of examples) {
      await stage().show(example, page);
      await fits(page, example);
    }
    expect(complaints).toEqual([]);
  });
});

describe('for everybody', () => {
  test('no example has a violation of WCAG 2.2 AA', async () => {
    stage().set('ordinary');
    const page = await stage().open();
    for (const example of alone) {
      await stage().show(example, page);
      await expect.poll(() => violationsOn(page), { message: example }).toEqual([]);
    }
  });

  test('a refusal, an open menu and the choice of a counter have none either', async () => {
    stage().set('called');
    const page = await stage().open('&lang=en');
    await page.keyboard.press('Space');
    await page.locator('.next .saying-no').waitFor();
    await page.keyboard.press('F7');
    await page.getByRole('menu').waitFor();
    await expect.poll(() => violationsOn(page)).toEqual([]);
    const choosing = await stage().page();
    await choosing.goto(`${stage().hub.url}/console`);
    await choosing.locator('.choose').waitFor();
    await expect.poll(() => violationsOn(choosing)).toEqual([]);
  });

  test('the longest names cut nothing but themselves', async () => {
    const page = await stage().page();
    for (const lang of ['zh-Hans', 'en']) {
      stage().set('crowded');
      stage().hub.names = longNames();
      await stage().begin(page, `&lang=${lang}`);
      await expect.poll(() => clippedOn(page)).toEqual([]);
    }
  });

  test('magnified to a quarter of the page it scrolls down, never sideways', async () => {
    stage().set('crowded');
    const page = await stage().open('', { width: 512, height: 384 });
    const wide = async () => (await clippedOn(page)).filter((what) => what.endsWith('wide'));
    await expect.poll(wide).toEqual([]);
    await expect.poll(() => violationsOn(page)).toEqual([]);
  });
});

describe('the mini window', () => {
  const size = { width: 360, height: 140 };

  test.each(['zh-Hans', 'zh-Hant', 'en'])('holds every example whole, in %s', async (lang) => {
    stage().set('ordinary');
    const page = await stage().page(size);
    const complaints = complaintsOf(page);
    await page.goto(`${stage().hub.url}/console?counter=${here}&mini&lang=${lang}`);
    await page.locator('.mini').waitFor();
    for (const example of examples) {
      await stage().showMini(example, page);
      await fits(page, example);
    }
    expect(complaints).toEqual([]);
  });

  test.each(['zh-Hans', 'en'])('holds the longest names and sentences, in %s', async (lang) => {
    stage().set('called');
    stage().hub.names = longNames();
    const page = await stage().open(`&mini&lang=${lang}`, size);
    await expect.poll(() => clippedOn(page)).toEqual([]);
    await expect.poll(() => cutWordsOn(page)).toEqual([]);
    await page.keyboard.press('F4');
    await page.locator('.mini-said').waitFor();
    await expect.poll(() => clippedOn(page)).toEqual([]);
  });

  test('has no violation', async () => {
    stage().set('called');
    const page = await stage().open('&mini', size);
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await stage().showMini('taken-over', page);
    await expect.poll(() => violationsOn(page)).toEqual([]);
  });
});
