/**
 * A guide on paper: what to bring to be ticked off, all else after it, its version and whether it is
 * an example, in three languages, on wide and narrow paper.
 */
import { describe, expect, it } from 'vitest';
import { paperSchema } from '../../../core/wire/agent.ts';
import { compose } from '../../../drivers/escpos/compose.ts';
import { layOut } from '../../../drivers/escpos/layout.ts';
import { paper58, paper80 } from '../../../drivers/escpos/profile.ts';
import { cellsOf } from '../../../drivers/escpos/wrap.ts';
import { PrinterEngine } from '../../../fixtures/machines/printer-engine.ts';
import { cardGuide, companyGuide, guideMark } from '../../../fixtures/screens/guides.ts';
import { type GuideOnPaper, guidePaper } from '../../../server/printing/guide.ts';
import { SteppedClock } from '../../drivers/stepped-clock.ts';

const link = 'https://hall.example.gov.cn/guide/id-card-lost';
const order: GuideOnPaper = {
  ...{ guide: cardGuide, mark: guideMark, what: 'whole', language: 'zh-Hans', link },
  hall: { 'zh-Hans': '东城区政务服务中心', en: 'Dongcheng Government Service Centre' },
  printed: '2026-11-22 09:30',
};

const printed = async (more: Partial<GuideOnPaper> = {}) => {
  const engine = new PrinterEngine(paper80.paperMm, new SteppedClock());
  engine.receive((await compose(guidePaper({ ...order, ...more }), paper80)).bytes);
  expect(engine.fault).toBeNull();
  return engine.papers()[0] ?? { lines: [], qr: [] };
};

describe('a guide', () => {
  it('has hours and English words as letters of the printer, none of them drawn', async () => {
    const hours = { 'zh-Hans': '周六 9:00\u201313:00', en: 'Saturday 9:00\u201313:00 (booked)' };
    const name = { 'zh-Hans': '大厅', en: 'The district\u2019s \u201chall\u201d' };
    const places = cardGuide.places.slice(0, 1).map((place) => ({ ...place, name, hours }));
    const guide = { ...cardGuide, places };
    expect((await printed({ guide })).lines).toContain('周六 9:00-13:00');
    const { lines } = await printed({ guide, language: 'en' });
    expect(lines).toContain('Saturday 9:00-13:00 (booked)');
    expect(lines).toContain('The district\'s "hall"');
  });

  it('tells what to bring with counts and conditions, and what nobody has to bring', async () => {
    const { lines, qr } = await printed();
    const text = lines.join('\n');
    expect(lines).toContain('□ 居民户口簿（原件1份）');
    expect(lines).toContain('□ 监护人的居民身份证（原件1份，复印件2份）');
    expect(text).toContain('仅当：未满十六周岁');
    expect(text).toContain('空表和填写样本');
    expect(text.match(/□/g)).toHaveLength(3);
    const shared = lines.findIndex((line) => line.includes('数据共享'));
    expect(lines[shared + 1]).toContain('人像照片');
    expect(qr).toEqual([link]);
  });

  it('tells steps, time, cost, place, law and whom to ask', async () => {
    const { lines } = await printed();
    const text = lines.join('\n');
    expect(text).toContain('1. 在窗口提出申请（您，15分钟）');
    expect(text).toContain('承诺办结：20个工作日');
    expect(text).toContain('法定时限：60天');
    expect(text).toContain('工本费');
    expect(text).toContain('金宝街');
    expect(text.match(/《中华人民共和国居民身份证法》第十一条/g)).toHaveLength(1);
    expect(text).toContain('咨询电话 010-84081234');
    expect(lines.at(-1)).toContain('12345');
  });

  it('bears version and date, and says so where it is only an example', async () => {
    for (const what of ['whole', 'materials'] as const) {
      const example = (await printed({ what })).lines.join('\n');
      expect(example).toContain('示例 Example');
      expect(example).toMatch(/版本 2026-11-20\.1 +2026-11-20/);
      const mark = { ...guideMark, origin: 'export' } as const;
      expect((await printed({ what, mark })).lines.join('\n')).not.toContain('示例');
    }
  });

  it('as what to bring alone leaves out the rest', async () => {
    const { lines } = await printed({ what: 'materials' });
    const text = lines.join('\n');
    expect(text).toContain('材料清单');
    expect(text).toContain('□ 居民户口簿');
    expect(text).not.toContain('怎么办');
    expect(text).not.toContain('第十一条');
  });

  it('without a way for phones has no code and says what to do', async () => {
    const { link: _, ...plain } = order;
    const text = guidePaper(plain);
    expect(text.some(({ kind }) => kind === 'qr')).toBe(false);
    expect(JSON.stringify(text)).toContain('请妥善保管本单');
  });

  it('in English keeps the Chinese name, and says where it has no English', async () => {
    const both = (await printed({ language: 'en' })).lines.join('\n');
    expect(both).toContain('Replacing a lost identity card\n居民身份证丢失补领');
    expect(both).not.toContain('Partly in Chinese');
    const chinese = (await printed({ language: 'en', guide: companyGuide })).lines.join('\n');
    expect(chinese).toContain('Partly in Chinese only');
    expect(chinese).toContain('while you wait');
  });

  it('printed again says so', async () => {
    expect((await printed({ reprint: true })).lines).toContain('补打');
    expect((await printed()).lines).not.toContain('补打');
  });

  it.each([paper80, paper58])('fits $paperMm mm in three languages', (profile) => {
    for (const language of ['zh-Hans', 'zh-Hant', 'en'] as const) {
      for (const guide of [cardGuide, companyGuide]) {
        const { rows, masked } = layOut(guidePaper({ ...order, guide, language }), profile);
        expect(masked).toEqual([]);
        for (const row of rows) {
          if (row.kind !== 'letters') continue;
          expect(cellsOf(row.glyphs) * row.scale).toBeLessThanOrEqual(profile.columns);
        }
      }
    }
  });

  it('of any length is a paper that an agent takes', () => {
    const long = { 'zh-Hans': '长'.repeat(2_000) };
    const [material] = cardGuide.materials;
    const guide = {
      ...cardGuide,
      name: long,
      materials: Array.from({ length: 300 }, (_, index) => ({
        ...(material ?? never()),
        ...{ id: `m${index}`, name: long, note: long },
      })),
      conditions: Array.from({ length: 300 }, () => long),
    };
    const paper = guidePaper({ ...order, guide });
    expect(paperSchema.safeParse(paper).error?.issues ?? []).toEqual([]);
  });
});

function never(): never {
  throw new Error('the example has lost its materials');
}
