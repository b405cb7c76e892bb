/**
 * What each kind of printer puts on paper, compared dot by dot with pictures that somebody has
 * looked at: 58 and 80 mm, with and without the QR command, with and without a Chinese font.
 */
import { expect, test } from 'vitest';
import { golden, goldens, printed } from './golden.ts';

test.each(goldens)('$name', async (each) => {
  const [rows, before] = [await printed(each), golden(each.name)];
  expect(rows).toHaveLength(before.length);
  const other = rows.findIndex((row, y) => Buffer.compare(row, before[y] ?? row) !== 0);
  expect(other, 'the first row of dots that is not as before').toBe(-1);
});
