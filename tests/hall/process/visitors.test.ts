/**
 * The example hall as its visitors meet it, each on a way of their own: at night, in a hurry, old, blind,
 * in a wheelchair, foreign; then on the phone behind the slip, and under the hall's screens. One hub, one
 * Chromium, and paper as the printer got it.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { complaintsOf, openBrowser } from '../../screens/browser.ts';
import { says } from '../../screens/says.ts';
import { type Example, startExample } from './example.ts';
import { paperOf, type Slip } from './paper.ts';

const token = 'visitors-test-token-0123456789';
const standing = { width: 1080, height: 1920 };
const phoneSize = { width: 390, height: 844 };

let example: Example;
let browser: Browser;
let kiosk: Page;
const complaints: string[][] = [];
beforeAll(async () => {
  [example, browser] = await Promise.all([
    startExample({ JINGHAO_API_TOKEN: token }),
    openBrowser(),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await example?.end();
});

async function open(address: string, viewport = standing): Promise<Page> {
  const context = await browser.newContext({ viewport, hasTouch: true, locale: 'zh-CN' });
  const page = await context.newPage();
  complaints.push(complaintsOf(page));
  await page.goto(address);
  return page;
}

/** The next visitor: nothing of the last one is left. */
async function next(): Promise<void> {
  await kiosk.goto(`${example.url}/kiosk`);
  await kiosk.locator('.kiosk-start').waitFor();
}

const button = (name: string) => kiosk.getByRole('button', { name, exact: true });
const tile = (name: string) => kiosk.locator('.tile, .strip').filter({ hasText: name }).first();
const label = async () =>
  (await kiosk
    .getByText(/^R\d{3}$/)
    .first()
    .textContent()) ?? '';

const paper = (words: string) => paperOf(example, words);

