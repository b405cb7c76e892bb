/**
 * What a kiosk offers beside numbers, booking and guides: more services, what the hall tells, and rating
 * the last visit. Pure, like visit.ts, whose part it is.
 */
import type {
  FindRatingReply,
  RateableStep,
  RateReply,
  RatingLevel,
} from '../../../core/wire/rating.ts';
import type { Unanswered } from '../../../ui/following.ts';
import type { Visit } from '../visit.ts';

/** What is only read. `technician` is for who sets the kiosk up. */
export type InfoPage = 'plan' | 'duty' | 'hours' | 'disclosure' | 'technician';

export type RatingTrouble =
  | 'unknown-link'
  | 'not-yet'
  | 'rated-already'
  | 'rating-over'
  | 'unavailable'
  | 'no-answer';

export interface Rating {
  readonly at: 'rate';
  /** The secret of the slip that was scanned; null: none yet. Forgotten with the visit. */
  readonly link: string | null;
  readonly asking: boolean;
  readonly steps: readonly RateableStep[];
  /** All that may be rated has been, now. */
  readonly thanks: boolean;
  readonly trouble: RatingTrouble | null;
}

export type More =
  | { readonly at: 'more'; readonly page: number }
  | { readonly at: 'info'; readonly on: InfoPage }
  | Rating;

export type MoreDeed =
  | { readonly do: 'more' }
  | { readonly do: 'info'; readonly on: InfoPage }
  | { readonly do: 'rate-visit'; readonly link: string | null }
  | {
      readonly do: 'rating-found';
      readonly link: string;
      readonly told: FindRatingReply | Unanswered;
    }
  | { readonly do: 'rate'; readonly level: RatingLevel }
  | { readonly do: 'rated'; readonly link: string; readonly told: RateReply | Unanswered };

const names: readonly MoreDeed['do'][] = [
  'more',
  'info',
  'rate-visit',
  'rating-found',
  'rate',
  'rated',
];
export const isMoreDeed = (deed: { readonly do: string }): deed is MoreDeed =>
  names.some((name) => name === deed.do);

export const isMore = (visit: Visit): visit is More =>
  visit.at === 'more' || visit.at === 'info' || visit.at === 'rate';

const nothingRated: Rating = {
  at: 'rate',
  link: null,
  asking: false,
  steps: [],
  thanks: false,
  trouble: null,
};

/** The secret in what a scanner read off a slip; null when it was something else. */
export function linkIn(scanned: string): string | null {
  const [, link] =
    /^https?:\/\/[^\s]{1,200}\/t\/([A-Za-z0-9_-]{22})\/?$/i.exec(scanned.trim()) ?? [];
  return link ?? null;
}

export function moreStep(visit: Visit, deed: MoreDeed): Visit {
  switch (deed.do) {
    case 'more':
      return { at: 'more', page: 0 };
    case 'info':
      return { at: 'info', on: deed.on };
    case 'rate-visit':
      if (visit.at === 'rate' && visit.asking) return visit;
      return { ...nothingRated, link: deed.link, asking: deed.link !== null };
    case 'rating-found':
      return visit.at === 'rate' && visit.link === deed.link ? found(visit, deed.told) : visit;
    case 'rate':
      if (visit.at !== 'rate' || visit.asking || visit.steps.length === 0) return visit;
      return { ...visit, asking: true, trouble: null };
    case 'rated':
      return visit.at === 'rate' && visit.link === deed.link ? rated(visit, deed.told) : visit;
  }
}

/** One page back: from what is read to the list of it, from the list to the start. */
export const moreBack = (visit: More): Visit =>
  visit.at === 'more' ? { at: 'start', page: 0 } : { at: 'more', page: 0 };

function found(visit: Rating, told: FindRatingReply | Unanswered): Rating {
  if ('ok' in told) {
    // Nothing of it is done yet, or all of that has been rated.
    const trouble = told.steps.length === 0 ? 'not-yet' : null;
    return { ...visit, asking: false, steps: told.steps, trouble };
  }
  return { ...nothingRated, trouble: troubleOf(told) };
}

function rated(visit: Rating, told: RateReply | Unanswered): Rating {
  const steps = visit.steps.slice(1);
  if ('ok' in told) return { ...visit, asking: false, steps, thanks: steps.length === 0 };
  return { ...visit, asking: false, trouble: troubleOf(told) };
}

function troubleOf(told: Exclude<FindRatingReply | RateReply | Unanswered, { ok: true }>) {
  if ('failed' in told) return told.failed === 'no-answer' ? 'no-answer' : 'unavailable';
  switch (told.refused) {
    case 'unknown-link':
    case 'not-yet':
    case 'rated-already':
    case 'rating-over':
      return told.refused;
    case 'not-allowed':
      return 'unavailable';
    default:
      return 'unknown-link';
  }
}
