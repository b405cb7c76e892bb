/**
 * The page of devices, for managers: what is wrong stands first, everything is found at its place,
 * and what is done there reaches the hub.
 */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { exampleDevices, exampleRepairs } from '../../fixtures/screens/devices.ts';
import { displayExamples } from '../../fixtures/screens/display.ts';
import { managerHere } from '../../fixtures/screens/staff.ts';
import { picture, violationsOn } from './browser.ts';
import { clippedOn } from './console-stage.ts';
import { PublicStage } from './public-stage.ts';
import { says } from './says.ts';

let stage: PublicStage;
/** What the hub tells; a test may change it. */
let told: ReturnType<typeof exampleDevices>;
let allowed = true;

beforeAll(async () => {
  stage = await PublicStage.build();
});
beforeEach(async () => {
  await stage.begin();
  const { hub } = stage;
  told = exampleDevices(hub.now());
  allowed = true;
  hub.show('display', displayExamples.called(hub.now()));
  hub.api = ({ method, path }) => {
    if (path === '/me') {
      return { status: 200, body: managerHere };
    }
    if (!allowed) return { status: 403, body: {} };
    if (path.endsWith('/repairs')) {
      return method === 'GET'
        ? { status: 200, body: { repairs: exampleRepairs(hub.now()) } }
        : { status: 201, body: {} };
    }
    if (path.endsWith('/test')) return { status: 200, body: { result: 'printed' } };
    if (path.endsWith('/acknowledge')) return { status: 200, body: {} };
    return { status: 200, body: told };
  };
});
afterEach(() => stage.end());
afterAll(() => stage.close());

const open = async (lang = 'zh-Hans', size = { width: 1366, height: 900 }): Promise<Page> => {
  const { page } = await stage.open(`/console/devices?lang=${lang}`, { viewport: size });
  await page.waitForSelector('.manager-table, .notice');
  return page;
};
const posted = () => stage.hub.asked.filter(({ method }) => method === 'POST');
const changed = () => {
  stage.hub.rev += 1;
  stage.hub.pulse();
};

test.each(['zh-Hans', 'zh-Hant', 'en'])(
  'every device at its place, what is wrong first, %s',
  async (lang) => {
    const page = await open(lang);
    await expect.poll(() => page.locator('.alarm').count()).toBe(3);
    await expect.poll(() => page.locator('.device').count()).toBe(told.devices.length);
    await expect.poll(() => page.locator('.device-ill').count()).toBe(4);
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await picture(page, `console-devices-${lang}`);
    await page.locator('.device-ill').first().click();
    await page.locator('.repairs li').first().waitFor();
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await picture(page, `console-devices-${lang}-chosen`);
  },
);

test('on a small screen the chosen device stands under the table, and nothing is cut off', async () => {
  const page = await open('en', { width: 800, height: 700 });
  await page.locator('.device-ill').first().click();
  await page.locator('.repairs li').first().waitFor();
  await expect
    .poll(() => page.evaluate('document.documentElement.scrollWidth <= innerWidth'))
    .toBe(true);
});

test('a change that the hub tells of is on the page without a touch', async () => {
  const page = await open();
  told = { ...told, alarms: told.alarms.slice(0, 1) };
  changed();
  await expect.poll(() => page.locator('.alarm').count()).toBe(1);
  told = { ...told, alarms: [] };
  changed();
  await page.locator('.manager-none').waitFor();
});

test('an alarm is acknowledged where it stands', async () => {
  const page = await open();
  await page.locator('.alarm').nth(0).getByRole('button', { name: '知道了' }).click();
  await expect
    .poll(() => posted().map(({ path }) => path))
    .toEqual(['/api/halls/dongcheng/alarms/a1/acknowledge']);
});

test('a device is tried, and the page says what came of it', async () => {
  const page = await open();
  await page.locator('.device').first().click();
  await page.getByRole('button', { name: '打印测试条' }).click();
  await expect.poll(() => page.locator('.panel-acts .notice').innerText()).toBe('已打印。');
  expect(posted()).toMatchObject([
    { path: '/api/halls/dongcheng/devices/printer%40entrance-1/test' },
  ]);
});

test('a repair is written down; an empty one is not, and what cannot be kept stays in the field', async () => {
  const page = await open();
  await page.locator('.device').first().click();
  const add = page.getByRole('button', { name: '记下来' });
  await add.click();
  await expect.poll(() => page.locator('.repair-form .notice').innerText()).toContain('请写明');
  await page.locator('.repair-form textarea').fill('换了切刀');
  allowed = false;
  await add.click();
  await expect.poll(() => page.locator('.repair-form .notice').innerText()).toContain('没有成功');
  await expect.poll(() => page.locator('.repair-form textarea').inputValue()).toBe('换了切刀');
  allowed = true;
  await add.click();
  await expect.poll(() => page.locator('.repair-form textarea').inputValue()).toBe('');
  expect(posted().at(-1)?.body).toEqual({ kind: 'fault', words: '换了切刀' });
});

test('whoever is no manager is told so', async () => {
  allowed = false;
  const page = await open();
  await says(page.locator('.notice'), '只有主管');
  await expect.poll(() => clippedOn(page)).toEqual([]);
});
