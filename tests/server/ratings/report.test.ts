/**
 * What is handed up of a rating: the standard's fields, no words unless that is said, no formula for a
 * spreadsheet; and what a webhook is told.
 */
import { expect, test } from 'vitest';
import {
  csvHead,
  csvLine,
  jsonLine,
  type ListedRating,
  ratingKey,
  ratingPayload,
  reportRow,
} from '../../../server/ratings/report.ts';

const one: ListedRating = {
  excluded: false,
  ...{ ticket: 't1', step: 1, number: 2, level: 2, source: 'tablet', at: 0 },
  ...{ tags: ['207', '212'], tagsVersion: '2020-1', promptedAt: null, device: 'counter-3' },
  ...{ token: true, words: '=慢，"太慢"' },
};
const ways = {
  ...({ channels: 'national', levels: 'gb-39046', region: '110101', withWords: false } as const),
  localTime: () => '20260310T091502',
};

test('the nine fields of the standard, the level counted from the best', () => {
  const row = reportRow(one, ways);
  expect(row).toEqual({
    ...{ 办件编号: 't1-2', 评价渠道: '4', 评价人: '', 评价时间: '20260310T091502' },
    ...{ 评价次数: '2', 满意度: '不满意', 满意度代码: '4', 文字评价: '', 行政区划: '110101' },
    是否计入: '是',
  });
  expect(Object.keys(JSON.parse(jsonLine(row as never)))).toEqual(csvHead().split(','));
});

test('words go only where that is said, and are no formula', () => {
  const row = reportRow(one, { ...ways, withWords: true });
  expect(csvLine(row as never)).toBe(
    't1-2,4,,20260310T091502,2,不满意,4,"\'=慢，""太慢""",110101,是',
  );
});

test('who did not answer is not sent as a rating', () => {
  expect(reportRow({ ...one, level: null }, ways)).toBeNull();
  const levels = [1, 2, 3, 4, 5] as const;
  const coded = (scheme: 'gb-39046' | 'platform') =>
    levels.map((level) => reportRow({ ...one, level }, { ...ways, levels: scheme })?.满意度代码);
  expect([coded('gb-39046'), coded('platform')]).toEqual([
    ['5', '4', '3', '2', '1'],
    ['1', '2', '3', '4', '5'],
  ]);
  expect(ratingPayload({ ...one, level: null })).toBeNull();
});

test('a webhook is told the level by its name, and neither words nor devices', () => {
  const payload = ratingPayload(one);
  expect(payload).toMatchObject({ level: 'dissatisfied', bad: true, number: 2, channel: 'tablet' });
  expect(payload?.codes.level).toEqual({ 'gb-39046': '4', platform: '2' });
  expect(payload?.codes.channel).toEqual({ national: '4', zhejiang: '4' });
  expect(JSON.stringify(payload)).not.toMatch(/慢|counter-3/);
  expect(ratingKey(one)).toBe('rating:t1/1/2');
});
