/**
 * Ratings as every channel gives them: a level, what is added to it once (tags of its level, words), and one
 * follow-up. Who may rate, and until when, the channel knows; nothing here presumes a level.
 */
import { setImmediate as breath } from 'node:timers/promises';
import { type Calendar, momentOf } from '../hall/calendar.ts';
import type { Clock } from '../house/clock.ts';
import {
  everyRating,
  type LookPattern,
  type RatingCountsOfTime,
  type RatingFilter,
  stepKey,
  type TimeSpan,
} from '../house/rating-looks.ts';
import type { Given, Rating, Ratings, Which } from '../house/ratings.ts';
import { type RatingWords, ratingWordsEnd } from '../people/rating-words.ts';
import { isBad, type Level, type RatingTag, ratingOptions, tagsOf } from './options.ts';
import type { ListedRating } from './report.ts';
import { usualPatterns } from './suspicious.ts';

const dayMs = 86_400_000;

export interface RatingDeskParts {
  readonly hall: string;
  readonly ratings: Ratings;
  readonly words: RatingWords;
  readonly calendar: Calendar;
  readonly clock: Pick<Clock, 'now'>;
}

export interface Added extends Which {
  readonly tags: readonly string[];
  /** Empty: nothing was written. */
  readonly words: string;
}

/** Which of a time are told; `looked`: only those that stand in a pattern. */
export interface LatestFilter extends RatingFilter {
  readonly looked: boolean;
}

/** `tablet@3`, `pad@counter-3`: at which counter it stands; null where it was given elsewhere. */
export function counterOf({ device, source }: Pick<Rating, 'device' | 'source'>): string | null {
  if (device === null || (source !== 'pad' && source !== 'tablet')) return null;
  return device.slice(device.indexOf('@') + 1).replace(/^counter-/, '');
}

/** What a page shows of a time. */
export interface LatestRatings {
  readonly counts: RatingCountsOfTime;
  readonly ratings: readonly (ListedRating & { readonly patterns: readonly LookPattern[] })[];
}

/** `not-rated`: there is no level to add to. `rated-already`: something stands that stands for good. */
export type AddRefusal = 'not-rated' | 'rated-already' | 'wrong-tags';

export class RatingDesk {
  readonly #parts: RatingDeskParts;

  constructor(parts: RatingDeskParts) {
    this.#parts = parts;
  }

  /** Keeps a level, or that none was given; true when it is what now stands. Fails: `HouseFailure`. */
  keep(given: Given): Promise<boolean> {
    return this.#parts.ratings.keep(this.#parts.hall, given);
  }

  /** Keeps the one follow-up; false: there is nothing to follow up, or it was done. Fails: `HouseFailure`. */
  keepAgain(given: Given & { readonly level: Level }): Promise<boolean> {
    return this.#parts.ratings.keepAgain(this.#parts.hall, given);
  }

  /** What stands of a ticket: levels by step, null where it was asked and not given. Fails: `HouseFailure`. */
  async of(ticket: string): Promise<{
    readonly first: ReadonlyMap<number, Rating['level']>;
    readonly again: ReadonlyMap<number, Rating['level']>;
  }> {
    const { hall, ratings } = this.#parts;
    const byStep = (all: readonly Rating[]) => new Map(all.map(({ step, level }) => [step, level]));
    return {
      first: byStep(await ratings.of(hall, ticket)),
      again: byStep(await ratings.followupsOf(hall, ticket)),
    };
  }

  /** What may be added to a level. */
  tagsOf(level: Level): readonly RatingTag[] {
    return tagsOf(level);
  }

