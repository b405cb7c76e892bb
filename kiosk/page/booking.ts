/**
 * Booking at the kiosk (预约): a service, a day, a slot, and who comes; checking in; giving a booking
 * back. Pure, like visit.ts, whose part it is.
 */
import type { ServiceId } from '../../core/hall/ids.ts';
import type {
  BookingReply,
  BookingTold,
  CheckInReply,
  SlotsReply,
  SlotsTold,
  SlotTold,
} from '../../core/wire/booking.ts';
import type { Unanswered } from '../../ui/following.ts';
import { isFinding, type Rating } from './more/more.ts';
import type { TextMe } from './own/own.ts';
import { earlier, numberShown } from './taking.ts';
import { nothingTyped, type Typed } from './typed.ts';
import type { Deed, Visit } from './visit.ts';

export type Days = SlotsTold['days'];

/** Why it was not done, by the hub's name for it, with the time or date that belongs to it. */
export interface BookTrouble {
  readonly is: BookTroubleName;
  /** Epoch ms. */
  readonly at?: number;
  readonly date?: string;
}

const named = [
  'not-bookable',
  'slot-full',
  'too-near',
  'too-far',
  'already-booked-that-day',
  'barred',
  'too-late-to-cancel',
  'unknown-booking',
  'booking-cancelled',
  'booking-over',
  'booking-closed',
  'too-many-tries',
  'too-early',
  'emergency',
  'hall-closed',
  'service-closed',
  'outside-hours',
  'booked-only',
  'day-exhausted',
  'band-exhausted',
  'hall-full',
  'labels-exhausted',
  'bad-input',
  'card-unknown',
  'busy',
  'unavailable',
  'no-answer',
] as const;
/** `no-code`: what was scanned is no booking's. */
export type BookTroubleName = (typeof named)[number] | 'no-code' | 'refused';

export type Booking =
  | { readonly at: 'book'; readonly page: number }
  | {
      readonly at: 'book-day';
      readonly service: ServiceId;
      /** Null until the hub has told them. */
      readonly days: Days | null;
      readonly trouble: BookTrouble | null;
      readonly page: number;
    }
  | {
      readonly at: 'book-slot';
      readonly service: ServiceId;
      readonly days: Days;
      readonly date: string;
      readonly page: number;
    }
  | Who
  | { readonly at: 'booked'; readonly booking: BookingTold }
  | CheckingIn
  | { readonly at: 'given-back'; readonly booking: BookingTold };

export interface Who {
  readonly at: 'book-who';
  readonly service: ServiceId;
  readonly days: Days;
  readonly date: string;
  readonly slot: SlotTold;
  readonly requestId: string;
  readonly typed: Typed;
  readonly asking: boolean;
  readonly trouble: BookTrouble | null;
}

export interface CheckingIn {
  readonly at: 'check-in' | 'give-back';
  readonly requestId: string;
  readonly typed: Typed;
  readonly asking: boolean;
  readonly trouble: BookTrouble | null;
}

export type BookingDeed =
  | { readonly do: 'book' }
  | { readonly do: 'book-service'; readonly service: ServiceId }
  | {
      readonly do: 'slots-told';
      readonly service: ServiceId;
      readonly told: SlotsReply | Unanswered;
    }
  | { readonly do: 'book-day'; readonly date: string }
  | { readonly do: 'book-slot'; readonly slot: SlotTold; readonly requestId: string }
  | {
      readonly do: 'booked';
      readonly requestId: string;
      readonly answered: BookingReply | Unanswered;
    }
  | { readonly do: 'check-in'; readonly requestId: string; readonly code?: string | null }
  | { readonly do: 'give-back'; readonly requestId: string }
  /** The keys' own button: the booking, the check-in or the giving back goes out. */
  | { readonly do: 'send' }
  | { readonly do: 'book-back' };

const pages: ReadonlySet<Visit['at']> = new Set([
  'book',
  'book-day',
  'book-slot',
  'book-who',
  'booked',
  'check-in',
  'give-back',
  'given-back',
]);
const deeds: ReadonlySet<Deed['do']> = new Set([
  'book',
  'book-service',
  'slots-told',
  'book-day',
  'book-slot',
  'booked',
  'check-in',
  'give-back',
  'send',
  'book-back',
  'checked-in',
]);

export const isBooking = (visit: Visit): visit is Booking => pages.has(visit.at);
export const isBookingDeed = (
  deed: Deed,
): deed is Extract<Deed, BookingDeed | { do: 'checked-in' }> => deeds.has(deed.do);

const openBook: Booking = { at: 'book', page: 0 };

