/**
 * Bookings whose time has been closed since they were made: by other hours, a holiday, or a service
 * that is gone. Reckoned anew from the configuration in force whenever it is asked, so a closure that
 * is taken back leaves nothing behind. SPEC: BOOK-7.
 */
import type { Configuration, Service } from '../../../core/hall/configuration.ts';
import type { Deep } from '../../../core/hall/state.ts';
import type { BookingRow } from '../bookings.ts';
import { bandsOf } from './slots.ts';

const minuteMs = 60_000;

type When = Pick<BookingRow, 'service' | 'day' | 'minute' | 'slot_at' | 'ends_at'>;

/** Whether some of its slot lies outside the hours of its service; those for bookings only are hours. */
export function isClosed(configuration: Deep<Configuration>, row: When): boolean {
  const service = serviceOf(configuration, row.service);
  if (service === undefined) return true;
  const end = row.minute + (row.ends_at - row.slot_at) / minuteMs;
  let reached = row.minute;
  // Bands follow one another in order, and those without a gap are one stretch.
  for (const { from, to } of bandsOf(configuration, service, row.day)) {
    if (from <= reached && reached < to) reached = to;
  }
  return reached < end;
}

/** Whether the service of a booking has hours at this minute of a date. */
export function isServed(
  configuration: Deep<Configuration>,
  id: string,
  { date, minute }: { readonly date: string; readonly minute: number },
): boolean {
  const service = serviceOf(configuration, id);
  if (service === undefined) return false;
  return bandsOf(configuration, service, date).some(
    ({ from, to }) => from <= minute && minute < to,
  );
}

const serviceOf = (configuration: Deep<Configuration>, id: string): Deep<Service> | undefined =>
  configuration.services.find((one) => one.id === id);
