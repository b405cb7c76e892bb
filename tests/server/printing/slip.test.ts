/**
 * What stands on a slip (domain.md B4, looks.md), in three languages, with names as long as a
 * configuration allows.
 */
import { describe, expect, it } from 'vitest';
import type { Language } from '../../../core/hall/configuration.ts';
import { label, ticketId } from '../../../core/hall/ids.ts';
import type { Slip } from '../../../core/views/slip.ts';
import { layOut } from '../../../drivers/escpos/layout.ts';
import { paper58, paper80 } from '../../../drivers/escpos/profile.ts';
import { cellsOf } from '../../../drivers/escpos/wrap.ts';
import { slipPaper } from '../../../server/printing/slip.ts';
import { linesOf } from './rig.ts';

const slipOf = (changes: Partial<Slip> = {}): Slip => ({
  ticket: ticketId('ticket-of-a-visitor'),
  label: label('A017'),
  hall: {
    'zh-Hans': '东城区政务服务中心',
    'zh-Hant': '東城區政務服務中心',
    en: 'Dongcheng Centre',
  },
  service: { 'zh-Hans': '企业设立登记', en: 'Business registration' },
  language: 'zh-Hans',
  ahead: 3,
  counters: ['1', '2', '12'],
  issuedAt: Date.UTC(2026, 10, 20, 1, 42),
  class: null,
  slotAt: null,
  promised: null,
  assisted: false,
  ...changes,
});
const marks = { reprint: false, timeZone: 'Asia/Shanghai' };
const link = 'https://hall.example.gov.cn/t/4f1c9a0be7d25836a1c0xx';
const textOf = (slip: Slip, more: object = {}): string[] =>
  linesOf(slipPaper(slip, { ...marks, ...more }));

