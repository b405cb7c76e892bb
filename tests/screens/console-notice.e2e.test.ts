/**
 * A clerk prints a one-time notice: chooses the guide, ticks what is missing, says why, prints it, and
 * prints it once more; by keys and eyes alike.
 */
import { expect, it } from 'vitest';
import { exampleGuideList, exampleGuides } from '../../fixtures/screens/guides.ts';
import { picture, violationsOn } from './browser.ts';
import { stageForTests } from './console-stage.ts';

const staged = stageForTests();

it('a notice is ticked off against the guide, explained, printed and printed again', async () => {
  const stage = staged();
  stage.set('ordinary');
  const page = await stage.page();
  const ordered: Record<string, unknown>[] = [];
  await page.route('**/guides/**', (route) => {
    const path = new URL(route.request().url()).pathname;
    const guide = exampleGuides.find(({ id }) => path.endsWith(`/${id}`));
    return route.fulfill({ json: path === '/guides/current' ? exampleGuideList : guide });
  });
  await page.route('**/one-time-notices', (route) => {
    ordered.push(route.request().postDataJSON());
    const no = { status: 409, json: { refused: 'no-printer' } };
    return route.fulfill(ordered.length === 1 ? no : { status: 201, json: {} });
  });
  await page.goto(`${stage.hub.url}/console?counter=3&lang=zh-Hans`);
  await page.getByRole('button', { name: '一次告知' }).click();
  const sheet = page.getByRole('dialog', { name: '一次性告知书' });
  const go = sheet.getByRole('button', { name: '打印两份' });
  await expect.poll(() => go.getAttribute('aria-disabled')).toBe('true');
  await sheet.getByLabel('按名称查找').fill('身份证');
  await sheet.getByLabel('依据的办事指南').selectOption({ label: '居民身份证丢失补领' });
  await sheet.getByLabel('居民户口簿：情况', { exact: true }).selectOption('missing');
  await sheet.getByLabel('居民户口簿：原因').fill('请带原件');
  // What is shared by data is asked of nobody.
  expect(await sheet.getByText('人像照片').count()).toBe(0);
  await sheet.evaluate((form) => form.scrollTo(0, 0));
  // In sight without scrolling, though the form is longer than the screen.
  const bottom = async () => {
    const { y = 0, height = 0 } = (await go.boundingBox()) ?? {};
    return y + height;
  };
  await expect.poll(bottom).toBeLessThanOrEqual(page.viewportSize()?.height ?? 0);
  await sheet.getByLabel('第 1 项材料名称', { exact: true }).fill('委托书');
  await sheet.getByLabel('补正期限').fill('2026-12-05');
  const printers = sheet.getByLabel('在哪里打印');
  await printers.selectOption({ index: 1 });
  const kiosk = await printers.inputValue();
  await expect.poll(() => go.getAttribute('aria-disabled')).toBe('false');
  await expect.poll(() => violationsOn(page)).toEqual([]);
  // It may scroll, but never sideways.
  await expect.poll(() => sheet.evaluate((form) => form.scrollWidth - form.clientWidth)).toBe(0);
  await picture(page, 'console-notice');
  await go.click();
  await sheet.getByText('这台机器没有打印机').waitFor();
  await go.click();
  await sheet.getByText('请申请人签收').waitFor();
  await sheet.getByRole('button', { name: '补打两份' }).click();
  await expect.poll(() => ordered.length).toBe(3);
  expect(ordered[1]).toMatchObject({
    ...{ kiosk, guide: 'id-card-lost', by: '2026-12-05', reprint: false },
    materials: [
      { material: 'book', state: 'missing', reason: '请带原件' },
      { name: '委托书', state: 'missing' },
    ],
  });
  expect(ordered[2]).toMatchObject({ reprint: true });
  expect(ordered[2]?.requestId).not.toBe(ordered[1]?.requestId);
  await page.keyboard.press('Escape');
  await expect.poll(() => sheet.count()).toBe(0);
});
