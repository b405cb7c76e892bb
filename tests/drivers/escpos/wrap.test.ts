/** Breaking lines as Chinese is set. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { glyphsOf, tidyText } from '../../../drivers/escpos/charset.ts';
import { cellsOf, wrap, wrapEvenly } from '../../../drivers/escpos/wrap.ts';

const lines = (text: string, columns: number, by = wrap) =>
  by(glyphsOf(text, 'gbk'), columns).map((line) => line.map(({ char }) => char).join(''));

describe('wrap', () => {
  test.each([
    ['请到三号窗口办理', 8, ['请到三号', '窗口办理']],
    ['', 8, ['']],
    // A closing mark goes with what it closes, an opening one with what it opens.
    ['请到窗口，办理', 8, ['请到窗', '口，办理']],
    ['请到办（一）', 8, ['请到办', '（一）']],
    ['请在A017窗口', 6, ['请在', 'A017窗', '口']],
    ['Please wait and watch', 11, ['Please wait', 'and watch']],
    ['waaaaaaaaaaaait here', 8, ['waaaaaaa', 'aaaaait', 'here']],
    ['1、2、3', 4, ['1、', '2、3']],
  ])('%s in %i cells', (text, columns, expected) => {
    expect(lines(text, columns)).toEqual(expected);
  });

  test('centred lines are of even length', () => {
    expect(lines('东城区政务服务中心', 16)).toEqual(['东城区政务服务中', '心']);
    expect(lines('东城区政务服务中心', 16, wrapEvenly)).toEqual(['东城区政务', '服务中心']);
    expect(lines('服务中心', 16, wrapEvenly)).toEqual(['服务中心']);
  });

  test('no line is wider than the paper and no character is lost but spaces', () => {
    const text = fc.string({
      unit: fc.constantFrom(...'请到三号窗口办理，。（）“”Aa01 ¥—·…'),
      maxLength: 80,
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 48 }), (raw, columns) => {
        for (const by of [wrap, wrapEvenly]) {
          const glyphs = glyphsOf(tidyText(raw), 'gbk');
          const set = by(glyphs, columns);
          for (const line of set) expect(cellsOf(line)).toBeLessThanOrEqual(columns);
          const solid = (list: typeof glyphs) =>
            list.map(({ char }) => char).filter((char) => char !== ' ');
          expect(solid(set.flat())).toEqual(solid(glyphs));
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
