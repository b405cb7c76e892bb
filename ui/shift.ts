/**
 * A screen that shows the same frame for years burns it in. Every few minutes the whole picture moves by
 * a few pixels on a small square, so that no edge stands on the same dots for long; nobody sees it move.
 */
import { effect, type ReadonlySignal } from '@preact/signals';

/** The picture is so much smaller than the screen, in units of ui/screen.ts, and moves within that. */
export const shiftRoom = 8;
/** How long it stands in one place. */
export const shiftMs = 4 * 60_000;

const step = shiftRoom / 2;
/** Round the square and through its middle: neighbours are one step apart. */
const places = [
  [1, 1],
  [0, 1],
  [0, 0],
  [1, 0],
  [2, 0],
  [2, 1],
  [2, 2],
  [1, 2],
  [0, 2],
] as const;

/** Where the picture stands at that time (epoch ms), in units. */
export function shiftAt(now: number): { readonly x: number; readonly y: number } {
  const [x, y] = places[Math.floor(now / shiftMs) % places.length] ?? [1, 1];
  return { x: x * step, y: y * step };
}

/** Keeps `--shift-x` and `--shift-y` of the page, for good. `now`: the hub's clock. */
export function followShift(now: ReadonlySignal<number | null>): void {
  effect(() => {
    const { x, y } = shiftAt(now.value ?? 0);
    const { style } = document.documentElement;
    style.setProperty('--shift-x', String(x));
    style.setProperty('--shift-y', String(y));
  });
}
