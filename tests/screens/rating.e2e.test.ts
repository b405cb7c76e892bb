/**
 * Rating on the counter's tablet and on the phone, in a real Chromium: five levels alike, nothing chosen
 * beforehand, tags and words after the level, and no answer in time is nobody's level.
 */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { displayExamples } from '../../fixtures/screens/display.ts';
import { phoneExamples } from '../../fixtures/screens/phone.ts';
import { managerHere } from '../../fixtures/screens/staff.ts';
import { tagsOf } from '../../server/ratings/options.ts';
import { picture, violationsOn } from './browser.ts';
import { cutOff, PublicStage } from './public-stage.ts';

let stage: PublicStage;
beforeAll(async () => {
  stage = await PublicStage.build();
});
beforeEach(() => stage.begin());
afterEach(() => stage.end());
afterAll(() => stage.close());

const names = ['非常满意', '满意', '基本满意', '不满意', '非常不满意'];

it('the tablet: a level, its tags and words; who does not answer is asked no more', async () => {
  let question: { id: string; leftMs: number } | null = null;
  let away = false;
  let down = true;
  let emergency: object | null = null;
  const card = { name: '王秀英', post: { 'zh-Hans': '综合窗口', en: 'All services' }, photo: null };
  stage.hub.api = ({ path }) => {
    if (away) return { status: 503, body: {} };
    if (path === '/api/tablet/rate') return { status: 200, body: { tags: tagsOf(2) } };
    if (path === '/api/tablet/add') return { status: down ? 503 : 204, body: {} };
    const hall = stage.hub.names.hall.name;
    return { status: 200, body: { hall, counter: '3', sign: '3', question, emergency, card } };
  };
  const viewport = { width: 1280, height: 800 };
  const { page, complaints } = await stage.open('/tablet/3?lang=zh-Hans', {
    viewport,
    clock: true,
  });
  /** What is counted, after one more look of the tablet at the hub. */
  const then = async (count: () => Promise<number>): Promise<number> => {
    await page.clock.runFor(1_500);
    return count();
  };
  await page.getByText('办结后请在此评价').waitFor();
  await page.getByText('王秀英').waitFor();
  await expect.poll(() => violationsOn(page)).toEqual([]);
  await picture(page, 'tablet-idle');
  question = { id: 'q1', leftMs: 60_000 };
  await expect.poll(() => then(() => page.locator('.tablet-levels').count())).toBe(1);
  const levels = page.locator('.tablet-levels button');
  await expect.poll(() => levels.allInnerTexts()).toEqual(names);
  await expect
    .poll(() => page.locator('[aria-pressed=true]').allInnerTexts())
    .toEqual(['简体中文']);
  for (const size of [viewport, { width: 800, height: 1280 }, { width: 1024, height: 768 }]) {
    await page.setViewportSize(size);
    await expect.poll(() => cutOff(page), { message: `${size.width}` }).toEqual([]);
    const high = async () => (await levels.first().boundingBox())?.height;
    await expect.poll(high).toBeGreaterThanOrEqual(60);
  }
  await page.setViewportSize(viewport);
  await expect.poll(() => violationsOn(page)).toEqual([]);
  await picture(page, 'tablet-question');
  await page.getByText('不满意', { exact: true }).click();
  await page.locator('.rating-tags button').first().waitFor();
  await expect.poll(() => page.locator('.rating-tags button').count()).toBe(8);
  expect(await page.locator('.rating-tags [aria-pressed=true]').count()).toBe(0);
  await expect.poll(() => page.getByText('提交', { exact: true }).isDisabled()).toBe(true);
  await page.getByText('窗口人员业务不熟练').click();
  await page.locator('textarea').fill('问了三次');
  await expect.poll(() => violationsOn(page)).toEqual([]);
  await picture(page, 'tablet-more');
  question = null;
  await page.getByText('提交', { exact: true }).click();
  await page.getByText('正在重新提交').waitFor();
  await picture(page, 'tablet-again');
  down = false;
  await page.clock.runFor(3_000);
  await expect.poll(() => page.locator('.rating-more').count()).toBe(0);
  await page.getByText('已记录，谢谢').waitFor();
  const posts = () => stage.hub.asked.filter(({ method }) => method === 'POST');
  const told = posts().map(({ path, body }) => JSON.stringify([path, body]));
  expect([...new Set(told)].map((one) => JSON.parse(one))).toEqual([
    ['/api/tablet/rate', { question: 'q1', level: 2 }],
    ['/api/tablet/add', { question: 'q1', tags: ['213'], words: '问了三次' }],
  ]);
  expect(told.length).toBeGreaterThan(2);
  // The next one does not answer: the hub ends the question, and the page says so and sends nothing.
  await page.clock.runFor(4_000);
  await page.getByText('办结后请在此评价').waitFor();
  question = { id: 'q2', leftMs: 60_000 };
  await expect.poll(() => then(() => levels.count())).toBe(5);
  await page.getByText('English', { exact: true }).click();
  await page.getByText('Very satisfied').waitFor();
  await expect.poll(() => cutOff(page)).toEqual([]);
  await picture(page, 'tablet-question-en');
  question = null;
  await expect.poll(() => then(() => page.getByText('The time to rate is over').count())).toBe(1);
  expect(posts()).toHaveLength(told.length);
  emergency = { kind: 'evacuation', words: null, since: stage.hub.now() };
  await expect.poll(() => then(() => page.locator('.emergency-evacuation').count())).toBe(1);
  await expect.poll(() => cutOff(page)).toEqual([]);
  await picture(page, 'tablet-emergency');
  emergency = null;
  await expect.poll(() => then(() => page.locator('.emergency').count())).toBe(0);
  away = true;
  await expect.poll(() => then(() => page.getByText('The hall cannot be reached').count())).toBe(1);
  expect(complaints.filter((one) => !one.includes('503'))).toEqual([]);
});

