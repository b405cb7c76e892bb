/**
 * One visit at the kiosk, from the first tap to the number in hand: which page is up and what is
 * under way. Pure: the page hands in taps and answers, and makes the request id when a visitor
 * arrives where a number is taken, so that a double tap or a retry is one ticket.
 */
import type { Range } from '../../core/hall/events.ts';
import type { GroupId, ServiceId } from '../../core/hall/ids.ts';
import type { CheckInReply } from '../../core/wire/booking.ts';
import type { Answered, Unanswered } from '../../ui/following.ts';
import {
  type Booking,
  type BookingDeed,
  bookingStep,
  isBooking,
  isBookingDeed,
} from './booking.ts';
import { isMore, isMoreDeed, type More, type MoreDeed, moreBack, moreStep } from './more/more.ts';
import { isOwn, isOwnDeed, type Own, type OwnDeed, ownBack, ownStep } from './own/own.ts';
import { noWish, type Taking, type TakingDeed, taken, takingStep } from './taking.ts';
import { nothingTyped } from './typed.ts';

export type Reprint =
  | { readonly is: 'not-asked' }
  | { readonly is: 'asking'; readonly requestId: string }
  | { readonly is: 'ordered' }
  | { readonly is: 'enough' }
  | { readonly is: 'failed'; readonly requestId: string };

export interface NumberShown {
  readonly at: 'number';
  /** Null: by a booking, whose service the hub knows. */
  readonly service: ServiceId | null;
  readonly ticket: string;
  readonly label: string;
  /** Null: it was taken earlier, and how many wait is not known here. */
  readonly ahead: number | null;
  /** What a newcomer was told when it was taken, for an ordinary number. */
  readonly range: Range | null;
  /**
   * `before`: the visitor had it already; `late`: a booking that came too late (BOOK-3); `away`: the hub
   * is away, and the kiosk gave it by itself; `rejoined`: it is back in the line after a missed call.
   */
  readonly how: 'new' | 'before' | 'late' | 'away' | 'rejoined';
  /** The secret of its page for phones; null: the hub has told none. Forgotten with the visit. */
  readonly link: string | null;
  /** Where its texts go, `138****8000`; null: nobody asked for any here. */
  readonly phone: string | null;
  readonly reprint: Reprint;
}

export type Visit =
  | { readonly at: 'start'; readonly page: number }
  | { readonly at: 'services'; readonly group: GroupId; readonly page: number }
  | { readonly at: 'why'; readonly group: GroupId; readonly service: ServiceId }
  /** The guides hold their own places (guides/finding/looking.ts), and forget them when this ends. */
  | { readonly at: 'guides' }
  | Taking
  | NumberShown
  | Booking
  | More
  | Own;

export type Deed =
  | { readonly do: 'start' }
  | { readonly do: 'back' }
  | { readonly do: 'page'; readonly page: number }
  | { readonly do: 'guides' }
  | { readonly do: 'choose-group'; readonly group: GroupId }
  | {
      readonly do: 'choose-service';
      readonly group: GroupId;
      readonly service: ServiceId;
      readonly requestId: string;
    }
  | { readonly do: 'ask-why'; readonly group: GroupId; readonly service: ServiceId }
  | TakingDeed
  | {
      readonly do: 'answered';
      readonly requestId: string;
      readonly answered: Answered;
      readonly range?: Range | null;
    }
  | BookingDeed
  | MoreDeed
  | OwnDeed
  | {
      readonly do: 'checked-in';
      readonly requestId: string;
      readonly answered: CheckInReply | Unanswered;
    }
  | { readonly do: 'reprint'; readonly requestId: string }
  | { readonly do: 'reprint-answered'; readonly requestId: string; readonly answered: Answered };

/** From where one comes to the page on which a number is taken, or that says why not. */
const startsTaking: ReadonlySet<Visit['at']> = new Set(['start', 'services', 'info', 'guides']);

export const atStart: Visit = { at: 'start', page: 0 };

/** The visit after a tap or an answer; what does not fit the page that is up changes nothing. */
export function step(visit: Visit, deed: Deed): Visit {
  switch (deed.do) {
    case 'start':
      return isTaking(visit) ? visit : atStart;
    case 'back':
      return back(visit);
    case 'page':
      return 'page' in visit ? { ...visit, page: deed.page } : visit;
    case 'guides':
      return isTaking(visit) ? visit : { at: 'guides' };
    case 'choose-group':
      return visit.at === 'start' ? { at: 'services', group: deed.group, page: 0 } : visit;
    case 'choose-service': {
      if (!startsTaking.has(visit.at)) return visit;
      const { group, service, requestId } = deed;
      const typed = nothingTyped('id-card');
      const under = { asking: false, trouble: null, on: 'take', page: 0 } as const;
      return { at: 'take', group, service, requestId, ...under, wish: noWish, typed };
    }
    case 'ask-why':
      if (!startsTaking.has(visit.at)) return visit;
      return { at: 'why', group: deed.group, service: deed.service };
    case 'answered':
      return visit.at === 'take' && visit.requestId === deed.requestId
        ? taken(visit, deed.answered, deed.range ?? null)
        : visit;
    case 'reprint':
      return visit.at === 'number' && visit.reprint.is !== 'asking'
        ? { ...visit, reprint: { is: 'asking', requestId: deed.requestId } }
        : visit;
    case 'reprint-answered':
      return reprinted(visit, deed.requestId, deed.answered);
    default:
      if (isMoreDeed(deed)) {
        return isTaking(visit) && visit.at !== 'rate' ? visit : moreStep(visit, deed);
      }
      if (isOwnDeed(deed)) return ownStep(visit, deed);
      if (visit.at === 'take' && !isBookingDeed(deed)) return takingStep(visit, deed);
      return bookingStep(visit, deed);
  }
}

/** Something is on its way to the hub: nobody leaves the page before it is known. */
export const isTaking = (visit: Visit): boolean => 'asking' in visit && visit.asking;

function back(visit: Visit): Visit {
  if (isTaking(visit)) return visit;
  if (visit.at === 'take') {
    if (visit.on !== 'take') return { ...visit, on: 'take', page: 0 };
    return { at: 'services', group: visit.group, page: 0 };
  }
  if (visit.at === 'why') return { at: 'services', group: visit.group, page: 0 };
  if (isMore(visit)) return moreBack(visit);
  if (isOwn(visit)) return ownBack(visit);
  return isBooking(visit) ? bookingStep(visit, { do: 'book-back' }) : atStart;
}

function reprinted(visit: Visit, requestId: string, answered: Answered): Visit {
  if (visit.at !== 'number' || visit.reprint.is !== 'asking') return visit;
  if (visit.reprint.requestId !== requestId) return visit;
  if ('ok' in answered) return { ...visit, reprint: { is: 'ordered' } };
  const enough = 'refused' in answered;
  return { ...visit, reprint: enough ? { is: 'enough' } : { is: 'failed', requestId } };
}
