/**
 * Local dates as text (`2026-11-21`), reckoned without a clock or a time zone: days are counted in the
 * proleptic Gregorian calendar, as in "chrono-Compatible Low-Level Date Algorithms" (H. Hinnant).
 */
const daysOf400Years = 146_097;

/** Days since 1970-01-01. Throws when the text is no date. */
export function dayNumber(date: string): number {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date) ?? [];
  if (day === undefined) throw new Error(`${date} is not a date`);
  // The year is taken to begin in March, so that the leap day comes last.
  const shifted = Number(month) <= 2 ? Number(year) - 1 : Number(year);
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const monthFromMarch = (Number(month) + 9) % 12;
  const ofYear = Math.floor((153 * monthFromMarch + 2) / 5) + Number(day) - 1;
  const inEra = ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear;
  return era * daysOf400Years + inEra - 719_468;
}

/** The date so many days after 1970-01-01. */
export function dateOf(number: number): string {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / daysOf400Years);
  const inEra = shifted - era * daysOf400Years;
  const ofEra = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) /
      365,
  );
  const ofYear = inEra - (365 * ofEra + Math.floor(ofEra / 4) - Math.floor(ofEra / 100));
  const monthFromMarch = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = ((monthFromMarch + 2) % 12) + 1;
  const year = era * 400 + ofEra + (month <= 2 ? 1 : 0);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

export const addDays = (date: string, days: number): string => dateOf(dayNumber(date) + days);

/** 1 Monday … 7 Sunday (ISO 8601). */
export const weekdayOf = (date: string): number => ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
