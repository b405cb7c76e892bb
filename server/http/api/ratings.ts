/**
 * The ratings of a day: levels, tags and channels for all staff, visitors' words for managers alone.
 */
import { z } from 'zod';
import { addDays } from '../../../core/hall/dates.ts';
import { calendarOf, momentOf } from '../../hall/calendar.ts';
import { isBad, levelIds, ratingOptions, tagsOf } from '../../ratings/options.ts';
import type { RatedStep } from '../../ratings/report.ts';
import { type ByStaff, type Operation, type Reply, reading } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import { fieldProblem } from '../problems.ts';
import { time } from './shapes.ts';

/** The latest of a day; a page shows no more. */
const listedMax = 500;
const texts = z.record(z.string(), z.string());

const ratingShape = z
  .object({
    ticket: z.string(),
    label: z
      .string()
      .nullable()
      .meta({ description: 'Null while the table of tickets is behind.' }),
    step: z.int(),
    number: z.union([z.literal(1), z.literal(2)]).meta({ description: '2: the follow-up.' }),
    level: z.enum(Object.values(levelIds)).nullable().meta({ description: 'Null: unrated.' }),
    stars: z.int().min(1).max(5).nullable(),
    bad: z.boolean(),
    channel: z.enum(['pad', 'tablet', 'kiosk', 'phone', 'text']),
    at: time,
    tags: z.array(z.object({ code: z.string(), text: texts })),
    words: z.string().nullable().meta({ description: 'For managers; null for all others.' }),
  })
  .meta({ id: 'Rating' });
const ratingsShape = z
  .object({
    day: z.string(),
    version: z.string().meta({ description: 'Of the catalogue of tags.' }),
    total: z.int(),
    ratings: z.array(ratingShape),
  })
  .meta({ id: 'Ratings' });

const told = { tag: 'ratings', access: 'staff', limit: 'session' } as const;
const answer = {
  status: 200,
  description: `The latest first, at most ${listedMax}.`,
  schema: ratingsShape,
};

export const ratingOperations = (parts: HttpParts): Operation[] => [
  reading(
    {
      ...{ ...told, path: '/api/halls/{hall}/ratings', id: 'listRatings', answer },
      summary: 'The ratings of today',
    },
    ({ by }) => list(parts, by, localOf(parts)(parts.clock.now()).date),
  ),
  reading(
    {
      ...{ ...told, path: '/api/halls/{hall}/days/{day}/ratings', id: 'listRatingsOfDay', answer },
      summary: 'The ratings that were given on a local date',
      problems: ['bad-input'],
    },
    async ({ by, path }) => {
      const day = z.iso.date().safeParse(path.day);
      if (!day.success) return fieldProblem([{ field: 'day', rule: 'a date is YYYY-MM-DD' }]);
      return list(parts, by, day.data);
    },
  ),
];

const localOf = ({ configuration }: HttpParts) => calendarOf(configuration.timeZone);

async function list(parts: HttpParts, by: ByStaff, day: string): Promise<Reply> {
  const { ratings, tickets, keeper } = parts;
  const calendar = localOf(parts);
  const all = await ratings.between(
    momentOf(calendar, day, 0),
    momentOf(calendar, addDays(day, 1), 0),
  );
  const latest = all.slice(-listedMax).reverse();
  const manages = by.kind === 'manager';
  const labels = new Map<string, string | null>();
  for (const { ticket } of latest) {
    if (labels.has(ticket)) continue;
    labels.set(ticket, (await tickets.find(keeper.hall, ticket))?.label ?? null);
  }
  const shown = latest.map((one) => ({
    ...toldOf(one, manages),
    label: labels.get(one.ticket) ?? null,
  }));
  const body = { day, version: ratingOptions.version, total: all.length, ratings: shown };
  return { status: 200, body, headers: { 'Cache-Control': 'no-store' } };
}

function toldOf(one: RatedStep, manages: boolean) {
  const { ticket, step, number, level, source, at, tags, words } = one;
  const known = level === null ? [] : tagsOf(level);
  return {
    ...{ ticket, step, number, at, channel: source, stars: level, bad: isBad(level) },
    level: level === null ? null : levelIds[level],
    tags: tags.map((code) => ({
      code,
      text: known.find((tag) => tag.code === code)?.text ?? { 'zh-Hans': code },
    })),
    // A token is another system: words stay with people who answer for them.
    words: manages ? words : null,
  };
}
