/**
 * Which of the kiosk's services beside numbers stand on it: those of its settings, in their order, as
 * far as the hall has them; without settings all of those.
 */
import type { KioskTile } from '../../../core/hall/configuration.ts';
import { books, type Known, placeOf } from '../known.ts';

const usual: readonly KioskTile[] = [
  'guides',
  'check-in',
  'book',
  'rate',
  'plan',
  'duty',
  'hours',
  'disclosure',
];

type Heard = Pick<Known, 'names' | 'view'>;

/** In their order on the page of more services. */
export function offered({ names, view }: Heard): KioskTile[] {
  const place = placeOf(names, view);
  return (place?.tiles ?? usual).filter((tile) => hallHas(tile, { names, view }));
}

function hallHas(tile: KioskTile, { names, view }: Heard): boolean {
  switch (tile) {
    // They have a place of their own on the first page.
    case 'guides':
      return false;
    case 'check-in':
      return books({ names, view }) && view.open;
    case 'book':
      return books({ names, view });
    // Only the hub knows whose visit it was.
    case 'rate':
      return view.away === null;
    case 'plan':
      return placeOf(names, view)?.planText !== undefined;
    case 'duty':
      return view.duty !== null;
    case 'hours':
      return true;
    case 'disclosure':
      return names.disclosure !== undefined;
  }
}

export const hasMore = (heard: Heard): boolean => offered(heard).length > 0;
