/**
 * A line of waiting tickets of one service, class and set of needs, kept in the order in which they
 * are served: by age, then by the event that gave the place (LINE-1). Only its first competes with
 * the firsts of other lines, so that calling does not grow with the number of people who wait.
 *
 * Joining and leaving find their place by halving; the first leaves by moving a mark. A line also
 * knows how often its first has been overtaken (NEXT-5): whoever overtakes somebody overtakes all who
 * are older still, so each overtaking is one mark at the youngest whom it concerns.
 */
import type { ClassId, NeedId, TicketId } from './ids.ts';

export interface Place {
  readonly ticket: TicketId;
  readonly at: number;
  readonly seq: number;
  /** Overtakings of this one and of all before it, but of nobody behind it. */
  marks: number;
}

export type Age = Pick<Place, 'at' | 'seq'>;

export interface Line {
  readonly class: ClassId;
  /** Sorted. */
  readonly needs: readonly NeedId[];
  /** Who waits stands from the index `first` on; what lies before has left. */
  places: Place[];
  first: number;
  /** All marks of the line: how often its first has been overtaken. */
  overtaken: number;
}

/** A line as the rules see it. */
export interface ReadLine {
  readonly class: ClassId;
  readonly needs: readonly NeedId[];
  readonly places: readonly Readonly<Place>[];
  readonly first: number;
  readonly overtaken: number;
}

/** Gone places are thrown away once there are so many of them, and as many as still wait. */
const goneMax = 64;

export const emptyLine = (ticketClass: ClassId, needs: readonly NeedId[]): Line => ({
  class: ticketClass,
  needs: [...needs],
  places: [],
  first: 0,
  overtaken: 0,
});

/** Below 0 when `a` is older than `b`. */
export const compareAge = (a: Age, b: Age): number => a.at - b.at || a.seq - b.seq;

export const lengthOf = (line: ReadLine): number => line.places.length - line.first;

/** Who stands so many places behind the first; undefined behind the last. */
export const placeAt = (line: ReadLine, index: number): Readonly<Place> | undefined =>
  line.places[line.first + index];

/** Those who wait, in order. */
export const placesOf = (line: ReadLine): readonly Readonly<Place>[] =>
  line.first === 0 ? line.places : line.places.slice(line.first);

/**
 * How many from the front are so, where whoever stands behind one who is not is not either.
 */
export function countWhile(line: ReadLine, so: (place: Readonly<Place>) => boolean): number {
  let low = line.first;
  let high = line.places.length;
  // Mostly it is all of them, or none.
  const [front, back] = [line.places[low], line.places[high - 1]];
  if (low === high || (front !== undefined && !so(front))) return 0;
  if (back !== undefined && so(back)) return high - low;
  while (low < high) {
    const middle = (low + high) >> 1;
    const place = line.places[middle];
    if (place !== undefined && so(place)) low = middle + 1;
    else high = middle;
  }
  return low - line.first;
}

/** How many are older. */
export const older = (line: ReadLine, than: Age): number =>
  countWhile(line, (place) => compareAge(place, than) < 0);

/** The line of this class and of just these needs, where there is one. */
export const lineAmong = <L extends ReadLine & { readonly needs: readonly NeedId[] }>(
  lines: readonly L[],
  ticketClass: ClassId,
  needs: readonly NeedId[],
): L | undefined =>
  lines.find(
    (line) =>
      line.class === ticketClass &&
      line.needs.length === needs.length &&
      line.needs.every((need, at) => need === needs[at]),
  );

/** How often the one at this place has been overtaken: the marks there and behind. */
export function overtakenAt(line: ReadLine, index: number): number {
  let before = 0;
  for (let at = 0; at < index; at += 1) before += placeAt(line, at)?.marks ?? 0;
  return line.overtaken - before;
}

/** Comes to stand by its age, and counts as overtaken as often as the one behind it. */
export function join(line: Line, { ticket, at, seq }: Omit<Place, 'marks'>): void {
  const place = { ticket, at, seq, marks: 0 };
  const last = line.places.at(-1);
  // Nearly all come last.
  if (last === undefined || compareAge(last, place) < 0) line.places.push(place);
  else line.places.splice(line.first + older(line, place), 0, place);
}

/** Takes the place out; whoever stands elsewhere stays. Returns whether it was there. */
export function leave(line: Line, { ticket, at, seq }: Omit<Place, 'marks'>): boolean {
  const index = line.first + older(line, { at, seq });
  const place = line.places[index];
  if (place === undefined || place.ticket !== ticket) return false;
  const ahead = index > line.first ? line.places[index - 1] : undefined;
  if (ahead === undefined) {
    line.overtaken -= place.marks;
    line.first += 1;
    trim(line);
  } else {
    ahead.marks += place.marks;
    line.places.splice(index, 1);
  }
  return true;
}

/** All who are older have been overtaken once more. */
export function overtake(line: Line, by: Age): void {
  const count = older(line, by);
  const youngest = count === 0 ? undefined : line.places[line.first + count - 1];
  if (youngest === undefined) return;
  youngest.marks += 1;
  line.overtaken += 1;
}

function trim(line: Line): void {
  if (line.first < goneMax && line.first < line.places.length) return;
  if (line.first * 2 < line.places.length) return;
  line.places = line.places.slice(line.first);
  line.first = 0;
}
