/**
 * The mini window at work: floating over everything where the browser can, a popup where it cannot,
 * and complete in itself either way.
 */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { here } from '../../fixtures/screens/counter.ts';
import { clippedOn, cutWordsOn, stageForTests } from './console-stage.ts';

const stage = stageForTests();
const label = (page: Page) => page.locator('.mini-label [aria-hidden]');
const types = () => stage().asked.map(({ type }) => type);

/** Presses the page's button for the mini window and gives the window that opens. */
async function opened(page: Page): Promise<Page> {
  const [mini] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('button', { name: '小窗' }).click(),
  ]);
  await mini.locator('.mini').waitFor();
  return mini;
}

const sizeOf = (page: Page) =>
  page.evaluate(() => ({ width: window.innerWidth, height: window.innerHeight }));

describe('floating', () => {
  test('is 360 x 140, dressed like the page, and holds all of it', async () => {
    stage().set('called');
    const mini = await opened(await stage().open('', null));
    await expect
      .poll(() => mini.locator('.mini').evaluate((main) => getComputedStyle(main).display))
      .toBe('grid');
    await expect.poll(() => sizeOf(mini)).toEqual({ width: 360, height: 140 });
    await expect.poll(() => clippedOn(mini)).toEqual([]);
    await expect.poll(() => cutWordsOn(mini)).toEqual([]);
  });

  test('lives on the page’s own line: an act in either is seen in both', async () => {
    stage().set('ordinary');
    const page = await stage().open('', null);
    const hellos = stage().hub.hellos.length;
    const mini = await opened(page);
    await mini.keyboard.press('Space');
    await expect.poll(() => label(mini).innerText()).toBe('R001');
    await expect.poll(() => page.locator('.hand-label [aria-hidden]').innerText()).toBe('R001');
    await page.keyboard.press('F2');
    await mini.locator('.mini-label-serving').waitFor();
    expect(stage().hub.hellos.length).toBe(hellos);
  });

  test('can be closed and opened again', async () => {
    stage().set('called');
    const page = await stage().open('', null);
    await (await opened(page)).close();
    const again = await opened(page);
    await expect.poll(() => label(again).innerText()).toBe('R001');
  });
});

describe('as a popup', () => {
  async function popup(example: 'ordinary' | 'called'): Promise<Page> {
    stage().set(example);
    const page = await stage().page(null);
    await page.context().addInitScript(() => {
      Reflect.deleteProperty(globalThis, 'documentPictureInPicture');
    });
    await page.goto(`${stage().hub.url}/console?counter=${here}`);
    await page.locator('.counter').waitFor();
    return opened(page);
  }

  test('is a page of its own at the same counter', async () => {
    const mini = await popup('called');
    expect(mini.url()).toBe(`${stage().hub.url}/console?counter=3&mini`);
    await expect.poll(() => label(mini).innerText()).toBe('R001');
  });

  test('takes a ticket through: next, start, finish and next, finish', async () => {
    const mini = await popup('ordinary');
    await mini.getByRole('button', { name: '下一位' }).click();
    await expect.poll(() => label(mini).innerText()).toBe('R001');
    await mini.getByRole('button', { name: '开始' }).click();
    await mini.getByRole('button', { name: '办结并叫下一位' }).click();
    await expect.poll(() => label(mini).innerText()).toBe('A002');
    await mini.keyboard.press('F2');
    await mini.locator('.mini-label-serving').waitFor();
    await mini.keyboard.press('F8');
    await mini.locator('.mini-none').waitFor();
    expect(types()).toEqual(['call-next', 'serve', 'call-next', 'serve', 'finish']);
  });

  test('recalls and misses, each when its wait is over', async () => {
    const mini = await popup('called');
    await mini.keyboard.press('F3');
    await expect.poll(() => mini.locator('.mini-said').innerText()).toContain('还要等');
    stage().pass(10);
    await mini.getByRole('button', { name: '重呼' }).click();
    await expect.poll(() => types()).toEqual(['recall']);
    stage().pass(31);
    // A press waits until the button is free, which is when the page has heard of the time.
    await mini.getByRole('button', { name: '过号' }).click();
    await mini.locator('.mini-none').waitFor();
    expect(types()).toEqual(['recall', 'no-show']);
  });

  test('keys of acts that have no button here do nothing', async () => {
    const mini = await popup('called');
    for (const key of ['F6', 'F7', 'F10', 'Space']) await mini.keyboard.press(key);
    await mini.keyboard.press('F2');
    await mini.locator('.mini-label-serving').waitFor();
    expect(types()).toEqual(['serve']);
  });

  test('one that the browser blocks is told in a sentence', async () => {
    stage().set('called');
    const page = await stage().page(undefined, undefined, true);
    await page.addInitScript(() => {
      Reflect.deleteProperty(globalThis, 'documentPictureInPicture');
      Object.assign(globalThis, { open: () => null });
    });
    await page.goto(`${stage().hub.url}/console?counter=${here}`);
    await page.getByRole('button', { name: '小窗' }).click();
    await expect.poll(() => page.locator('.header-saying').innerText()).toContain('弹出窗口');
  });
});

test('before the clerk is signed in it offers just that', async () => {
  stage().set('left-alone');
  const mini = await stage().open('&mini', { width: 360, height: 140 });
  await mini.getByRole('button', { name: '登录窗口' }).click();
  await mini.getByRole('button', { name: '下一位' }).waitFor();
  expect(types()).toEqual(['sign-in']);
});
