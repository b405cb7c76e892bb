/**
 * The command that writes ratings for other systems: what it is told, its times, and who is left out.
 */
import { expect, test } from 'vitest';
import { exportLines, exportWish, localTimeIn } from '../../../server/cli/ratings.ts';
import { readWords } from '../../../server/cli/words.ts';
import type { ListedRating } from '../../../server/ratings/report.ts';

const options = ['from', 'to', 'format', 'channels', 'levels', 'region', 'words'];
const wishOf = (text: string) => exportWish(readWords(text.split(' '), options));

test('dates, formats and codes are checked, and words stay here unless that is said', () => {
  expect(wishOf('export --from 2026-03-10 --region 110101')).toEqual({
    ...{ from: '2026-03-10', to: '2026-03-10', format: 'jsonl', channels: 'national' },
    ...{ levels: 'gb-39046', region: '110101', withWords: false },
  });
  for (const [text, complaint] of [
    ['send --from 2026-03-10', 'export'],
    ['export', '--from'],
    ['export --from 2026-03-10 --to 2026-03-09', '--to'],
    ['export --from 2026-03-10 --to 2027-03-11', '--to'],
    ['export --from 2026-03-10 --format xml', '--format'],
    ['export --from 2026-03-10 --channels hunan', '--channels'],
    ['export --from 2026-03-10 --levels stars', '--levels'],
    ['export --from 2026-03-10 --region 1101010101', '--region'],
    ['export --from 2026-03-10 --words please', '--words'],
  ] as const) {
    expect(wishOf(text), text).toContain(complaint);
  }
});

test('a line for each rating, in local time; unrated steps have none', () => {
  const one: ListedRating = {
    excluded: false,
    ...{ ticket: 't', step: 0, number: 1, level: 5, source: 'text', words: '好' },
    ...{ tags: [], tagsVersion: null, promptedAt: null, device: null, token: true },
    at: Date.UTC(2026, 2, 10, 1, 15, 2),
  };
  const wish = wishOf('export --from 2026-03-10 --format csv --channels zhejiang');
  if (typeof wish === 'string') throw new Error(wish);
  const lines = exportLines([one, { ...one, level: null }], wish, localTimeIn('Asia/Shanghai'));
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/,是否计入$/);
  expect(lines[1]).toBe('t-1,6,,20260310T091502,1,非常满意,1,,,是');
  const stars = { ...wish, levels: 'platform' } as const;
  expect(exportLines([one], stars, localTimeIn('Asia/Shanghai'))[1]).toContain('非常满意,5,');
  const bad = { ...one, level: 1, excluded: true } as const;
  expect(exportLines([bad], wish, localTimeIn('Asia/Shanghai'))[1]).toMatch(/,否$/);
});
