/**
 * Which stretches of which dates can be booked: the bands of the service's hours, those for bookings
 * only as well, cut into slots. Pure: the configuration, the calendar and the date are handed in.
 */
import type { Band, Configuration, Hours, Service } from '../../../core/hall/configuration.ts';
import { addDays, weekdayOf } from '../../../core/hall/dates.ts';
import { bandsOn, patternOf } from '../../../core/hall/hours.ts';
import { hoursId } from '../../../core/hall/ids.ts';
import type { Deep } from '../../../core/hall/state.ts';
import { type Calendar, momentOf } from '../../hall/calendar.ts';

export interface Slot {
  /** Epoch milliseconds, like `ends`. */
  readonly at: number;
  readonly ends: number;
  readonly date: string;
  readonly minute: number;
}

/** Dates looked at for the last one that can be booked: the most workdays, with all holidays between. */
const datesMax = 200;
const workdays = { first: 1, last: 5 };
const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;

const office = { from: 9 * 60, to: 17 * 60, admits: 'everybody' as const };
/** For a hall without hours of its own: nine to five on workdays. */
const usualHours: Deep<Hours> = {
  id: hoursId('usual'),
  week: [[office], [office], [office], [office], [office], [], []],
  lastTicketMinutes: 0,
};

/** The weekday whose hours a date has; null when it is closed. */
function asWeekday(configuration: Deep<Configuration>, date: string): number | null {
  const special = configuration.opening.dates.find((one) => one.date === date);
  return special?.as === 'closed' ? null : (special?.as ?? weekdayOf(date));
}

/** Monday to Friday, without holidays, with make-up workdays. */
export function isWorkday(configuration: Deep<Configuration>, date: string): boolean {
  const weekday = asWeekday(configuration, date);
  return weekday !== null && weekday >= workdays.first && weekday <= workdays.last;
}

/** The last date that can be booked, so many workdays after this one. */
export const lastBookable = (configuration: Deep<Configuration>, today: string): string =>
  workdayAfter(configuration, today, configuration.booking.workdaysAhead);

/** So many workdays after this date. */
export function workdayAfter(
  configuration: Deep<Configuration>,
  today: string,
  count: number,
): string {
  let left = count;
  let date = today;
  for (let ahead = 1; ahead <= datesMax && left > 0; ahead += 1) {
    date = addDays(today, ahead);
    if (isWorkday(configuration, date)) left -= 1;
  }
  return date;
}

/** The hours of a service on a date, in order; nine to five on workdays where the hall has none. */
export function bandsOf(
  configuration: Deep<Configuration>,
  service: Deep<Service>,
  date: string,
): readonly Deep<Band>[] {
  return bandsOn(configuration, patternOf(configuration, service) ?? usualHours, date);
}

/** The slots of a service on a date, in order; a rest that is shorter than a slot is none. */
export function slotsOn(
  configuration: Deep<Configuration>,
  service: Deep<Service>,
  date: string,
  calendar: Calendar,
): Slot[] {
  const { slotMinutes } = service.booking ?? {};
  if (slotMinutes === undefined) return [];
  const midnight = momentOf(calendar, date, 0);
  // Asking the calendar costs more than all else here, and on most dates the clocks are not changed.
  const even = momentOf(calendar, addDays(date, 1), 0) - midnight === dayMs;
  const moment = (minute: number): number =>
    even ? midnight + minute * minuteMs : momentOf(calendar, date, minute);
  return bandsOf(configuration, service, date).flatMap(({ from, to }) => {
    const count = Math.floor((to - from) / slotMinutes);
    return Array.from({ length: count }, (_, index) => {
      const minute = from + index * slotMinutes;
      const at = moment(minute);
      return { at, ends: at + slotMinutes * minuteMs, date, minute };
    });
  });
}
