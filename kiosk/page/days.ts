/**
 * Days and hours of the hall as a kiosk says them. Dates come as text of the hall's own calendar.
 */
import { addDays } from '../../core/hall/dates.ts';
import type { When } from '../../core/hall/hours.ts';
import type { Language } from '../../ui/texts.ts';
import { clockTime, dateText, hallTimeZone } from '../../ui/times.ts';
import { kioskTexts } from './texts/texts.ts';

const dates = new Intl.DateTimeFormat('sv-SE', { timeZone: hallTimeZone, dateStyle: 'short' });

/** The hall's date at this time, `2026-11-22`, from epoch ms. */
export const dateAt = (at: number): string => dates.format(at);

/** `9:05`, from minutes since midnight. */
export const minuteText = (minute: number): string =>
  `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;

/** Noon of a date in the hall's zone. */
const noonOf = (date: string): number => Date.parse(`${date}T12:00:00+08:00`);

/** `11月24日 星期二`, from a date. */
export const dayText = (date: string, language: Language): string =>
  dateText(noonOf(date), language);

/** The same in two parts: `11月24日` and `星期二`. */
export function dayParts(date: string, language: Language): readonly [string, string] {
  const locale = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW', en: 'en-GB' }[language];
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: hallTimeZone, ...options }).format(noonOf(date));
  return [part({ month: 'long', day: 'numeric' }), part({ weekday: 'long' })];
}

/** When numbers are given again: the hour alone today, with the day otherwise. */
export function whenText({ date, minute }: When, today: string, language: Language): string {
  const time = minuteText(minute);
  if (today === '' || date === today) return time;
  const { tomorrow } = kioskTexts[language];
  const day = date === addDays(today, 1) ? tomorrow : dayText(date, language);
  return language === 'en' ? `${time}, ${day}` : `${day} ${time}`;
}

/** The same from epoch ms. */
export function timeText(at: number, today: string, language: Language): string {
  const [hour = '0', minute = '0'] = clockTime(at).split(':');
  const when = { date: dateAt(at), minute: Number(hour) * 60 + Number(minute) };
  return whenText(when, today, language);
}

/** The same inside a sentence: a number stands off from Chinese words, a word does not. */
export function inSentence(when: string, language: Language): string {
  if (language === 'en') return when;
  return `${/^\d+:/.test(when) ? ' ' : ''}${when}${/\d$/.test(when) ? ' ' : ''}`;
}
