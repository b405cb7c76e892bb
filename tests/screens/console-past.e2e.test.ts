/**
 * Looking back at the hall: a moment is chosen by slider, by keys and by steps, the screens show what they
 * showed then, and a call tells why it fell on whom it did.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Hall } from '../../core/hall/state.ts';
import { displayView } from '../../core/views/display.ts';
import { noFacts } from '../../core/views/facts.ts';
import { liveView } from '../../core/views/live.ts';
import { namesView } from '../../core/views/names.ts';
import { managerHere } from '../../fixtures/screens/staff.ts';
import { memoryLog } from '../../log/memory.ts';
import { calendarOf } from '../../server/hall/calendar.ts';
import { machineClock } from '../../server/hall/clock.ts';
import { outlineOf } from '../../server/http/api/past.ts';
import { PastDesk } from '../../server/past/desk.ts';
import { exampleHall } from '../core/halls.ts';
import { day, Morning } from '../server/cli/day.ts';
import { picture, violationsOn } from './browser.ts';
import { PublicStage } from './public-stage.ts';

let stage: PublicStage;
let desk: PastDesk;
const morning = new Morning(9, 30);

beforeAll(async () => {
  stage = await PublicStage.build();
  const log = memoryLog();
  const hall = morning.state.hall;
  await log.append(`hall:${hall}`, { after: 0, cmds: [] }, () => morning.drafts);
  desk = new PastDesk({
    ...{ hall, log, clock: machineClock, calendar: calendarOf('Asia/Shanghai') },
    emergencies: { at: async () => null },
    notices: { at: async () => [] },
  });
  await stage.begin(namesView(exampleHall()));
});
afterAll(async () => {
  desk.close();
  await stage.end();
  await stage.close();
});

/** What the hub answers, by the very desk that it has. */
async function answered(path: string): Promise<unknown> {
  const [, of, what, seq = '', at = ''] = path.split('/past/')[1]?.split('/') ?? [];
  const asked = path.split('/past/')[1]?.split('/')[0] ?? '';
  if (of === undefined) return desk.day(asked, outlineOf);
  if (of === 'moments') return desk.moment(asked, Number(what), Number(seq));
  if (of === 'names') return desk.names(asked, Number(what));
  const story = await desk.ticket(asked, decodeURIComponent(what ?? ''));
  return Array.isArray(story) ? { events: story } : (story ?? at);
}

const [kiosk] = namesView(exampleHall()).kiosks;

test('any moment of a day, by slider, keys and steps, and why somebody was called', async () => {
  const { hub } = stage;
  const hall = morning.state as Hall;
  hub.show('display', displayView(hall));
  hub.show('manager', liveView(hall, noFacts));
  hub.api = async ({ path }) => {
    if (path === '/me') return { status: 200, body: managerHere };
    if (!path.includes('/past/')) return { status: 200, body: {} };
    const body = await answered(path);
    return body ? { status: 200, body } : { status: 404, body: {} };
  };
  const viewport = { width: 1366, height: 768 };
  const path = `/console/past?lang=zh-Hans&day=${day}`;
  const { page, complaints } = await stage.open(path, { viewport });
  const screen = page.frameLocator('.past-frame iframe');
  const here = page.locator('.past-events [aria-current]');
  await expect.poll(() => here.innerText()).toContain('闭厅');
  await screen.locator('.hall-whole').waitFor();

  const slider = page.getByRole('slider');
  await slider.focus();
  await page.keyboard.press('Home');
  await expect.poll(() => here.innerText()).toContain('08:55:00');
  await page.getByRole('button', { name: '下一次叫号' }).click();
  const first = morning.told.find(({ type }) => type === 'ticket-called');
  const label = first?.type === 'ticket-called' ? first.body.label : '';
  await expect.poll(() => here.innerText()).toContain(label);
  await expect.poll(() => page.locator('.past-why h2').innerText()).toBe(`为什么叫到 ${label}`);
  await expect.poll(() => page.locator('.past-own').innerText()).toContain(label);
  await expect.poll(() => screen.locator('.hall-calls').innerText()).toContain(label);
  const called = await page.locator('.past-time strong').innerText();
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => page.locator('.past-time strong').innerText()).not.toBe(called);
  await expect.poll(() => slider.getAttribute('aria-valuetext')).not.toBe(called);

  await page.getByLabel('号码').fill(label.toLowerCase());
  await page.getByRole('button', { name: '查找' }).click();
  await page.locator('.past-story li button', { hasText: '叫号' }).first().click();
  await expect.poll(() => page.locator('.past-time strong').innerText()).toBe(called);
  const counter = first?.type === 'ticket-called' ? first.body.counter : '';
  await page.locator('.past-choice select').selectOption(`counter ${counter}`);
  await expect.poll(() => screen.locator('.sign').innerText()).toContain(label);
  // The kiosk's own page in the frame, and the same as a table.
  await page.locator('.past-choice select').selectOption(`kiosk ${kiosk?.id}`);
  await screen.locator('.tiles').waitFor();
  await page.locator('.past-screens tbody tr').first().waitFor();
  await picture(page, 'console-past-kiosk');
  await expect.poll(() => violationsOn(page)).toEqual([]);
  await page.locator('.past-choice select').selectOption('hall');
  await expect.poll(() => screen.locator('.hall-calls').innerText()).toContain(label);
  await picture(page, 'console-past-zh');
  for (const width of [1024, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
      .toBeLessThanOrEqual(width);
  }
  expect(complaints).toEqual([]);
});
