/**
 * The hall live: numbers against their promise, who waits too long, what is to be seen to, the way to where
 * one acts; the same on a wall; and nothing for whoever may not see it.
 */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { counterId, reasonId, staffId } from '../../core/hall/ids.ts';
import { noFacts } from '../../core/views/facts.ts';
import { exampleAdministration } from '../../fixtures/screens/administration.ts';
import { exampleConfiguration } from '../../fixtures/screens/counter.ts';
import { CounterDay, clerk, colleague, manager } from '../../fixtures/screens/counter-day.ts';
import { exampleDevices } from '../../fixtures/screens/devices.ts';
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
  const now = hub.now();
  const day = busy(now);
  const { devices, ...example } = exampleDevices(now);
  let { alarms } = example;
  const all = Object.entries(exampleAdministration(now));
  const told = () => ({
    ...Object.fromEntries(all.map(([path, body]) => [path.replace(/^.*\/dongcheng/, ''), body])),
    ...{ '/devices': { devices }, '/alarms': { alarms } },
  });
  hub.show('display', day.display());
  hub.show('manager', day.live());
  hub.api = ({ path }) => {
    if (path === '/me') return { status: 200, body: managerHere };
    if (path.endsWith('/a2/acknowledge')) {
      alarms = alarms.map((one) => (one.id === 'a2' ? { ...one, acknowledgedAt: now } : one));
    }
    const known = Object.entries(told()).find(([end]) => path.endsWith(end));
    return { status: 200, body: known?.[1] ?? {} };
  };
  const viewport = { width: 1366, height: 768 };
  const { page, complaints } = await stage.open('/console/live?lang=zh-Hans', { viewport });
  await page.locator('.live-late li').first().waitFor();
  const beside = page.locator('.live-beside');
  await expect.poll(() => beside.innerText()).toContain('告警 3 项，2 项没人看过');
  await says(beside, /缺纸\s+入口一号取号机，打印机/);
  await says(
    beside,
    /在办 3 件，新 2 件，临近期限 1 件，超期 1 件\s+20261112-003 办不成事 超期 2 天/,
  );
  await says(beside, /未送到 3 条\s+通道不通：cloud\s+最近一条未送到： \d\d:\d\d A012 叫号/);
  // An alarm is taken notice of where it stands.
  await page.getByRole('button', { name: '知道了 入口一号取号机' }).click();
  await expect.poll(() => beside.innerText()).toContain('告警 3 项，1 项没人看过');
  await says(page.locator('.manager-head'), '今日值班领导：陈主任');
  const numbers = page.locator('.live-value');
  await expect.poll(() => numbers.nth(0).innerText()).toBe('39 人');
  await expect.poll(() => numbers.nth(2).innerText()).toBe('2 / 24');
  await expect
    .poll(() => page.locator('.live-card').allInnerTexts())
    .toEqual([
      expect.stringMatching(/王小明 社会保险窗口 首席代表\s+账号 wang\.fang[\s\S]*今日办结 0 件/),
      expect.stringMatching(/李娜 未公示岗位[\s\S]*暂停/),
    ]);
  const three = page.locator('.live-window a').first();
  await expect.poll(() => three.getAttribute('href')).toBe('/console?counter=3');
  // What happens in the hall is here by itself.
  day.must(clerk, { type: 'serve', counter: counterId('3') });
  hub.show('manager', day.live());
  await says(page.locator('.live-card').first(), /办理\s+D/);
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
  // While nothing is forecast the wall says so; then the next two hours are a chart, told in words too.
  await says(page.locator('.wall-halves'), '暂无预测');
  const waits = day
    .live()
    .longest.map(({ ticket }, at) => [ticket, { low: at, high: 70 }] as const);
  day.facts = { ...day.facts, forecast: { services: new Map(), tickets: new Map(waits) } };
  hub.show('manager', day.live());
  const ahead = page.getByRole('img', { name: /现在等候 12 人；其中 1 小时后仍在等 0–12 人/ });
  await ahead.locator('canvas').waitFor();
  const spills = () =>
    ahead.evaluate((place) => {
      const [plot] = place.getElementsByClassName('uplot');
      return (plot?.clientHeight ?? Infinity) - place.clientHeight;
    });
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
    // The chart is as high as what the emergency leaves it.
    if (name === 'emergency') await expect.poll(spills).toBeLessThanOrEqual(0);
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