  /** Adds tags and words, once. Null: done. Fails: `HouseFailure`. */
  async add({ tags, words, ...which }: Added): Promise<AddRefusal | null> {
    const { hall, ratings, words: texts, clock } = this.#parts;
    const { ticket, step, number } = which;
    const own = await (number === 1 ? ratings.of(hall, ticket) : ratings.followupsOf(hall, ticket));
    const level = own.find((one) => one.step === step)?.level ?? null;
    if (level === null) return 'not-rated';
    const known = new Set(tagsOf(level).map(({ code }) => code));
    if (tags.some((code) => !known.has(code))) return 'wrong-tags';
    const version = ratingOptions.version;
    const said = { tags: [...new Set(tags)].sort(), version };
    const end = ratingWordsEnd(clock.now(), isBad(level), this.#leftOfMonth());
    const done = await ratings.addTo(hall, which, said, async (trx) => {
      if (words !== '') await texts.add(trx, hall, { ...which, words }, end);
    });
    return done ? null : 'rated-already';
  }

  /** First ratings and follow-ups of a time, oldest first, with their words. Fails: `HouseFailure`. */
  async between(from: number, to: number): Promise<ListedRating[]> {
    const { hall, ratings } = this.#parts;
    const [first, again] = await Promise.all([
      ratings.between(hall, from, to),
      ratings.followupsBetween(hall, from, to),
    ]);
    return (await this.#listed(first, again)).sort((a, b) => a.at - b.at);
  }

  /**
   * The latest of a time that fit, at most `limit`, the latest first, with the patterns in which they stand,
   * and how many of them there are of each kind in the whole of it. Fails: `HouseFailure`.
   */
  async latest(
    from: number,
    to: number,
    limit: number,
    { looked: onlyLooked, ...filter }: LatestFilter = { ...everyRating, looked: false },
  ): Promise<LatestRatings> {
    const { hall, ratings } = this.#parts;
    const looked = await this.#suspicious({ from, to, shownFrom: from });
    const whole = onlyLooked || Object.values(filter).some((one) => one !== null);
    const among = whole ? await this.#lookedAmong(looked.of, filter) : [];
    const { first, again } = onlyLooked
      ? { first: among.sort((a, b) => b.at - a.at).slice(0, limit), again: [] }
      : await ratings.latest(hall, { from, to }, limit, filter);
    const listed = (await this.#listed(first, again)).sort((a, b) => b.at - a.at).slice(0, limit);
    const counts = onlyLooked
      ? await this.#countsOf(among)
      : await ratings.countsOf(hall, { from, to }, filter);
    return {
      counts: { ...counts, suspicious: whole ? among.length : looked.count },
      ratings: listed.map((one) => ({
        ...one,
        patterns: (one.number === 1 ? looked.of.get(stepKey(one.ticket, one.step)) : null) ?? [],
      })),
    };
  }

  /** Those that stand in a pattern and fit. */
  async #lookedAmong(of: ReadonlyMap<string, unknown>, { level, channel, counter }: RatingFilter) {
    const { hall, ratings } = this.#parts;
    const tickets = [...of.keys()].map((key) => key.slice(0, key.lastIndexOf('/')));
    const known = await ratings.ofTickets(hall, tickets);
    const excluded = await ratings.excludedSteps(hall, level === 'excluded' ? tickets : []);
    return known.filter((one) => {
      const key = stepKey(one.ticket, one.step);
      if (!of.has(key) || (channel !== null && one.source !== channel)) return false;
      if (counter !== null && counterOf(one) !== counter) return false;
      if (level === 'excluded') return isBad(one.level) && excluded.has(key);
      return level === null || level === (one.level ?? 'unanswered');
    });
  }

  async #countsOf(all: readonly Rating[]) {
    const { hall, ratings } = this.#parts;
    const bad = all.filter(({ level }) => isBad(level));
    const out = await ratings.excludedSteps(
      hall,
      bad.map(({ ticket }) => ticket),
    );
    const excluded = bad.filter(({ ticket, step }) => out.has(stepKey(ticket, step))).length;
    return {
      ...{ total: all.length, rated: all.length, unanswered: 0 },
      ...{ bad: bad.length - excluded, excluded },
    };
  }

  /** By days, as the figures count them: a month at once would hold up the hall for a second. */
  async #suspicious({ from, to, shownFrom }: TimeSpan & { readonly shownFrom: number }) {
    const { hall, ratings } = this.#parts;
    const of = new Map<string, readonly LookPattern[]>();
    let count = 0;
    for (let at = from; at < to; at += dayMs) {
      const span = { from: at, to: Math.min(to, at + dayMs), shownFrom };
      const found = await ratings.suspiciousOf(hall, span, usualPatterns);
      count += found.count;
      for (const [key, patterns] of found.of) of.set(key, patterns);
      await breath();
    }
    return { count, of };
  }

  async #listed(first: readonly Rating[], again: readonly Rating[]): Promise<ListedRating[]> {
    const { hall, ratings } = this.#parts;
    const tickets = [...first, ...again].map(({ ticket }) => ticket);
    const texts = await this.#texts(tickets);
    const excluded = await ratings.excludedSteps(hall, tickets);
    const as =
      (number: 1 | 2) =>
      (one: Rating): ListedRating => ({
        ...{ ...one, number },
        words: texts.get(`${one.ticket}/${one.step}/${number}`) ?? null,
        excluded: isBad(one.level) && excluded.has(stepKey(one.ticket, one.step)),
      });
    return [...first.map(as(1)), ...again.map(as(2))];
  }

  async #texts(tickets: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { hall, words } = this.#parts;
    const found = await words.of(hall, tickets);
    return new Map(
      found.map((one) => [`${one.ticket}/${one.step}/${one.number}`, one.words] as const),
    );
  }

  /** What is left of the local month, ms. */
  #leftOfMonth(): number {
    const { calendar, clock } = this.#parts;
    const now = clock.now();
    const [year = 0, month = 1] = calendar(now).date.split('-').map(Number);
    const next =
      month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
    return momentOf(calendar, next, 0) - now;
  }
}
