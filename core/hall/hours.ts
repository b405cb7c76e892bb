/**
 * When numbers are given: the week's pattern, dates that are not as their weekday says, bands for
 * those who have booked, noon duty, the last number. Minutes of the local day; no clock, no time zone.
 * SPEC: HOURS-1 to HOURS-4.
 */
import type { Band, Configuration, Hours, Service } from './configuration.ts';
import { addDays, weekdayOf } from './dates.ts';
import type { Deep } from './state.ts';

/** A local date and a minute of its day. */
export interface When {
  readonly date: string;
  readonly minute: number;
}

export interface Admission {
  /** Who may take a number; nobody outside the bands, and after the last number of a stretch (HOURS-4). */
  readonly admits: Band['admits'] | 'nobody';
  /** The band at this time; null outside. */
  readonly band: Deep<Band> | null;
  /** When this stretch of bands ends, in minutes of this date (past 1440 on a later one); null when closed. */
  readonly closes: number | null;
  /** When anybody may take a number next; null when not within the coming days, or when they may now. */
  readonly opens: When | null;
}

/** How far the next opening is looked for: the longest holidays with what lies around them. */
const daysAhead = 15;
const dayMinutes = 1440;

/** The service's own pattern or the hall's; null where numbers are given at any time (HOURS-1). */
export function patternOf(
  configuration: Deep<Configuration>,
  service: Deep<Service> | null,
): Deep<Hours> | null {
  const id = service?.hoursId ?? configuration.opening.hoursId;
  return configuration.opening.patterns.find((pattern) => pattern.id === id) ?? null;
}

/** The bands of a date, those of a special date where it is one (HOURS-2). */
export function bandsOn(
  configuration: Deep<Configuration>,
  pattern: Deep<Hours>,
  date: string,
): readonly Deep<Band>[] {
  const special = configuration.opening.dates.find((one) => one.date === date);
  if (special?.as === 'closed') return [];
  return pattern.week[(special?.as ?? weekdayOf(date)) - 1] ?? [];
}

/** Who may take a number of the service at this time; null where anybody always may. */
export function admissionAt(
  configuration: Deep<Configuration>,
  service: Deep<Service> | null,
  when: When,
): Admission | null {
  const pattern = patternOf(configuration, service);
  if (pattern === null) return null;
  const bands = bandsOn(configuration, pattern, when.date);
  const band = bands.find(({ from, to }) => from <= when.minute && when.minute < to) ?? null;
  const closes = band === null ? null : endOfStretch(configuration, pattern, when.date, band);
  const lastGiven = closes !== null && when.minute >= closes - pattern.lastTicketMinutes;
  const admits = band === null || lastGiven ? 'nobody' : band.admits;
  const opens = admits === 'everybody' ? null : nextOpening(configuration, pattern, when);
  return { admits, band, closes, opens };
}

/** The end of the last band that follows on this one without a gap, over midnight too. */
function endOfStretch(
  configuration: Deep<Configuration>,
  pattern: Deep<Hours>,
  date: string,
  band: Deep<Band>,
): number {
  let end = band.to;
  for (let ahead = 0; ahead <= daysAhead; ahead += 1) {
    const midnight = ahead * dayMinutes;
    for (const { from, to } of bandsOn(configuration, pattern, addDays(date, ahead))) {
      if (midnight + from === end) end = midnight + to;
    }
    if (end < midnight + dayMinutes) break;
  }
  return end;
}

function nextOpening(
  configuration: Deep<Configuration>,
  pattern: Deep<Hours>,
  when: When,
): When | null {
  for (let ahead = 0; ahead <= daysAhead; ahead += 1) {
    const date = addDays(when.date, ahead);
    const bands = bandsOn(configuration, pattern, date);
    const next = bands.find((band) => {
      if (band.admits !== 'everybody') return false;
      if (ahead === 0 && band.from <= when.minute) return false;
      const end = endOfStretch(configuration, pattern, date, band);
      return band.from < end - pattern.lastTicketMinutes;
    });
    if (next) return { date, minute: next.from };
  }
  return null;
}
