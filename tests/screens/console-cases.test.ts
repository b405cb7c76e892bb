/** What the page of cases says, made of ids and times. */
import { describe, expect, test } from 'vitest';
import {
  eventText,
  leftText,
  lightOf,
  monthOf,
  needsWords,
  sourcesOf,
} from '../../console/cases/said.ts';
import { textsIn } from '../../console/cases/texts/index.ts';
import type { CaseTold, HistoryTold } from '../../console/cases/told.ts';
import { caseEventVersions } from '../../core/cases/events.ts';

const day = 86_400_000;
const hour = 3_600_000;
const texts = textsIn('zh-Hans');
const one = (dueAt: number, more: Partial<CaseTold> = {}): CaseTold =>
  ({ deadlines: { dueAt, disputeUntil: null }, closed: null, light: 'green', ...more }) as CaseTold;
const told = (type: string, facts: object = {}): HistoryTold =>
  ({ type, facts, words: null }) as HistoryTold;
const named = [{ id: 'tax', name: { 'zh-Hans': '税务局', en: 'Tax office' } }];

describe('how long still', () => {
  test.each([
    [one(7 * day), '还有 7 天'],
    [one(day), '还有 1 天'],
    [one(5 * hour + 1), '还有 6 小时'],
    [one(0), '超期 1 天'],
    [one(-2 * day), '超期 2 天'],
    [one(-9 * day, { closed: { as: 'solved', at: 0 } }), '已解决'],
  ])('is said in words', (given, said) => {
    expect(leftText(given, 0, texts)).toBe(said);
  });

  test('a closed case has no light', () => {
    expect(lightOf(one(-1, { light: 'red' }))).toBe('red');
    expect(lightOf(one(-1, { light: 'red', closed: { as: 'solved', at: 0 } }))).toBe('closed');
  });
});

test('every event of a case has words in every language', () => {
  const facts = {
    cause: 'tax',
    unit: 'tax',
    light: 'amber',
    as: 'solved',
    reached: true,
    fix: null,
  };
  for (const language of ['zh-Hans', 'zh-Hant', 'en'] as const) {
    for (const type of Object.keys(caseEventVersions)) {
      const lists = { units: named, causes: named };
      const said = eventText(told(type, facts), lists, textsIn(language), language);
      expect(said).not.toContain('case-');
      expect(said).not.toMatch(/undefined|^$/);
    }
  }
});

test('an event says what was decided', () => {
  const say = (type: string, facts: object) =>
    eventText(told(type, facts), { units: named, causes: named }, texts, 'zh-Hans');
  expect(say('case-dispatched', { unit: 'tax' })).toBe('派发工单 · 税务局');
  expect(say('case-verified', { so: false })).toBe('核实：情况不属实');
  expect(say('case-checked', { passed: false })).toBe('核查：未通过，退回');
  expect(say('visitor-called-back', { reached: false, fix: null })).toBe('回访 · 未联系上');
  expect(say('visitor-called-back', { reached: true, fix: 'fair' })).toBe('回访 · 基本满意');
});

test('what has to be said with an act, where a case comes from, and which month it is', () => {
  expect(['solve', 'note', 'close', 'dispatch'].map((act) => needsWords(act as never))).toEqual([
    ...[true, true, false, false],
  ]);
  expect(sourcesOf('experience')).toEqual(['officer']);
  expect(sourcesOf('complaint')).toContain('12345');
  expect(monthOf(Date.UTC(2026, 10, 30, 16))).toBe('2026-12');
  expect(monthOf(Date.UTC(2026, 10, 30, 15))).toBe('2026-11');
});
