/**
 * The cases that bad ratings opened, for the whole hall and by item, counter and clerk: how many came, fell
 * due and were closed, and how many of those that were so have been put right. What was not so
 * (`explained`) and what does not count (`excluded`) has nothing to put right.
 */
import { sql } from 'kysely';
import type { Dimension } from './facts.ts';
import type { Sums } from './sums.ts';
import type { FigureTable } from './table.ts';

interface Row {
  readonly opened: number;
  readonly due: number;
  readonly inTime: number;
  readonly closed: number;
  readonly solved: number;
  readonly confirmed: number;
  readonly items: string | null;
  readonly counter: string | null;
  readonly clerk: string | null;
}

/** From, and before; epoch ms. */
export type Span = readonly [begin: number, end: number];

const marked = (text: string) => sql`c.body like ${`%${text}%`}`;
const excluded = sql`c.closed_at is not null and ${marked('"as":"excluded"')}`;
/** It was looked into and was so, and no dispute took it back since. */
const confirmed = sql`${marked('"confirmed":{')} and not ${marked('"explained":true')}
  and not (${excluded})`;
/** Who could not be reached was called in vain, after it had been put right. */
const solved = sql`c.closed_at is not null
  and (${marked('"as":"solved"')} or ${marked('"as":"not-reached"')})`;

/** The sums of a period, by what they are counted under. Fails: `HouseFailure`. */
export async function badCasesOf(
  { house: { db } }: FigureTable,
  hall: string,
  [begin, end]: Span,
): Promise<[dim: Dimension, key: string, sums: Sums][]> {
  const within = (column: string) =>
    sql`${sql.ref(column)} >= ${begin} and ${sql.ref(column)} < ${end}`;
  const flag = (when: ReturnType<typeof within>) => sql`case when ${when} then 1 else 0 end`;
  const due = within('c.due_at');
  const { rows } = await sql<Row>`select l.items, l.counter, l.clerk,
      ${flag(within('c.came_at'))} as opened, ${flag(due)} as due,
      ${flag(sql`${due} and c.closed_at is not null and c.closed_at <= c.due_at`)} as "inTime",
      ${flag(within('c.closed_at'))} as closed,
      ${flag(sql`${due} and ${confirmed}`)} as confirmed,
      ${flag(sql`${due} and ${confirmed} and ${solved}`)} as solved
    from cases c
    left join figure_legs l on l.hall = c.hall and l.ticket = c.ticket and l.step = c.step
      and l.ended = 'finished'
    where c.hall = ${hall} and c.kind = 'bad-rating' and c.seq > 0
      and ((${within('c.came_at')}) or (${due}) or (${within('c.closed_at')}))`.execute(db);
  return rows.flatMap(({ items, counter, clerk, ...counts }) => {
    const { opened, due: fell, inTime, closed, confirmed: so, solved: right } = counts;
    const sums = {
      ...{ 'cases.opened': opened, 'cases.due': fell, 'cases.inTime': inTime },
      ...{ 'cases.closed': closed, 'cases.confirmed': so, 'cases.solved': right },
    };
    const keys: [Dimension, string][] = [['all', '']];
    for (const item of items === null ? [] : (JSON.parse(items) as string[])) {
      keys.push(['item', item]);
    }
    if (counter !== null) keys.push(['counter', counter]);
    if (clerk !== null) keys.push(['clerk', clerk]);
    return keys.map(([dim, key]): [Dimension, string, Sums] => [dim, key, sums]);
  });
}
