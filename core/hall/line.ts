/**
 * A line of waiting tickets, kept in the order in which they are served: by age, then by the event
 * that gave the place (LINE-1). Joining and leaving find their place by halving.
 */
import type { TicketId } from './ids.ts';

export interface Place {
  readonly ticket: TicketId;
  readonly at: number;
  readonly seq: number;
}

export type Line = Place[];

/** Below 0 when `a` is served before `b`. */
export const compare = (a: Pick<Place, 'at' | 'seq'>, b: Pick<Place, 'at' | 'seq'>): number =>
  a.at - b.at || a.seq - b.seq;

/** How many stand before this place in the line, whether or not it stands there itself. */
export function before(line: readonly Place[], place: Pick<Place, 'at' | 'seq'>): number {
  let low = 0;
  let high = line.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = line[middle];
    if (other !== undefined && compare(other, place) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function join(line: Line, place: Place): void {
  line.splice(before(line, place), 0, place);
}

/** Takes the place out; whoever stands elsewhere stays. Returns whether it was there. */
export function leave(line: Line, place: Place): boolean {
  const index = before(line, place);
  if (line[index]?.ticket !== place.ticket) return false;
  line.splice(index, 1);
  return true;
}