export function bookingStep(visit: Visit, deed: Deed): Visit {
  switch (deed.do) {
    case 'book':
      return mayBegin(visit) ? openBook : visit;
    case 'check-in': {
      const { requestId, code } = deed;
      if (!mayBegin(visit) && visit.at !== 'check-in') return visit;
      const typed: Typed = { kind: 'code', text: code ?? '' };
      const trouble = code === null ? ({ is: 'no-code' } as const) : null;
      return { at: 'check-in', requestId, typed, asking: false, trouble };
    }
    case 'give-back': {
      if (visit.at !== 'book') return visit;
      const { requestId } = deed;
      return {
        at: 'give-back',
        requestId,
        typed: nothingTyped('code'),
        asking: false,
        trouble: null,
      };
    }
    case 'book-service':
      if (visit.at !== 'book' && visit.at !== 'why') return visit;
      return { at: 'book-day', service: deed.service, days: null, trouble: null, page: 0 };
    case 'slots-told':
      return slotsTold(visit, deed);
    case 'book-day': {
      if (visit.at !== 'book-day' || visit.days === null) return visit;
      const { service, days } = visit;
      return { at: 'book-slot', service, days, date: deed.date, page: 0 };
    }
    case 'book-slot': {
      if (visit.at !== 'book-slot') return visit;
      const { service, days, date } = visit;
      const { slot, requestId } = deed;
      const typed = nothingTyped('phone');
      const fresh = { typed, asking: false, trouble: null };
      return { at: 'book-who', service, days, date, slot, requestId, ...fresh };
    }
    case 'type':
      if (!hasKeys(visit) || visit.asking) return visit;
      return { ...visit, typed: deed.typed, requestId: deed.requestId, trouble: null };
    case 'send':
      return hasKeys(visit) && !visit.asking ? { ...visit, asking: true, trouble: null } : visit;
    case 'booked':
      return booked(visit, deed);
    case 'checked-in':
      return checkedIn(visit, deed);
    case 'book-back':
      return bookBack(visit);
    default:
      return visit;
  }
}

/** From every page before a number; the hour may have ended while one looked around. */
const mayBegin = (visit: Visit): boolean =>
  visit.at === 'start' ||
  visit.at === 'services' ||
  visit.at === 'more' ||
  visit.at === 'why' ||
  (visit.at === 'take' && !visit.asking);

/** Pages with keys whose button sends what was typed. */
export const hasKeys = (visit: Visit): visit is Who | CheckingIn | TextMe | Rating =>
  visit.at === 'book-who' ||
  visit.at === 'check-in' ||
  visit.at === 'give-back' ||
  visit.at === 'text-me' ||
  (visit.at === 'rate' && isFinding(visit));

function bookBack(visit: Visit): Visit {
  switch (visit.at) {
    case 'book-day':
    case 'give-back':
      return openBook;
    case 'book-slot':
      return { at: 'book-day', service: visit.service, days: visit.days, trouble: null, page: 0 };
    case 'book-who': {
      const { service, days, date, trouble } = visit;
      // Somebody was quicker: what was told is old.
      if (trouble?.is === 'slot-full')
        return { at: 'book-day', service, days: null, trouble: null, page: 0 };
      return { at: 'book-slot', service, days, date, page: 0 };
    }
    default:
      return { at: 'start', page: 0 };
  }
}

function slotsTold(visit: Visit, { service, told }: Extract<Deed, { do: 'slots-told' }>): Visit {
  if (visit.at !== 'book-day' || visit.service !== service || visit.days !== null) return visit;
  if (!('ok' in told)) return { ...visit, days: [], trouble: troubleOf(told) };
  const days = told.days
    .map((day) => ({ ...day, slots: day.slots.filter(({ free }) => free > 0) }))
    .filter(({ slots }) => slots.length > 0);
  return { ...visit, days };
}

function booked(visit: Visit, { requestId, answered }: Extract<Deed, { do: 'booked' }>): Visit {
  if (visit.at !== 'book-who' && visit.at !== 'give-back') return visit;
  if (visit.requestId !== requestId) return visit;
  if ('ok' in answered) {
    const { booking } = answered;
    return { at: visit.at === 'give-back' ? 'given-back' : 'booked', booking };
  }
  return troubled(visit, answered);
}

function checkedIn(visit: Visit, deed: Extract<Deed, { do: 'checked-in' }>): Visit {
  const { requestId, answered } = deed;
  if (visit.at !== 'check-in' || visit.requestId !== requestId) return visit;
  if ('ok' in answered && answered.ticket !== undefined && answered.label !== undefined) {
    const { ticket, label, ahead = 0, link = null } = answered;
    const how = 'late' in answered && answered.late ? 'late' : 'new';
    return numberShown({ service: null, ticket, label, ahead, range: null, how, link });
  }
  if ('refused' in answered && answered.refused === 'already-checked-in') {
    return earlier({ service: null, ticket: answered.ticket, label: answered.label });
  }
  return troubled(visit, answered);
}

type NotDone = Exclude<SlotsReply | BookingReply | CheckInReply | Unanswered, { ok: true }>;

/** A code may be put right; whose document it was, the page has no more use for once the hub said no. */
function troubled<V extends Who | CheckingIn>(visit: V, answered: object): V {
  const trouble = troubleOf(answered as NotDone);
  const kept = 'failed' in answered || visit.typed.kind === 'code';
  const typed = kept ? visit.typed : nothingTyped(visit.typed.kind);
  return { ...visit, asking: false, trouble, typed };
}

function troubleOf(answered: NotDone): BookTrouble {
  const name = 'failed' in answered ? answered.failed : answered.refused;
  const is = named.find((one) => one === name) ?? 'refused';
  if ('failed' in answered) return { is };
  switch (answered.refused) {
    case 'too-early':
      return { is, at: answered.opensAt };
    case 'too-near':
      return { is, at: answered.from };
    case 'barred':
    case 'too-late-to-cancel':
      return { is, at: answered.until };
    case 'too-many-tries':
      return { is, at: answered.retryAt };
    case 'too-far':
      return { is, date: answered.until };
    case 'already-booked-that-day':
      return { is, date: answered.date };
    default:
      return { is };
  }
}
