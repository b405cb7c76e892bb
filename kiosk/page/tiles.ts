/**
 * How many tiles stand on a page and how high they are. A kiosk does not scroll: what does not fit
 * is on the next page. In units of ui/screen.ts; kiosk.css holds the same heights.
 */
import type { Screen } from '../../ui/screen.ts';
import { whereHeight } from './modes.ts';

export const tileGap = 24;
/** What stands under the tiles with its gap: two wide buttons, or the one large one. */
export const stripHeight = 156;
/** Wide buttons beside one another; a standing screen has room for the words of so many. */
const stripsAcross = 3;

/** Of the wide buttons under the tiles: one row, or two. */
export function stripsHeight(count: number, screen: Screen): number {
  const rows = screen.standing && count > stripsAcross ? 2 : 1;
  return count === 0 ? 0 : rows * stripHeight;
}

const footHeight = 156;
const bodyPadding = 56;
const pagerHeight = 136;
/** What a tile's words do not get of its width and height: the page's and the tile's edges, the arrow. */
const bodySides = 80;
const tileSides = 68;
const tileEnds = 36;
const arrow = 44;
const tileMax = 320;

/** A tile's least height: two lines of name, one of explanation, and one of who waits where it is told. */
const tileMin = {
  standing: { groups: 236, services: 278, slots: 200 },
  lying: { groups: 216, services: 256, slots: 200 },
  /** In care mode, as wide as the page: a name has one line. */
  wide: { groups: 200, services: 250, slots: 200 },
};
const largeFactor = 1.25;

export interface Tiles {
  /** Beside one another. In care mode a standing screen has one: few choices, one under the other. */
  readonly columns: number;
  readonly perPage: number;
  readonly pages: number;
  readonly height: number;
}

/** What a tile has for its words, in units of the usual type: large type has as much less. */
export interface WordRoom {
  readonly width: number;
  readonly height: number;
}

/** `under`: how much of the room is taken from below. */
export function tilesFor(
  kind: 'groups' | 'services' | 'slots',
  count: number,
  screen: Screen,
  large: boolean,
  under = 0,
): Tiles & { readonly words: WordRoom } {
  const wide = large && screen.standing;
  const columns = wide ? 1 : 2;
  const shape = screen.standing ? 'standing' : 'lying';
  const least = wide ? tileMin.wide[kind] : tileMin[shape][kind] * (large ? largeFactor : 1);
  const room = roomOf(screen) - under;
  const rowsIn = (space: number) => Math.max(1, Math.floor((space + tileGap) / (least + tileGap)));
  const fitsAll = count <= rowsIn(room) * columns;
  const space = fitsAll ? room : room - pagerHeight;
  const perPage = rowsIn(space) * columns;
  const rows = Math.min(rowsIn(space), Math.ceil(count / columns));
  const most = tileMax * (large ? largeFactor : 1);
  const height = Math.min(most, (space - (rows - 1) * tileGap) / Math.max(1, rows));
  const scale = large ? largeFactor : 1;
  const width = (screen.width - bodySides - (columns - 1) * tileGap) / columns - tileSides - arrow;
  const words = { width: width / scale, height: (height - tileEnds) / scale };
  return { columns, perPage, pages: Math.max(1, Math.ceil(count / perPage)), height, words };
}

const roomOf = (screen: Screen): number =>
  screen.height - footHeight - bodyPadding - (screen.standing ? whereHeight : 0);

const optionGap = 16;
const headingHeight = 68;
/** The large button under the options, with its gap. */
const doneHeight = { standing: 200, lying: 164 };
const optionHeight = { standing: 168, lying: 148 };

/** The same for options: lower, in two columns standing and three lying, under so many headings. */
export function optionsFor(
  sections: readonly number[],
  headings: number,
  screen: Screen,
  large: boolean,
): Tiles {
  const shape = screen.standing ? 'standing' : 'lying';
  const across = screen.standing ? 2 : 3;
  const height = optionHeight[shape] * (large ? 1.15 : 1);
  const room = roomOf(screen) - doneHeight[shape] - headings * headingHeight;
  const rowsIn = (space: number) => Math.max(1, Math.floor(space / (height + optionGap)));
  const rows = sections.reduce((sum, count) => sum + Math.ceil(count / across), 0);
  const count = sections.reduce((sum, one) => sum + one, 0);
  if (rows <= rowsIn(room)) {
    return { columns: across, perPage: Math.max(1, count), pages: 1, height };
  }
  // A page on which one heading ends and the next begins has a row that is not full.
  const broken = sections.length > 1 ? 1 : 0;
  const perPage = Math.max(1, rowsIn(room - pagerHeight) - broken) * across;
  return { columns: across, perPage, pages: Math.ceil(count / perPage), height };
}
