/**
 * The cases that bad ratings opened, for the whole hall and by item, counter and clerk: how many came, fell
 * due and were closed, and how many of those that were so have been put right. What was not so
 * (`explained`) and what does not count (`excluded`) has nothing to put right.
 */
import { sql } from 'kysely';
import { type Dimension, type SumRow, SumTable } from './facts.ts';
import type { FigureTable } from './table.ts';

/** Cases that are alike in all that is counted, and how many they are. */
interface Row {
  readonly opened: number;
  readonly due: number;
  readonly inTime: number;
  readonly closed: number;
  /** 0: not confirmed, or not due; 1: confirmed; 2: and put right. */
  readonly so: number;
  readonly many: number;
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
): Promise<SumRow[]> {
  const within = (column: string) =>
    sql`${sql.ref(column)} >= ${begin} and ${sql.ref(column)} < ${end}`;
  const flag = (when: ReturnType<typeof within>) => sql`case when ${when} then 1 else 0 end`;
  const due = within('c.due_at');
  // A body is long, and a year has thousands: each is looked into once, and only where it fell due.
  const { rows } = await sql<Row>`select l.items, l.counter, l.clerk,
      ${flag(within('c.came_at'))} as opened, ${flag(due)} as due,
      ${flag(sql`${due} and c.closed_at is not null and c.closed_at <= c.due_at`)} as "inTime",
      ${flag(within('c.closed_at'))} as closed,
      case when not (${due}) then 0 when not (${confirmed}) then 0
        when ${solved} then 2 else 1 end as so,
      count(*) as many
    from cases c
    left join figure_legs l on l.hall = c.hall and l.ticket = c.ticket and l.step = c.step
      and l.ended = 'finished'
    where c.hall = ${hall} and c.kind = 'bad-rating' and c.seq > 0
      and ((${within('c.came_at')}) or (${due}) or (${within('c.closed_at')}))
    group by 1, 2, 3, 4, 5, 6, 7, 8`.execute(db);
  const all = new SumTable();
  for (const { items, counter, clerk, so, many, ...flags } of rows) {
    const times = (is: boolean | number) => (is ? Number(many) : 0);
    const sums = {
      ...{ 'cases.opened': times(flags.opened), 'cases.due': times(flags.due) },
      ...{ 'cases.inTime': times(flags.inTime), 'cases.closed': times(flags.closed) },
      ...{ 'cases.confirmed': times(so > 0), 'cases.solved': times(so === 2) },
    };
    const keys: [Dimension, string][] = [['all', '']];
    for (const item of items === null ? [] : (JSON.parse(items) as string[])) {
      keys.push(['item', item]);
    }
    if (counter !== null) keys.push(['counter', counter]);
    if (clerk !== null) keys.push(['clerk', clerk]);
    for (const [dim, key] of keys) all.add({ span: '', dim, key, sums });
  }
  return all.rows();
}
