/**
 * Days and times as staff type them: year, month, day in this order whatever the browser's own locale
 * would show. A browser's date field follows the browser, not the page, and shows mm/dd on many PCs.
 */
import type { Language } from '../ui/texts.ts';

const parted = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;
const whole = /^(\d{4})(\d{2})(\d{2})$/;
const time = /^(\d{1,2})[:：](\d{2})$/;

const two = (part: string | undefined) => String(part).padStart(2, '0');

/** `YYYY-MM-DD`, empty where nothing was typed, null where it is no day of the calendar. */
export function dayIn(typed: string): string | null {
  const text = typed.trim();
  if (text === '') return '';
  const [, year, month, date] = parted.exec(text) ?? whole.exec(text) ?? [];
  const said = `${year}-${two(month)}-${two(date)}`;
  const at = Date.parse(`${said}T00:00:00Z`);
  // The 31st of a short month would be taken for the next month's first.
  const real = !Number.isNaN(at) && new Date(at).toISOString().startsWith(said);
  return real ? said : null;
}

/** `YYYY-MM-DD HH:MM`, empty where nothing was typed, null where it is no such time. */
export function timeIn(typed: string): string | null {
  const text = typed.trim();
  if (text === '') return '';
  const [first = '', second = '', ...more] = text.split(/[\sT]+/);
  const said = dayIn(first);
  const [, hour, minute] = time.exec(second) ?? [];
  const real = said && hour && more.length === 0 && Number(hour) < 24 && Number(minute) < 60;
  return real ? `${said} ${two(hour)}:${minute}` : null;
}

const zone = '+08:00';

/** Epoch ms of the first moment of a day, `YYYY-MM-DD`, in the halls' zone. */
export const startOf = (day: string): number => Date.parse(`${day}T00:00:00${zone}`);

/** `2026-11-24 17:30:05`, in the halls' zone: the same in every language. */
export const dateTime = (at: number): string =>
  new Date(at + startOf('1970-01-01') * -1).toISOString().slice(0, 19).replace('T', ' ');

/** To the minute, where a second says nothing. */
export const dateMinute = (at: number): string => dateTime(at).slice(0, 16);

/** The day alone, `2026-11-24`. */
export const dateAlone = (at: number): string => dateTime(at).slice(0, 10);

const wrong: Readonly<Record<Language, Readonly<Record<'day' | 'time', string>>>> = {
  'zh-Hans': {
    day: '日期请按“年-月-日”填写，例如 2026-11-24。',
    time: '时间请按“年-月-日 时:分”填写，例如 2026-11-24 17:30。',
  },
  'zh-Hant': {
    day: '日期請按「年-月-日」填寫，例如 2026-11-24。',
    time: '時間請按「年-月-日 時:分」填寫，例如 2026-11-24 17:30。',
  },
  en: {
    day: 'Please write the date as year-month-day, such as 2026-11-24.',
    time: 'Please write the time as year-month-day hour:minute, such as 2026-11-24 17:30.',
  },
};

/** What is said where one of them is null. */
export const wrongDate = (kind: 'day' | 'time', language: Language): string =>
  wrong[language][kind];
