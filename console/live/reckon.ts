/**
 * What the live pages reckon from the view at a moment: ages against what was promised, and how many
 * counters do what. Pure, so that the page and the wall say the same.
 */
import type { LiveCounter, LiveService, LiveTicket, LiveView } from '../../core/views/live.ts';
import type { Names } from '../../core/views/names.ts';
import { minutesBetween } from '../../ui/times.ts';
import type { DutyDay } from '../house/told.ts';

/** `over`: longer than was promised; `soon`: nearly so; `well`: within it, or nothing was promised. */
export type Standing = 'well' | 'soon' | 'over';

/** From this share of what was promised on it is nearly over. */
const soonShare = 0.8;

export function standingOf({ since, dueAt }: Pick<LiveTicket, 'since' | 'dueAt'>, now: number) {
  if (dueAt === null) return 'well';
  if (now > dueAt) return 'over';
  return now - since >= (dueAt - since) * soonShare ? 'soon' : 'well';
}

/** A service with the age of its oldest against what the service promises everybody, in minutes. */
export interface Line extends LiveService {
  readonly oldest: number;
  readonly promise: number | null;
  readonly standing: Standing;
}

export function linesOf(
  { services }: Pick<LiveView, 'services'>,
  names: Pick<Names, 'services'>,
  now: number,
): Line[] {
  return services.map((one) => {
    const promise = names.services.find(({ id }) => id === one.service)?.promiseMinutes ?? null;
    const dueAt = promise === null ? null : one.oldestAt + promise * 60_000;
    const standing = standingOf({ since: one.oldestAt, dueAt }, now);
    return { ...one, oldest: minutesBetween(one.oldestAt, now), promise, standing };
  });
}

/** Whoever has waited longer than was promised, the longest over first. */
export const overdue = ({ longest }: Pick<LiveView, 'longest'>, now: number): LiveTicket[] =>
  longest.filter((one) => standingOf(one, now) === 'over');

/** How many are overdue, `12+` where only the first of them are known; null: nobody is. */
export function lateText(view: Pick<LiveView, 'longest' | 'waiting'>, now: number): string | null {
  const late = overdue(view, now).length;
  if (late === 0) return null;
  return late === view.longest.length && view.waiting > late ? `${late}+` : String(late);
}

export type Doing = 'serving' | 'called' | 'free' | 'paused' | 'closed';

export function doingOf({ status, inHand }: Pick<LiveCounter, 'status' | 'inHand'>): Doing {
  if (status === 'closed') return 'closed';
  if (inHand) return inHand.serving ? 'serving' : 'called';
  return status === 'paused' ? 'paused' : 'free';
}

export function countersDoing({ counters }: Pick<LiveView, 'counters'>): Record<Doing, number> {
  const count = { serving: 0, called: 0, free: 0, paused: 0, closed: 0 };
  for (const counter of counters) count[doingOf(counter)] += 1;
  return count;
}

/** The minutes that the longest wait has taken; null: nobody waits. */
export function longestWait({ services }: Pick<LiveView, 'services'>, now: number): number | null {
  const ages = services.map(({ oldestAt }) => minutesBetween(oldestAt, now));
  return ages.length === 0 ? null : Math.max(...ages);
}

/** So many of the days to come are shown. */
const rosterDays = 6;

/** Who leads today (`2026-11-20`), null where nobody is entered, and who leads on the next days. */
export function rosterAhead(
  days: readonly DutyDay[],
  today: string,
): { readonly today: DutyDay | null; readonly coming: readonly DutyDay[] } {
  const sorted = [...days].sort((a, b) => (a.day < b.day ? -1 : 1));
  return {
    today: sorted.find(({ day }) => day === today) ?? null,
    coming: sorted.filter(({ day }) => day > today).slice(0, rosterDays),
  };
}
