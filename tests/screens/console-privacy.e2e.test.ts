/**
 * The pages of what is held of persons and of the watch list: told, asked for by one, agreed to by another.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Me } from '../../console/account.ts';
import { displayExamples } from '../../fixtures/screens/display.ts';
import { managerHere, securityAdminHere } from '../../fixtures/screens/staff.ts';
import { heldRows } from '../../server/people/held/table.ts';
import { picture, violationsOn } from './browser.ts';
import { clippedOn } from './console-stage.ts';
import { PublicStage } from './public-stage.ts';

const hall = '/api/halls/dongcheng';
const viewport = { width: 1366, height: 3600 };
const at = Date.parse('2026-11-22T09:30:05+08:00');
const table = Object.fromEntries(
  (['zh-Hans', 'zh-Hant', 'en'] as const).map((one) => [one, heldRows(one)]),
);
const found = {
  held: [
    { kind: 'text-phones', rows: [{ phone: '13987654321' }] },
    { kind: 'case-words', rows: [{ words: '材料不齐' }] },
  ],
  kept: [{ kind: 'case-words', why: 'case-open', rows: 1, until: at }],
};
const wish = {
  ...{ id: 'w1', askedBy: 'manager:m', name: '李主管', askedAt: at, deleteAt: at + 1 },
  ...{ by: 'phone', rows: 5 },
};
const watched = {
  ...{ id: 'p1', reason: 'hoards-numbers', words: '每周一都来', addedBy: 'manager:q' },
  ...{ addedAt: at, deleteAt: at + 86_400_000 },
};
const onList = {
  ...{ id: 'w2', act: 'on', askedBy: 'manager:q', name: '钱主管', askedAt: at, deleteAt: at + 1 },
  ...{ reason: 'sells-numbers', words: '门口兜售', days: 30 },
};
const flag = {
  why: 'many-numbers',
  tickets: ['A017', 'A021', 'B003'].map((label) => ({
    ...{ ticket: label, label, service: 'tax', status: 'waiting', issuedAt: at },
  })),
};

const signedIn = { since: at, seenAt: at, endsAt: at + 43_200_000, provided: false };
let signIns = [
  { ...signedIn, id: 's1', from: '10.0.0.7', own: true },
  { ...signedIn, id: 's2', from: '10.0.0.9', own: false, provided: true },
];

let stage: PublicStage;
let me: Me;
let wishes: object[] = [];
let waiting: object[] = [];
beforeAll(async () => {
  stage = await PublicStage.build();
  await stage.begin();
  stage.hub.show('display', displayExamples.called(stage.hub.now()));
  stage.hub.api = ({ method, path, body }) => {
    if (path === '/me/sign-ins') return { status: 200, body: { signIns } };
    if (path.startsWith('/me/sign-ins/')) {
      signIns = signIns.slice(0, 1);
      return { status: 204, body: {} };
    }
    if (path === '/me') return { status: 200, body: me };
    if (path === `${hall}/privacy/held`) return { status: 200, body: table };
    if (path === `${hall}/privacy/export`) {
      const { number } = body as { number?: string };
      return number === '1'
        ? { status: 400, body: { field: 'number', rule: 'a telephone number' } }
        : { status: 200, body: found };
    }
    if (path === `${hall}/privacy/erasures` && method === 'GET') {
      return { status: 200, body: { wishes } };
    }
    if (path === `${hall}/privacy/erasures`) {
      wishes = [wish];
      return { status: 202, body: { id: 'w1' } };
    }
    if (path.startsWith(`${hall}/privacy/erasures/`)) {
      wishes = [];
      return { status: 200, body: found };
    }
    if (path === `${hall}/flags`) return { status: 200, body: { flags: [flag] } };
    if (path === `${hall}/watch-list` && method === 'GET') {
      return { status: 200, body: { persons: [watched], waiting } };
    }
    if (path.startsWith(`${hall}/watch-list/wishes/`)) {
      waiting = [];
      return { status: 204, body: {} };
    }
    return { status: 202, body: { id: 'w3' } };
  };
});
afterAll(async () => {
  await stage.end();
  await stage.close();
});

const last = () => stage.hub.asked.filter(({ method }) => method !== 'GET').at(-1);

test('one person is looked up and told; one asks for the erasure, another agrees', async () => {
  me = managerHere;
  const { page, complaints } = await stage.open('/console/privacy', { viewport });
  for (const lang of ['en', 'zh-Hans']) {
    await page.goto(`${stage.hub.url}/console/privacy?lang=${lang}`);
    await page.waitForSelector('.privacy-table');
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await expect.poll(() => clippedOn(page)).toEqual([]);
    await picture(page, `console-privacy-${lang}`);
  }
  await page.getByLabel('按什么查').selectOption('phone');
  await page.getByRole('textbox', { name: '手机号' }).fill('1');
  await page.getByRole('button', { name: '查找' }).click();
  await page.getByText('填写得不对').waitFor();
  await page.getByRole('textbox', { name: '手机号' }).fill('139 8765 4321');
  await page.getByRole('button', { name: '查找' }).click();
  await page.getByText('保留：工单还没办结').waitFor();
  expect(last()?.body).toEqual({ kind: 'phone', number: '139 8765 4321' });
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出' }).click();
  expect((await saved).suggestedFilename()).toBe('person.json');
  await page.getByRole('button', { name: '提出删除' }).click();
  await page.getByText('按手机号查到 5 条').waitFor();
  await page.getByText('您提出的，要另一个人同意').waitFor();
  await expect.poll(() => page.getByRole('button', { name: '同意删除' }).count()).toBe(0);
  await picture(page, 'console-privacy-found');
  expect(page.url()).not.toContain('8765');

  me = securityAdminHere;
  await page.reload();
  await page.getByRole('button', { name: '同意删除' }).click();
  await page.getByRole('button', { name: '确定删除，不能恢复' }).click();
  await page.getByText('完成。').waitFor();
  expect(last()).toMatchObject({ path: `${hall}/privacy/erasures/w1/agree` });
  await expect.poll(() => page.getByText('按手机号查到').count()).toBe(0);
  expect(complaints.filter((one) => !one.includes('400'))).toEqual([]);
});

test('a second manager agrees to who is on the watch list', async () => {
  me = managerHere;
  waiting = [onList];
  const { page, complaints } = await stage.open('/console/fairness', { viewport });
  for (const lang of ['en', 'zh-Hans']) {
    await page.goto(`${stage.hub.url}/console/fairness?lang=${lang}`);
    await page.waitForSelector('.fairness-form');
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await expect.poll(() => clippedOn(page)).toEqual([]);
    await picture(page, `console-fairness-${lang}`);
  }
  await page.getByRole('button', { name: '同意', exact: true }).click();
  await page.getByText('完成。').waitFor();
  expect(last()?.path).toBe(`${hall}/watch-list/wishes/w2/agree`);
  await expect.poll(() => page.getByText('门口兜售').count()).toBe(0);
  await page.getByRole('button', { name: '提出移出' }).click();
  await expect.poll(last).toMatchObject({ method: 'DELETE', path: `${hall}/watch-list/p1` });
  await page.getByRole('textbox', { name: '证件号码' }).fill('11010119900307563X');
  await page.getByRole('button', { name: '提出', exact: true }).click();
  await expect
    .poll(() => last()?.body)
    .toMatchObject({
      ...{ person: { kind: 'id-card', number: '11010119900307563X' }, days: 30 },
      reason: 'hoards-numbers',
    });
  await expect.poll(() => page.getByRole('textbox', { name: '证件号码' }).inputValue()).toBe('');
  expect(complaints).toEqual([]);
});

test('the sign-in page leads to the provider, says what came of it, and tells where one is signed in', async () => {
  me = managerHere;
  stage.hub.provider = { 'zh-Hans': '统一身份认证', en: 'Staff login' };
  const { page } = await stage.open('/console/sign-in?mine', {
    viewport: { width: 900, height: 900 },
  });
  await page.getByText('10.0.0.9 · 统一身份认证').waitFor();
  await expect.poll(() => violationsOn(page)).toEqual([]);
  await picture(page, 'sign-in-mine');
  await page.getByRole('button', { name: '结束' }).click();
  await expect.poll(last).toMatchObject({ method: 'DELETE', path: '/me/sign-ins/s2' });
  await expect.poll(() => page.getByText('10.0.0.9').count()).toBe(0);
  // Nobody is signed in: then the page stays, with what the provider's way back told.
  const before = stage.hub.api;
  stage.hub.api = (asked) => (asked.path === '/me' ? { status: 401, body: {} } : before(asked));
  await page.goto(`${stage.hub.url}/console/sign-in?refused=no-account&lang=zh-Hans`);
  await page.getByText('您在这里还没有账号').waitFor();
  const way = page.getByRole('link', { name: '统一身份认证' });
  await expect.poll(() => way.getAttribute('href')).toBe('/sign-in/openid');
  await expect.poll(() => violationsOn(page)).toEqual([]);
  await expect.poll(() => clippedOn(page)).toEqual([]);
  await picture(page, 'sign-in-provider');
});
