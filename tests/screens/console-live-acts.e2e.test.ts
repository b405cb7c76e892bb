/**
 * What can be done from the live page: a window is turned, a ticket given priority, a call for help taken up,
 * each by the rules and with its reason; and what the forecast says of the next two hours.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Command } from '../../core/hall/commands.ts';
import { counterId, kioskId } from '../../core/hall/ids.ts';
import { noFacts } from '../../core/views/facts.ts';
import { exampleConfiguration } from '../../fixtures/screens/counter.ts';
import { CounterDay, clerk, colleague, manager } from '../../fixtures/screens/counter-day.ts';
import { managerHere } from '../../fixtures/screens/staff.ts';
import { picture, violationsOn } from './browser.ts';
import { PublicStage } from './public-stage.ts';

let stage: PublicStage;

beforeAll(async () => {
  stage = await PublicStage.build();
  await stage.begin();
});
afterAll(async () => {
  await stage.end();
  await stage.close();
});

/** Twenty have come in an hour; a kiosk calls for help; one after the other is called every few minutes. */
function crowded(now: number): CounterDay {
  const day = new CounterDay(exampleConfiguration(), now - 65 * 60_000);
  day.must(clerk, { type: 'sign-in', counter: counterId('3'), move: false });
  day.must(colleague, { type: 'sign-in', counter: counterId('4'), move: false });
  day.crowd(20, ['tax', 'social-insurance', 'general', 'collection'], 60 * 60);
  const { longest } = day.live();
  const told = (at: number) => ({ low: 6 * at, high: 9 * at + 10 });
  const tickets = new Map(longest.map(({ ticket }, at) => [ticket, told(at)]));
  const kiosk = kioskId('entrance-1');
  const call = { id: 'help-0001', kiosk, at: day.now - 120_000, state: 'asked' as const };
  day.facts = { ...noFacts, helpCalls: [call], forecast: { services: new Map(), tickets } };
  return day;
}

const lists: Readonly<Record<string, object>> = {
  '/emergency': { emergencies: [] },
  '/notices': { notices: [] },
  '/staff-cards': { people: [] },
  '/duty-roster': { days: [] },
  '/devices': { devices: [] },
  '/alarms': { alarms: [] },
  '/texts': { configured: false, providers: [], counts: [], texts: [] },
  '/cases': { counts: { open: 0, fresh: 0, amber: 0, red: 0 }, cases: [] },
  '/case-counts': { open: 0, fresh: 0, amber: 0, red: 0 },
};

test('acts in place, with the reason where the rules ask for one', async () => {
  const { hub } = stage;
  const day = crowded(hub.now());
  const show = () => {
    hub.show('display', day.display());
    hub.show('manager', day.live());
  };
  show();
  hub.api = ({ path, method }) => {
    if (path === '/me') return { status: 200, body: managerHere };
    if (method === 'POST') return { status: 201, body: {} };
    const known = Object.entries(lists).find(([end]) => path.endsWith(end));
    return known ? { status: 200, body: known[1] } : { status: 404, body: {} };
  };
  hub.answer = ({ event, body }) => {
    if (event === 'command') {
      const reply = day.ask(manager, (body as unknown as { command: Command }).command);
      show();
      return reply;
    }
    const helpCalls = day.facts.helpCalls.map((one) => ({ ...one, state: 'accepted' as const }));
    day.facts = { ...day.facts, helpCalls };
    show();
    return { ok: true, call: String(body.call) };
  };
  const viewport = { width: 1366, height: 768 };
  const { page, complaints } = await stage.open('/console/live?lang=zh-Hans', { viewport });
  const sheet = page.locator('dialog.sheet');
  const posts = () => hub.asked.flatMap(({ method, path }) => (method === 'POST' ? [path] : []));
  await page.getByRole('button', { name: '调剂 3号综合窗口' }).click();
  await sheet.waitFor();
  await page.getByRole('button', { name: '确认调剂' }).click();
  await expect.poll(() => sheet.locator('.sheet-saying').innerText()).toBe('请先选择原因。');
  await sheet.getByLabel('社会保险', { exact: true }).check();
  await sheet.locator('select').selectOption('rush');
  await expect.poll(() => violationsOn(page)).toEqual([]);
  await picture(page, 'console-live-turn');
  await page.getByRole('button', { name: '确认调剂' }).click();
  await sheet.waitFor({ state: 'detached' });
  const counters = page.locator('.live-staff');
  await expect.poll(() => counters.innerText()).toContain('临时办理');

  const { label } = day.live().longest[3] ?? { label: '' };
  await page.getByRole('button', { name: `优先 ${label}` }).click();
  await sheet.locator('select').first().selectOption('care');
  await sheet.locator('select').last().selectOption('elderly');
  await page.getByRole('button', { name: '确认调整' }).click();
  await sheet.waitFor({ state: 'detached' });
  expect(day.live().longest.find((one) => one.label === label)?.class).toBe('care');
  // A service gives no numbers for a while, and gives them again.
  await page.getByRole('button', { name: '暂停一项业务取号' }).click();
  await sheet.locator('select').first().selectOption('tax');
  await sheet.locator('select').last().selectOption('few-staff');
  await page.getByRole('button', { name: '确认暂停' }).click();
  await sheet.waitFor({ state: 'detached' });
  const paused = page.locator('.live-pauses');
  await expect.poll(() => paused.innerText()).toContain('税务：已暂停取号');
  expect(day.live().paused).toEqual(['tax']);
  await page.getByRole('button', { name: '恢复取号' }).click();
  await expect.poll(() => paused.innerText()).not.toContain('税务');
  // What the rules refuse is said in the form, beside its button.
  await page.getByRole('button', { name: '调剂 4号综合窗口' }).click();
  hub.answer = () => ({ refused: 'only-managers' });
  await sheet.locator('select').selectOption('rush');
  await page.getByRole('button', { name: '确认调剂' }).click();
  await expect.poll(() => sheet.locator('.sheet-saying').innerText()).not.toBe('');
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });

  hub.answer = ({ body }) => {
    const helpCalls = day.facts.helpCalls.map((one) => ({ ...one, state: 'accepted' as const }));
    day.facts = { ...day.facts, helpCalls };
    show();
    return { ok: true, call: String(body.call) };
  };
  await page.getByRole('button', { name: '我去处理' }).click();
  await expect
    .poll(() => page.locator('.live-help', { hasText: '呼叫帮助' }).innerText())
    .toContain('已有人前往。');
  // Who leads on which day is entered where it is read.
  await page.getByText('编排值班').click();
  await page.getByLabel('日期').fill('2026-11-30');
  await page.getByLabel('姓名').fill('孙主任');
  await page.getByLabel('职务').fill('主任');
  await page.getByRole('button', { name: '排班', exact: true }).click();
  await expect.poll(() => posts()).toEqual([expect.stringMatching(/\/duty-roster$/)]);
  // To take over all screens takes two presses.
  await page.getByText('应急接管屏幕').click();
  await page.getByRole('button', { name: '演练' }).click();
  await page.locator('.house-sure').waitFor();
  expect(posts()).toHaveLength(1);
  await page.getByText('应急接管屏幕').click();
  // A chart, and the same as a table.
  await page.locator('.report-chart canvas').waitFor();
  await expect.poll(() => page.locator('.live-remaining td').first().innerText()).toBe('12 人');
  await expect.poll(() => violationsOn(page)).toEqual([]);
  await page.setViewportSize({ width: 1366, height: 1900 });
  await picture(page, 'console-live-acts');
  expect(complaints).toEqual([]);
});
