/**
 * From the address to a kiosk that can be used: the page of the hub in a fresh Chromium whose processor
 * is throttled six times, until its first tile can be pressed. The floor is an empty page, the same way.
 */
import type { Browser } from 'playwright-core';
import { PretendHub } from '../fixtures/machines/hub.ts';
import { kioskExamples } from '../fixtures/screens/kiosk.ts';
import { dongchengNames } from '../fixtures/screens/names.ts';
import { openBrowser } from '../tests/screens/browser.ts';
import { type Bench, valuesOf } from './rig/figures.ts';
import { inTurns } from './rig/rounds.ts';

const slower = 6;
/** Starts of one round; its figures are their median and their slowest. */
const starts = 10;
/** How often a start is looked at, and for how long; the page itself says when it was. */
const askEveryMs = 50;
const asksMax = 400;

async function started(browser: Browser, url: string, ready: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1_080, height: 1_920 } });
  const page = await context.newPage();
  try {
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
    // Reckoned in the page, so that the way to this program does not count.
    await page.addInitScript(`
      const look = () => {
        const found = document.querySelector(${JSON.stringify(ready)});
        if (found && !found.disabled) window.usableAt = performance.now();
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);`);
    await page.goto(url);
    for (let asked = 0; asked < asksMax; asked += 1) {
      const usableAt = (await page.evaluate('window.usableAt')) as number | undefined;
      if (usableAt !== undefined) return usableAt;
      await new Promise((next) => setTimeout(next, askEveryMs));
    }
    throw new Error(`${url} was not usable in time`);
  } finally {
    await context.close();
  }
}

async function round(browser: Browser, url: string, ready: string) {
  const all: number[] = [];
  for (let run = 0; run < starts; run += 1) all.push(await started(browser, url, ready));
  all.sort((a, b) => a - b);
  return { p50: all[Math.floor(all.length / 2)] ?? Number.NaN, worst: all.at(-1) ?? Number.NaN };
}

export const kioskStart: Bench = {
  name: 'kiosk-start',
  run: async (context) => {
    const browser = await openBrowser();
    const hub = new PretendHub(dongchengNames());
    hub.show('kiosk', kioskExamples.ranges(hub.names));
    await hub.start();
    try {
      const empty = 'data:text/html,<button class="tile">empty</button>';
      const samples = await inTurns(context, {
        kiosk: () => round(browser, `${hub.url}/kiosk`, '.tile'),
        empty: () => round(browser, empty, '.tile'),
      });
      const note = 'floor: an empty page, the same way';
      return [
        {
          name: 'kiosk: address to usable, processor throttled 6 x, p50',
          unit: 'ms',
          runs: valuesOf(samples.kiosk, 'p50'),
          floor: valuesOf(samples.empty, 'p50'),
          note,
          gate: { rule: 'at-most', limit: 1_500 },
        },
        {
          name: `the same, slowest of ${starts}`,
          unit: 'ms',
          runs: valuesOf(samples.kiosk, 'worst'),
          floor: valuesOf(samples.empty, 'worst'),
          note,
        },
      ];
    } finally {
      await browser.close();
      await hub.stop();
    }
  },
};
