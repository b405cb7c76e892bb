/**
 * The page of guides, for managers, against the hub's own HTTP side: a file with problems is brought
 * in, mended, submitted by one, approved by another, published, and an earlier version taken back.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generatedPackage } from '../../fixtures/guides/generated.ts';
import { displayExamples } from '../../fixtures/screens/display.ts';
import { worldOf } from '../server/http/world.ts';
import { picture, violationsOn } from './browser.ts';
import { PublicStage } from './public-stage.ts';
import { says } from './says.ts';

let stage: PublicStage;
beforeAll(async () => {
  stage = await PublicStage.build();
  await stage.begin();
  stage.hub.show('display', displayExamples.called(stage.hub.now()));
});
afterAll(async () => {
  await stage.end();
  await stage.close();
});

test('from a file with problems to being in force everywhere, by two people, and back', async () => {
  const world = await worldOf();
  const opened = async (account: string, name: string, lang: string): Promise<Page> => {
    const made = await world.people.staff.add(
      { hall: 'small', account, name, role: 'manager' },
      null,
    );
    if ('refused' in made) throw new Error(made.refused);
    const cookie = `jh_staff=${await world.people.sessions.begin(made.person)}`;
    const { page } = await stage.open('/console/sign-in', {
      viewport: { width: 1366, height: 900 },
    });
    await page.route(/\/(me|api\/.*)$/, async (route) => {
      const asked = route.request();
      const answer = await fetch(world.url + new URL(asked.url()).pathname, {
        method: asked.method(),
        headers: {
          cookie,
          'content-type': asked.headers()['content-type'] ?? 'application/json',
        },
        ...(asked.method() === 'POST' ? { body: asked.postDataBuffer()?.toString() ?? '{}' } : {}),
      });
      const body = Buffer.from(await answer.arrayBuffer());
      await route.fulfill({ status: answer.status, contentType: 'application/json', body });
    });
    await page.goto(`${stage.hub.url}/console/guides?lang=${lang}`);
    await page.waitForSelector('.bring-in');
    return page;
  };
  const choose = (page: Page, name: string, text: string) =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  const said = (page: Page, words: string) => page.locator('.notice', { hasText: words }).waitFor();
  const press = (page: Page, name: string) => page.getByRole('button', { name }).first().click();

  const first = await opened('guides-one', '王主管', 'zh-Hans');
  await first.getByText('还没有发布过办事指南').waitFor();
  await expect.poll(() => violationsOn(first)).toEqual([]);

  // What cannot be read is told by item and field, and leaves nothing.
  const all = generatedPackage({ count: 12 });
  await choose(first, 'guides.json', JSON.stringify([{ ...all.guides[0], level: 'planet' }]));
  await first.locator('.unread td', { hasText: 'planet' }).waitFor();
  expect(await first.locator('.package').count()).toBe(0);

  // What can be read and has problems cannot be submitted.
  const lacking = all.guides.map((guide, index) =>
    index < 3 ? { ...guide, standards: [], conditions: [{ 'zh-Hans': '其他' }] } : guide,
  );
  await choose(first, 'guides.json', JSON.stringify({ ...all, guides: lacking }));
  await said(first, '已导入 12 个事项');
  await first.getByText('必须改 3').waitFor();
  expect(await first.getByRole('button', { name: '提交审核' }).count()).toBe(0);
  await press(first, '查看');
  await expect.poll(() => first.locator('.package-inside tbody tr').count()).toBe(6);
  await first.locator('.problem-filter select').selectOption('standards-missing');
  await expect.poll(() => first.locator('.package-inside tbody tr').count()).toBe(3);
  await says(first.locator('.package-inside tbody'), '没有审查标准');
  await expect.poll(() => violationsOn(first)).toEqual([]);
  await picture(first, 'console-guides-problems');
  await press(first, '删除草稿');
  await said(first, '已删除');

  // Mended, it is submitted; the same person may not approve it.
  await choose(first, 'guides.json', JSON.stringify(all));
  await said(first, '已导入 12 个事项');
  await press(first, '提交审核');
  await said(first, '已提交');
  await first.getByText('须由另一位主管审核').waitFor();
  expect(await first.getByRole('button', { name: '审核通过' }).count()).toBe(0);

  const second = await opened('guides-two', '李主管', 'en');
  await press(second, 'Look');
  await second.getByText('14 added').waitFor();
  await expect.poll(() => violationsOn(second)).toEqual([]);
  await picture(second, 'console-guides-en');
  await press(second, 'Approve');
  await said(second, 'Approved. It can be published.');
  await press(second, 'Publish');
  await said(second, 'Published everywhere at once.');
  const current = async () => (await world.get('/guides/current')).body;
  const one = (await current()).version as string;
  await expect.poll(() => second.locator('.manager-head').innerText()).toContain(one);

  // A second version, and back to the first by one act.
  await choose(second, 'guides.json', JSON.stringify({ ...all, guides: all.guides.slice(1) }));
  await said(second, '11 guides imported');
  await press(second, 'Submit for approval');
  await said(second, 'Submitted.');
  await first.reload();
  await press(first, '审核通过');
  await said(first, '已审核');
  await press(first, '发布');
  await said(first, '已发布');
  expect((await current()).guides).toHaveLength(11);
  await press(first, '退回到这一版');
  await said(first, '已退回');
  expect((await current()).version).toBe(one);
  await expect.poll(() => first.locator('.acts li').count()).toBe(3);
  await says(first.locator('.acts'), '退回：王主管');
  await expect
    .poll(() => first.evaluate('document.documentElement.scrollWidth <= innerWidth'))
    .toBe(true);
  await expect.poll(() => violationsOn(first)).toEqual([]);
  await picture(first, 'console-guides-versions');
});
