/**
 * More kinds of visitors of the example hall: booked, who is called before who was there first, foreign
 * with keys alone, from where Traditional is read, and of weak sight. One hub, one Chromium, one kiosk, and
 * paper as the printer got it.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { complaintsOf, openBrowser, violationsOn } from '../../screens/browser.ts';
import { type Example, startExample } from './example.ts';
import { ask, hallFile, token } from './hub.ts';
import { paperOf } from './paper.ts';

const folder = mkdtempSync(join(tmpdir(), 'jinghao-visitors-'));
let example: Example;
let browser: Browser;
let kiosk: Page;
let complaints: string[];

interface HallWritten {
  readonly services: { readonly id: string }[];
  readonly classes: { readonly kind: string }[];
  readonly opening: { readonly patterns: object[] };
}

/** The example, with one service that is open day and night: a time of it is near at any hour. */
function bookableAtAnyHour(): object {
  const hall = parse(readFileSync(hallFile, 'utf8')) as HallWritten;
  const week = Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]);
  const services = hall.services.map((one) =>
    one.id === 'business-registration' ? { ...one, hoursId: 'always' } : one,
  );
  const patterns = [...hall.opening.patterns, { id: 'always', week }];
  // Whoever may give a place back until its very beginning may take the next one.
  const booking = { cancelHours: 0, earlyMinutes: 60 };
  // A booked number is as old as its slot, up to half an hour ahead: it goes first all the same.
  const classes = hall.classes.map((one) => (one.kind === 'booked' ? { ...one, base: 90 } : one));
  return { ...hall, services, classes, booking, opening: { ...hall.opening, patterns } };
}

beforeAll(async () => {
  const hall = join(folder, 'hall.yaml');
  writeFileSync(hall, stringify(bookableAtAnyHour()));
  [example, browser] = await Promise.all([
    startExample({ JINGHAO_API_TOKEN: token, EXAMPLE_HALL: hall }),
    openBrowser(),
  ]);
  kiosk = await (
    await browser.newContext({
      ...{ viewport: { width: 1080, height: 1920 }, hasTouch: true, locale: 'zh-CN' },
    })
  ).newPage();
  complaints = complaintsOf(kiosk);
  await kiosk.goto(example.kiosks[0] ?? '');
  await kiosk.locator('.kiosk-start').waitFor();
});
afterAll(async () => {
  await browser?.close();
  await example?.end();
  rmSync(folder, { recursive: true, force: true });
});

/** The next visitor: nothing of the last one is left. */
async function next(): Promise<void> {
  await kiosk.goto(`${example.url}/kiosk`);
  await kiosk.locator('.kiosk-start').waitFor();
}

const button = (name: string) => kiosk.getByRole('button', { name, exact: true });
const tile = (name: string) => kiosk.locator('.tile, .strip').filter({ hasText: name }).first();
const shows = (label: string) => kiosk.getByText(label, { exact: true }).first().waitFor();

const paper = (words: string) => paperOf(example, words);

/** By the Tab key alone to what bears that name, and on it. */
async function press(name: string): Promise<void> {
  const at = () =>
    kiosk.evaluate(
      `document.activeElement.matches('button') ? document.activeElement.innerText : ''`,
    ) as Promise<string>;
  for (let key = 0; key < 60 && !(await at()).includes(name); key += 1)
    await kiosk.keyboard.press('Tab');
  expect(await at()).toContain(name);
  await kiosk.keyboard.press('Enter');
}

test('booked: checked in by the code, and called before who was there first', async () => {
  const first = await ask(example.url, '/tickets', {
    ...{ service: 'business-registration', requestId: 'walked-in' },
  });
  expect(first).toMatchObject({ status: 201, body: { label: 'A001' } });
  const slots = await ask(example.url, '/services/business-registration/slots');
  const days = slots?.body.days as { readonly slots: { readonly at: number }[] }[];
  const booked = await ask(example.url, '/bookings', {
    ...{ service: 'business-registration', at: days[0]?.slots[0]?.at },
    person: { kind: 'phone', number: '13800138000' },
  });
  expect(booked?.status).toBe(201);
  await tile('预约签到').tap();
  for (const letter of String(booked?.body.code)) await button(letter).tap();
  await button('签到').tap();
  await shows('A002');
  expect((await paper('A002')).lines.join()).toContain('预约');
  const called = async (counter: string) =>
    (await ask(example.url, `/counters/${counter}/call-next`, {}))?.body.label;
  expect([await called('1'), await called('2')]).toEqual(['A002', 'A001']);
});

test('foreign, by keys alone: the language, the errand and the need, without a touch', async () => {
  await next();
  await press('English');
  await tile('General and advice').waitFor();
  await press('General and advice');
  await kiosk.locator('.kiosk-services').waitFor();
  await press('General reception');
  await kiosk.locator('.kiosk-take').waitFor();
  await press('Priority or help?');
  await button('Foreign language').waitFor();
  await press('Foreign language');
  await press('Done');
  await kiosk.locator('.kiosk-take').waitFor();
  await press('Take a number');
  await shows('R001');
  const { lines } = await paper('R001');
  expect(lines).toContain('Your number');
  // The clerk at the window for other languages is told before the call.
  const called = await ask(example.url, '/counters/8/call-next', {});
  expect(called).toMatchObject({ status: 200, body: { label: 'R001' } });
});

/** Written differently in the two scripts, and on nearly every page. */
const simplified = /[号务请门时间证办综询预约]/;

test('who reads Traditional: from the first page to the slip and the phone behind it', async () => {
  await next();
  await button('繁體').tap();
  await tile('綜合與諮詢').tap();
  await tile('綜合受理').tap();
  await button('取號').tap();
  await shows('R002');
  const words = kiosk.locator('#page .where, #page .body');
  await expect.poll(async () => (await words.allInnerTexts()).join()).not.toMatch(simplified);
  const { lines, qr } = await paper('R002');
  expect(lines).toContain('綜合受理');
  expect(lines.join()).not.toMatch(simplified);
  // A phone speaks its holder's language.
  const phone = await browser.newPage({ locale: 'zh-TW' });
  await phone.goto(qr[0] ?? '');
  await phone.getByText('您的號碼').waitFor();
  await phone.close();
});

test('of weak sight: high contrast and large type on every page up to the number', async () => {
  await next();
  await button('高对比').tap();
  await button('长辈版').tap();
  const looks = `(() => {
    const words = [...document.querySelectorAll('#page .body *')].filter((one) =>
      one.children.length === 0 && one.textContent.trim() !== '' &&
      !one.closest('.unseen') && one.getClientRects().length > 0);
    const sizes = words.map((one) => parseFloat(getComputedStyle(one).fontSize));
    return getComputedStyle(document.documentElement).backgroundColor + ' ' + (Math.min(...sizes) >= 24);
  })()`;
  const seen = async () => {
    await expect.poll(() => kiosk.evaluate(looks)).toBe('rgb(0, 0, 0) true');
    await expect.poll(() => violationsOn(kiosk)).toEqual([]);
  };
  await tile('综合与咨询').waitFor();
  await seen();
  await tile('综合与咨询').tap();
  await kiosk.locator('.kiosk-services').waitFor();
  await tile('综合受理').tap();
  await kiosk.locator('.kiosk-take').waitFor();
  await seen();
  await button('取号').tap();
  await shows('R003');
  await seen();
});

test('no page complained', () => {
  expect(complaints).toEqual([]);
});
