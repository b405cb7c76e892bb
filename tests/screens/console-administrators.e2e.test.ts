/**
 * The pages of the three administrators: accounts and keys as each of two may change them, and the
 * auditor's record.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Me } from '../../console/account.ts';
import { displayExamples } from '../../fixtures/screens/display.ts';
import { auditorHere, securityAdminHere, systemAdminHere } from '../../fixtures/screens/staff.ts';
import { usualRoles } from '../../server/people/rights.ts';
import { picture, violationsOn } from './browser.ts';
import { clippedOn } from './console-stage.ts';
import { PublicStage } from './public-stage.ts';

const hall = '/api/halls/dongcheng';
const viewport = { width: 1366, height: 1800 };
const at = Date.parse('2026-11-22T09:30:05+08:00');
const accounts = [
  { id: 'a', account: 'auditor', name: '周审计', role: 'audit-admin', disabled: false },
  { id: 's', account: 'system', name: '陈系统', role: 'system-admin', disabled: false },
  { id: 'z', account: 'zhao.lei', name: '赵磊', role: 'none', disabled: false },
];
const keys = [
  { id: 'k1', kind: 'kiosk', name: 'entrance-1', since: at, revokedAt: null },
  { id: 'k2', kind: 'token', name: '政务服务平台', since: at, revokedAt: at + 60_000 },
];
const roles = Object.fromEntries(Object.entries(usualRoles).map(([role, { may }]) => [role, may]));
const entries = [
  ['manager:m', '李主管', 'addNotice', '', 'done'],
  ['staff:s', '陈系统', 'addAccount', '', 'of-tomorrow'],
  ['staff:z', '赵审计', 'signIn', '', 'second-factor-new'],
  ['nobody', null, 'signIn', '', 'wrong-password'],
  ['clerk:c', '王秀英', 'readCasePhone', 'case=c-17', 'not-permitted'],
].map(([actor, name, act, subject, outcome], index) => ({
  ...{ seq: 5 - index, at: at - index * 61_000, hash: 'x', from: '10.8.0.17' },
  ...{ actor, name, act, subject, outcome },
}));

let stage: PublicStage;
let me: Me;
beforeAll(async () => {
  stage = await PublicStage.build();
  await stage.begin();
  stage.hub.show('display', displayExamples.called(stage.hub.now()));
  stage.hub.api = ({ method, path, body }) => {
    if (path === '/me') return { status: 200, body: me };
    if (path === `${hall}/keys`) return { status: 200, body: { keys } };
    if (path === `${hall}/audit/search`) {
      const { act } = body as { act?: string };
      return {
        status: 200,
        body: { entries: entries.filter((one) => !act || one.act === act) },
      };
    }
    if (path === `${hall}/audit/chain`) {
      return { status: 200, body: { entries: 5, head: 'h6Yq…', broken: null } };
    }
    if (path === `${hall}/accounts` && method === 'GET') {
      return { status: 200, body: { accounts, roles } };
    }
    if (path === `${hall}/accounts/z/password`) {
      return { status: 200, body: { account: accounts[2], password: 'calm-lake-48' } };
    }
    if (path === `${hall}/accounts`) {
      return { status: 400, body: { field: 'account', rule: 'one that nobody in the house has' } };
    }
    return { status: 200, body: accounts[2] ?? {} };
  };
});
afterAll(async () => {
  await stage.end();
  await stage.close();
});

const last = () => stage.hub.asked.filter(({ method }) => method !== 'GET').at(-1);

test('one makes accounts and passwords, another gives roles and revokes keys', async () => {
  me = systemAdminHere;
  const { page, complaints } = await stage.open('/console/staff', { viewport });
  for (const lang of ['zh-Hant', 'en', 'zh-Hans']) {
    await page.goto(`${stage.hub.url}/console/staff?lang=${lang}`);
    await page.waitForSelector('.manager-table');
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await expect.poll(() => clippedOn(page)).toEqual([]);
    await picture(page, `console-staff-${lang}`);
  }
  await expect.poll(() => page.locator('select').count()).toBe(0);
  await page.getByRole('button', { name: '重置密码 zhao.lei' }).click();
  await page.getByText('calm-lake-48').waitFor();
  await page.getByRole('button', { name: '已记下' }).click();
  await expect.poll(() => page.getByText('calm-lake-48').count()).toBe(0);
  // What is refused is kept in the form, and said with its rule.
  await page.getByRole('textbox', { name: '账号' }).fill('system');
  await page.getByRole('textbox', { name: '姓名' }).fill('陈二');
  await page.getByRole('button', { name: '开账号' }).click();
  await page.getByText('one that nobody in the house has').waitFor();
  await expect.poll(() => page.getByRole('textbox', { name: '账号' }).inputValue()).toBe('system');

  me = securityAdminHere;
  await page.reload();
  await page.getByLabel('角色 zhao.lei').selectOption('manager');
  await expect
    .poll(last)
    .toMatchObject({ path: `${hall}/accounts/z/role`, body: { role: 'manager' } });
  expect(await page.getByRole('button', { name: '开账号' }).count()).toBe(0);
  await page.getByRole('button', { name: '收回 entrance-1' }).click();
  expect(last()?.method).toBe('POST');
  await page.getByRole('button', { name: '确定收回 entrance-1' }).click();
  await expect.poll(last).toMatchObject({ method: 'DELETE', path: `${hall}/keys/k1` });
  await picture(page, 'console-staff-security');
  expect(complaints.filter((one) => !one.includes('400'))).toEqual([]);
});

test('the auditor searches, and has the chain read again', async () => {
  me = auditorHere;
  const { page } = await stage.open('/console/audit', { viewport });
  for (const lang of ['zh-Hant', 'en', 'zh-Hans']) {
    await page.goto(`${stage.hub.url}/console/audit?lang=${lang}`);
    await page.waitForSelector('.manager-table');
    await expect.poll(() => violationsOn(page)).toEqual([]);
    await expect.poll(() => clippedOn(page)).toEqual([]);
    await picture(page, `console-audit-${lang}`);
  }
  const outcomes = page.locator('.manager-table tbody td:nth-child(5)');
  await expect.poll(() => outcomes.allInnerTexts()).toContain('待设置动态码');
  expect(await outcomes.allInnerTexts()).toContain('未办成（of-tomorrow）');
  await page.locator('.audit-search select').first().selectOption('readCasePhone');
  await page.getByLabel('从（日期）').fill('20261101');
  await page.getByRole('button', { name: '查询' }).click();
  await expect.poll(() => page.locator('.manager-table tbody tr').count()).toBe(1);
  const from = Date.parse('2026-11-01T00:00:00+08:00');
  await expect.poll(() => last()?.body).toEqual({ act: 'readCasePhone', from });
  await page.getByRole('button', { name: '核对全部记录' }).click();
  await page.getByText('5 条记录环环相扣').waitFor();
  // Nobody is signed out while the hub cannot be reached, and the page says so.
  await page.route('**/sign-out', (route) => route.abort());
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.getByText('连不上主机').waitFor();
  await page.unroute('**/sign-out');
  const left = page.waitForRequest('**/sign-out');
  await page.getByRole('button', { name: '退出登录' }).click();
  expect((await left).method()).toBe('POST');
});
