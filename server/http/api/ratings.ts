/**
 * The ratings of a day, a week or a month: levels, tags and channels for all staff, visitors' words for managers alone.
 */
import { z } from 'zod';
import { addDays, dayNumber } from '../../../core/hall/dates.ts';
import { type Period, periodOf } from '../../figures/periods.ts';
import { calendarOf, momentOf } from '../../hall/calendar.ts';
import { counterOf, type LatestFilter } from '../../ratings/desk.ts';
import { isBad, levelIds, ratingOptions, tagsOf } from '../../ratings/options.ts';
import type { ListedRating } from '../../ratings/report.ts';
import { type ByStaff, type Operation, type Reply, reading } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import { fieldProblem, inputProblem } from '../problems.ts';
import { time } from './shapes.ts';

/** The latest of a time; a page shows no more. */
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
    excluded: z.boolean().meta({ description: 'A dispute was upheld: it does not count.' }),
    channel: z.enum(['pad', 'tablet', 'kiosk', 'phone', 'text']),
    counter: z
      .string()
      .nullable()
      .meta({ description: 'Of the pad or tablet; null where it was given elsewhere.' }),
    patterns: z
      .array(z.enum(['too-quick', 'device-run', 'all-five', 'no-token']))
      .meta({ description: 'Why somebody should look at it; no pattern changes a rating.' }),
    at: time,
    tags: z.array(z.object({ code: z.string(), text: texts })),
    words: z.string().nullable().meta({ description: 'For managers; null for all others.' }),
  })
  .meta({ id: 'Rating' });
const ratingsShape = z
  .object({
    day: z.string().meta({ description: 'The date, week or month that was asked for.' }),
    now: z
      .object({ day: z.string(), week: z.string(), month: z.string() })
      .meta({ description: 'What today, this week and this month are called.' }),
    version: z.string().meta({ description: 'Of the catalogue of tags.' }),
    total: z.int(),
    counts: z
      .object({
        rated: z.int(),
        unanswered: z.int().meta({ description: 'Asked, and not answered.' }),
        bad: z.int().meta({ description: 'Bad ratings that count.' }),
        excluded: z.int(),
        suspicious: z.int().meta({ description: 'First ratings that stand in a pattern.' }),
      })
      .meta({ description: 'Of the whole time, listed or not; follow-ups count too.' }),
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
    ({ by }) => {
      const today = periodOf(localOf(parts)(parts.clock.now()).date);
      if (today === null) throw new Error('today is a date');
      return list(parts, by, today);
    },
  ),
  reading(
    {
      ...{ ...told, path: '/api/halls/{hall}/days/{day}/ratings', id: 'listRatingsOfDay', answer },
      summary: 'The ratings of a local date, a week (2026-W47) or a month (2026-11)',
      problems: ['bad-input'],
    },
    async ({ by, path }) => {
      const period = periodOf(path.day ?? '');
      if (period === null || period.kind === 'year') return noTime();
      return list(parts, by, period);
    },
  ),
  reading(
    {
      ...{ ...told, answer, id: 'findRatings' },
      path: '/api/halls/{hall}/days/{day}/ratings/{level}/{channel}/{counter}',
      summary: 'Those of a time that fit, counted and the latest of them listed',
      description:
        'The day may be `today`, and each of the three `all`. A level is 1 to 5, `unanswered`, `excluded` or `looked`.',
      problems: ['bad-input'],
    },
    async ({ by, path }) => {
      const { day } = path;
      const period = periodOf(
        day === 'today' ? localOf(parts)(parts.clock.now()).date : (day ?? ''),
      );
      if (period === null || period.kind === 'year') return noTime();
      const filter = filterShape.safeParse(path);
      if (!filter.success) return inputProblem(filter.error);
      const { level, channel, counter } = filter.data;
      const looked = level === 'looked';
      const only = { level: looked ? null : level, channel, counter, looked };
      return list(parts, by, period, only);
    },
  ),
];

const orAll = <S extends z.ZodType>(shape: S) =>
  z.union([z.literal('all').transform(() => null), shape]);
const filterShape = z.object({
  level: orAll(
    z.union([
      z.enum(['unanswered', 'excluded', 'looked']),
      z.enum(['1', '2', '3', '4', '5']).transform((text) => Number(text) as 1 | 2 | 3 | 4 | 5),
    ]),
  ),
  channel: orAll(z.enum(['pad', 'tablet', 'kiosk', 'phone', 'text'])),
  counter: orAll(z.string().max(32)),
});

const noTime = () =>
  fieldProblem([{ field: 'day', rule: 'a date YYYY-MM-DD, a week 2026-W47 or a month 2026-11' }]);

const localOf = ({ configuration }: HttpParts) => calendarOf(configuration.timeZone);

/** The week of a date by its ISO 8601 name: it is of the year in which its Thursday lies. */
function weekOf(date: string): string {
  const day = dayNumber(date);
  const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  const thursday = addDays(date, 3 - weekday);
  const [year = ''] = thursday.split('-');
  const week = Math.floor((day + 3 - weekday - dayNumber(`${year}-01-01`)) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

async function list(
  parts: HttpParts,
  by: ByStaff,
  period: Period,
  filter?: LatestFilter,
): Promise<Reply> {
  const { ratings, tickets, keeper } = parts;
  const calendar = localOf(parts);
  const { ratings: latest, counts } = await ratings.latest(
    momentOf(calendar, period.from, 0),
    momentOf(calendar, addDays(period.to, 1), 0),
    listedMax,
    filter,
  );
  const manages = by.kind === 'manager';
  const labels = new Map<string, string | null>();
  for (const { ticket } of latest) {
    if (labels.has(ticket)) continue;
    labels.set(ticket, (await tickets.find(keeper.hall, ticket))?.label ?? null);
  }
  const shown = latest.map((one) => ({
    ...toldOf(one, manages),
    counter: counterOf(one),
    patterns: [...one.patterns],
    label: labels.get(one.ticket) ?? null,
  }));
  const today = calendar(parts.clock.now()).date;
  const now = { day: today, week: weekOf(today), month: today.slice(0, 7) };
  const { total, ...rest } = counts;
  const version = ratingOptions.version;
  const body = { day: period.id, now, version, total, counts: rest, ratings: shown };
  return { status: 200, body, headers: { 'Cache-Control': 'no-store' } };
}

function toldOf(one: ListedRating, manages: boolean) {
  const { ticket, step, number, level, source, at, tags, words } = one;
  const known = level === null ? [] : tagsOf(level);
  return {
    ...{ ticket, step, number, at, channel: source, stars: level, bad: isBad(level) },
    excluded: one.excluded,
    level: level === null ? null : levelIds[level],
    tags: tags.map((code) => ({
      code,
      text: known.find((tag) => tag.code === code)?.text ?? { 'zh-Hans': code },
    })),
    // A token is another system: words stay with people who answer for them.
    words: manages ? words : null,
  };
}
