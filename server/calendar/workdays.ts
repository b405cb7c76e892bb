/**
 * Working days, by the weekly rhythm of offices and the dates that are not as their weekday says: public
 * holidays and make-up workdays (`holidays.ts`), and what the hall's own file lists.
 */
import type { SpecialDate } from '../../core/hall/configuration.ts';
import { addDays, weekdayOf } from '../../core/hall/dates.ts';

/** Longer breaks than this are a mistake in the calendar, and must not hold the program for ever. */
const daysMax = 2_000;
const friday = 5;

/** The dates that are not as their weekday says; where a date stands twice, the first counts. */
export type SpecialDates = readonly Pick<SpecialDate, 'date' | 'as'>[];

export function isWorkday(date: string, special: SpecialDates): boolean {
  const as = special.find((one) => one.date === date)?.as ?? weekdayOf(date);
  return as !== 'closed' && as <= friday;
}

/**
 * The date on which so many working days have passed; the day itself is not counted (民法典 第二百零一条).
 * None: the day itself. Throws a RangeError when there are not so many in some years.
 */
export function workdaysAfter(date: string, count: number, special: SpecialDates): string {
  let at = date;
  let left = count;
  for (let days = 0; left > 0; days += 1) {
    if (days > daysMax) throw new RangeError(`no ${count} working days after ${date}`);
    at = addDays(at, 1);
    if (isWorkday(at, special)) left -= 1;
  }
  return at;
}
