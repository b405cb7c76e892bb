/**
 * Reports over HTTP: for managers, by the names of periods, as JSON, tables and files.
 */
import { expect, it } from 'vitest';
import { worldOf } from './world.ts';

it('a report as numbers, as tables, and as files', async () => {
  const { get } = await worldOf();
  const base = '/api/halls/small/reports/2026-11';
  expect(await get(base)).toMatchObject({ status: 200, body: { period: { kind: 'month' } } });
  const told = await get(`${base}/en`);
  expect(told).toMatchObject({ status: 200, body: { title: 'Monthly report', to: '2026-11-30' } });
  const csv = await get(`${base}/zh-Hans/csv`);
  expect(csv.status).toBe(200);
  expect(csv.headers.get('content-disposition')).toMatch(
    /filename="small-month-2026-11.csv"; filename\*=UTF-8''\S+2026-11.csv$/,
  );
  expect(csv.text).toContain('月报');
  const xlsx = await get(`${base}/en/xlsx`);
  expect(xlsx.text.startsWith('PK')).toBe(true);
});

it('says what is wrong with what is asked, and tells nobody else', async () => {
  const { get } = await worldOf();
  const base = '/api/halls/small/reports';
  for (const [path, field] of [
    ['2026-13', 'period'],
    ['2026-11/fr', 'language'],
    ['2026-11/fr/csv', 'language'],
  ]) {
    const answer = await get(`${base}/${path}`);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  }
  expect((await get(`${base}/2026-11`, { token: null })).status).toBe(401);
});
