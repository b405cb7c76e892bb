/**
 * The one way among the pages of those who run the hall: who is offered which, where each stands in the
 * hub, and which one is marked.
 */
import { expect, test } from 'vitest';
import { pageAt, pagesFor } from '../../console/staff-pages.ts';
import { pagePaths } from '../../server/http/pages.ts';

const all = pagesFor({ role: 'manager' });

test('every page of a hall that the hub has is offered to managers, and no other', () => {
  const withoutWay = new Set(['/console', '/console/sign-in']);
  const served = Object.keys(pagePaths).filter((path) => path.startsWith('/console'));
  expect(all.map(({ path }) => path).sort()).toEqual(
    served.filter((path) => !withoutWay.has(path)).sort(),
  );
});

test('clerks are offered what the hub opens to them', () => {
  const paths = pagesFor({ role: 'clerk' }).map(({ path }) => path);
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
