/**
 * A number travels, for real: the example hall as `npm start` runs it, a visitor at the kiosk, paper
 * from the printer's bytes, a clerk at the console, the hall screen and the sign over the window, all
 * in Chromium; then a visitor misses the call and comes back by phone, and the hub dies and comes back
 * while everybody looks at it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { complaintsOf, openBrowser, violationsOn } from '../../screens/browser.ts';
import { type Example, ended, printed, startExample } from './example.ts';
import { hallFile } from './hub.ts';

const root = resolve(import.meta.dirname, '../../..');

interface Slip {
  readonly lines: readonly string[];
  readonly qr: readonly string[];
  readonly cut: string;
  readonly error: string | null;
}

let example: Example;
let browser: Browser;
/** What each page complained of, still growing. */
const complaints: string[][] = [];

async function page(width: number, height: number, address: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height } });
  const opened = await context.newPage();
  complaints.push(complaintsOf(opened));
  await opened.goto(address);
  return opened;
}

async function slips(): Promise<readonly Slip[]> {
  return (await (await fetch(`${example.paper}/papers.json`)).json()) as Slip[];
}

const ask = async (address: string): Promise<unknown> => (await fetch(address)).json();
const strips = () =>
  ask(`${example.strips}/strips.json`) as Promise<readonly { readonly text: string | null }[]>;
const keypads = async () => {
  const told = (await ask(`${example.keypads}/keys.json`)) as {
    readonly keypads: readonly { readonly display: string }[];
  };
  return told.keypads;
};

async function takeNumber(kiosk: Page): Promise<string> {
  await kiosk.getByText('综合与咨询').click();
  await kiosk.getByText('综合受理', { exact: true }).click();
  await kiosk.getByRole('button', { name: '取号', exact: true }).dblclick();
  const label = await kiosk
    .getByText(/^R\d{3}$/)
    .first()
    .textContent();
  return label ?? '';
}

