/**
 * The one way among the pages of those who run the hall: who is offered which, where each stands in the
 * hub, and which one is marked.
 */
import { expect, test } from 'vitest';
import { firstPathOf, pageAt, pagesFor } from '../../console/staff-pages.ts';
import { pagePaths } from '../../server/http/pages.ts';
import { permissions, usualRoles } from '../../server/people/rights.ts';

const all = pagesFor({ may: permissions });

test('every page of a hall that the hub has is offered to who may open it, and no other', () => {
  const withoutWay = new Set(['/console', '/console/sign-in']);
  const served = Object.keys(pagePaths).filter((path) => path.startsWith('/console'));
  expect(all.map(({ path }) => path).sort()).toEqual(
    served.filter((path) => !withoutWay.has(path)).sort(),
  );
});

test('clerks are offered what the hub opens to them', () => {
  const paths = pagesFor({ may: usualRoles.clerk?.may ?? [] }).map(({ path }) => path);
  expect(paths).toEqual(['/console/cases', '/console/ratings']);
});

test('the page one is on is marked, also further down in it, and none elsewhere', () => {
  expect(pageAt('/console/cases', all)?.path).toBe('/console/cases');
  expect(pageAt('/console/cases/', all)?.path).toBe('/console/cases');
  expect(pageAt('/console', all)).toBeNull();
  expect(pageAt('/console/cases-of-old', all)).toBeNull();
});

test('their names tell them apart in every language', () => {
  for (const language of ['zh-Hans', 'zh-Hant', 'en'] as const) {
    expect(new Set(all.map(({ name }) => name[language])).size).toBe(all.length);
  }
});

test('whoever signs in goes to the window, an administrator to the page that is theirs', () => {
  const first = (role: string) => firstPathOf({ may: usualRoles[role]?.may ?? [] });
  expect(first('clerk')).toBe('/console');
  expect(first('manager')).toBe('/console');
  expect(first('system-admin')).toBe('/console/staff');
  expect(first('security-admin')).toBe('/console/staff');
  expect(first('audit-admin')).toBe('/console/staff');
  expect(firstPathOf({ may: [] })).toBe('/console/staff');
});
