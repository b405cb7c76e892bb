/**
 * Rows for the tests of the log, a failure's code, and a writer that keeps its place as a hall's
 * keeper does: it folds what came `since`, then what it wrote.
 */
import { type Draft, type Log, LogFailure, type LogFailureCode, type Row } from '../../log/log.ts';

export const HALL = 'hall:dongcheng';

export function draft(cmd: string, more: Partial<Draft> = {}): Draft {
  return {
    at: 1_760_000_000_000,
    type: 'ticket-issued',
    v: 1,
    cmd,
    part: 0,
    body: { label: 'A017' },
    ...more,
  };
}

/** The code of the failure that a promise ends with; throws when it ends otherwise. */
export async function failureOf(promise: Promise<unknown>): Promise<LogFailureCode> {
  return (await failing(promise)).code;
}

export async function failing(promise: Promise<unknown>): Promise<LogFailure> {
  let result: unknown;
  try {
    result = await promise;
  } catch (error) {
    if (error instanceof LogFailure) return error;
    throw error;
  }
  throw new Error(`no failure but ${JSON.stringify(result)}`);
}

/** Appends one row for each `cmd`, wherever the log stands. */
export async function put(log: Log, stream: string, ...cmds: string[]): Promise<Row[]> {
  const after = await log.head(stream);
  return log.append(stream, { after, cmds: [] }, () => cmds.map((cmd) => draft(cmd)));
}

export interface Writer {
  /** All the rows it has folded, in the order in which it came to know them. */
  readonly folded: readonly Row[];
  write(...cmds: string[]): Promise<Row[]>;
}

export function writer(log: Log, stream: string): Writer {
  const folded: Row[] = [];
  return {
    folded,
    write: async (...cmds) => {
      let since: readonly Row[] = [];
      const rows = await log.append(stream, { after: folded.at(-1)?.seq ?? 0, cmds }, (moment) => {
        since = moment.since;
        return cmds.filter((cmd) => !moment.repeats.has(cmd)).map((cmd) => draft(cmd));
      });
      folded.push(...since, ...rows);
      return rows;
    },
  };
}

/** 1, 2, 3 … `count`. */
export function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
