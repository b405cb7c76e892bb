/**
 * How large a tile's words are: the largest type in which nothing of them is cut, reckoned before it
 * is drawn. In units of ui/screen.ts; choice.css holds the same sizes.
 */
import { emWidth } from '../../ui/widths.ts';
import type { WordRoom } from './tiles.ts';

export interface TileWords {
  readonly name: string;
  readonly about: string;
  readonly state?: string;
}

/** The sizes of a name, and on how many lines it may stand. */
const names = [
  { size: 54, lines: 2 },
  { size: 42, lines: 2 },
  { size: 32, lines: 3 },
];
const nameLine = 1.3;
const aboutSize = 32;
const stateSize = { usual: 32, long: 28 };
const smallLine = 1.35;
const gap = 6;
/** Where words are kept whole, a line ends before it is full. */
const spared = 1.14;

const linesOf = (text: string, size: number, width: number): number => {
  const whole = text.includes(' ') ? spared : 1;
  return text === '' ? 0 : Math.ceil((emWidth(text) * size * whole) / width);
};
const small = (lines: number, size: number) => (lines > 0 ? gap + lines * size * smallLine : 0);

interface Fit {
  /** An index of `names`. */
  readonly size: number;
  readonly roomy: boolean;
  readonly longState: boolean;
}

function fitOf({ name, about, state = '' }: TileWords, room: WordRoom): Fit {
  const aboutLines = Math.min(2, linesOf(about, aboutSize, room.width));
  const longState = linesOf(state, stateSize.usual, room.width) > 1;
  const ofState = longState ? stateSize.long : stateSize.usual;
  const below = small(aboutLines, aboutSize) + small(linesOf(state, ofState, room.width), ofState);
  const fits = names.map(({ size, lines }) => {
    const needed = linesOf(name, size, room.width);
    const whole = needed <= lines;
    return { whole, all: whole && needed * size * nameLine + below <= room.height };
  });
  const all = fits.findIndex((one) => one.all);
  // Where the explanation has no room at any size, at least the name is whole.
  const whole = fits.findIndex((one) => one.whole);
  const size = all >= 0 ? all : whole >= 0 ? whole : names.length - 1;
  return { size, roomy: all >= 0 && aboutLines > 1, longState };
}

/**
 * The classes for the tiles of a page: `tile-0` is the usual type of names, `tile-roomy` gives an
 * explanation two lines, `tile-state-long` tells who waits in smaller type. Names on one page are
 * alike but for those that need the smallest type.
 */
export function tileClasses(tiles: readonly TileWords[], room: WordRoom): string[] {
  const fits = tiles.map((tile) => fitOf(tile, room));
  const common = Math.min(1, Math.max(0, ...fits.map(({ size }) => size)));
  return fits.map(({ size, roomy, longState }) =>
    [
      `tile-${Math.max(size, common)}`,
      ...(roomy ? ['tile-roomy'] : []),
      ...(longState ? ['tile-state-long'] : []),
    ].join(' '),
  );
}
