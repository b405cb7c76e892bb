/**
 * Ratings as the hub holds them, put together: the desk that every channel keeps them at, and the tablets.
 */
import type { Calendar } from '../hall/calendar.ts';
import type { Keeper } from '../hall/keeper.ts';
import type { Tables } from '../tables.ts';
import { RatingDesk } from './desk.ts';
import { Tablets, type TabletsParts } from './tablets.ts';

export interface RatingsParts extends Omit<TabletsParts, 'desk' | 'keeper'> {
  readonly keeper: Pick<Keeper, 'hall' | 'follow'>;
  readonly tables: Pick<Tables, 'ratings' | 'ratingWords'>;
  readonly calendar: Calendar;
}

/** Follows the hall until `tablets` are closed. */
export function serveRatings({ tables, calendar, ...parts }: RatingsParts) {
  const { ratings: kept, ratingWords: words } = tables;
  const { clock, keeper } = parts;
  const ratings = new RatingDesk({ hall: keeper.hall, ratings: kept, words, calendar, clock });
  return { ratings, tablets: new Tablets({ ...parts, desk: ratings }) };
}
