/**
 * A process that appends a few rows to a SQLite log while its system calls are made to fail from
 * outside, and tells as JSON what the log answered to each. After an unknown outcome it does what a
 * keeper does: the next append tells.
 * Argument: the file.
 */
import { argv, stdout } from 'node:process';
import { LogFailure, type LogFailureCode } from '../../../log/log.ts';
import { sqliteLog } from '../../../log/sqlite.ts';
import { draft, HALL } from '../drafts.ts';

export interface Told {
  readonly opened: LogFailureCode | 'ok';
  readonly deeds: readonly {
    readonly cmd: string;
    readonly answer: LogFailureCode | 'ok';
    /** After `unknown`: whether the rows are there, or why that could not be told. */
    readonly settled?: boolean | LogFailureCode;
  }[];
}

const DEEDS = 6;

async function answerOf<T>(act: () => T | Promise<T>): Promise<T | LogFailureCode> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof LogFailure) return error.code;
    throw error;
  }
}

async function tell(path: string): Promise<Told> {
  const log = await answerOf(() => sqliteLog({ path, busyTimeoutMs: 200 }));
  if (typeof log === 'string') return { opened: log, deeds: [] };
  const deeds = [];
  let after = 0;
  for (let n = 1; n <= DEEDS; n += 1) {
    const cmd = `k1:${n}`;
    const rows = await answerOf(() =>
      log.append(HALL, { after, cmds: [cmd] }, () => [draft(cmd), draft(cmd, { part: 1 })]),
    );
    if (Array.isArray(rows)) {
      after = rows.at(-1)?.seq ?? after;
      deeds.push({ cmd, answer: 'ok' as const });
    } else if (rows === 'unknown') {
      let there = false;
      const settled = await answerOf(() =>
        log.append(HALL, { after, cmds: [cmd] }, ({ repeats, since }) => {
          there = repeats.has(cmd);
          after = since.at(-1)?.seq ?? after;
          return [];
        }),
      );
      deeds.push({ cmd, answer: rows, settled: Array.isArray(settled) ? there : settled });
    } else {
      deeds.push({ cmd, answer: rows });
    }
  }
  await log.close();
  return { opened: 'ok', deeds };
}

stdout.write(JSON.stringify(await tell(argv[2] ?? '')));
