/** Until when: by rule and by the hall's file, over holidays and make-up workdays. */
import { describe, expect, test } from 'vitest';
import { isWorkday, workdaysAfter } from '../../../server/calendar/workdays.ts';
import { deadlinesOf, dispatchedUntil, disputableUntil } from '../../../server/cases/deadlines.ts';
import { casesShape, usualCaseSettings } from '../../../server/cases/settings.ts';
import { calendarOf } from '../../../server/hall/calendar.ts';
import { closedWordsEnd, maskedPhone } from '../../../server/people/case-words.ts';

const calendar = calendarOf('Asia/Shanghai');
/** National Day 2026 as its notice has it: closed from 1 to 7 October, made up for on 10 October. */
const special = [
  ...[1, 2, 5, 6, 7].map((day) => ({ date: `2026-10-0${day}`, as: 'closed' as const })),
  { date: '2026-10-10', as: 1 },
];
const parts = { calendar, special: () => special, settings: usualCaseSettings() };
const at = (text: string) => Date.parse(`${text}+08:00`);

describe('working days', () => {
  test('weekends and holidays are none, make-up workdays are', () => {
    const days = ['2026-10-01', '2026-10-08', '2026-10-10', '2026-10-11', '2026-10-17'];
    expect(days.map((day) => isWorkday(day, special))).toEqual([false, true, true, false, false]);
  });

  test('the day itself is not counted', () => {
    expect(workdaysAfter('2026-09-30', 1, special)).toBe('2026-10-08');
    expect(workdaysAfter('2026-09-30', 3, special)).toBe('2026-10-10');
    expect(workdaysAfter('2026-09-30', 4, special)).toBe('2026-10-12');
    expect(workdaysAfter('2026-10-03', 0, special)).toBe('2026-10-03');
  });
});

describe('deadlines', () => {
  test('a bad rating: five and seven times 24 hours, a dispute until the third working day has ended', () => {
    const from = at('2026-09-30T15:20:00');
    expect(deadlinesOf('bad-rating', from, parts)).toEqual({
      amberAt: at('2026-10-05T15:20:00'),
      dueAt: at('2026-10-07T15:20:00'),
      disputeUntil: at('2026-10-11T00:00:00'),
    });
  });

  test('a dispute counts from the dispatch, over holidays and make-up workdays', () => {
    const until = (dispatched: string) => disputableUntil(at(dispatched), parts);
    // The fourth day of a rating of 30 September, in the holidays: 8, 9 and the make-up day 10 October.
    expect(until('2026-10-04T10:00:00')).toBe(at('2026-10-11T00:00:00'));
    expect(until('2026-10-08T23:59:00')).toBe(at('2026-10-13T00:00:00'));
    expect(until('2026-11-16T09:00:00')).toBe(at('2026-11-20T00:00:00'));
  });

  test('an application for disclosure: 20 working days, amber after 15', () => {
    expect(deadlinesOf('disclosure', at('2026-11-02T09:00:00'), parts)).toEqual({
      amberAt: at('2026-11-24T00:00:00'),
      dueAt: at('2026-12-01T00:00:00'),
      disputeUntil: null,
    });
  });

  test('the hall sets the others, in working days or not', () => {
    const deadlines = { complaint: { days: 7, amberDays: 5, workdays: false } };
    const settings = casesShape.parse({ deadlines });
    expect(deadlinesOf('complaint', at('2026-10-01T09:00:00'), { ...parts, settings })).toEqual({
      amberAt: at('2026-10-07T00:00:00'),
      dueAt: at('2026-10-09T00:00:00'),
      disputeUntil: null,
    });
  });

  test('a dispatch sets a date, but none of a bad rating, and none beyond the rule', () => {
    const now = at('2026-11-02T09:00:00');
    const until = (kind: 'bad-rating' | 'disclosure' | 'complaint', date: string) =>
      dispatchedUntil({ kind, openedAt: now }, date, now, parts);
    expect(until('complaint', '2026-11-04')).toMatchObject({ dueAt: at('2026-11-05T00:00:00') });
    expect(until('complaint', '2026-11-01')).toHaveProperty('rule');
    expect(until('bad-rating', '2026-11-20')).toHaveProperty('rule');
    expect(until('disclosure', '2026-12-28')).toMatchObject({ dueAt: at('2026-12-29T00:00:00') });
    expect(until('disclosure', '2026-12-29')).toHaveProperty('rule');
  });
});

describe('settings', () => {
  const complaints = (cases: unknown) =>
    casesShape.safeParse(cases).error?.issues.map(({ path, message }) => [path.join('.'), message]);

  test('a hall that says nothing has usual ones', () => {
    expect(usualCaseSettings().deadlines.complaint).toEqual({
      ...{ days: 5, amberDays: 3, workdays: true },
    });
    expect(complaints({ units: [{ id: 'tax', name: { 'zh-Hans': '税务', en: 'Tax' } }] })).toBe(
      undefined,
    );
  });

  test('every complaint names the field and the rule', () => {
    const name = { 'zh-Hans': '税务', en: 'Tax' };
    const twice = [
      { id: 'tax', name },
      { id: 'tax', name },
    ];
    expect(complaints({ units: twice })).toEqual([['units.1.id', 'this id stands twice']]);
    expect(complaints({ deadlines: { complaint: { days: 3, amberDays: 3 } } })).toEqual([
      ['deadlines.complaint.amberDays', 'it turns amber before its days are over'],
    ]);
    expect(complaints({ deadlines: { 'bad-rating': { days: 9 } } })?.[0]?.[1]).toContain(
      'bad-rating',
    );
  });
});

test('words go 30 days after the close, and not before the 10th of the next month has ended', () => {
  const end = (closed: string) => closedWordsEnd(at(closed), calendar);
  const after30 = (closed: string) => at(closed) + 30 * 86_400_000;
  expect(end('2026-12-01T00:00:00')).toBe(at('2027-01-11T00:00:00'));
  expect(end('2026-11-11T23:59:00')).toBe(at('2026-12-11T23:59:00'));
  expect(end('2026-10-31T10:00:00')).toBe(after30('2026-10-31T10:00:00'));
  expect(end('2027-01-31T10:00:00')).toBe(after30('2027-01-31T10:00:00'));
  // The last hour of a month at the hall, which elsewhere is in the month before, too.
  expect(end('2026-12-01T07:00:00')).toBe(at('2027-01-11T00:00:00'));
});

test('a phone is masked so that only its owner knows it', () => {
  const phones = ['13800138000', '+86 138 0013 8000', '010-64551234', '64551234', '12345'];
  expect(phones.map(maskedPhone)).toEqual([
    ...['138****8000', '138****8000', '010****1234', '****234', '****'],
  ]);
});
