/**
 * What opens a case by itself: a step that ended as `could-not`, and a rating of one of the last two
 * levels, from whichever channel. Each is followed by a stored cursor and opens its case under one id of
 * its own, so that it is one case however often a hub dies or two hubs look at once.
 */
import type { CaseSource } from '../../core/cases/case.ts';
import type { Actor } from '../../core/hall/commands.ts';
import type { Told } from '../../core/hall/events.ts';
import { ticketId } from '../../core/hall/ids.ts';
import type { Log } from '../../log/log.ts';
import { repeating } from '../followers/repeating.ts';
import type { Clock } from '../hall/clock.ts';
import type { Keeper } from '../hall/keeper.ts';
import { toTold } from '../hall/replay.ts';
import type { Cursors } from '../house/cursors.ts';
import type { Rating, Ratings } from '../house/ratings.ts';
import { type AboutParts, aboutNothing, aboutStep, aboutToday, finishedAt } from './about.ts';
import type { CaseKeeper } from './keeper.ts';

/** Ratings are looked for so often; a change in the hall is taken up after so long. */
const waitMs = { ratings: 2_000, change: 300, rest: 60_000, page: 50, failure: 5_000 };
const pageRows = 250;
/** Ratings are stored by several hubs: so far back it is looked for those that came late. */
const overlapMs = 600_000;
/** So long the table of tickets may be behind; then the case is opened without counter and clerk. */
const aboutWaitMs = 60_000;
/** Of so many it is remembered that they have their case. */
const openedMax = 5_000;
/** The last two of five levels are bad (差评). */
const badUpTo = 2;

export interface FollowingParts extends AboutParts {
  readonly keeper: Pick<Keeper, 'follow' | 'look'>;
  readonly log: Pick<Log, 'read'>;
  readonly cases: Pick<CaseKeeper, 'open'>;
  readonly cursors: Pick<Cursors, 'read' | 'advance'>;
  readonly ratings: Pick<Ratings, 'between' | 'followupsBetween'>;
  readonly clock: Clock;
  readonly complain: (what: string, error: unknown) => void;
}

const system: Actor = { kind: 'hub', id: 'cases' };

/** Follows until the returned function is called; it resolves when nothing is under way. */
export function followCases(parts: FollowingParts): () => Promise<void> {
  const { clock, complain } = parts;
  const making = (what: string, act: () => Promise<number | null>) =>
    repeating({
      ...{ clock, act, failureMs: waitMs.failure },
      failed: (error) => complain(`${what} could not be made cases`, error),
    });
  const errands = making('failed errands', () => readErrands(parts));
  const opened = new Set<string>();
  const ratings = making('bad ratings', () => readRatings(parts, opened));
  errands.begin();
  ratings.begin();
  const unfollow = parts.keeper.follow(({ events }) => {
    // Without events the hall was replayed: nobody knows what came meanwhile.
    const failed = events.length === 0 || events.some(hasFailed);
    errands.wake(failed ? waitMs.change : waitMs.rest);
  });
  return async () => {
    unfollow();
    await Promise.all([errands.end(), ratings.end()]);
  };
}

/** One page of the hall's log. */
async function readErrands(parts: FollowingParts): Promise<number | null> {
  const { hall, log, cursors } = parts;
  const name = `cases:${hall}`;
  const from = await cursors.read(name);
  const rows = await log.read(`hall:${hall}`, from, pageRows);
  const to = rows.at(-1)?.seq ?? from;
  for (const row of rows) {
    const event = toTold(row);
    if (hasFailed(event) && !(await openErrand(parts, event))) return waitMs.failure;
  }
  // Only now: who dies before it does the rows again, under the same ids.
  if (to > from) await cursors.advance(name, { from, to }, async () => {});
  return rows.length === pageRows ? waitMs.page : null;
}

type StepFinished = Extract<Told, { readonly type: 'step-finished' }>;

const hasFailed = (event: Told): event is StepFinished =>
  event.type === 'step-finished' &&
  [event.body, ...event.body.items].some(({ outcome }) => outcome === 'could-not');

/** False: it has to be tried again. */
async function openErrand(
  parts: FollowingParts,
  { body, seq, at }: StepFinished,
): Promise<boolean> {
  const found = await aboutStep(parts, body.ticket, body.step);
  const known = found ?? (await aboutToday(parts.keeper, body.ticket, body.step));
  const settled = await parts.cases.open({
    ...{ kind: 'failed-errand', source: 'counter', about: finishedAt(known, body) },
    ...{ by: system, requestId: `hall:${parts.hall}/${seq}`, cameAt: at },
  });
  return !('failed' in settled);
}

/** All bad ratings since the last look; those `opened` by this process need no second look. */
async function readRatings(parts: FollowingParts, opened: Set<string>): Promise<number> {
  const { hall, ratings, cursors, clock } = parts;
  const name = `case-ratings:${hall}`;
  const from = await cursors.read(name);
  const span = [hall, Math.max(0, from - overlapMs), clock.now() + 1] as const;
  // A follow-up that is bad has a case too, if its step has none yet.
  const found = [...(await ratings.between(...span)), ...(await ratings.followupsBetween(...span))];
  let to = from;
  let waits = false;
  if (opened.size > openedMax) opened.clear();
  for (const rating of found) {
    const key = `${rating.ticket}/${rating.step}`;
    const bad = rating.level !== null && rating.level <= badUpTo;
    if (bad && !opened.has(key)) {
      if (await openRating(parts, rating)) opened.add(key);
      else waits = true;
    }
    // One that has to wait holds up no other, and the cursor stays before it.
    if (!waits) to = Math.max(to, rating.at);
  }
  if (to > from) await cursors.advance(name, { from, to }, async () => {});
  return waits ? waitMs.failure : waitMs.ratings;
}

/** False: it has to be tried again. */
async function openRating(parts: FollowingParts, rating: Rating): Promise<boolean> {
  const { ticket, step, source, at } = rating;
  const found = await aboutStep(parts, ticket, step);
  if (found === null && parts.clock.now() - at < aboutWaitMs) return false;
  const about = found ?? { ...aboutNothing, ticket: ticketId(ticket), step };
  const settled = await parts.cases.open({
    ...{ kind: 'bad-rating', source: sourceOf(source), about },
    ...{ by: system, requestId: `rating:${ticket}/${step}`, cameAt: at },
  });
  return !('failed' in settled);
}

const sourceOf = (channel: Rating['source']): CaseSource => channel;
