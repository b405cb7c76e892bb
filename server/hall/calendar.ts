/**
 * The local calendar at a hall. `core` knows no time zones; it gets date, weekday and minute handed
 * in with every command.
 */
import type { Local } from '../../core/hall/commands.ts';
import { dayNumber } from '../../core/hall/dates.ts';

const minuteMs = 60_000;
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

export type Calendar = (at: number) => Local;

/** The calendar of an IANA time zone; throws a RangeError when there is no such zone. */
export function calendarOf(timeZone: string): Calendar {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  // Asking Intl costs more than deciding a command; within a minute its answer is the same.
  let minute = Number.NaN;
  let local: Local = { date: '', weekday: 1, minute: 0 };
  return (at) => {
    const present = Math.floor(at / minuteMs);
    if (present === minute) return local;
    const part = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
    minute = present;
    local = {
      date: `${part.get('year')}-${part.get('month')}-${part.get('day')}`,
      weekday: weekdays.indexOf(part.get('weekday') ?? '') + 1,
      minute: Number(part.get('hour')) * 60 + Number(part.get('minute')),
    };
    return local;
  };
}

/** `09:05`, of a minute of the local day (0-1440). */
export const timeText = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');

const dayMinutes = 1_440;

/**
 * The moment at which a date has this minute (0-1440) at the hall, in epoch milliseconds. A minute that
 * is left out when clocks are put forward is the one an hour later; of one that comes twice, one.
 */
export function momentOf(calendar: Calendar, date: string, minute: number): number {
  const wanted = dayNumber(date) * dayMinutes + minute;
  let at = wanted * minuteMs;
  // The zone's offset may differ between the guess and the moment itself: looked at twice.
  for (let looks = 0; looks < 2; looks += 1) {
    const local = calendar(at);
    at += (wanted - dayNumber(local.date) * dayMinutes - local.minute) * minuteMs;
  }
  return at;
}
