/**
 * Until when a case has to be done with. By rule: a bad rating 7 × 24 hours, amber after 5 × 24, with a
 * dispute within three working days of the notice (北京市好差评; SPEC: CASE-4, CASE-5); an application for disclosure 20
 * working days, once more 20 at the most (政府信息公开条例 第三十三条). Else by the hall's file.
 */
import type { CaseKind, Deadlines } from '../../core/cases/case.ts';
import type { SpecialDates } from '../calendar/workdays.ts';
import { workdaysAfter } from '../calendar/workdays.ts';
import { type Calendar, momentOf } from '../hall/calendar.ts';
import type { CaseSettings } from './settings.ts';

const dayMs = 86_400_000;
const midnight = 1_440;
const rating = { amberMs: 5 * dayMs, dueMs: 7 * dayMs, disputeWorkdays: 3 };
const disclosure = { days: 20, amberDays: 15, workdays: true };
/** Of the time that a dispatch gives, so much passes before it turns amber. */
const amberShare = 2 / 3;

export interface DeadlineParts {
  readonly calendar: Calendar;
  /** Read anew each time: holidays are told during the year. */
  readonly special: () => SpecialDates;
  readonly settings: Pick<CaseSettings, 'deadlines'>;
}

/** The end of the day on which so many days have passed, epoch ms. */
function endOf(from: number, days: number, workdays: boolean, parts: DeadlineParts): number {
  const { calendar, special } = parts;
  const { date } = calendar(from);
  const last = workdays ? workdaysAfter(date, days, special()) : null;
  if (last !== null) return momentOf(calendar, last, midnight);
  return momentOf(calendar, calendar(from + days * dayMs).date, midnight);
}

/** The deadlines of a case that came at `from` (epoch ms). */
export function deadlinesOf(kind: CaseKind, from: number, parts: DeadlineParts): Deadlines {
  if (kind === 'bad-rating') {
    return {
      amberAt: from + rating.amberMs,
      dueAt: from + rating.dueMs,
      disputeUntil: disputableUntil(from, parts),
    };
  }
  const term = kind === 'disclosure' ? disclosure : parts.settings.deadlines[kind];
  return {
    amberAt: endOf(from, term.amberDays, term.workdays, parts),
    dueAt: endOf(from, term.days, term.workdays, parts),
    disputeUntil: null,
  };
}

/**
 * Until when a unit may dispute a bad rating whose notice reached it at `from` (epoch ms): the dispatch is
 * the notice. A rating that nobody has dispatched is reckoned from the rating itself.
 */
export const disputableUntil = (from: number, parts: DeadlineParts): number =>
  endOf(from, rating.disputeWorkdays, true, parts);

/** Why a date cannot be set: the rule in words, for who asked. */
export type NoDeadline = { readonly rule: string };

/**
 * What a dispatch sets: until the end of that local date. Of a bad rating nothing can be set; of an
 * application for disclosure at most 20 working days more than it had at first.
 */
export function dispatchedUntil(
  one: { readonly kind: CaseKind; readonly openedAt: number },
  date: string,
  now: number,
  parts: DeadlineParts,
): Deadlines | NoDeadline {
  const dueAt = momentOf(parts.calendar, date, midnight);
  if (one.kind === 'bad-rating') return { rule: 'a bad rating has its seven days by rule' };
  if (dueAt <= now) return { rule: 'the date is not over yet' };
  const first = endOf(one.openedAt, 2 * disclosure.days, true, parts);
  if (one.kind === 'disclosure' && dueAt > first) {
    return { rule: 'at most 20 working days more than the first 20' };
  }
  return { amberAt: Math.round(now + (dueAt - now) * amberShare), dueAt, disputeUntil: null };
}
