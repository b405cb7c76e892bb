/**
 * A one-time notice on paper: all that is wanted and why, in three languages, on wide and narrow
 * paper, with marks that hang and lines to sign on.
 */
import { describe, expect, it } from 'vitest';
import { compose } from '../../../drivers/escpos/compose.ts';
import { layOut } from '../../../drivers/escpos/layout.ts';
import { paper58, paper80 } from '../../../drivers/escpos/profile.ts';
import { cellsOf } from '../../../drivers/escpos/wrap.ts';
import { noticeExample } from '../../../fixtures/machines/notice-examples.ts';
import { PrinterEngine } from '../../../fixtures/machines/printer-engine.ts';
import { materialsMax, noticePaper } from '../../../server/printing/notice.ts';
import { SteppedClock } from '../../drivers/stepped-clock.ts';

const printed = async (notice = noticeExample, profile = paper80) => {
  const engine = new PrinterEngine(profile.paperMm, new SteppedClock());
  engine.receive((await compose(noticePaper(notice), profile)).bytes);
  expect(engine.fault).toBeNull();
  return engine.papers()[0];
};

describe('a notice', () => {
  it('tells every material with its reason, to be ticked off, and where to go', async () => {
    const text = (await printed())?.lines.join('\n') ?? '';
    for (const { name, reason } of noticeExample.materials) {
      expect(text.replace(/\s/g, '')).toContain(name);
      if (reason) expect(text.replace(/\s/g, '')).toContain(reason.replace(/\s/g, ''));
    }
    expect(text.match(/□/g)).toHaveLength(4);
    expect(text).toContain('一次性告知书');
    expect(text).toContain('共4项');
    expect(text).toContain('请于2026-12-05前补正。');
    expect(text).toContain('二层 12、13、14 号窗口');
    expect(text).toMatch(/申请人签收：_{16,}/);
    expect((await printed())?.qr).toEqual([noticeExample.guide]);
  });

  it('has its lines begin two letters in, and its points behind their marks', async () => {
    const lines = (await printed())?.lines ?? [];
    const [first = '', second = ''] = lines.slice(lines.findIndex((one) => one.includes('经核对')));
    expect(first.startsWith('    您申请')).toBe(true);
    expect(second.startsWith(' ')).toBe(false);
    const point = lines.findIndex((one) => one.startsWith('□ 公司章程'));
    expect(lines[point + 1]?.startsWith('   原因：第三章')).toBe(true);
  });

  it.each([paper80, paper58])('fits $paperMm mm in three languages, marked or not', (profile) => {
    for (const language of ['zh-Hans', 'zh-Hant', 'en'] as const) {
      const notice = { ...noticeExample, language, reprint: true };
      const { rows, masked } = layOut(noticePaper(notice), profile);
      expect(masked).toEqual([]);
      for (const row of rows) {
        if (row.kind !== 'letters') continue;
        expect(cellsOf(row.glyphs) * row.scale).toBeLessThanOrEqual(profile.columns);
      }
    }
  });

  it('says what there is to say: no empty part, no last day, no mark, no code', async () => {
    const [, missing] = noticeExample.materials;
    const { guide: _, ...plain } = noticeExample;
    const short = await printed({
      ...plain,
      label: null,
      materials: [missing ?? never()],
      by: null,
    });
    const text = short?.lines.join('\n') ?? '';
    expect(text).not.toContain('需更正');
    expect(text).not.toContain('补打');
    expect(text).not.toContain('号码');
    expect(text).not.toContain('前补正');
    expect(short?.qr).toEqual([]);
    expect((await printed({ ...noticeExample, reprint: true }))?.lines).toContain('补打');
  });

  it('in English keeps the Chinese name of the errand for the clerk', async () => {
    const lines = (await printed({ ...noticeExample, language: 'en' }))?.lines ?? [];
    expect(lines).toContain('  Registration of a limited company');
    expect(lines).toContain('  内资有限责任公司设立登记');
  });

  it('of nothing, or of more than a metre, is refused', () => {
    const [one = never()] = noticeExample.materials;
    const many = Array.from({ length: materialsMax + 1 }, () => one);
    for (const materials of [[], many]) {
      expect(() => noticePaper({ ...noticeExample, materials })).toThrow(RangeError);
    }
    expect(() => noticePaper({ ...noticeExample, materials: many.slice(1) })).not.toThrow();
  });
});

function never(): never {
  throw new Error('the example has lost its materials');
}
