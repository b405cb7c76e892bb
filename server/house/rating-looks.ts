/**
 * The ratings of a time as a page shows them: the latest, and counts of all of them that the database
 * reckons, so that a month of a large hall costs no more memory than a quiet day. What looks as if
 * somebody else had rated is found by the rules of `server/ratings/suspicious.ts`, written as SQL.
 */
import { type RawBuilder, sql } from 'kysely';
import type { HouseDatabase } from './database.ts';
import { inPieces } from './database.ts';

/** Bounds of the patterns, as `PatternRules` has them. */
export interface LookRules {
  readonly quickMs: number;
  readonly runCount: number;
  readonly runMs: number;
  readonly fiveCount: number;
}

const lookPatterns = ['too-quick', 'device-run', 'all-five', 'no-token'] as const;
export type LookPattern = (typeof lookPatterns)[number];

export interface RatingCountsOfTime {
  /** First ratings and follow-ups, and who was asked and did not answer. */
  readonly total: number;
  readonly rated: number;
  readonly unanswered: number;
  /** Those that count. */
  readonly bad: number;
  /** Bad ratings whose dispute was upheld. */
  readonly excluded: number;
  readonly suspicious: number;
}

/** From, and before; epoch ms. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** Which ratings of a time; null: all of that kind. */
export interface RatingFilter {
  readonly level: 1 | 2 | 3 | 4 | 5 | 'unanswered' | 'excluded' | null;
  readonly channel: 'pad' | 'tablet' | 'kiosk' | 'phone' | 'text' | null;
  readonly counter: string | null;
}

export const everyRating: RatingFilter = { level: null, channel: null, counter: null };

/** The same as a condition on a table by its name in the statement. */
export function fitting(table: string, { level, channel, counter }: RatingFilter) {
  const of = (column: string) => sql.ref(`${table}.${column}`);
  const all = [sql`1 = 1`];
  if (channel !== null) all.push(sql`${of('source')} = ${channel}`);
  if (counter !== null) {
    const devices = ['pad', 'tablet'].flatMap((one) => [
      ...[`${one}@${counter}`, `${one}@counter-${counter}`],
    ]);
    all.push(
      sql`${of('source')} in ('pad', 'tablet') and ${of('device')} in (${sql.join(devices)})`,
    );
  }
  if (typeof level === 'number') all.push(sql`${of('level')} = ${level}`);
  if (level === 'unanswered') all.push(sql`${of('level')} is null`);
  if (level === 'excluded') {
    all.push(sql`${of('level')} <= 2 and exists (select 1 from cases c
      where c.hall = ${of('hall')} and c.ticket = ${of('ticket')} and c.step = ${of('step')}
        and ${excludedCase})`);
  }
  return sql<boolean>`(${sql.join(all, sql` and `)})`;
}

export const stepKey = (ticket: string, step: number): string => `${ticket}/${step}`;

const excludedCase = sql`c.kind = 'bad-rating' and c.closed_at is not null
  and c.body like ${'%"as":"excluded"%'}`;

/** The steps of these tickets, by `stepKey`, whose bad ratings do not count. Fails: `HouseFailure`. */
export async function excludedSteps(
  { db }: HouseDatabase,
  hall: string,
  tickets: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const piece of inPieces([...new Set(tickets)])) {
    const { rows } = await sql<{ ticket: string; step: number }>`
      select c.ticket, c.step from cases c
      where c.hall = ${hall} and ${excludedCase} and c.ticket in (${sql.join(piece)})`.execute(db);
    for (const { ticket, step } of rows) found.add(stepKey(ticket, step));
  }
  return found;
}

/** How many there are of each kind in that time. Fails: `HouseFailure`. */
export async function countsOf(
  house: HouseDatabase,
  hall: string,
  span: TimeSpan,
  filter: RatingFilter = everyRating,
): Promise<Omit<RatingCountsOfTime, 'suspicious'>> {
  const which = { ...span, filter };
  const [first, again] = [
    await tableCounts(house, hall, which, 'ratings'),
    await tableCounts(house, hall, which, 'rating_followups'),
  ];
  const sum = (name: keyof typeof first) => first[name] + again[name];
  const excluded = sum('excluded');
  return {
    ...{ total: sum('total'), rated: sum('rated'), unanswered: sum('total') - sum('rated') },
    ...{ bad: sum('bad') - excluded, excluded },
  };
}

