/**
 * The times that reports are made of: a day, a week (ISO 8601), a month, a year, each by its usual name,
 * and of which rows of sums they consist.
 */
import { dayNumber } from '../../core/hall/dates.ts';

export interface Period {
  /** `2026-11-21`, `2026-W47`, `2026-11` or `2026`. */
  readonly id: string;
  readonly kind: 'day' | 'week' | 'month' | 'year';
  /** The first and the last local date. */
  readonly from: string;
  readonly to: string;
  /** Days or months, whichever are fewer. */
  readonly spans: readonly string[];
}

const dayMs = 86_400_000;
const dateOf = (number: number): string => new Date(number * dayMs).toISOString().slice(0, 10);
const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  dateOf(dayNumber(text)) === text;

/** Null when it names no time. */
export function periodOf(id: string): Period | null {
  if (isDate(id)) return { id, kind: 'day', from: id, to: id, spans: [id] };
  const week = /^(\d{4})-W(\d{2})$/.exec(id);
  if (week) return weekOf(id, Number(week[1]), Number(week[2]));
  if (/^\d{4}-\d{2}$/.test(id)) return isDate(`${id}-01`) ? monthOf(id) : null;
  if (!/^[12]\d{3}$/.test(id)) return null;
  const spans = Array.from({ length: 12 }, (_, at) => `${id}-${String(at + 1).padStart(2, '0')}`);
  return { id, kind: 'year', from: `${id}-01-01`, to: `${id}-12-31`, spans };
}

function monthOf(id: string): Period {
  const [year = 0, month = 0] = id.split('-').map(Number);
  const to = dateOf(Date.UTC(year, month, 0) / dayMs);
  return { id, kind: 'month', from: `${id}-01`, to, spans: [id] };
}

/** The first week is the one that holds January 4th. */
function weekOf(id: string, year: number, week: number): Period | null {
  const fourth = dayNumber(`${year}-01-04`);
  const weekday = (new Date(fourth * dayMs).getUTCDay() + 6) % 7;
  const monday = fourth - weekday + (week - 1) * 7;
  const spans = Array.from({ length: 7 }, (_, at) => dateOf(monday + at));
  const [from = '', to = ''] = [spans[0], spans[6]];
  // The year of a week is that of its Thursday: there is no week 53 in most years, and no week 0.
  if (week < 1 || spans[3]?.slice(0, 4) !== String(year)) return null;
  return { id, kind: 'week', from, to, spans };
}
