/**
 * Who has booked and does not come has missed it: marked once the slot and the time of grace are over,
 * so that it counts (BOOK-6); nobody misses what the hall itself has closed (BOOK-7). Rows of past days
 * are deleted here as well. While the clock is not believed nobody misses anything.
 */

import type { Configuration } from '../../core/hall/configuration.ts';
import { addDays } from '../../core/hall/dates.ts';
import type { Calendar } from '../hall/calendar.ts';
import type { Clock } from '../hall/clock.ts';
import type { Guard } from '../hall/clock-guard.ts';
import type { Keeper } from '../hall/keeper.ts';
import { missKeptDays } from '../people/bookings/barring.ts';
import { isClosed } from '../people/bookings/closed.ts';
import type { BookingRow, Bookings } from '../people/bookings.ts';

const minuteMs = 60_000;
/** It looks when the next one is due, at the soonest and at the latest after so long. */
const waitMs = { min: 1_000, max: minuteMs };

export interface MissedBookingsParts {
  readonly keeper: Pick<Keeper, 'hall' | 'look'>;
  readonly configuration: Configuration;
  readonly bookings: Pick<Bookings, 'markMissed' | 'nextOpen' | 'sweep'>;
  readonly calendar: Calendar;
  readonly guard: Pick<Guard, 'now' | 'agrees'>;
  readonly clock: Clock;
  readonly complain: (what: string, error: unknown) => void;
}

/** Follows until the returned function is called; that one resolves when what is under way has ended. */
export function followMissedBookings(parts: MissedBookingsParts): () => Promise<void> {
  const { clock, complain } = parts;
  let timer: unknown = null;
  let ended = false;
  let running: Promise<void> = Promise.resolve();

  const run = async () => {
    let ms = waitMs.max;
    try {
      ms = await markDue(parts);
    } catch (error) {
      if (!ended) complain('missed bookings could not be marked', error);
    }
    if (!ended) wait(ms);
  };
  const wait = (ms: number) => {
    timer = clock.setTimeout(() => {
      running = run();
    }, ms);
  };
  running = run();
  return async () => {
    ended = true;
    clock.clearTimeout(timer);
    await running;
  };
}

/** Marks and deletes what is due; returns how many milliseconds later to look again. */
async function markDue(parts: MissedBookingsParts): Promise<number> {
  const { keeper, configuration, bookings, calendar, guard } = parts;
  if (!guard.agrees()) return waitMs.max;
  const { hall } = keeper;
  const inForce = await keeper.look((state) => state.configuration ?? configuration);
  const { booking } = inForce;
  const closed = (row: BookingRow) => isClosed(inForce, row);
  const graceMs = booking.lateMinutes * minuteMs;
  const now = guard.now();
  const deleteOn = (day: string) => addDays(day, missKeptDays(booking) + 1);
  // First what was missed: a hub that was off for days must not delete it uncounted.
  while ((await bookings.markMissed(hall, now - graceMs, deleteOn, closed)) > 0);
  await bookings.sweep(hall, calendar(now).date);
  const next = await bookings.nextOpen(hall);
  const due = next === null ? waitMs.max : next + graceMs + 1 - now;
  return Math.min(Math.max(due, waitMs.min), waitMs.max);
}