describe('a slip', () => {
  it('in Chinese says all that a visitor needs', () => {
    const lines = textOf(slipOf(), { link });
    expect(lines).toContain('东城区政务服务中心');
    expect(lines).toContain('A017');
    expect(lines).toContain('企业设立登记');
    expect(lines).toContain('前面还有3人等候');
    expect(lines.some((line) => /^办理窗口.1、2、12$/.test(line))).toBe(true);
    expect(lines.some((line) => line.includes('过号'))).toBe(true);
    expect(lines.some((line) => line.includes('休息区'))).toBe(true);
    expect(lines).toContain(link);
    expect(lines.at(-1)).toBe('2026-11-20 09:42 | 咨询投诉 12345');
  });

  it('in traditional characters too, with the simple name where no other was given', () => {
    const lines = textOf(slipOf({ language: 'zh-Hant' }));
    expect(lines).toContain('東城區政務服務中心');
    expect(lines).toContain('企业设立登记');
    expect(lines).toContain('您的號碼');
    expect(lines).toContain('前面還有3人等候');
  });

  it('in English keeps the Chinese name of the errand for the clerk', () => {
    const lines = textOf(slipOf({ language: 'en' }));
    expect(lines).toContain('Dongcheng Centre');
    expect(lines).toContain('Business registration');
    expect(lines).toContain('企业设立登记');
    expect(lines).toContain('3 waiting before you');
    expect(lines).toContain('Window 1, 2, 12');
    expect(lines.at(-1)).toContain('12345');
  });

  it('says how long it will take, as it was promised, in three languages', () => {
    const promised = { low: 12, high: 18 };
    expect(textOf(slipOf({ promised }))).toContain('预计等候约12至18分钟');
    expect(textOf(slipOf({ promised, language: 'zh-Hant' }))).toContain('預計等候約12至18分鐘');
    const english = textOf(slipOf({ promised, language: 'en' }));
    expect(english).toContain('About 12 to 18 minutes to wait');
    expect(textOf(slipOf({ promised: { low: 0, high: 5 } }))).toContain('预计等候不超过5分钟');
    expect(textOf(slipOf({ promised: { low: 9, high: 9 } }))).toContain('预计等候约9分钟');
    expect(textOf(slipOf()).some((line) => line.includes('预计'))).toBe(false);
  });

  it('names its class, a booking with its slot, and who took it for the visitor', () => {
    const care = { 'zh-Hans': '爱心优先', en: 'Priority' };
    expect(textOf(slipOf({ class: care }))).toContain('爱心优先');
    const booked = { 'zh-Hans': '预约', en: 'Booked' };
    const lines = textOf(slipOf({ class: booked, slotAt: Date.UTC(2026, 10, 20, 2, 0) }));
    expect(lines).toContain('预约');
    expect(lines).toContain('预约时段 10:00');
    expect(textOf(slipOf({ assisted: true }))).toContain('工作人员协助取号');
    expect(textOf(slipOf()).some((line) => line.includes('协助'))).toBe(false);
  });

  it('BOOK-3 says that a booking came too late and has an ordinary number', () => {
    const lines = textOf(slipOf({ slotAt: Date.UTC(2026, 10, 20, 1, 0) }));
    expect(lines.some((line) => /^预约时段 09:00 已过.按普通号排队$/.test(line))).toBe(true);
  });

  it.each([paper80, paper58])('with all of it fits paper of $paperMm mm', (profile) => {
    const slip = slipOf({
      class: { 'zh-Hans': '现役军人、退役军人和残疾军人优先', en: 'Military and veterans first' },
      slotAt: Date.UTC(2026, 10, 20, 1, 0),
      promised: { low: 120, high: 150 },
      assisted: true,
    });
    for (const language of ['zh-Hans', 'zh-Hant', 'en'] as const) {
      const paper = slipPaper({ ...slip, language }, { ...marks, reprint: true, link });
      const { rows, masked } = layOut(paper, profile);
      expect(masked).toEqual([]);
      expect(rows.filter((row) => row.kind === 'letters' && row.drawn)).toEqual([]);
      for (const row of rows) {
        if (row.kind !== 'letters') continue;
        expect(cellsOf(row.glyphs) * row.scale).toBeLessThanOrEqual(profile.columns);
      }
    }
  });

  it('has its label as the one block of the largest type', () => {
    const labels = slipPaper(slipOf(), marks).filter(({ kind }) => kind === 'label');
    expect(labels).toEqual([{ kind: 'label', text: 'A017' }]);
  });

  const none: Readonly<Record<Language, string>> = {
    'zh-Hans': '前面没有人等候',
    'zh-Hant': '前面沒有人等候',
    en: 'Nobody is before you',
  };
  for (const language of ['zh-Hans', 'zh-Hant', 'en'] as const) {
    it(`says in ${language} when nobody waits before`, () => {
      expect(textOf(slipOf({ language, ahead: 0 }))).toContain(none[language]);
    });

    it(`is marked as a reprint in ${language}, and else is not`, () => {
      const word = { 'zh-Hans': '补打', 'zh-Hant': '補打', en: 'Reprint' }[language];
      expect(textOf(slipOf({ language }), { reprint: true })).toContain(word);
      expect(textOf(slipOf({ language }))).not.toContain(word);
    });
  }

  it('has a QR code where phones can reach the hub, and not a word of one elsewhere', () => {
    expect(slipPaper(slipOf(), { ...marks, link })).toContainEqual({ kind: 'qr', text: link });
    const without = slipPaper(slipOf(), marks);
    expect(without.some(({ kind }) => kind === 'qr')).toBe(false);
    expect(linesOf(without).some((line) => line.includes('扫码'))).toBe(false);
  });

  it('names six windows one by one, more as ranges of neighbours', () => {
    const signs = (count: number) => Array.from({ length: count }, (_, index) => `${index + 1}`);
    const windows = (count: number) =>
      textOf(slipOf({ counters: signs(count) })).find((line) => line.startsWith('办理窗口'));
    expect(windows(1)).toMatch(/^办理窗口.1$/);
    expect(windows(6)).toMatch(/^办理窗口.1、2、3、4、5、6$/);
    expect(windows(7)).toMatch(/^办理窗口.1至7$/);
    const english = textOf(slipOf({ language: 'en', counters: signs(50) }));
    expect(english).toContain('Window 1 to 50');
    // Windows 7 and 8 do something else.
    const gap = slipOf({ language: 'en', counters: [...signs(6), '9', '23'] });
    expect(textOf(gap)).toContain('Window 1 to 6, 9, 23');
    const odd = signs(20).filter((sign) => Number(sign) % 2 === 1);
    expect(textOf(slipOf({ language: 'en', counters: odd }))).toContain(
      'Window 1, 3, 5, 7, 9, 11, \u2026',
    );
  });

  it('keeps the longest names that a configuration may have, whole', () => {
    const long = '企'.repeat(120);
    const name = { 'zh-Hans': long, en: 'E'.repeat(120) };
    expect(
      textOf(slipOf({ hall: name, service: name })).filter((line) => line === long),
    ).toHaveLength(2);
  });

  it("bears the hall's own time, wherever the hub stands", () => {
    const lines = textOf(slipOf(), { timeZone: 'Asia/Urumqi' });
    expect(lines.at(-1)).toContain('2026-11-20 07:42');
  });
});
