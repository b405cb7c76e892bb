/**
 * Every example of the gallery: no violation of WCAG 2.2 AA and nothing cut off, over a set of looks
 * that has each of its languages and modes, and each once against its golden picture. Then the reach of
 * hands: low-reach mode, 400 % zoom, and the Tab key.
 */

import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { covering } from '../../gallery/covering.ts';
import { difference, pictureOf, small } from '../../gallery/golden.ts';
import { groupNames } from '../../gallery/groups.ts';
import {
  goldenFolder,
  goldenName,
  type Opened,
  openGroup,
  pictured,
  show,
  stillPage,
} from '../../gallery/open.ts';
import { serveGallery } from '../../gallery/serve.ts';
import { galleryLanguages } from '../../gallery/shape.ts';
import { complaintsOf, openBrowser } from './browser.ts';
import { beyond, highestControl, lost, tabbed, tight } from './gallery-reach.ts';
import { cutOff } from './public-stage.ts';

const require = createRequire(import.meta.url);
const axe = createRequire(require.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** A whole group on a busy machine; the kiosk's has about a hundred looks. */
const groupWithinMs = 300_000;
/** A guide is read page by page: what reaches beyond one is on the next. */
const paged = /^guide\/.*: guide-/;
/** Keys that are pressed on a kiosk alone, and are wider than any phone. */
const kiosksAlone = 'keyboard';
const phoneWidthMax = 480;

/** Over them lies one button as large as the screen: whatever is touched wakes the page. */
const wholeScreen = new Set(['attract']);
/** One sentence that fills a screen may stand closer. */
const headline = /^emergency-/;
/** Of all but the screens that hang in a hall. */
const magnified = groupNames.filter((name) => name !== 'hall' && name !== 'sign' && name !== 'ui');

let browser: Browser;
let page: Page;
let server: Server;
let url: string;
let folder: string;
let complaints: string[];
let axeSource: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jinghao-gallery-'));
  const build = resolve(import.meta.dirname, '../../gallery/build.ts');
  const env = { ...process.env, NODE_ENV: 'production' };
  [browser, axeSource] = await Promise.all([
    openBrowser(),
    readFile(axe, 'utf8'),
    promisify(execFile)(process.execPath, [build, folder], { env }),
  ]);
  ({ server, url } = await serveGallery(folder));
  page = await stillPage(browser);
  complaints = complaintsOf(page);
});
afterAll(async () => {
  await browser?.close();
  server?.close();
  await rm(folder, { recursive: true, force: true });
});

/** What axe finds on the page itself, without the blank page that its own wrapper opens for every look. */
async function violations(): Promise<string[]> {
  return (await page.evaluate(`axe.run(document, {
    runOnly: { type: 'tag', values: ${JSON.stringify(tags)} }, resultTypes: ['violations'],
    iframes: false,
  }).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => id + ': ' + target.join(' '))))`)) as string[];
}

/** In which way the page as it stands is other than a golden picture; null: in none. */
async function otherThan(name: string): Promise<string | null> {
  const kept = await readFile(join(goldenFolder, name)).catch(() => null);
  if (kept === null) return 'as there is none';
  const golden = await pictureOf(kept);
  // A frame within the page may be painted a moment after it is there: what changes still is looked at again.
  for (let before = ''; ; ) {
    const now = await pictured(page);
    const other = difference(golden, await pictureOf(await small(now)));
    const same = now.toString('base64');
    if (other === null || same === before) return other;
    before = same;
    await page.evaluate('new Promise((on) => requestAnimationFrame(() => setTimeout(on, 250)))');
  }
}

/** Of a page that may scroll down: what reaches beyond its sides, or out of a box that hides it. */
async function sideways(): Promise<string[]> {
  return (await page.evaluate(`(() => {
    const over = document.documentElement.scrollWidth - innerWidth;
    return over > 0 ? ['page is ' + over + ' px too wide'] : [];
  })()`)) as string[];
}

/**
 * At the further sizes one example of each component, another one at each size, in the language with the
 * longest words: what fits there is a matter of place only, and axe has nothing new to say of it.
 */
async function cutAtOtherSizes(of: Opened): Promise<string[]> {
  const found: string[] = [];
  for (const [at, size] of of.sizes.entries()) {
    if (at === 0) continue;
    await page.setViewportSize(size);
    for (const [component, examples] of Object.entries(of.components)) {
      if (component === kiosksAlone && size.width <= phoneWidthMax) continue;
      const example = examples[at % examples.length] ?? '';
      await show(page, component, example, 'en', 'usual');
      const wrong = await (of.fills ? cutOff(page) : sideways());
      const where = `${component}/${example} at ${size.width} x ${size.height}`;
      found.push(...wrong.map((one) => `${where}: ${one}`).filter((one) => !paged.test(one)));
    }
  }
  return found;
}

