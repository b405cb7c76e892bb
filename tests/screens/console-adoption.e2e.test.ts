/**
 * The manager's page on numbers that a kiosk gave while the hub was away: who came since when, whose
 * time is unsure, and one press that closes those served meanwhile and keeps the rest.
 */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AdoptedLine } from '../../core/views/adoption.ts';
import { displayExamples } from '../../fixtures/screens/display.ts';
import { managerHere } from '../../fixtures/screens/staff.ts';
import { picture, violationsOn } from './browser.ts';
import { clippedOn } from './console-stage.ts';
import { PublicStage } from './public-stage.ts';
import { says } from './says.ts';

let stage: PublicStage;
let allowed = true;

beforeAll(async () => {
  stage = await PublicStage.build();
});
beforeEach(async () => {
  await stage.begin();
  const { hub } = stage;
  allowed = true;
  hub.show('display', displayExamples.called(hub.now()));
  const line = (n: number, changes: Partial<Record<keyof AdoptedLine, unknown>> = {}) => ({
    ...{ ticket: `away-000${n}`, label: `DC00${n}`, service: 'tax', unsure: n === 3 },
    ...{ takenAt: hub.now() - (10 - n) * 60_000, adoptedAt: hub.now(), status: 'held' },
    ...{ heldUntil: hub.now() + 300_000, ended: null, ...changes },
  });
  const gone = { status: 'cancelled', heldUntil: null, ended: 'service-gone', service: 'gone' };
  const told = (status: string) => ({
    ...{ held: status === 'held' ? 3 : 0, nextAt: status === 'held' ? hub.now() + 300_000 : null },
    kiosks: [
      {
        ...{ kiosk: 'entrance-1', since: hub.now() - 540_000, held: 3, unsure: 1 },
        tickets: [line(1, { status }), line(2, { status }), line(3, { status }), line(4, gone)],
      },
    ],
  });
  let status = 'held';
  hub.api = ({ method, path }) => {
    if (path === '/me') {
      return { status: 200, body: managerHere };
    }
    if (!allowed) return { status: 403, body: { refused: 'not-permitted' } };
    if (method === 'POST') status = 'waiting';
    return { status: 200, body: told(status) };
  };
});
afterEach(() => stage.end());
afterAll(() => stage.close());

const open = async (lang: string) => {
  const viewport = { width: 1366, height: 900 };
  const { page } = await stage.open(`/console/adoption?lang=${lang}`, { viewport });
  await page.waitForSelector('.from, .notice');
  return page;
};

test.each(['zh-Hans', 'zh-Hant', 'en'])(
  'AWAY-8 keeps and closes by one press, %s',
  async (lang) => {
    const page = await open(lang);
    await expect.poll(() => page.locator('.from-line').count()).toBe(4);
    await expect.poll(() => page.locator('.from-line input:disabled').count()).toBe(1);
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await expect.poll(() => clippedOn(page)).toEqual([]);
    await page.locator('.from-line input').nth(1).check();
    await picture(page, `console-adoption-${lang}`);
    await page.locator('.from-act .button').click();
    await page.waitForFunction(() => document.querySelectorAll('.from-held').length === 0);
    const posted = stage.hub.asked.filter(({ method }) => method === 'POST');
    expect(posted).toMatchObject([
      {
        path: '/api/halls/dongcheng/adoptions/decide',
        body: { keep: ['away-0001', 'away-0003'], close: ['away-0002'] },
      },
    ]);
  },
);

test('AWAY-8 who is no manager is told so', async () => {
  allowed = false;
  const page = await open('zh-Hans');
  await says(page.locator('.notice'), '只有主管可以确认');
});
