/**
 * What a visitor says is heard: told by text, rated badly by the text's link, a case that the manager sees
 * without a touch, put right, and rated once more by the visitor. One hub, a pretend carrier, two pages.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { complaintsOf, openBrowser, violationsOn } from '../../screens/browser.ts';
import { eventLogOf, foundIn, sayEverything } from './everything-personal.ts';
import { type Example, startExample } from './example.ts';
import { ask, hallFile, token } from './hub.ts';

let example: Example;
let browser: Browser;

const folder = mkdtempSync(join(tmpdir(), 'jinghao-heard-'));
/** Of all that pages have asked for. */
const addresses: string[] = [];

/** The example, where visitors are asked how it was as soon as they were served. */
function writtenHall(): string {
  const path = join(folder, 'hall.yaml');
  // The example puts its pretend carrier in the place of this one.
  const address = 'cmpp://127.0.0.1:7890?version=2.0&account=900001&from=10690001&secret=none';
  const texts = {
    signature: '东城政务',
    providers: [{ id: 'none', address }],
    rateAfterMinutes: 0,
  };
  const hall = parse(readFileSync(hallFile, 'utf8')) as object;
  writeFileSync(path, stringify({ ...hall, texts }));
  return path;
}

beforeAll(async () => {
  [example, browser] = await Promise.all([
    startExample({
      ...{ JINGHAO_API_TOKEN: token, EXAMPLE_HALL: writtenHall(), LOG_LEVEL: 'debug' },
    }),
    openBrowser(),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await example?.end();
  rmSync(folder, { recursive: true, force: true });
});

/** The address in a text about this number, once the carrier has it. */
async function linkOf(label: string): Promise<string> {
  let link: string | undefined;
  await expect
    .poll(async () => {
      const { texts } = (await (await fetch(`${example.texts}/texts.json`)).json()) as {
        texts: { to: string; text: string }[];
      };
      const found = texts.find(({ text }) => text.includes(label) && text.includes('http'));
      link = /https?:\/\/[^\s，。]+\/t\/[\w-]+(?:\?via=text)?/.exec(found?.text ?? '')?.[0];
      return [found?.to, link !== undefined];
    })
    .toEqual(['138****8000', true]);
  return String(link);
}

/** The manager's page of cases. */
async function casesOf(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
  const signed = await context.request.post(`${example.url}/sign-in`, {
    headers: { origin: example.url },
    data: { account: 'manager', password: example.password('manager') },
  });
  expect(signed.status()).toBe(204);
  const page = await context.newPage();
  page.on('request', (asked) => addresses.push(asked.url()));
  await page.goto(`${example.url}/console/cases`);
  await page.locator('.cases-views').waitFor();
  return page;
}

test('from a text to a case that is closed, and the visitor’s second word', async () => {
  const taken = await ask(example.url, '/tickets', {
    ...{ service: 'could-not', phone: '13800138000', requestId: 'by-text' },
  });
  expect(taken?.status).toBe(201);
  const cases = await casesOf();

  const at = (act: string, body: object = {}) => ask(example.url, `/counters/24/${act}`, body);
  expect((await at('call-next'))?.status).toBe(200);
  expect((await at('serve'))?.status).toBe(200);
  expect((await at('finish', { outcome: 'done' }))?.status).toBe(200);

  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
  });
  const phone = await context.newPage();
  phone.on('request', (asked) => addresses.push(asked.url()));
  const complaints = complaintsOf(phone);
  await phone.goto(await linkOf(String(taken?.body.label)));
  const rating = phone.locator('.rating').first();
  await rating.getByText('不满意', { exact: true }).click();
  await rating.getByText('没有提供材料清单').click();
  await rating.getByText('提交', { exact: true }).click();
  await rating.getByText('已收到。谢谢').waitFor();
  await expect.poll(() => violationsOn(phone)).toEqual([]);

  const row = cases.locator('.case-table tbody tr', { hasText: '差评' });
  await row.waitFor();
  await expect.poll(() => row.locator('.case-light').innerText()).toMatch(/^还有 \d 天$/);
  await row.getByRole('button').click();
  const stage = cases.locator('.case-panel > p strong');
  await expect.poll(() => cases.locator('.case-rating p').innerText()).toContain('不满意');
  await expect
    .poll(() => cases.locator('.case-tags li').allInnerTexts())
    .toEqual(['没有提供材料清单']);
  const act = async (name: string, words: string, reached: string) => {
    await cases.locator('.case-buttons').getByRole('button', { name, exact: true }).click();
    if (words) await cases.locator('.manager-form textarea').fill(words);
    await cases.locator('.manager-form button[type=submit]').click();
    await expect.poll(() => stage.innerText()).toBe(reached);
  };
  await act('核实', '清单当时没有给', '情况属实');
  await act('整改完成', '窗口放好清单', '已整改');
  await act('答复', '已致歉并给清单', '已答复');

  // The visitor says how it is now, and the case is closed.
  await phone.reload();
  await phone.getByText('追加评价', { exact: true }).click();
  await phone.locator('.rating-levels').getByText('满意', { exact: true }).click();
  await phone.getByText('不补充').click();
  await expect
    .poll(async () => JSON.stringify((await ask(example.url, '/ratings'))?.body))
    .toContain('"number":2');
  await act('办结', '', '已办结');
  await expect.poll(() => row.count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('nothing that anybody said stands in the program’s log, its figures, the event log or an address', async () => {
  const personal = await sayEverything(example);
  await expect.poll(() => example.log()).toContain('/staff-cards/:person');
  const figures = await (await fetch(`${example.url}/metrics`)).text();
  const texts = { log: example.log(), figures, events: await eventLogOf(example) };
  expect(foundIn(texts, personal)).toEqual([]);
  // A phone's own address has its secret.
  const { link: _secret, ...others } = personal;
  expect(foundIn({ addresses: addresses.join('\n') }, others)).toEqual([]);
  // It was looked for in the right places: what stands there is there.
  expect(texts.log).toContain('/api/halls/:hall/tickets');
  expect(figures).toContain('jinghao_keeper_ready 1');
  expect(texts.events).toContain('ticket-issued');
  expect(addresses.some((one) => one.includes('/console/cases'))).toBe(true);
});
