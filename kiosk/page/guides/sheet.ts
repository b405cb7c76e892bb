/**
 * How a form lies on the kiosk's screen: as wide as the room first, then larger in steps, and moved by
 * most of what one sees. Pure; lengths in CSS px.
 */

/** How much larger than the room is wide. */
export const zooms = [1, 1.5, 2, 3] as const;

/** A4 as a browser lays it out: 210 mm at 96 dots an inch. */
export const pageWidth = 794;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** By how much a page of this width is drawn larger or smaller. */
export const scaleOf = (page: Size, room: number, zoom: number): number =>
  page.width <= 0 ? 1 : (room * (zooms[zoom] ?? 1)) / page.width;

/** What stays in sight when one moves on. */
const movedShare = 0.85;

export type Move = 'up' | 'down' | 'left' | 'right';

export interface Lying {
  readonly left: number;
  readonly top: number;
  /** What is seen of it, and the whole. */
  readonly seen: Size;
  readonly whole: Size;
}

/** Of less than this nobody would miss anything. */
const slack = 2;

export function may({ left, top, seen, whole }: Lying, move: Move): boolean {
  switch (move) {
    case 'up':
      return top > slack;
    case 'left':
      return left > slack;
    case 'down':
      return top + seen.height < whole.height - slack;
    case 'right':
      return left + seen.width < whole.width - slack;
  }
}

/** Where it lies after the move. */
export function moved({ left, top, seen }: Lying, move: Move): { left: number; top: number } {
  const by = { x: seen.width * movedShare, y: seen.height * movedShare };
  switch (move) {
    case 'up':
      return { left, top: Math.max(0, top - by.y) };
    case 'left':
      return { left: Math.max(0, left - by.x), top };
    case 'down':
      return { left, top: top + by.y };
    case 'right':
      return { left: left + by.x, top };
  }
}
