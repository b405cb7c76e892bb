/**
 * The page of what is posted in the hall, for managers: everything on one page without a violation, an
 * emergency only at the second press, and what is written reaches the hub.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { displayExamples } from '../../fixtures/screens/display.ts';
import { exampleHouse } from '../../fixtures/screens/house.ts';
import { managerHere } from '../../fixtures/screens/staff.ts';
import { picture, violationsOn } from './browser.ts';
import { clippedOn } from './console-stage.ts';
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

test('managers post, start and end an emergency, and put a photo on a card', async () => {
  const { hub } = stage;
  let told = exampleHouse(hub.now());
  hub.show('display', displayExamples.called(hub.now()));
  hub.api = ({ method, path }) => {
    if (path === '/me') {
      return { status: 200, body: managerHere };
    }
    return { status: method === 'GET' ? 200 : 201, body: told };
  };
  const sent = () => hub.asked.filter(({ method }) => method !== 'GET').at(-1);
  const { page, complaints } = await stage.open('/console/house', {
    viewport: { width: 1366, height: 2200 },
  });
  for (const lang of ['en', 'zh-Hant', 'zh-Hans']) {
    await page.goto(`${hub.url}/console/house?lang=${lang}`);
    await page.waitForSelector('.house');
    await page.locator('.house-person .button').first().click();
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await expect.poll(() => clippedOn(page)).toEqual([]);
    await picture(page, `console-house-${lang}`);
  }

  await page.getByRole('button', { name: '紧急疏散', exact: true }).click();
  expect(hub.asked.every(({ method }) => method === 'GET')).toBe(true);
  await page.getByRole('button', { name: '返回' }).click();
  await page.getByRole('button', { name: '疏散演练', exact: true }).click();
  await page.getByLabel('本厅补充的话').fill('请到东侧广场集合');
  await page.getByRole('button', { name: '确定，启动疏散演练' }).click();
  await expect.poll(sent).toMatchObject({
    ...{ method: 'POST', path: '/api/halls/dongcheng/emergency' },
    body: { kind: 'drill', words: { 'zh-Hans': '请到东侧广场集合' } },
  });
  told = {
    ...told,
    emergencies: [{ kind: 'drill', words: null, since: hub.now(), endedAt: null }],
  };
  hub.rev += 1;
  hub.pulse();
  await page.getByRole('button', { name: '结束，恢复正常' }).click();
  await expect
    .poll(sent)
    .toMatchObject({ method: 'DELETE', path: '/api/halls/dongcheng/emergency' });

  await page.getByRole('button', { name: '发布公告' }).click();
  await page.getByText('请写明公告内容。').waitFor();
  await page.getByLabel('内容').fill('今天下午停电');
  await page.getByLabel('结束（不填').fill('11/21/2026 5:00 PM');
  await page.getByRole('button', { name: '发布公告' }).click();
  await page.getByText('时间请按“年-月-日 时:分”填写').waitFor();
  await page.getByLabel('结束（不填').fill('2026/11/21 17:00');
  await page.getByRole('button', { name: '发布公告' }).click();
  await expect.poll(sent).toMatchObject({
    body: { text: { 'zh-Hans': '今天下午停电' }, until: Date.UTC(2026, 10, 21, 9) },
  });
  await page.locator('input[type=file]').setInputFiles({
    ...{ name: 'wang.png', mimeType: 'image/png' },
    buffer: Buffer.from(dot, 'base64'),
  });
  await expect.poll(sent).toMatchObject({
    path: '/api/halls/dongcheng/staff-cards/wang/photo',
    // A JPEG, whatever was chosen.
    body: { picture: expect.stringMatching(/^\/9j\//) },
  });
  expect(complaints).toEqual([]);
});

/** One grey pixel. */
const dot =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
