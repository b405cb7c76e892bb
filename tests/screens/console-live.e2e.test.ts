/**
 * The hall live: numbers against their promise, who waits too long, what is to be seen to, the way to where
 * one acts; the same on a wall; and nothing for whoever may not see it.
 */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { counterId, reasonId, staffId } from '../../core/hall/ids.ts';
import { noFacts } from '../../core/views/facts.ts';
import { exampleConfiguration } from '../../fixtures/screens/counter.ts';
import { CounterDay, clerk, colleague, manager } from '../../fixtures/screens/counter-day.ts';
import { managerHere } from '../../fixtures/screens/staff.ts';
import { picture, violationsOn } from './browser.ts';
import { cutOff, PublicStage } from './public-stage.ts';
import { says } from './says.ts';

let stage: PublicStage;

beforeAll(async () => {
  stage = await PublicStage.build();
});
beforeEach(() => stage.begin());
afterEach(() => stage.end());
afterAll(() => stage.close());

/** A busy morning that ends now: forty have come over 65 minutes, two windows are staffed. */
function busy(now: number): CounterDay {
  const day = new CounterDay(exampleConfiguration(), now - 65 * 60_000);
  const duty = { name: '陈主任', post: '值班主任', phone: null };
  const card = { name: '王小明', post: { 'zh-Hans': '窗口' }, duties: null, promise: null };
  const cards = new Map([[staffId(clerk.id), { ...card, photo: null }]]);
  day.facts = { ...noFacts, duty, cards };
  day.must(clerk, { type: 'sign-in', counter: counterId('3'), move: false });
  day.must(colleague, { type: 'sign-in', counter: counterId('4'), move: false });
  day.crowd(40, ['tax', 'social-insurance', 'general', 'collection'], 60 * 60);
  day.must(clerk, { type: 'call-next', counter: counterId('3'), after: null });
  day.must(colleague, { type: 'pause', counter: counterId('4'), reason: reasonId('short-break') });
  day.pass(5 * 60);
  return day;
}

test('the hall at a glance, and as it is on a wall', async () => {
  const { hub } = stage;
  const day = busy(hub.now());
  hub.show('display', day.display());
  hub.show('manager', day.live());
  hub.api = ({ path }) => {
    if (path === '/me') return { status: 200, body: managerHere };
    if (path.endsWith('/case-counts')) {
      return { status: 200, body: { open: 3, fresh: 2, amber: 0, red: 1 } };
    }
    if (path.endsWith('/emergency')) return { status: 200, body: { emergencies: [] } };
    if (path.endsWith('/notices')) return { status: 200, body: { notices: [] } };
    if (path.endsWith('/staff-cards')) return { status: 200, body: { people: [] } };
    if (path.endsWith('/duty-roster')) return { status: 200, body: { days: [] } };
    if (path.endsWith('/alarms')) return { status: 200, body: { alarms: [{}, {}] } };
    const counts = [
      { kind: 'called', state: 'failed', count: 2 },
      { kind: 'called', state: 'delivered', count: 90 },
    ];
    return { status: 200, body: { counts } };
  };
  const viewport = { width: 1366, height: 768 };
  const { page, complaints } = await stage.open('/console/live?lang=zh-Hans', { viewport });
  await page.locator('.live-late li').first().waitFor();
  const matters = page.locator('.live-matters');
  await expect.poll(() => matters.innerText()).toContain('设备告警 2 项');
  await says(matters, /短信未发出 2 条\s+工单超期 1 件\s+工单在办 3 件/);
  await says(page.locator('.manager-head'), '今日值班领导：陈主任');
  const numbers = page.locator('.live-value');
  await expect.poll(() => numbers.nth(0).innerText()).toBe('39 人');
  await expect.poll(() => numbers.nth(2).innerText()).toBe('2 / 24');
  await expect
    .poll(() => page.locator('.live-counters tbody tr').allInnerTexts())
    .toEqual([expect.stringContaining('王小明'), expect.stringContaining('暂停')]);
  const three = page.locator('.live-counters a').first();
  await expect.poll(() => three.getAttribute('href')).toBe('/console?counter=3');
  // What happens in the hall is here by itself.
  day.must(clerk, { type: 'serve', counter: counterId('3') });
  hub.show('manager', day.live());
  await expect.poll(() => page.locator('.live-counters tbody').innerText()).toContain('办理');
  await expect.poll(() => violationsOn(page)).toEqual([]);
  await picture(page, 'console-live-zh');
  for (const width of [1024, 256]) {
    await page.setViewportSize({ width, height: (width * 3) / 4 });
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
    await expect.poll(wide).toBeLessThanOrEqual(width);
  }
  await page.setViewportSize({ width: 1920, height: 1080 });
  for (const lang of ['en', 'zh-Hans']) {
    await page.goto(`${hub.url}/console/live?wall&lang=${lang}`);
    await page.locator('.wall-lines').waitFor();
    await expect.poll(() => page.locator('.wall-matters li').count()).toBe(3);
    await expect.poll(() => cutOff(page)).toEqual([]);
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await picture(page, `console-wall-${lang}`);
  }
  // On a larger wall, in an emergency, and at night when the hall is closed: one picture, nothing scrolls.
  const since = hub.now();
  const quiet = new CounterDay(exampleConfiguration(), since);
  quiet.must(manager, { type: 'close-day' });
  day.facts = { ...day.facts, emergency: { kind: 'evacuation', words: null, since } };
  for (const [name, view] of [
    ['emergency', day.live()],
    ['night', quiet.live()],
  ] as const) {
    hub.show('manager', view);
    const told = name === 'night' ? '.wall-none' : '.wall-emergency';
    await page.locator(told).waitFor();
    for (const width of [3840, 1920]) {
      await page.setViewportSize({ width, height: (width / 16) * 9 });
      await expect.poll(() => cutOff(page)).toEqual([]);
      await expect
        .poll(() => page.evaluate(() => document.documentElement.scrollHeight - innerHeight))
        .toBeLessThanOrEqual(0);
    }
    await picture(page, `console-wall-${name}`);
  }
  expect(complaints).toEqual([]);
});