describe.each(groupNames)('%s', (group) => {
  test(
    'no example has a violation or is cut off, and all look as they did',
    async () => {
      const of = await openGroup(page, url, group);
      await page.evaluate(axeSource);
      const found: string[] = [];
      const own: string[] = [];
      for (const look of covering(of.components, galleryLanguages, of.modes)) {
        const { component, example, language, mode, first } = look;
        await show(page, component, example, language, mode);
        const wrong = [...(await violations()), ...(await (of.fills ? cutOff(page) : sideways()))];
        const told = wrong.map((one) => `${component}/${example} ${language} ${mode}: ${one}`);
        found.push(...told.filter((one) => !paged.test(one)));
        if (!first) continue;
        const other = await otherThan(goldenName(group, component, example));
        own.push(goldenName(group, component, example));
        if (other !== null) found.push(`${component}/${example} differs from its picture ${other}`);
      }
      const files = await readdir(goldenFolder);
      expect(files.filter((name) => name.startsWith(`${group}-`)).sort()).toEqual(own.sort());
      found.push(...(await cutAtOtherSizes(of)));
      expect(found, found.join('\n')).toEqual([]);
      expect(complaints).toEqual([]);
    },
    groupWithinMs,
  );
});

/**
 * Low-reach mode: whoever sits in a wheelchair touches nothing in the upper half of a standing screen, on
 * any page, the keyboard of the screen and its candidates among them.
 */
test(
  'kiosk: in low-reach mode every control of every page stands in the lower half',
  async () => {
    const { components } = await openGroup(page, url, 'kiosk');
    const wrong: string[] = [];
    let at = 0;
    for (const [component, examples] of Object.entries(components)) {
      for (const example of examples) {
        at += 1;
        await show(page, component, example, at % 2 === 0 ? 'en' : 'zh-Hans', 'low');
        const highest = await highestControl(page);
        const where = `${component}/${example}`;
        if (highest < 0.5 && !wholeScreen.has(component)) wrong.push(`${where} at ${highest}`);
        const found = [
          ...(await cutOff(page)),
          ...(await tight(page)).filter((one) => !headline.test(one)),
        ];
        wrong.push(...found.map((one) => `${where}: ${one}`));
      }
    }
    expect(wrong.filter((one) => !/^guide\/.*: guide-/.test(one))).toEqual([]);
  },
  groupWithinMs,
);

/**
 * At 400 % zoom (a window of 320 x 256 CSS pixels, WCAG 2.2, 1.4.10) every page but the screens that nobody
 * touches is one column: nothing to scroll sideways for but tables in a room of their own, and nothing lost.
 * All that can be pressed there is reached by the Tab key alone, in order, and seen to be (2.4.7, 2.4.11).
 */
test.each(magnified)(
  '%s: at 400 % zoom one column, nothing lost, and all by Tab',
  async (group) => {
    const { components } = await openGroup(page, url, group);
    await page.setViewportSize({ width: 320, height: 256 });
    await page.evaluate(axeSource);
    const wrong: string[] = [];
    for (const [component, examples] of Object.entries(components)) {
      for (const [at, example] of examples.entries()) {
        const where = `${component}/${example}`;
        await show(page, component, example, at % 3 === 1 ? 'zh-Hans' : 'en', 'usual');
        wrong.push(
          ...[...(await beyond(page)), ...(await lost(page))].map((one) => `${where}: ${one}`),
        );
        if (at > 0) continue;
        wrong.push(...(await violations()).map((one) => `${where}: ${one}`));
        const { all, reached } = await tabbed(page);
        if (reached !== all) wrong.push(`${where}: Tab comes to ${reached} of ${all}`);
      }
    }
    expect(wrong, wrong.join('\n')).toEqual([]);
  },
  groupWithinMs,
);

test('one word that is gone is seen in a golden picture', async () => {
  const { components, modes } = await openGroup(page, url, 'kiosk');
  const [look] = covering({ take: components.take ?? [] }, galleryLanguages, modes);
  if (!look) throw new Error('no example of taking a number');
  await show(page, look.component, look.example, look.language, look.mode);
  const name = goldenName('kiosk', look.component, look.example);
  expect(await otherThan(name)).toBeNull();
  await page.evaluate(`document.querySelector('.take-act .button span').textContent = ''`);
  expect(await otherThan(name)).toMatch(/^by \d/);
});
