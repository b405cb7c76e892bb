/**
 * The way to work in a real Chromium: signing in with each of its refusals, choosing a counter,
 * entering it, and leaving.
 */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { here } from '../../fixtures/screens/counter.ts';
import { colleague } from '../../fixtures/screens/counter-day.ts';
import { complaintsOf, picture, violationsOn } from './browser.ts';
import { beside, clippedOn, focusOn, me, stageForTests } from './console-stage.ts';
import { says } from './says.ts';

const stage = stageForTests();

interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly json?: object;
}

/** The sign-in page of a clerk whom the hub answers so; what was posted. */
async function signInPage(
  answers: Answer[],
  search = '',
  alone = false,
): Promise<{ page: Page; posted: object[] }> {
  const page = await stage().strangerPage(undefined, { alone });
  const posted: object[] = [];
  let signedIn = false;
  await page.route('**/me', (route) =>
    signedIn ? route.fulfill({ json: me }) : route.fulfill({ status: 401, json: {} }),
  );
  await page.route('**/sign-in', (route) => {
    const request = route.request();
    if (request.method() !== 'POST') return route.continue();
    posted.push(request.postDataJSON() as object);
    const answer = answers.shift() ?? { status: 204 };
    signedIn = answer.status === 204;
    return route.fulfill(answer);
  });
  await page.goto(`${stage().hub.url}/console/sign-in${search}`);
  await page.locator('form').waitFor();
  return { page, posted };
}

async function signIn(page: Page, account = 'wang', password = 'right horse'): Promise<void> {
  await page.locator('#account').fill(account);
  await page.locator('#password').fill(password);
  await page.keyboard.press('Enter');
}

const trouble = (page: Page) => page.locator('.sign-in-trouble');

describe('signing in', () => {
  test('an administrator sets up a second factor, mistypes a code, and is in', async () => {
    stage().set('ordinary');
    const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
    const uri = `otpauth://totp/Jinghao%20dongcheng:zhou?secret=${secret}`;
    const { page, posted } = await signInPage([
      { status: 401, json: { refused: 'second-factor-new', secret, uri } },
      { status: 401, json: { refused: 'second-factor-wrong' } },
    ]);
    await signIn(page, 'zhou');
    await page.locator('.sign-in-factor svg').waitFor();
    await expect.poll(async () => (await focusOn(page)).id).toBe('code');
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await expect.poll(() => clippedOn(page)).toEqual([]);
    await picture(page, 'sign-in-second-factor');
    await page.keyboard.type('000000');
    await page.keyboard.press('Enter');
    await page.getByText('动态码不对').waitFor();
    await expect.poll(async () => (await focusOn(page)).id).toBe('code');
    await page.keyboard.type('123456');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/console');
    await expect
      .poll(() => posted.at(-1))
      .toEqual({ account: 'zhou', password: 'right horse', code: '123456' });
  });

  test('goes on to the console, and posts account and password only', async () => {
    stage().set('ordinary');
    const { page, posted } = await signInPage([]);
    const complaints = complaintsOf(page);
    await expect.poll(async () => (await focusOn(page)).id).toBe('account');
    await signIn(page, ' wang ');
    await page.waitForURL('**/console');
    expect(posted).toEqual([{ account: 'wang', password: 'right horse' }]);
    expect(page.url()).not.toContain('horse');
    expect(complaints).toEqual([]);
  });

  test('what is missing is asked for, and nothing is sent', async () => {
    const { page, posted } = await signInPage([]);
    await signIn(page, '', '');
    await expect.poll(() => trouble(page).innerText()).toContain('账号');
    await expect.poll(async () => (await focusOn(page)).id).toBe('account');
    await signIn(page, 'wang', '');
    await expect.poll(() => trouble(page).innerText()).toContain('密码');
    await expect.poll(async () => (await focusOn(page)).id).toBe('password');
    expect(posted).toEqual([]);
  });

  test('wrong: says so, empties the password, and lets one try again', async () => {
    stage().set('ordinary');
    const { page } = await signInPage([{ status: 401, json: { refused: 'wrong-credentials' } }]);
    await signIn(page, 'wang', 'wrong');
    await expect.poll(() => trouble(page).innerText()).toContain('不对');
    await expect.poll(() => page.locator('#password').inputValue()).toBe('');
    await expect.poll(async () => (await focusOn(page)).id).toBe('password');
    await page.keyboard.type('right horse');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/console');
  });

  test('too many tries: counts down, sends nothing, then opens again', async () => {
    const limited = { 'retry-after': '30' };
    const { page, posted } = await signInPage(
      [{ status: 429, headers: limited, json: { refused: 'too-many-tries' } }],
      '',
      true,
    );
    await page.clock.install();
    await signIn(page);
    const button = page.locator('form button[type=submit]');
    await expect.poll(() => button.innerText()).toMatch(/^(30|2\d) 秒后可以再试$/);
    await signIn(page);
    expect(posted).toHaveLength(1);
    // A countdown takes one timer after the other, so the clock is let run rather than jump.
    await page.clock.runFor(31_000);
    await expect.poll(() => button.innerText()).toBe('登录');
    await says(trouble(page), '可以再试');
  });

  test('an account of another hall, and a hub that does not answer, each have a sentence', async () => {
    const { page } = await signInPage([
      { status: 403, json: {} },
      { status: 503, json: {} },
    ]);
    await signIn(page);
    await expect.poll(() => trouble(page).innerText()).toContain('另一个大厅');
    await signIn(page);
    await expect.poll(() => trouble(page).innerText()).toContain('连不上主机');
    expect(await page.locator('#password').inputValue()).not.toBe('');
  });

  test('the password can be shown, and is hidden at first', async () => {
    const { page } = await signInPage([]);
    await expect.poll(() => page.locator('#password').getAttribute('type')).toBe('password');
    await page.getByRole('button', { name: '显示密码' }).click();
    await expect.poll(() => page.locator('#password').getAttribute('type')).toBe('text');
  });

  test.each(['zh-Hans', 'zh-Hant', 'en'])('has no violation and fits, in %s', async (lang) => {
    const { page } = await signInPage([{ status: 401, json: {} }], `?lang=${lang}`);
    await signIn(page);
    await trouble(page).locator('[role=alert]').waitFor();
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await expect.poll(() => clippedOn(page)).toEqual([]);
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe(lang);
  });

  test('a language chosen here is remembered on this computer', async () => {
    const { page } = await signInPage([]);
    await page.getByRole('button', { name: '繁體中文' }).click();
    await page.reload();
    await expect.poll(() => page.locator('h1').innerText()).toBe('工作人員登入');
  });
});

