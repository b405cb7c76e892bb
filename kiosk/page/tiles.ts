/**
 * How many tiles stand on a page and how high they are. A kiosk does not scroll: what does not fit
 * is on the next page. In units of ui/screen.ts; kiosk.css holds the same heights.
 */
import type { Screen } from '../../ui/screen.ts';

export const tileGap = 24;
const whereHeight = 600;
const footHeight = 156;
const bodyPadding = 56;
const pagerHeight = 136;
const columns = 2;
const tileMax = 320;

/** A tile's least height: two lines of name, one of explanation, and one of who waits where it is told. */
const tileMin = {
  standing: { groups: 236, services: 284 },
  lying: { groups: 216, services: 256 },
};
const largeFactor = 1.25;

export interface Tiles {
  readonly perPage: number;
  readonly pages: number;
  readonly height: number;
}

export function tilesFor(
  kind: 'groups' | 'services',
  count: number,
  screen: Screen,
  large: boolean,
): Tiles {
  const least = tileMin[screen.standing ? 'standing' : 'lying'][kind] * (large ? largeFactor : 1);
  const room = screen.height - footHeight - bodyPadding - (screen.standing ? whereHeight : 0);
  const rowsIn = (space: number) => Math.max(1, Math.floor((space + tileGap) / (least + tileGap)));
  const fitsAll = count <= rowsIn(room) * columns;
  const space = fitsAll ? room : room - pagerHeight;
  const perPage = rowsIn(space) * columns;
  const rows = Math.min(rowsIn(space), Math.ceil(count / columns));
  const most = tileMax * (large ? largeFactor : 1);
  const height = Math.min(most, (space - (rows - 1) * tileGap) / Math.max(1, rows));
  return { perPage, pages: Math.max(1, Math.ceil(count / perPage)), height };
}
