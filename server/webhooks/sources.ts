/**
 * What subscribers are told of: events of the hall's log, and ratings, which have tables of their own.
 * Either is a row of numbers that only grows; a subscriber has a cursor for each that it asked for.
 */
import type { Told } from '../../core/hall/events.ts';
import type { Log } from '../../log/log.ts';
import { toTold } from '../hall/replay.ts';
import type { RatingChange, RatingChanges } from '../house/rating-changes.ts';
import type { Ratings } from '../house/ratings.ts';
import { ratingKey, ratingPayload } from '../ratings/report.ts';
import { type HookSettings, ratedType } from './settings.ts';

/** What is sent: the id that stays the same for every try, and the body. */
export interface Message {
  readonly id: string;
  readonly body: string;
}

export interface Source {
  /** Under which this subscriber's cursor and rows of this source stand. */
  readonly name: string;
  /** The number of the latest. Fails: `LogFailure`, `HouseFailure`, like the next two. */
  head(): Promise<number>;
  /** One page behind `after`: how far it reached, which of it the subscriber wants, and whether there is more. */
  page(
    after: number,
  ): Promise<{ readonly to: number; readonly seqs: number[]; readonly more: boolean }>;
  /** What is told of a number; null: it is gone. */
  message(seq: number): Promise<Message | null>;
}

export interface SourceParts {
  readonly log: Pick<Log, 'read' | 'head'>;
  readonly changes: Pick<RatingChanges, 'head' | 'read'>;
  readonly ratings: Pick<Ratings, 'of' | 'followupsOf'>;
}

const pageRows = 250;

/** The sources of what a subscriber asked for. */
export function sourcesOf(hook: HookSettings, hall: string, parts: SourceParts): Source[] {
  const rated = hook.events.includes(ratedType);
  const events = hook.events.some((type) => type !== ratedType);
  return [
    ...(events ? [eventsOf(hook, hall, parts)] : []),
    ...(rated ? [ratingsOf(hook, hall, parts)] : []),
  ];
}

function eventsOf(hook: HookSettings, hall: string, { log }: SourceParts): Source {
  const stream = `hall:${hall}`;
  const types: readonly string[] = hook.events;
  return {
    name: hook.id,
    head: () => log.head(stream),
    page: async (after) => {
      const rows = await log.read(stream, after, pageRows);
      const seqs = rows.filter(({ type }) => types.includes(type)).map(({ seq }) => seq);
      return { to: rows.at(-1)?.seq ?? after, seqs, more: rows.length === pageRows };
    },
    message: async (seq) => {
      const [row] = await log.read(stream, seq - 1, 1);
      return row ? { id: `${stream}/${seq}`, body: hookBody(hall, toTold(row)) } : null;
    },
  };
}

function ratingsOf(hook: HookSettings, hall: string, parts: SourceParts): Source {
  const { changes, ratings } = parts;
  return {
    // No subscriber's id has a stroke in it.
    name: `${hook.id}/ratings`,
    head: () => changes.head(hall),
    page: async (after) => {
      const rows = await changes.read(hall, after, pageRows);
      const seqs = rows.map(({ seq }) => seq);
      return { to: seqs.at(-1) ?? after, seqs, more: rows.length === pageRows };
    },
    message: async (seq) => {
      const [change] = await changes.read(hall, seq - 1, 1);
      return change?.seq === seq ? ratingMessage(hall, change, ratings) : null;
    },
  };
}

/** What was said first never changes: tags that are added to a level are told by a message of their own. */
async function ratingMessage(
  hall: string,
  { seq, ticket, step, number, kind }: RatingChange,
  ratings: SourceParts['ratings'],
): Promise<Message | null> {
  const all = number === 1 ? ratings.of(hall, ticket) : ratings.followupsOf(hall, ticket);
  const found = (await all).find((one) => one.step === step);
  if (!found) return null;
  const plain = kind === 'rated' ? { tags: [], tagsVersion: null } : {};
  const one = { ...found, ...plain, number, words: null };
  const payload = ratingPayload(one);
  if (payload === null) return null;
  const { type, at, ...body } = payload;
  const id = kind === 'rated' ? ratingKey(one) : `${ratingKey(one)}/tags`;
  return { id, body: JSON.stringify({ id, hall, seq, at, type, body }) };
}

/** Hashes that stand for a person or open a ticket's page; a whole configuration is no news. */
const kept: ReadonlySet<string> = new Set([
  ...['visitor', 'visitorOfDay', 'linkHash', 'configuration', 'crossing', 'given'],
]);

/** The event as others are told it. */
function hookBody(hall: string, { seq, at, type, body }: Told): string {
  const said = Object.entries(body).filter(([name]) => !kept.has(name));
  return JSON.stringify({
    ...{ id: `hall:${hall}/${seq}`, hall, seq, at, type },
    body: Object.fromEntries(said),
  });
}
