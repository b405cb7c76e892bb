/**
 * Where one stands in a day: by time on a slider, by event with the steps. Pure.
 */
import { kioskId } from '../../core/hall/ids.ts';
import type { KioskView } from '../../core/views/kiosk.ts';
import type { PastDay, PastMoment } from './told.ts';

/** A place in a day: an event, and a time (epoch ms) not before it and not after the next one. */
export interface Place {
  readonly seq: number;
  readonly at: number;
}

/** When the last event of the day was, epoch ms. */
export const endOf = ({ from, at }: PastDay): number => from + (at.at(-1) ?? 0);

/** The last event that had happened by a time; before the first event it is the first. */
export function placeAt(day: PastDay, at: number): Place {
  const wanted = Math.min(Math.max(at, day.from), endOf(day));
  let [low, high] = [0, day.at.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((day.at[middle] ?? 0) <= wanted - day.from) low = middle + 1;
    else high = middle;
  }
  return { seq: day.first + Math.max(0, low - 1), at: wanted };
}

/** The event so many further on, at its own time; it stays within the day. */
export function stepFrom(day: PastDay, { seq }: Place, by: number): Place {
  const index = Math.min(Math.max(seq - day.first + by, 0), day.at.length - 1);
  return { seq: day.first + index, at: day.from + (day.at[index] ?? 0) };
}

/** The next call after this place, or the last before it; the place itself when there is none. */
export function callFrom(day: PastDay, place: Place, by: 1 | -1): Place {
  const call = day.types.indexOf('ticket-called');
  const here = place.seq - day.first;
  for (let index = here + by; index >= 0 && index < day.type.length; index += by) {
    if (day.type[index] === call) return stepFrom(day, place, index - here);
  }
  return place;
}

/** What this kiosk showed then; of one that the hall did not have yet what all of them showed. */
export const kioskOf = (
  { kiosk, kioskNotices }: Pick<PastMoment, 'kiosk' | 'kioskNotices'>,
  id: string,
): KioskView => ({ ...kiosk, kiosk: kioskId(id), notices: kioskNotices[id] ?? kiosk.notices });