it('the phone: tags and words after the level, and one rating more for who has rated', async () => {
  stage.hub.answer = ({ body }) => {
    const { type } = body.command as { type: string };
    const steps = [
      { step: 0, service: 'tax' as never },
      { step: 1, service: 'tax' as never, again: true },
    ];
    if (type === 'find-rating') return { ok: true, steps } as never;
    if (type === 'rate') return { ok: true, tags: tagsOf(5) } as never;
    return { ok: true, seq: 9 };
  };
  stage.hub.show('phone', phoneExamples.finished);
  const viewport = { width: 320, height: 700 };
  const { page, complaints } = await stage.open('/t/secret?lang=zh-Hans&via=text', { viewport });
  const first = page.locator('.rating').first();
  await first.locator('.rating-levels button').first().waitFor();
  await first.getByText('非常满意', { exact: true }).click();
  await first.getByText('可以就近办理').click();
  await first.locator('textarea').fill('很好');
  await expect.poll(() => violationsOn(page)).toEqual([]);
  await expect
    .poll(() => page.evaluate('document.documentElement.scrollWidth'))
    .toBeLessThanOrEqual(320);
  await picture(page, 'phone-rating-more');
  await first.getByText('提交', { exact: true }).click();
  await first.getByText('已收到。谢谢').waitFor();
  await page.getByText('追加评价', { exact: true }).click();
  await page.locator('.rating-levels').getByText('满意', { exact: true }).click();
  await page.getByText('不补充').click();
  await expect.poll(() => page.locator('.rating-more').count()).toBe(0);
  const wishes = stage.hub.heard.map(({ body }) => body.command);
  expect(wishes.slice(-3)).toEqual([
    { type: 'rate', step: 0, level: 5, via: 'text', link: 'secret' },
    { type: 'add-to-rating', step: 0, tags: ['515'], words: '很好', link: 'secret' },
    { type: 'rate', step: 1, again: true, level: 4, via: 'text', link: 'secret' },
  ]);
  expect(complaints).toEqual([]);
});

it('staff read the ratings of today; a bad one is told by a word', async () => {
  stage.hub.show('display', displayExamples.called(stage.hub.now()));
  const rating = {
    ...{ ticket: 't1', label: 'A017', step: 0, number: 1, at: stage.hub.now(), words: '问了三次' },
    ...{ stars: 2, bad: true, channel: 'tablet', tags: tagsOf(2).slice(0, 3) },
    ...{ counter: '3', patterns: ['too-quick', 'device-run'], excluded: true },
  };
  const byPhone = { channel: 'phone', counter: null, patterns: [], excluded: false };
  const again = { ...rating, number: 2, stars: 5, bad: false, tags: [], ...byPhone };
  const counts = { rated: 712, unanswered: 31, bad: 4, excluded: 1, suspicious: 2 };
  const now = { day: '2026-11-22', week: '2026-W47', month: '2026-11' };
  const none = { ...again, ticket: 't2', label: 'B003', number: 1, stars: null, words: null };
  const found = (path: string) => {
    if (path.endsWith('/looked/all/all')) return [rating];
    return path.endsWith('/all/phone/all') ? [again, none] : [rating, again, none];
  };
  stage.hub.api = ({ path }) =>
    path === '/me'
      ? { status: 200, body: managerHere }
      : { status: 200, body: { total: 743, counts, now, ratings: found(path) } };
  const viewport = { width: 800, height: 700 };
  const { page } = await stage.open('/console/ratings?lang=zh-Hans', { viewport });
  await page.getByText('不满意 · 差评 · 不计入').waitFor();
  await expect.poll(() => page.locator('.ratings tbody tr').count()).toBe(3);
  await page.getByText('非常满意 · 追加评价').waitFor();
  const all = '已评 712 次，询问未答 31 次，差评 4 次，不计入 1 次，可疑 2 次。 只列最近 3 条。';
  await page.getByText(all).waitFor();
  await expect
    .poll(() => page.evaluate('document.documentElement.scrollWidth <= innerWidth'))
    .toBe(true);
  await expect.poll(() => violationsOn(page)).toEqual([]);
  await picture(page, 'console-ratings');
  await page.getByText('可疑：提示后 2 秒内给出；同一设备一分钟内 5 次').waitFor();
  const toCase = page.getByText('查看办理情况');
  await expect
    .poll(() => toCase.getAttribute('href'))
    .toBe('/console/cases?kind=bad-rating&ticket=t1');
  const choice = (name: string) => page.locator('.ratings-choice').getByLabel(name);
  await choice('时间').selectOption('本月');
  await expect
    .poll(() =>
      stage.hub.asked.some(({ path }) => path.endsWith('/days/2026-11/ratings/all/all/all')),
    )
    .toBe(true);
  await choice('等级').selectOption('可疑');
  await expect.poll(() => page.locator('.ratings tbody tr').count()).toBe(1);
  await choice('等级').selectOption('全部');
  await choice('渠道').selectOption('手机');
  await expect.poll(() => page.locator('.ratings tbody tr').count()).toBe(2);
});
