/**
 * Every example of the gallery: no violation of WCAG 2.2 AA and nothing cut off, over a set of looks
 * that has each of its languages and modes; and each component once against its golden picture.
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
  show,
  showForGolden,
  stillPage,
} from '../../gallery/open.ts';
import { serveGallery } from '../../gallery/serve.ts';
import { galleryLanguages } from '../../gallery/shape.ts';
import { complaintsOf, openBrowser } from './browser.ts';
import { beyond, tabbed } from './gallery-reach.ts';
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

/** What axe finds, without the blank page that its own wrapper opens for every look. */
async function violations(): Promise<string[]> {
  return (await page.evaluate(`axe.run(document, {
    runOnly: { type: 'tag', values: ${JSON.stringify(tags)} }, resultTypes: ['violations'],
  }).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => id + ': ' + target.join(' '))))`)) as string[];
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
      for (const look of covering(of.components, galleryLanguages, of.modes)) {
        const { component, example, language, mode } = look;
        await show(page, component, example, language, mode);
        const wrong = [...(await violations()), ...(await (of.fills ? cutOff(page) : sideways()))];
        const told = wrong.map((one) => `${component}/${example} ${language} ${mode}: ${one}`);
        found.push(...told.filter((one) => !paged.test(one)));
      }
      const components = Object.keys(of.components);
      const files = await readdir(goldenFolder);
      const own = components.map((component) => goldenName(group, component));
      expect(files.filter((name) => name.startsWith(`${group}-`)).sort()).toEqual(own.sort());
      for (const component of components) {
        const seen = await small(await showForGolden(page, of, component));
        const kept = await readFile(join(goldenFolder, goldenName(group, component)));
        const other = difference(await pictureOf(kept), await pictureOf(seen));
        if (other !== null) found.push(`${component} differs from its golden picture ${other}`);
      }
      found.push(...(await cutAtOtherSizes(of)));
      expect(found, found.join('\n')).toEqual([]);
      expect(complaints).toEqual([]);
    },
    groupWithinMs,
  );
});

/**
 * At 400 % zoom (a window of 320 x 256 CSS pixels, WCAG 2.2, 1.4.10) the pages that people read on
 * devices of their own, and the door of the console, are one column: nothing to scroll sideways for.
 * And all that can be pressed there is reached by the Tab key alone, in order, and seen to be (2.4.7).
 */
test.each([
  ['phone', ['states', 'line', 'answers']],
  ['guide', ['guide-on-phone']],
  ['desk', ['door']],
] as const)('%s: at 400 % zoom one column, and everything by Tab', async (group, components) => {
  const { components: of } = await openGroup(page, url, group);
  await page.setViewportSize({ width: 320, height: 256 });
  const wrong: string[] = [];
  for (const component of components) {
    for (const example of of[component] ?? []) {
      const language = example.includes('long') ? 'en' : 'zh-Hans';
      await show(page, component, example, language, 'usual');
      wrong.push(...(await beyond(page)).map((one) => `${component}/${example}: ${one}`));
    }
    await show(page, component, of[component]?.[0] ?? '', 'en', 'usual');
    const { all, reached } = await tabbed(page);
    expect(all).toBeGreaterThan(2);
    expect(reached, component).toBe(all);
  }
  expect(wrong).toEqual([]);
});

test('one word that is gone is seen in a golden picture', async () => {
  const of = await openGroup(page, url, 'kiosk');
  await showForGolden(page, of, 'take');
  await page.evaluate(`document.querySelector('.take-act .button span').textContent = ''`);
  const seen = await pictureOf(await small(await page.screenshot()));
  const kept = await pictureOf(await readFile(join(goldenFolder, goldenName('kiosk', 'take'))));
  expect(difference(kept, seen)).toMatch(/^by \d/);
});
