/**
 * How long something has lasted, as clerks read it: in minutes where minutes matter, in minutes and
 * seconds for the ticket in hand; always counted from the hub's clock. And several names as one line.
 */
import type { Language } from '../../ui/texts.ts';
import type { CounterTexts } from './texts/index.ts';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** Whole minutes, and hours from one hour on: `12 分`, `1 小时 5 分`. Never below 0. */
export function ageText(fromMs: number, nowMs: number, texts: CounterTexts): string {
  const age = Math.max(0, nowMs - fromMs);
  const minutes = Math.floor((age % hourMs) / minuteMs);
  return age < hourMs ? texts.minutes(minutes) : texts.hours(Math.floor(age / hourMs), minutes);
}

/** A running count that keeps its width: `0:07`, `12:40`, `1:05:00`. Never below 0. */
export function countText(fromMs: number, nowMs: number): string {
  const age = Math.max(0, nowMs - fromMs);
  const two = (value: number) => String(value).padStart(2, '0');
  const seconds = two(Math.floor((age % minuteMs) / secondMs));
  const minutes = Math.floor((age % hourMs) / minuteMs);
  if (age < hourMs) return `${minutes}:${seconds}`;
  return `${Math.floor(age / hourMs)}:${two(minutes)}:${seconds}`;
}

const separators: Readonly<Record<Language, string>> = {
  'zh-Hans': '、',
  'zh-Hant': '、',
  en: ', ',
};

/** Several names as one line. */
export const listIn = (language: Language, names: readonly string[]): string =>
  names.join(separators[language]);
