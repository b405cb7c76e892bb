/**
 * Times as people read them, always of the hub's clock and the hall's zone: a screen's own clock and
 * zone are often wrong.
 */
import type { Language } from '../core/hall/configuration.ts';

/** One time for the whole of China; the names of a hall carry no zone of their own. */
export const hallTimeZone = 'Asia/Shanghai';

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: hallTimeZone,
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});

const dates: Record<Language, Intl.DateTimeFormat> = {
  'zh-Hans': dateFormat('zh-CN'),
  'zh-Hant': dateFormat('zh-TW'),
  en: dateFormat('en-GB'),
};

function dateFormat(locale: string): Intl.DateTimeFormat {
  const options = { month: 'long', day: 'numeric', weekday: 'long' } as const;
  return new Intl.DateTimeFormat(locale, { timeZone: hallTimeZone, ...options });
}

/** `14:03`, from epoch ms. */
export function clockTime(at: number): string {
  const found = parts.formatToParts(at);
  const hour = Number(found.find((part) => part.type === 'hour')?.value ?? 0) % 24;
  const minute = found.find((part) => part.type === 'minute')?.value ?? '00';
  return `${String(hour).padStart(2, '0')}:${minute.padStart(2, '0')}`;
}

/** `11月21日 星期六` or `Saturday 21 November`, from epoch ms. */
export function dateText(at: number, language: Language): string {
  return dates[language].format(at).replace(/日(星期|週|周)/, '日 $1');
}

/** Whole minutes from one time to a later one, never below 0. */
export const minutesBetween = (from: number, to: number): number =>
  Math.max(0, Math.floor((to - from) / 60_000));
