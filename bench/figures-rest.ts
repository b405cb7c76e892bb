/**
 * What a year of a large hall leaves in the tables beside its sums: every leg and ticket, ratings and
 * follow-ups, cases of all kinds and alarms; and a log of some size, of which a backup copies every page.
 */
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { localOf } from '../server/figures/follow.ts';
import { countDay } from '../server/figures/rating-sums.ts';
import type { FigureTable } from '../server/figures/table.ts';
import { calendar, dateOf, dayOffset, nine, workdays } from './figures-year.ts';

const minuteMs = 60_000;

/** Fills them day by day. Of 100 steps 40 are rated, 2 of them badly, and every bad one has its case. */
export async function fillRest(
  figures: FigureTable,
  hall: string,
  ticketsADay: number,
): Promise<void> {
  const { db } = figures.house;
  for (let day = 0; day < workdays; day += 1) {
    const [date, begin] = [dateOf(day), nine + dayOffset(day)];
    const nth = sql`nth(n) as (select 0 union all select n + 1 from nth where n < ${ticketsADay - 1})`;
    const ticket = sql`${`t${day}-`} || n`;
    const at = sql`${begin} + cast(n * 480.0 / ${ticketsADay} as integer) * ${minuteMs}`;
    await db.transaction().execute(async (trx) => {
      const run = (statement: ReturnType<typeof sql>) => statement.execute(trx);
      await run(sql`insert into figure_legs with recursive ${nth} select ${hall}, ${ticket}, 0, 0,
        ${date}, 's' || (n % 30), '["i' || (n % 200) || '"]', 'ordinary', 'kiosk',
        '' || (1 + n % 60), 'c' || (1 + n % 60), ${at}, ${at} + 600000, ${at} + 660000,
        ${at} + 1200000, 540000, 'finished', 'done', 0, 0, 0, 'oldest', 5, 15 from nth`);
      await run(sql`insert into tickets (hall, ticket, day, label, seq)
        with recursive ${nth} select ${hall}, ${ticket}, ${date}, 'A' || n, n from nth`);
      await run(sql`insert into ratings (hall, ticket, step, level, source, at, prompted_at, tags,
          tags_version, device, token)
        with recursive ${nth} select ${hall}, ${ticket}, 0,
          case when n % 100 = 1 then 1 when n % 100 = 2 then 2 when n % 5 = 0 then 5 else 4 end,
          'pad', ${at} + 1210000, ${at} + 1200000, null, null, 'pad@counter-' || (1 + n % 60), 1
        from nth where n % 100 < 40`);
      await run(sql`insert into rating_followups (hall, ticket, step, level, source, at)
        with recursive ${nth} select ${hall}, ${ticket}, 0, 4, 'phone', ${at} + 90000000
        from nth where n % 100 = 1`);
      await run(sql`insert into cases (hall, id, number, kind, seq, stage, light, ticket, step,
          opened_by, came_at, due_at, closed_at, body)
        with recursive ${nth} select ${hall}, ${`case${day}-`} || n, ${`${day}-`} || n,
          case when n % 100 in (1, 2) then 'bad-rating' when n % 100 = 41 then 'failed-errand'
            else 'complaint' end,
          9, 'closed', 'none', ${ticket}, 0, 'system', ${at} + 1210000, ${at} + 604800000,
          ${at} + 400000000,
          '{"one":{"source":"' || case when n % 200 = 42 then '12345' else 'rating' end ||
            '","confirmed":{"by":"c1","at":1},"note":"' || ${'x'.repeat(400)} ||
            '","closed":{"as":"' || case when n % 400 = 1 then 'excluded' else 'solved' end ||
            '"}},"marks":[]}'
        from nth where n % 100 in (1, 2, 41, 42)`);
      await run(sql`insert into device_alarms (id, hall, subject, devices, fault, raised_at, last_at,
          times, cleared_at)
        with recursive ${nth} select ${`a${day}-`} || n, ${hall}, 'printer@k' || (n % 40), '[]',
          'paper-out', ${at}, ${at}, 1, ${at} + 600000 from nth where n < 40`);
    });
  }
  const local = localOf(calendar);
  const counting = { house: figures.house, cursors: figures.cursors, hall };
  await countDay({ ...counting, hour: (when) => local(when).hour }, dateOf(0));
  for (let day = 1; day < workdays; day += 1) {
    await sql`insert into figure_ratings select hall, ${dateOf(day)}, dim, key, l1, l2, l3, l4, l5,
        asked, quick, runs, tokenless
      from figure_ratings where hall = ${hall} and day = ${dateOf(0)}`.execute(db);
  }
}

/** Rows of another stream in a hall's log, as many as are wanted; a hub is not to be running. */
export function fillLog(path: string, rows: number): void {
  const log = new DatabaseSync(path);
  try {
    log
      .prepare(
        `insert into event with recursive nth(n) as (select 1 union all select n + 1 from nth
          where n < ?) select 'case:bench', n, n, 'filled', 1, hex(randomblob(12)), 0, ? from nth`,
      )
      .run(rows, JSON.stringify({ ticket: 'x'.repeat(16), filled: 'x'.repeat(160) }));
  } finally {
    log.close();
  }
}
