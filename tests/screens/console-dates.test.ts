/** Days and times as staff type them, whatever their browser's locale. */
import { expect, test } from 'vitest';
import { dayIn, timeIn, wrongDate } from '../../console/dates.ts';
import { languages } from '../../ui/texts.ts';

test.each([
  ['2026-11-24', '2026-11-24'],
  [' 2026/2/8 ', '2026-02-08'],
  ['2026.12.31', '2026-12-31'],
  ['2026年1月5日', '2026-01-05'],
  ['20260229', null],
  ['20280229', '2028-02-29'],
  ['2026111', null],
  ['11/24/2026', null],
  ['2026-02-30', null],
  ['2026-13-01', null],
  ['tomorrow', null],
  ['  ', ''],
])('the day %j is %j', (typed, day) => expect(dayIn(typed)).toBe(day));

test.each([
  ['2026-11-24 9:05', '2026-11-24 09:05'],
  ['2026-11-24T17:30', '2026-11-24 17:30'],
  ['2026年11月24日 17：30', '2026-11-24 17:30'],
  ['2026-11-24', null],
  ['2026-11-24 24:00', null],
  ['2026-11-24 12:60', null],
  ['2026-11-24 12:30 pm', null],
  ['17:30', null],
  ['', ''],
])('the time %j is %j', (typed, time) => expect(timeIn(typed)).toBe(time));

test('what is wrong is said with an example that is right', () => {
  for (const language of languages) {
    expect(dayIn(/\d[\d-]+/.exec(wrongDate('day', language))?.[0] ?? '')).toBe('2026-11-24');
    const time = /\d[\d-]+ [\d:]+/.exec(wrongDate('time', language))?.[0] ?? '';
    expect(timeIn(time)).toBe('2026-11-24 17:30');
  }
});