beforeAll(async () => {
  [example, browser] = await Promise.all([startExample(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await example?.end();
});

describe('a number travels', () => {
  let kiosk: Page;
  let hall: Page;
  let sign: Page;
  let desk: Page;

  test('a kiosk enrols with its one-time code, once', async () => {
    const address = example.kiosks[0] ?? '';
    kiosk = await page(1080, 1920, address);
    await kiosk.getByText('您要办理什么').waitFor();
    const other = await page(1080, 1920, address);
    await other
      .getByRole('button', { name: /^[A-Z]$/ })
      .nth(20)
      .waitFor();
    expect(await other.getByText('您要办理什么').count()).toBe(0);
    await other.close();
  });

  test('a double tap gives one number, shown at once, and its slip in real bytes', async () => {
    hall = await page(1920, 1080, `${example.url}/display`);
    sign = await page(1280, 720, `${example.url}/display/counter/1`);
    expect(await takeNumber(kiosk)).toBe('R001');
    await kiosk.getByText('小票已打印').waitFor();
    const [slip, ...more] = await slips();
    expect(more).toEqual([]);
    expect(slip?.error).toBeNull();
    expect(slip?.cut).toBe('partial');
    expect(slip?.lines).toContain('东城区政务服务中心');
    expect(slip?.lines.some((line) => line.includes('R001'))).toBe(true);
    expect(slip?.lines.some((line) => line.includes('综合受理'))).toBe(true);
    const phone = await page(390, 844, slip?.qr[0] ?? '');
    await phone.getByText('R001').first().waitFor();
    await hall.getByText('综合受理').waitFor();
  });

  test('a clerk signs in, calls with one key, and both screens show it', async () => {
    desk = await page(1024, 768, `${example.url}/console`);
    await desk.getByLabel('账号').fill('clerk1');
    await desk.getByLabel('密码', { exact: true }).fill(example.password('clerk1'));
    await desk.getByRole('button', { name: '登录', exact: true }).click();
    await desk.getByText('1号综合窗口', { exact: true }).first().click();
    const next = desk.getByRole('button', { name: /下一位/ });
    await next.waitFor();
    await expect.poll(() => violationsOn(desk)).toEqual([]);
    await desk.keyboard.press('Space');
    await Promise.all([
      hall
        .locator('[data-state="called"]', { hasText: 'R001' })
        .or(hall.getByText('R001'))
        .first()
        .waitFor(),
      sign.getByText('R001').first().waitFor(),
      desk.getByText('已呼叫').first().waitFor(),
    ]);
    await expect.poll(async () => (await strips())[0]?.text).toBe('请R001号到1号窗口');
    await expect.poll(async () => (await keypads())[0]?.display.trim()).toBe('001');
    await desk.keyboard.press('F2');
    await desk.getByText('办理中').first().waitFor();
    await desk.keyboard.press('F8');
    await desk.getByText('手上没有号').first().waitFor();
  });

  test('without paper the number stands all the same, and everybody is told', async () => {
    await fetch(`${example.paper}/do/paper-out`, { method: 'POST' }).then((answer) =>
      expect(answer.ok).toBe(true),
    );
    await kiosk.locator('.number-done button').click();
    await kiosk.getByText('您要办理什么').waitFor();
    expect(await takeNumber(kiosk)).toBe('R002');
    await kiosk.getByText('请记下您的号码').first().waitFor();
    await desk.getByText('入口一号取号机').first().waitFor();
  });

  test('the manager finds one alarm about it, and says that it is seen to', async () => {
    const manager = await page(1366, 900, `${example.url}/console/sign-in`);
    await manager.getByLabel('账号').fill('manager');
    await manager.getByLabel('密码', { exact: true }).fill(example.password('manager'));
    await manager.getByRole('button', { name: '登录', exact: true }).click();
    await manager.getByText('您在哪个窗口').waitFor();
    await manager.goto(`${example.url}/console/devices`);
    const alarm = manager.locator('.alarm', { hasText: '缺纸' });
    await alarm.waitFor();
    expect(await manager.locator('.alarm').count()).toBe(1);
    await alarm.getByRole('button', { name: '知道了' }).click();
    await alarm.getByText('已有人处理').waitFor();
    await manager.close();
  });
});

describe('a call is missed, the hub dies, and all come back', () => {
  test('by the phone; screens say that they are stale, and resume with the day as it was', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'jinghao-resume-'));
    const config = join(dataDir, 'hall.yaml');
    const written = readFileSync(hallFile, 'utf8');
    // Nobody has to be waited for.
    writeFileSync(config, `${written}\nrules: { noShowAfterSeconds: 0 }\n`);
    const env = {
      ...process.env,
      DATA_DIR: dataDir,
      HOST: '127.0.0.1',
      PORT: new URL(example.url).port,
      JINGHAO_CONFIG: config,
      JINGHAO_API_TOKEN: 'journey-token-1234567890',
      LOG_LEVEL: 'fatal',
    };
    const start = async (): Promise<ChildProcess> => {
      const hub = spawn(process.execPath, ['server/main.ts', 'start'], { cwd: root, env });
      await printed(hub, /http:/);
      return hub;
    };
    await example.end();
    const first = await start();
    const headers = {
      authorization: `Bearer ${env.JINGHAO_API_TOKEN}`,
      'content-type': 'application/json',
    };
    const post = async (path: string, body: object) =>
      (await fetch(`${example.url}/api/halls/dongcheng/${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      })) as Response;
    const taken = await post('tickets', { service: 'general', requestId: 'journey-1' });
    const { id: ticket, link } = (await taken.json()) as { id: string; link: string };
    const hall = await page(1920, 1080, `${example.url}/display`);
    await hall.getByText('综合受理').waitFor();
    await post('counters/3/call-next', { requestId: 'journey-2' });
    const missed = hall.locator('.hint', { hasText: '过号，可重新排队' });
    await hall.locator('.call', { hasText: 'R001' }).waitFor();
    await post('counters/3/no-show', { ticket, requestId: 'journey-3' });
    await missed.getByText('R001').first().waitFor();
    const phone = await page(390, 844, new URL(`${link}?lang=zh-Hans`, example.url).href);
    await phone.getByRole('button', { name: '重新排队' }).click();
    await missed.waitFor({ state: 'detached' });
    await post('counters/3/call-next', { requestId: 'journey-4' });
    await phone.locator('.phone-called', { hasText: '3号窗口' }).waitFor();
    await expect.poll(() => hall.locator('.call-awaited', { hasText: 'R001' }).count()).toBe(1);
    await phone.close();

    await ended(first, 'SIGKILL');
    await hall.getByText('信息可能不是最新').waitFor();
    expect(await hall.getByText('R001').count()).toBeGreaterThan(0);
    const second = await start();
    await hall.getByText('信息可能不是最新').waitFor({ state: 'hidden' });
    await hall.getByText('R001').first().waitFor();
    const again = await post('tickets', { service: 'general', requestId: 'journey-1' });
    expect(await again.json()).toMatchObject({ label: 'R001' });
    await ended(second, 'SIGTERM');
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('no page complained', () => {
    // A hub that is killed and a code that is used twice are told by the browser, too.
    const expected = /WebSocket connection|ERR_CONNECTION|status of 401/;
    expect(complaints.flat().filter((text) => !expected.test(text))).toEqual([]);
    expect(complaints.flat().some((text) => expected.test(text))).toBe(true);
  });
});
