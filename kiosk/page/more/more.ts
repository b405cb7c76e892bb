/**
 * What a kiosk offers beside numbers, booking and guides: more services, what the hall tells, and rating
 * the last visit. Pure, like visit.ts, whose part it is.
 */
import type {
  FindRatingReply,
  RateableStep,
  RateReply,
  RatingLevel,
  RatingTag,
} from '../../../core/wire/rating.ts';
import type { Unanswered } from '../../../ui/following.ts';
import { nothingTyped, type Typed } from '../typed.ts';
import type { Visit } from '../visit.ts';

/** What is only read. `technician` is for who sets the kiosk up. */
export type InfoPage = 'plan' | 'duty' | 'hours' | 'disclosure' | 'technician';

export type RatingTrouble =
  | 'unknown-link'
  | 'not-yet'
  | 'rated-already'
  | 'rating-over'
  | 'card-unknown'
  | 'unavailable'
  | 'no-answer';

/** Whose visit it is, as the hub is told: by the slip, or by a number of today. */
export type RatingKey = { readonly link: string } | { readonly label: string };

/** Tags and words for a level that stands. */
export interface Adding {
  readonly step: number;
  readonly level: RatingLevel;
  readonly tags: readonly RatingTag[];
}

export interface Rating {
  readonly at: 'rate';
  /** Null: not known yet. Forgotten with the visit. */
  readonly key: RatingKey | null;
  /** A number on the keys, or a card, while no visit is known. */
  readonly typed: Typed;
  /** Of what was asked last, so that an answer of a visit before it changes nothing. */
  readonly requestId: string;
  readonly asking: boolean;
  readonly steps: readonly RateableStep[];
  /** The level under way, or given last. */
  readonly level: RatingLevel | null;
  readonly adding: Adding | null;
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
  | { readonly do: 'rate-visit'; readonly link: string | null; readonly requestId: string }
  | {
      readonly do: 'rating-found';
      readonly requestId: string;
      readonly told: FindRatingReply | Unanswered;
    }
  | { readonly do: 'rate'; readonly level: RatingLevel }
  | { readonly do: 'rated'; readonly requestId: string; readonly told: RateReply | Unanswered }
  | { readonly do: 'add-to-rating' }
  | { readonly do: 'added'; readonly requestId: string; readonly told: RateReply | Unanswered }
  /** Nothing is to be added. */
  | { readonly do: 'leave-rating' };

const names: readonly MoreDeed['do'][] = [
  ...(['more', 'info', 'rate-visit', 'rating-found', 'rate'] as const),
  ...(['rated', 'add-to-rating', 'added', 'leave-rating'] as const),
];
export const isMoreDeed = (deed: { readonly do: string }): deed is MoreDeed =>
  names.some((name) => name === deed.do);

export const isMore = (visit: Visit): visit is More =>
  visit.at === 'more' || visit.at === 'info' || visit.at === 'rate';

const nothingRated = (requestId: string): Rating => ({
  ...{ at: 'rate', key: null, typed: nothingTyped('label'), requestId, asking: false },
  ...{ steps: [], level: null, adding: null, thanks: false, trouble: null },
});

/** The page asks whose visit it was: by slip, by number, by card. */
export const isFinding = ({ key, thanks }: Rating): boolean => key === null && !thanks;

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
    case 'rate-visit': {
      if (visit.at === 'rate' && visit.asking) return visit;
      const { link, requestId } = deed;
      const key = link === null ? null : { link };
      return { ...nothingRated(requestId), key, asking: key !== null };
    }
    case 'rating-found':
      return isAnswer(visit, deed.requestId) ? found(visit, deed.told) : visit;
    case 'rate':
      if (visit.at !== 'rate' || visit.asking || visit.steps.length === 0) return visit;
      return { ...visit, asking: true, level: deed.level, trouble: null };
    case 'rated':
      return isAnswer(visit, deed.requestId) ? rated(visit, deed.told) : visit;
    case 'add-to-rating':
      if (visit.at !== 'rate' || visit.asking || visit.adding === null) return visit;
      return { ...visit, asking: true, trouble: null };
    case 'added':
      return isAnswer(visit, deed.requestId) ? added(visit, deed.told) : visit;
    case 'leave-rating':
      return visit.at === 'rate' && !visit.asking ? next(visit) : visit;
  }
}

const isAnswer = (visit: Visit, requestId: string): visit is Rating =>
  visit.at === 'rate' && visit.requestId === requestId;

/** One page back: from what is read to the list of it, from the list to the start. */
export const moreBack = (visit: More): Visit =>
  visit.at === 'more' ? { at: 'start', page: 0 } : { at: 'more', page: 0 };

function found(visit: Rating, told: FindRatingReply | Unanswered): Rating {
  const { typed, requestId } = visit;
  if (!('ok' in told)) return { ...nothingRated(requestId), trouble: troubleOf(told) };
  // Nothing of it is done yet, or all of that has been rated.
  if (told.steps.length === 0) return { ...nothingRated(requestId), trouble: 'not-yet' };
  const byCard = told.link === undefined ? null : { link: told.link };
  const key = visit.key ?? byCard ?? { label: typed.text };
  return { ...visit, key, typed: nothingTyped('label'), asking: false, steps: told.steps };
}

function rated(visit: Rating, told: RateReply | Unanswered): Rating {
  if (!('ok' in told)) return { ...visit, asking: false, trouble: troubleOf(told) };
  const { steps, level } = visit;
  const [step] = steps;
  const { tags = [] } = told;
  if (step === undefined || level === null || tags.length === 0) return next(visit);
  return { ...visit, asking: false, adding: { step: step.step, level, tags } };
}

/** What stands already needs no more; a level stands whatever became of its words. */
function added(visit: Rating, told: RateReply | Unanswered): Rating {
  const stands = 'ok' in told || ('refused' in told && told.refused === 'rated-already');
  return stands ? next(visit) : { ...visit, asking: false, trouble: troubleOf(told) };
}

/** The step after the one that is rated, or thanks. */
function next(visit: Rating): Rating {
  const steps = visit.steps.slice(1);
  const thanks = steps.length === 0;
  const rest = { asking: false, adding: null, level: null, trouble: null };
  return { ...visit, ...rest, steps, thanks };
}

function troubleOf(told: Exclude<FindRatingReply | RateReply | Unanswered, { ok: true }>) {
  if ('failed' in told) return told.failed === 'no-answer' ? 'no-answer' : 'unavailable';
  switch (told.refused) {
    case 'unknown-link':
    case 'not-yet':
    case 'rated-already':
    case 'rating-over':
      return told.refused;
    case 'card-unknown':
      return told.refused;
    case 'not-allowed':
      return 'unavailable';
    default:
      return 'unknown-link';
  }
}
