/**
 * What reports are made of: periods, ratings with their patterns, and formulas, which the documentation
 * tells as well.
 */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fileNames } from '../../../server/figures/export.ts';
import { type FormulaId, formulas, reckon } from '../../../server/figures/formulas.ts';
import { monthsUpTo } from '../../../server/figures/months.ts';
import { periodOf } from '../../../server/figures/periods.ts';
import { countRatings, type RatedLeg } from '../../../server/figures/rating-sums.ts';
import { faultText, placeOf, subjectText } from '../../../server/figures/subjects.ts';
import { reportTexts } from '../../../server/figures/texts/index.ts';
import { exampleHall } from '../../core/halls.ts';

it('patterns: too quick, runs of one device, known to be without the slip', () => {
  const leg = (at: number, more: Partial<RatedLeg>): RatedLeg => ({
    ...{ service: 'a', items: [], counter: '1', clerk: null, endedAt: 0, level: 5 },
    ...{ source: 'pad', at, promptedAt: null, device: null, token: null, ...more },
  });
  const legs = [
    leg(1_999, { promptedAt: 0 }),
    leg(2_000, { promptedAt: 0 }),
    leg(1_000, { promptedAt: 0, level: null }),
    leg(50_000, { token: false }),
    leg(50_000, { token: true }),
    ...[0, 15, 30, 45, 60].map((s) => leg(1_000_000 + s * 1_000, { device: 'pad@1' })),
    ...[0, 15, 30, 45, 61].map((s) => leg(1_000_000 + s * 1_000, { device: 'pad@2' })),
  ];
  const [all] = countRatings(legs, () => '09');
  expect(all).toMatchObject({ l5: 14, asked: 1, quick: 1, runs: 5, tokenless: 1 });
});

it('periods by name; what is no period is none', () => {
  expect(periodOf('2026-11-21')).toMatchObject({ kind: 'day', spans: ['2026-11-21'] });
  expect(periodOf('2026-W47')).toMatchObject({ from: '2026-11-16', to: '2026-11-22' });
  expect(periodOf('2027-W01')).toMatchObject({ from: '2027-01-04', to: '2027-01-10' });
  expect(periodOf('2026-W53')).toMatchObject({ from: '2026-12-28', to: '2027-01-03' });
  expect(periodOf('2028-02')).toMatchObject({ from: '2028-02-01', to: '2028-02-29' });
  expect(periodOf('2026')?.spans).toHaveLength(12);
  for (const no of ['', '2026-02-30', '2027-W53', '2026-W00', '2026-13', '26', 'today']) {
    expect(periodOf(no), no).toBeNull();
  }
});

it('a formula divides what it says, and nothing by nothing is no figure', () => {
  const of = (id: FormulaId, counts: Record<string, number>) => {
    const formula = formulas.find((one) => one.id === id);
    return formula ? reckon(formula, counts) : undefined;
  };
  expect(of('staffing', { clerkDays: 12, counterDays: 10 })).toBe(1.2);
  expect(of('abandoned', { gone: 1, cancelled: 2, unserved: 3, legs: 14, replaced: 2 })).toBe(0.5);
  expect(of('busy', { servingMs: 30, signedMs: 100, pausedMs: 40 })).toBe(0.5);
  expect(of('good', {})).toBeNull();
});

it('docs/figures.md has every formula, as the report tells it', () => {
  const docs = readFileSync(new URL('../../../docs/figures.md', import.meta.url), 'utf8');
  for (const { name, how } of Object.values(reportTexts.en.formulas)) {
    expect(docs).toContain(`| ${name} | ${how.replaceAll('|', '\\|')} |`);
  }
  expect(Object.keys(reportTexts.en.formulas)).toEqual(formulas.map(({ id }) => id));
});

it('an alarm is told by the device and its place, and by its id where nothing is known', () => {
  const { kiosks, counters } = exampleHall();
  const hall = { kiosks, counters };
  const told = (subject: string) => {
    const place = placeOf(subject, hall);
    return subjectText(subject, place?.['zh-Hans'] ?? null, reportTexts['zh-Hans']);
  };
  expect(told('strip@counter-3')).toBe('3号综合窗口 条屏');
  expect(told('printer@nowhere')).toBe('printer@nowhere');
  expect(told('texts@mobile')).toBe('短信发送 mobile');
  expect(told('agent:entrance-1')).toBe('电脑 entrance-1');
  expect(told('line:tcp://a:1')).toBe('设备线路 tcp://a:1');
  expect(told('disk')).toBe('主机磁盘');
  expect(faultText('disk-full', reportTexts['zh-Hans'])).toBe('快满了，满了不能取号');
  expect(told('toString@counter-3')).toBe('toString@counter-3');
});

it('files are called by the hall, the kind and the period, in signs that a disk takes', () => {
  const report = { hall: '东城区/中心', title: '月报' };
  const of = { hall: 'dongcheng', kind: 'month', period: '2026-11' };
  expect(fileNames(report, of, 'xlsx')).toEqual({
    name: '东城区 中心-月报-2026-11.xlsx',
    plain: 'dongcheng-month-2026-11.xlsx',
  });
});

it('the twelve months end with the asked one', () => {
  expect(monthsUpTo('2026-02-28').slice(0, 2)).toEqual(['2025-03', '2025-04']);
  expect(monthsUpTo('2026-02-28').at(-1)).toBe('2026-02');
  expect(monthsUpTo('2026-12-31')).toHaveLength(12);
});