describe('choosing a counter', () => {
  async function choosing(): Promise<Page> {
    const page = await stage().page();
    await page.goto(`${stage().hub.url}/console`);
    await page.locator('.choose').waitFor();
    return page;
  }

  test('leads a volunteer to taking numbers for others, signed in at no counter', async () => {
    stage().set('left-alone');
    const page = await choosing();
    await picture(page, 'console-choose');
    await page.getByRole('button', { name: '辅助取号' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.waitFor();
    await expect.poll(() => sheet.getByLabel('辅助取号').isChecked()).toBe(true);
    await sheet.getByRole('combobox', { name: '服务' }).selectOption('general');
    await sheet.getByRole('button', { name: '取号' }).click();
    await expect.poll(() => sheet.innerText()).toMatch(/已取号 R\d+/);
    expect(stage().asked.map(({ type }) => type)).toEqual(['issue-ticket']);
    expect(stage().asked[0]).toMatchObject({ assisted: true });
    // It is no counter of this computer: the next time it asks again.
    await page.goto(`${stage().hub.url}/console`);
    await page.locator('.choose').waitFor();
  });

  test('shows all of them with what goes on there, and one press enters', async () => {
    stage().set('left-alone');
    stage().elsewhere(colleague, { type: 'call-next', counter: beside });
    const page = await choosing();
    await expect.poll(() => page.locator('.choose-counter').count()).toBe(24);
    const taken = page.locator('.choose-open');
    await says(taken, 'R001');
    await page.locator('.choose-counter', { hasText: '3号综合窗口' }).first().click();
    await page.locator('.counter').waitFor();
    await expect.poll(() => page.url()).toBe(`${stage().hub.url}/console?counter=3`);
    expect(stage().asked.map(({ type }) => type)).toEqual(['sign-in']);
    // The next time it opens by itself.
    await page.goto(`${stage().hub.url}/console`);
    await page.locator('.counter').waitFor();
  });

  test('moving from another counter takes a second press', async () => {
    stage().set('left-alone');
    stage().elsewhere(
      { kind: 'clerk', id: me.id as never },
      { type: 'sign-in', counter: '5' as never },
    );
    const page = await choosing();
    await page.locator('.choose-counter', { hasText: '3号综合窗口' }).first().click();
    await expect.poll(() => page.locator('.door-saying').innerText()).toContain('5号综合窗口');
    await page.getByRole('button', { name: '换到这里' }).click();
    await page.locator('.counter').waitFor();
    expect(stage().asked.map((asked) => 'move' in asked && asked.move)).toEqual([false, true]);
  });

  test('a counter that the hall does not have is told, with a way out', async () => {
    stage().set('ordinary');
    stage().hub.refusal = { refused: 'unknown-counter' };
    const page = await stage().page();
    await page.goto(`${stage().hub.url}/console?counter=99`);
    await expect.poll(() => page.locator('.console-wait').innerText()).toContain('没有这个窗口');
    stage().hub.refusal = null;
    await page.getByRole('button', { name: '选别的窗口' }).click();
    await page.locator('.choose').waitFor();
  });

  test('leaving signs the counter out and leads back to the choice', async () => {
    stage().set('ordinary');
    const page = await stage().open();
    await page.click('#leave');
    await page.getByRole('menuitem', { name: '我的登录' }).waitFor();
    await page.getByRole('menuitem', { name: '换窗口' }).click();
    await page.locator('.choose').waitFor();
    const mine = page.getByRole('link', { name: '我的登录' });
    await expect.poll(() => mine.getAttribute('href')).toBe('/console/sign-in?mine');
    expect(stage().asked.map(({ type }) => type)).toEqual(['sign-out']);
    expect(stage().day.view(here).counter.status).toBe('closed');
    await expect.poll(() => page.url()).toBe(`${stage().hub.url}/console`);
  });
});
