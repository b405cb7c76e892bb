/**
 * The page of texts, for managers, in one visit: providers that fail stand out, a text is found by its
 * number with why it failed, no phone stands whole, and a trial reaches the hub.
 */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { displayExamples } from '../../fixtures/screens/display.ts';
import { picture, violationsOn } from './browser.ts';
import { clippedOn } from './console-stage.ts';
import { PublicStage } from './public-stage.ts';
import { says } from './says.ts';

let stage: PublicStage;
beforeAll(async () => {
  stage = await PublicStage.build();
});
afterEach(() => stage.end());
afterAll(() => stage.close());

const minuteMs = 60_000;

function exampleTexts(now: number) {
  const text = (index: number, kind: string, state: string, reason: string | null = null) => ({
    ...{ id: `${index}`, label: `A0${10 + index}`, kind, state, reason, phone: '138****8000' },
    ...{ provider: index % 2 ? 'mobile' : 'cloud', parts: 1, cost: 450 },
    ...{ madeAt: now - index * minuteMs, endedAt: now },
  });
  return {
    configured: true,
    providers: [
      {
        ...{ id: 'mobile', kind: 'cmpp', state: 'ready', detail: 'signed in' },
        ...{ heardAt: now, since: now - 300 * minuteMs },
      },
      {
        ...{ id: 'cloud', kind: 'aliyun', state: 'silent', detail: 'the provider was asked' },
        ...{ heardAt: null, since: now - 7 * minuteMs },
      },
    ],
    counts: [
      { kind: 'taken', state: 'delivered', count: 212, parts: 212, cost: 95_400 },
      { kind: 'called', state: 'delivered', count: 180, parts: 180, cost: 81_000 },
      { kind: 'called', state: 'refused', count: 3, parts: 0, cost: 0 },
      { kind: 'rate', state: 'accepted', count: 41, parts: 82, cost: 36_900 },
    ],
    managers: [
      { id: 'chief', kinds: ['bad-rating', 'case-red'], perDay: 30, phone: '137****7001' },
    ],
    texts: [
      ...[text(1, 'called', 'delivered'), text(2, 'called', 'refused', 'blocked-number')],
      ...[
        text(3, 'rate', 'accepted'),
        { ...text(4, 'taken', 'undelivered', 'MK:0001'), phone: null },
      ],
    ],
  };
}

test('managers see how texts go, find one, and try the way', async () => {
  await stage.begin();
  const { hub } = stage;
  hub.show('display', displayExamples.called(hub.now()));
  hub.api = ({ method, path }) => {
    if (path === '/me') {
      const me = { id: 'm', name: '李主管', role: 'manager', hall: 'dongcheng' };
      return { status: 200, body: { ...me, may: ['texts.read', 'texts.test'] } };
    }
    if (method === 'POST') return { status: 200, body: { id: 'test-1/test' } };
    const [, day, state, number] = /\/days\/(.+)\/texts\/(.+)\/(.+)$/.exec(path) ?? [];
    if (day) {
      const found = exampleTexts(hub.now()).texts.filter(
        (one) =>
          (number === 'any' || one.label.includes(String(number).toUpperCase())) &&
          (state === 'all' || /undelivered|refused/.test(one.state)),
      );
      // Of a whole month there are more than a page tells.
      const total = day === 'this-month' ? 2_400 : found.length;
      return { status: 200, body: { total, texts: found } };
    }
    const body = path.endsWith('/texts') ? exampleTexts(hub.now()) : {};
    return { status: 200, body };
  };
  const { page } = await stage.open('/console/texts?lang=zh-Hans', {
    viewport: { width: 1366, height: 900 },
  });
  await page.waitForSelector('.manager-table');
  await expect
    .poll(() => page.locator('h1 + p').innerText())
    .toBe('今天 436 条，3 条未送到，费用 21.33 元');
  const ill = page.locator('td.texts-ill').first();
  await says(ill, /^没有应答 \d\d:\d\d 起$/);
  const rows = page.locator('.texts-each tbody tr');
  await expect.poll(() => rows.count()).toBe(4);
  const search = page.getByRole('searchbox', { name: '按号码查' });
  await search.fill('a012');
  await expect
    .poll(() => rows.allInnerTexts())
    .toEqual([expect.stringMatching(/A012.*号码被屏蔽/s)]);
  await page.getByRole('combobox', { name: '时间' }).selectOption('this-month');
  await says(page.locator('.texts-each + p, p[role="status"]').first(), /^2400 条。/);
  await search.fill('');
  await page.getByRole('combobox', { name: '时间' }).selectOption('today');
  await says(page.locator('#managers + table'), /chief\s+137\*{4}7001\s+新差评、已逾期\s+30/);
  const onlyFailed = page.getByRole('checkbox', { name: '只看未送到的' });
  await onlyFailed.check();
  const all = async () => (await rows.allInnerTexts()).join();
  await expect.poll(all).toMatch(/A012.*A014.*已删除.*MK:0001/s);
  const phone = page.getByRole('textbox', { name: '手机号' });
  await phone.fill('1380013');
  await page.keyboard.press('Enter');
  await page.getByText('不是手机号').waitFor();
  await expect.poll(() => violationsOn(page)).toEqual([]);
  await phone.fill('138 0013 8000');
  await page.keyboard.press('Enter');
  await page.getByText('已交去发送').waitFor();
  expect(hub.asked.filter(({ method }) => method === 'POST').map(({ path }) => path)).toEqual([
    '/api/halls/dongcheng/texts/test',
  ]);
  expect(await page.content()).not.toContain('13800138000');
  await onlyFailed.uncheck();
  for (const lang of ['zh-Hans', 'en', 'zh-Hant']) {
    await page.locator(`.language-choice [lang="${lang}"]`).click();
    await page.locator(`html[lang="${lang}"]`).waitFor();
    for (const size of [
      { width: 360, height: 740 },
      { width: 1366, height: 900 },
    ]) {
      await page.setViewportSize(size);
      const wide = async () => (await clippedOn(page)).filter((one) => / wide$/.test(one));
      await expect.poll(wide, { message: `${lang} ${size.width}` }).toEqual([]);
      await picture(page, `console-texts-${lang}-${size.width}`);
    }
  }
});
