/**
 * Cases by kind, as the month's report tells them (办法, art. 47): what came, what was closed, how much of
 * that in time, and what is overdue. Read from the table of cases as it stands.
 */
import { sql } from 'kysely';
import type { CaseKind } from '../../core/cases/case.ts';
import type { Span } from './bad-cases.ts';
import type { FigureTable } from './table.ts';

/** Complaints that came by the 12345 line stand for themselves. */
export type CaseRowKind = CaseKind | 'complaint-12345';

export interface CaseRow {
  readonly kind: CaseRowKind;
  readonly opened: number;
  readonly closed: number;
  /** Of those closed. */
  readonly inTime: number;
  /** Open past their deadline as the period ended, or now while it lasts. */
  readonly overdue: number;
}

/** In the order in which they are told. */
export const caseRowKinds: readonly CaseRowKind[] = [
  ...(['bad-rating', 'failed-errand', 'complaint-12345', 'complaint'] as const),
  ...(['disclosure', 'experience', 'incident'] as const),
];

/** As the table names them; naming them lets the index be gone through by time. */
const kindsCounted = caseRowKinds.filter((kind) => kind !== 'complaint-12345');

/** Kinds of which there was something in the period. Fails: `HouseFailure`. */
export async function casesByKind(
  { house: { db } }: FigureTable,
  hall: string,
  [begin, end]: Span,
  now: number,
): Promise<CaseRow[]> {
  const until = Math.min(end, now);
  const { rows } = await sql<CaseRow>`
    select kind, sum(opened) as opened, sum(closed) as closed, sum("inTime") as "inTime",
      sum(overdue) as overdue
    from (select
        case when c.kind = 'complaint' and c.body like ${'%"source":"12345"%'}
          then 'complaint-12345' else c.kind end as kind,
        case when c.came_at >= ${begin} and c.came_at < ${end} then 1 else 0 end as opened,
        case when c.closed_at >= ${begin} and c.closed_at < ${end} then 1 else 0 end as closed,
        case when c.closed_at >= ${begin} and c.closed_at < ${end} and c.closed_at <= c.due_at
          then 1 else 0 end as "inTime",
        case when c.due_at < ${until} and (c.closed_at is null or c.closed_at >= ${until})
          then 1 else 0 end as overdue
      from cases c where c.hall = ${hall} and c.seq > 0
        and c.kind in (${sql.join(kindsCounted)}) and c.came_at < ${end}
        and (c.closed_at is null or c.closed_at >= ${begin} or c.came_at >= ${begin})) one
    group by kind`.execute(db);
  return caseRowKinds.flatMap((kind) => {
    const row = rows.find((one) => one.kind === kind);
    if (!row) return [];
    const { opened, closed, inTime, overdue } = row;
    const [came, ended] = [Number(opened), Number(closed)];
    const told = { opened: came, closed: ended, inTime: Number(inTime), overdue: Number(overdue) };
    return came + ended + told.overdue > 0 ? [{ kind, ...told }] : [];
  });
}