async function asked(method: 'POST' | 'DELETE', path: string, body: object = {}): Promise<void> {
  const answer = await fetch(`${example.url}/api/halls/dongcheng/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
  });
  expect(answer.ok, `${path}: ${await answer.text()}`).toBe(true);
}

const highest = () =>
  kiosk.evaluate(`Math.min(...[...document.querySelectorAll('#page button')]
    .map((one) => one.getBoundingClientRect()).filter(({ height }) => height > 0)
    .map(({ top }) => top))`) as Promise<number>;

/** The slip that follows somebody from one test to the next. */
let slip: Slip;

test('at night: a dark page, no number that nobody calls, and whom to ring', async () => {
  const night = await open(example.kiosks[3] ?? '');
  await night.locator('.kiosk-shut').waitFor();
  await expect.poll(() => night.evaluate('document.documentElement.dataset.theme')).toBe('dark');
  await says(night.locator('.where'), /110.*119.*120.*12345/s);
  await expect.poll(() => night.locator('.tile-name').allInnerTexts()).toContain('办事指南');
  await night.close();
});

test('in a hurry: two choices and one press', async () => {
  kiosk = await open(example.kiosks[0] ?? '');
  await tile('综合与咨询').tap();
  await tile('综合受理').tap();
  await button('取号').tap();
  expect(await label()).toBe('R001');
  slip = await paper('R001');
  expect(slip.lines).toContain('综合受理');
});

test('old: easy view, the lost identity card, what to bring on paper, and booking is still there', async () => {
  await next();
  await button('长辈版').tap();
  await tile('办事指南').tap();
  await kiosk.locator('.guide-search').tap();
  for (const letter of 'sfzds')
    await kiosk.locator('.keyboard-row').getByRole('button', { name: letter, exact: true }).tap();
  await kiosk.locator('.guide-row').filter({ hasText: '补领（丢失）' }).tap();
  await kiosk.getByText('居民户口簿', { exact: true }).waitFor();
  const size = () =>
    kiosk.evaluate(`parseFloat(getComputedStyle(document.querySelector('.guide-name')).fontSize)`);
  await expect.poll(size).toBeGreaterThanOrEqual(24);
  await button('打印材料清单').tap();
  await kiosk.getByText('已打印').waitFor();
  const list = await paper('材料清单');
  expect(list.lines).toContain('□ 居民户口簿（原件1份）');
  expect(list.qr[0]).toMatch(/\/guide\/identity-card-replacement$/);
  await button('首页').tap();
  await tile('更多服务').tap();
  await tile('预约签到').tap();
  await kiosk.locator('.keypad').waitFor();
});

test('blind: keys alone, and each page, part and choice in words', async () => {
  await next();
  const said: string[] = [];
  // No sound is made: what is to be said goes on at once.
  await kiosk.route('**/speech', (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    said.push((route.request().postDataJSON() as { text: string }).text);
    return route.fulfill({ status: 204, body: '' });
  });
  const hears = (words: RegExp) => expect.poll(() => said.join(' ')).toMatch(words);
  const to = async (name: string) => {
    const reached = () =>
      kiosk.evaluate(
        `document.activeElement.matches('button') ? document.activeElement.innerText : ''`,
      ) as Promise<string>;
    for (let key = 0; key < 40 && !(await reached()).includes(name); key += 1)
      await kiosk.keyboard.press('ArrowDown');
    await expect.poll(reached).toContain(name);
  };
  const press = async (name: string) => {
    await to(name);
    await kiosk.keyboard.press('Enter');
  };
  await kiosk.evaluate(
    `document.dispatchEvent(new KeyboardEvent('keydown', { key: 'F15', code: 'F15' }))`,
  );
  await hears(/语音已打开.*您要办理什么/s);
  await press('办事指南');
  await hears(/您要办什么事.*共有/s);
  await press('居民身份证补领');
  await hears(/居民身份证补领（丢失）.*要带什么.*居民户口簿/s);
  await press('怎么办');
  await hears(/已选中.*怎么办.*挂失和采集/s);
  await kiosk.keyboard.press('Home');
  await press('综合与咨询');
  await kiosk.locator('.kiosk-services').waitFor();
  await press('综合受理');
  await kiosk.locator('.kiosk-take').waitFor();
  await press('需要优先');
  await hears(/优先和帮助/);
  const before = said.length;
  await press('接引帮扶');
  await expect.poll(() => said.slice(before).at(-1)).toBe('已选中');
  await kiosk.keyboard.press('Escape');
  await kiosk.locator('.kiosk-take').waitFor();
  await press('取号');
  await hears(/您的号码.*R 0 0 2.*小票/s);
  await kiosk.unroute('**/speech');
});

test('in a wheelchair: all that is touched stands in the lower half, what is read above it', async () => {
  await next();
  await button('低位').tap();
  const low = () => expect.poll(highest).toBeGreaterThanOrEqual(standing.height / 2);
  await expect.poll(() => kiosk.locator('.tile').count()).toBe(4);
  await low();
  await tile('综合与咨询').tap();
  await kiosk.locator('.kiosk-services').waitFor();
  await low();
  await tile('综合受理').tap();
  await kiosk.locator('.kiosk-take').waitFor();
  await low();
  await button('首页').tap();
  await tile('办事指南').tap();
  await kiosk.locator('.guide-search').waitFor();
  await low();
  await tile('个人办事').tap();
  await kiosk.getByRole('heading', { name: '个人办事' }).waitFor();
  await low();
  await kiosk.locator('.tile').first().tap();
  await kiosk.locator('.guide-row').first().waitFor();
  await low();
  await kiosk.locator('.guide-row').first().tap();
  await kiosk.locator('.guide-list').waitFor();
  await low();
  // The first thing to bring is whole in the room for words, not on a later page of it.
  const item = kiosk.locator('.guide-item').first();
  const ends = async (of: typeof item) => {
    const { x, y, width, height } = (await of.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    return { right: x + width, bottom: y + height };
  };
  const fits = async () => {
    const [room, first] = [await ends(kiosk.locator('.guide-pages')), await ends(item)];
    return first.bottom > 0 && first.bottom <= room.bottom && first.right <= standing.width;
  };
  await expect.poll(fits).toBe(true);
});

test('foreign: English from the first page to the slip', async () => {
  await next();
  await button('English').tap();
  const noChinese = async () => {
    const words = () => kiosk.locator('#page .where, #page .body').allInnerTexts();
    await expect.poll(async () => (await words()).join(' ')).not.toMatch(/[\u4e00-\u9fff]/);
  };
  await noChinese();
  await tile('General and advice').tap();
  await kiosk.locator('.kiosk-services').waitFor();
  await noChinese();
  await tile('General reception').tap();
  await kiosk.getByText('Priority or help?').tap();
  await kiosk.getByText('Foreign language', { exact: true }).tap();
  await noChinese();
  await button('Done').tap();
  await kiosk.getByText('Foreign language').waitFor();
  await button('Take a number').tap();
  expect(await label()).toBe('R003');
  await noChinese();
  const { lines } = await paper('R003');
  expect(lines).toContain('Your number');
  expect(lines.join(' ')).toContain('Numbers are not called aloud.');
});

test('phone, screens and a drill: called, rated, put off, and an emergency that ends', async () => {
  const [link = ''] = slip.qr;
  const hall = await open(`${example.url}/display`, { width: 1920, height: 1080 });
  const sign = await open(`${example.url}/display/counter/3`, { width: 1280, height: 720 });
  const phone = await open(link, phoneSize);
  await phone.getByText('R001').first().waitFor();
  await asked('POST', 'counters/3/call-next');
  await Promise.all([
    phone.getByText('请现在到窗口办理').waitFor(),
    hall.getByText('R001').first().waitFor(),
    sign.getByText('R001').first().waitFor(),
  ]);
  await says(phone.locator('body'), /3\s*号窗口/);
  await asked('POST', 'counters/3/serve');
  await asked('POST', 'counters/3/finish');
  await phone.getByRole('button', { name: '满意', exact: true }).click();
  await phone.getByText('谢谢').first().waitFor();
  // Another one is not ready yet: ten minutes more, once.
  const later = await open((await paper('R003')).qr[0] ?? '', phoneSize);
  await later.getByRole('button', { name: /分钟再叫我$/ }).click();
  await later.getByText('已延后叫号').waitFor();
  await next();
  await asked('POST', 'emergency', { kind: 'drill' });
  const everywhere = [hall, sign, kiosk, phone];
  await Promise.all(everywhere.map((page) => page.getByText('演练').first().waitFor()));
  await asked('DELETE', 'emergency');
  await Promise.all(
    everywhere.map((page) => page.getByText('演练').first().waitFor({ state: 'hidden' })),
  );
  await kiosk.locator('.kiosk-start').waitFor();
});

test('no page complained', () => {
  expect(complaints.flat()).toEqual([]);
});
