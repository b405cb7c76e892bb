/**
 * How much of the finding pages fits a screen: rows of guides, and the search page with its keyboard.
 * In units of ui/screen.ts; guides.css and ui/keyboard/keyboard.css hold the same heights.
 */
import type { CandidateRoom } from '../../../../ui/keyboard/typing.ts';
import type { Screen } from '../../../../ui/screen.ts';
import { type Tiles, tileGap, type WordRoom } from '../../tiles.ts';

/** The least that a finger needs, CSS px. */
const targetPx = 60;
const rowGap = 12;
const rowLeast = 132;
const rowMost = 168;
const largeFactor = 1.25;
const pagerHeight = 136;
const footHeight = 156;
const bodyPadding = 56;
const bodySides = 80;
const whereHeight = 600;
/** Above the tiles of the first page stands the way to the search, above the popular guides a heading. */
const searchHeight = 156;
const searchMore = 32;
const headingHeight = 68;

/** What a page of rows has, `under` taken from below. */
export const bodyHeight = (screen: Screen, where = screen.standing ? whereHeight : 0): number =>
  screen.height - footHeight - bodyPadding - where;

const nameUnits = 38;
const rowSides = 112;

/** How wide a guide's name may be on one line of a row, in em. */
export function rowEm(screen: Screen, large: boolean, columns = 1, share = 1): number {
  const side = screen.standing || columns > 1 || share < 1 ? 0 : whereHeight;
  const wide = ((screen.width - side - bodySides) * share) / columns - rowSides;
  return wide / (nameUnits * (large ? largeFactor : 1));
}

export function rowsFor(count: number, room: number, large: boolean, columns = 1): Tiles {
  const least = rowLeast * (large ? largeFactor : 1);
  const rowsIn = (space: number) => Math.max(1, Math.floor((space + rowGap) / (least + rowGap)));
  const all = count <= rowsIn(room) * columns;
  const space = all ? room : room - pagerHeight;
  const rows = rowsIn(space);
  const most = rowMost * (large ? largeFactor : 1);
  const height = Math.max(0, Math.min(most, (space + rowGap) / rows - rowGap));
  const perPage = rows * columns;
  return { columns, perPage, pages: Math.max(1, Math.ceil(count / perPage)), height };
}

/** The first page: its tiles, and under them so many popular guides. */
export interface HomeRoom {
  readonly tiles: Tiles & { readonly words: WordRoom };
  readonly popular: number;
  readonly row: number;
}

const tileLeast = 150;
const tileMost = 190;
/** Where nothing stands under them. */
const tileRoomy = 260;
const popularLeast = 2;
/** What a tile's words do not get: its edges and the arrow. */
const tileSides = 112;
const tileEnds = 36;

export function homeRoom(count: number, screen: Screen, large: boolean): HomeRoom {
  const type = large ? largeFactor : 1;
  const columns = large && screen.standing ? 1 : 2;
  const rows = Math.ceil(count / columns);
  const room = bodyHeight(screen) - searchHeight - (large ? searchMore : 0);
  const gaps = (rows - 1) * tileGap;
  const fair = (room - gaps) / rows;
  const least = Math.min(fair, Math.max(tileLeast * type, Math.min(tileMost * type, room / 4)));
  const left = room - rows * least - gaps - headingHeight * type - tileGap;
  const row = rowLeast * type;
  const fitting = Math.floor((left + rowGap) / (row + rowGap));
  // A few popular guides are worth less than tiles of which nothing is cut.
  const popular = fitting < popularLeast ? 0 : fitting;
  const height = popular === 0 ? Math.min(fair, tileRoomy * type) : least;
  const side = screen.standing ? 0 : whereHeight;
  const width = (screen.width - side - bodySides - (columns - 1) * tileGap) / columns - tileSides;
  const words = { width: width / type, height: (height - tileEnds) / type };
  const tiles = { columns, perPage: count, pages: 1, height, words };
  return { tiles, row, popular };
}

export interface SearchRoom {
  /** The keyboard stands beside what was found, not under it. */
  readonly beside: boolean;
  /** Units of the upper part. */
  readonly where: number;
  /** Of what was found. */
  readonly height: number;
  readonly columns: number;
  readonly key: number;
  readonly candidates: CandidateRoom;
}

const candidateEm = 42;
const candidateSides = 40;
const keyGap = 12;
const candidateGap = 10;
/** A screen that lies and is lower than this has its keyboard at the side. */
const besideBelow = 1_300;

/** `low`: the screen is as much lower as its controls begin lower (modes.ts). */
export function searchRoom(screen: Screen, low: boolean): SearchRoom {
  const target = targetPx / screen.unit;
  const key = Math.max(target, low ? 84 : 100);
  const chosen = Math.max(target, 84);
  const beside = !screen.standing && screen.height < besideBelow;
  const rows = screen.standing && !low ? 2 : 1;
  const keyboard = 4 * (key + keyGap) + (beside ? 2 : rows) * (chosen + candidateGap);
  const where = searchWhere(screen, low);
  const room = bodyHeight(screen, where);
  const wide = (screen.width - bodySides) * (beside ? besideShare : 1);
  const turns = 2 * (Math.max(target, 88) + candidateGap);
  const em = Math.max(candidateEm, 24 / screen.unit);
  return {
    beside,
    where,
    height: beside ? room : room - keyboard - 16,
    // So low that there is one row: it holds two.
    columns: (screen.standing && !low) || beside ? 1 : 2,
    key,
    candidates: {
      rows: beside ? 2 : rows,
      rowEm: (wide - turns) / em,
      leastEm: (Math.max(target, 88) + candidateGap) / em,
      sidesEm: (candidateSides + candidateGap) / em,
    },
  };
}

/** The keyboard's share of a screen where it stands at the side. */
export const besideShare = 0.58;

function searchWhere(screen: Screen, low: boolean): number {
  if (!screen.standing) return 210;
  return low ? whereHeight : 330;
}