async function tableCounts(
  { db }: HouseDatabase,
  hall: string,
  { from, to, filter }: TimeSpan & { readonly filter: RatingFilter },
  table: 'ratings' | 'rating_followups',
) {
  const within = sql`r.hall = ${hall} and r.at >= ${from} and r.at < ${to}
    and ${fitting('r', filter)}`;
  const { rows } = await sql<{ total: number; rated: number; bad: number }>`
    select count(*) as total, count(r.level) as rated,
      coalesce(sum(case when r.level <= 2 then 1 else 0 end), 0) as bad
    from ${sql.table(table)} r where ${within}`.execute(db);
  const { rows: out } = await sql<{ excluded: number }>`
    select count(*) as excluded from cases c join ${sql.table(table)} r
      on r.hall = c.hall and r.ticket = c.ticket and r.step = c.step
    where c.hall = ${hall} and ${excludedCase} and r.level <= 2 and ${within}`.execute(db);
  const [counted, less] = [rows[0], out[0]];
  return {
    ...{ total: Number(counted?.total ?? 0), rated: Number(counted?.rated ?? 0) },
    ...{ bad: Number(counted?.bad ?? 0), excluded: Number(less?.excluded ?? 0) },
  };
}

/**
 * How many first ratings of that time stand in a pattern, and in which those given since `shownFrom` stand,
 * by `stepKey`. Fails: `HouseFailure`.
 */
export async function suspiciousOf(
  house: HouseDatabase,
  hall: string,
  { from, to, shownFrom }: TimeSpan & { readonly shownFrom: number },
  rules: LookRules,
): Promise<{ readonly count: number; readonly of: ReadonlyMap<string, readonly LookPattern[]> }> {
  const { rows } = await sql<Flagged>`
    with ${flagged(house.kind, rules, sql`hall = ${hall} and at >= ${from} and at < ${to}`)}
    select '' as ticket, count(*) as step, 0 as quick, 0 as run, 0 as five, 0 as tokenless
    from flagged where quick + run + five + tokenless > 0
    union all
    select ticket, step, quick, run, five, tokenless from flagged
    where quick + run + five + tokenless > 0 and at >= ${shownFrom}`.execute(house.db);
  const of = new Map<string, LookPattern[]>();
  let count = 0;
  for (const { ticket, step, quick, run, five, tokenless } of rows) {
    if (ticket === '') count = Number(step);
    else {
      const flags = [quick, run, five, tokenless];
      of.set(
        stepKey(ticket, step),
        lookPatterns.filter((_, index) => flags[index] === 1),
      );
    }
  }
  return { count, of };
}

interface Flagged {
  readonly ticket: string;
  readonly step: number;
  readonly quick: number;
  readonly run: number;
  readonly five: number;
  readonly tokenless: number;
}

/**
 * A rating is in a run where some `runCount` ratings of its device, itself among them, lie within `runMs`.
 * A row of five stars is what lies between two other levels at one counter.
 */
function flagged(kind: HouseDatabase['kind'], rules: LookRules, where: RawBuilder<unknown>) {
  const { quickMs, runCount, runMs, fiveCount } = rules;
  const place = sql.raw(kind === 'sqlite' ? `instr(device, '@')` : `strpos(device, '@')`);
  const before = sql.raw(String(runCount - 1));
  return sql`looked as (
      select ticket, step, level, at, device, token, prompted_at,
        case when source in ('pad', 'tablet')
          then replace(substr(device, ${place} + 1), 'counter-', '') end as counter
      from ratings where ${where} and level is not null),
    spanned as (
      select looked.*,
        at - lag(at, ${before}) over (partition by device order by at, ticket, step) as span,
        sum(case when level = 5 then 0 else 1 end)
          over (partition by counter order by at, ticket, step) as island
      from looked),
    near as (
      select spanned.*,
        min(span) over (partition by device order by at, ticket, step
          rows between current row and ${before} following) as nearest,
        sum(case when level = 5 then 1 else 0 end) over (partition by counter, island) as fives
      from spanned),
    flagged as (
      select ticket, step, at,
        case when at - prompted_at < ${quickMs} then 1 else 0 end as quick,
        case when device is not null and nearest <= ${runMs} then 1 else 0 end as run,
        case when counter is not null and level = 5 and fives >= ${fiveCount}
          then 1 else 0 end as five,
        case when token = 0 then 1 else 0 end as tokenless
      from near)`;
}
