/**
 * From a key of the kiosk's own keyboard to results on the screen: the built kiosk page over 1,707 guides
 * in a Chromium whose processor is throttled six times. The floor is a key of an empty page, which writes
 * one word, drawn the same way; both wait for the screen's next frame.
 */
import type { Browser, Page, Route } from 'playwright-core';
import type { FindingIndex } from '../core/guides/finding/shape.ts';
import type { GuideList, GuidePackage } from '../core/guides/guide.ts';
import { PretendHub } from '../fixtures/machines/hub.ts';
import { kioskExample } from '../fixtures/screens/kiosk.ts';
import { dongchengNames } from '../fixtures/screens/names.ts';

/** Typed letter by letter, each word from an empty field; with slips, initials and whole syllables. */
const words = [
  'sfz',
  'shenfenzheng',
  'yyzz',
  'huzhao',
  'gongshang',
  'juzhuzeng',
  'gtgsh',
  'jiehun',
];
const standing = { width: 1_080, height: 1_920 };

/** Presses the keys of one word, and gives for each the time until the frame that shows what came of it, ms. */
const pressed = `async (letters) => {
  const frame = () => new Promise((painted) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => painted(performance.now());
    port2.postMessage(0);
  }));
  let changed = false;
  new MutationObserver(() => { changed = true; })
    .observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  const key = (name) => [...document.querySelectorAll('button')]
    .find((one) => one.textContent.trim().toLowerCase() === name);
  const times = [];
  for (const letter of letters) {
    await frame();
    changed = false;
    const from = performance.now();
    key(letter).click();
    // Up to the frame that showed the last of it: one in which nothing more has changed follows.
    let drawn = 0;
    for (;;) {
      changed = false;
      const at = await frame();
      if (changed) drawn = at;
      else if (drawn > 0) break;
    }
    times.push(drawn - from);
  }
  return times;
}`;

const emptyPage = `data:text/html,<body>${[...new Set(words.join(''))]
  .map(
    (letter) =>
      `<button onclick="document.querySelector('p').textContent+=this.textContent">${letter}</button>`,
  )
  .join('')}<p></p>`;

async function slowed(browser: Browser, slower: number): Promise<Page> {
  const context = await browser.newContext({ viewport: standing, locale: 'zh-CN', hasTouch: true });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
  return page;
}

const typed = (page: Page, word: string) =>
  page.evaluate(`(${pressed})(${JSON.stringify([...word])})`) as Promise<number[]>;

/** Of an empty page. */
export async function floorDrawn(browser: Browser, slower: number): Promise<number[]> {
  const page = await slowed(browser, slower);
  try {
    await page.goto(emptyPage);
    const times: number[] = [];
    for (const word of words) times.push(...(await typed(page, word)));
    return times;
  } finally {
    await page.context().close();
  }
}

export interface District {
  readonly all: GuidePackage;
  readonly list: GuideList;
  readonly index: FindingIndex;
}

/** Of the kiosk's page. Fails when a word is typed and nothing is found. */
export async function kioskDrawn(
  browser: Browser,
  slower: number,
  { all, list, index }: District,
): Promise<number[]> {
  const hub = new PretendHub({ ...dongchengNames(), publicUrl: 'https://hall.example.gov.cn' });
  const guides = { version: all.version, date: all.date };
  hub.show('kiosk', { ...kioskExample(hub.names), guides });
  await hub.start();
  const page = await slowed(browser, slower);
  try {
    await page.route('**/guides/**', (route: Route) => {
      const { pathname } = new URL(route.request().url());
      const told =
        pathname === '/guides/current' ? list : pathname.endsWith('/index') ? index : null;
      return told ? route.fulfill({ json: told }) : route.fulfill({ status: 404 });
    });
    await page.goto(`${hub.url}/kiosk`);
    await page.locator('.strip').filter({ hasText: '办事指南' }).tap();
    const times: number[] = [];
    for (const word of words) {
      await page.locator('.guide-search').tap();
      await page.locator('.keyboard-row').first().waitFor();
      times.push(...(await typed(page, word)));
      await page.locator('.guide-row').first().waitFor();
      await page.getByRole('button', { name: '返回', exact: true }).tap();
    }
    return times;
  } finally {
    await page.context().close();
    await hub.stop();
  }
}
