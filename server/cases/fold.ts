/**
 * A case from its stream: the state that the rules know, and when it came to each stage and by whom,
 * which the ledger of art. 46 shows. Streams are short, so they are read whole each time.
 */
import type { Case, CaseId, CaseStage } from '../../core/cases/case.ts';
import { caseEventVersions } from '../../core/cases/events.ts';
import { type CaseRow, evolveCase } from '../../core/cases/evolve.ts';
import { caseShapeSteps } from '../../log/case-shape-steps.ts';
import type { Log, Row } from '../../log/log.ts';
import { upcast } from '../../log/upcast.ts';

/** Rows that are read at once. */
const page = 1_000;
const known: ReadonlyMap<string, number> = new Map(Object.entries(caseEventVersions));

export interface Mark {
  readonly at: number;
  readonly by: string;
  /** Of the event, beside which its words lie. */
  readonly seq: number;
}

/** The last time that it came to each stage. */
export type Marks = Partial<Record<CaseStage, Mark>>;

export interface Folded {
  /** Null: nothing is in the stream. */
  one: Case | null;
  readonly marks: Marks;
  readonly rows: CaseRow[];
  /** Of the last row, 0 without one; the same for `at`. */
  seq: number;
  at: number;
}

export const streamOf = (id: CaseId): string => `case:${id}`;

const nothingFolded = (): Folded => ({ one: null, marks: {}, rows: [], seq: 0, at: 0 });

/** One more row. Fails as `upcast` does. */
export function foldIn(folded: Folded, id: CaseId, row: Row): void {
  const { type, body, seq, at } = upcast(row, known, caseShapeSteps);
  const told = { type, body, seq, at } as CaseRow;
  const before = folded.one?.stage;
  folded.one = evolveCase(folded.one, id, told);
  folded.rows.push(told);
  const { stage } = folded.one;
  // A second call back or dispatch leaves the stage, and is the later one all the same.
  const again = told.type === 'case-dispatched';
  const by = 'by' in told.body ? told.body.by : '';
  if (stage !== before || again) folded.marks[stage] = { at, by, seq };
  folded.seq = seq;
  folded.at = at;
}

/** The whole stream. Fails as `Log.read` and `upcast` do. */
export async function readCase(log: Pick<Log, 'read'>, id: CaseId): Promise<Folded> {
  const folded = nothingFolded();
  for (;;) {
    const rows = await log.read(streamOf(id), folded.seq, page);
    for (const row of rows) foldIn(folded, id, row);
    if (rows.length < page) return folded;
  }
}
