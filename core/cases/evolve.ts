/** What an event makes of a case. Writes in place; only who replays a stream holds what is written. */
import type { Case, CaseId, ClosedAs } from './case.ts';
import type { CaseEvent, CaseEventBodies } from './events.ts';

/** A case as its stream tells it. */
export type CaseRow = CaseEvent & { readonly seq: number; readonly at: number };

/** The case after one more event; the first one makes it. Throws for a stream that begins otherwise. */
export function evolveCase(one: Case | null, id: CaseId, row: CaseRow): Case {
  if (row.type === 'case-opened') return openedCase(id, row.body, row);
  if (one === null) throw new Error(`case ${id} begins with ${row.type}`);
  apply(one, row);
  one.seq = row.seq;
  return one;
}

function openedCase(
  id: CaseId,
  { by: _, kind, source, about, reachable, deadlines }: CaseEventBodies['case-opened'],
  { at, seq }: CaseRow,
): Case {
  return {
    ...{
      id,
      kind,
      source,
      about,
      openedAt: at,
      reachable,
      stage: 'opened',
      unit: null,
      cause: null,
    },
    ...{ deadlines, light: 'green', explained: false, disputed: null, solvedBy: null, calls: 0 },
    ...{ fix: null, reopened: 0, closed: null, seq },
  };
}

function apply(one: Case, row: CaseRow): void {
  switch (row.type) {
    case 'case-opened':
    case 'case-noted':
      return;
    case 'case-analysed':
      one.stage = 'analysed';
      one.cause = row.body.cause;
      return;
    case 'case-dispatched':
      one.stage = 'dispatched';
      one.unit = row.body.unit;
      // More time was given: what had turned is as it was, until the new time.
      if (row.body.deadlines.dueAt > one.deadlines.dueAt) one.light = 'green';
      one.deadlines = row.body.deadlines;
      return;
    case 'case-verified':
      one.stage = row.body.so ? 'confirmed' : 'explained';
      one.explained = !row.body.so;
      return;
    case 'case-disputed':
      one.disputed = { from: one.stage, by: row.body.by };
      one.stage = 'disputed';
      return;
    case 'dispute-settled':
      one.stage = one.disputed?.from ?? 'dispatched';
      one.disputed = null;
      return;
    case 'case-solved':
      one.stage = 'solved';
      one.solvedBy = row.body.by;
      return;
    case 'case-checked':
      one.stage = row.body.passed ? 'checked' : 'dispatched';
      return;
    case 'case-answered':
      one.stage = 'answered';
      return;
    case 'visitor-called-back':
      calledBack(one, row.body);
      return;
    case 'case-closed':
      one.stage = 'closed';
      one.closed = { as: endOf(one, row.body.as), at: row.at };
      return;
    case 'case-reopened':
      reopened(one);
      return;
    case 'case-turned':
      one.light = row.body.light;
      return;
  }
}

/** Before version 2 of `case-closed` what was explained ended as `not-reached` too, as if it were solved. */
const endOf = ({ explained }: Case, as: ClosedAs): ClosedAs =>
  as === 'not-reached' && explained ? 'explained-not-reached' : as;

/** In vain it counts as a try. */
function calledBack(one: Case, { reached, fix }: CaseEventBodies['visitor-called-back']): void {
  one.calls += 1;
  if (!reached) return;
  one.fix = fix ?? one.fix;
  one.stage = 'called-back';
}

/** Begins again where it is to be put right; what was said of it stands in its stream. */
function reopened(one: Case): void {
  one.stage = one.kind === 'bad-rating' ? 'confirmed' : 'dispatched';
  one.reopened += 1;
  one.explained = false;
  one.solvedBy = null;
  one.calls = 0;
  one.fix = null;
  one.closed = null;
}
