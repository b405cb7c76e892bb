/**
 * A whole copy of a SQLite log while a hub writes it: by SQLite's own backup interface, some pages at a
 * time, and looked through before it is called good. That interface begins anew whenever another process
 * writes, and would never end in a rush; so all of it is read within one transaction, which sees the log
 * as it was at its beginning while the hub goes on.
 */
import { writeFileSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import { LogFailure } from './log.ts';
import { sqliteSteps } from './migrations/sqlite.ts';
import { SCHEMA_TABLE, stepsDue } from './migrations/steps.ts';
import { sqliteFailure } from './sqlite-failures.ts';
import { atOnce, type Pace } from './sqlite-pace.ts';

/** How long another process that writes is waited for. */
const busyMs = 10_000;

/** Pages of 4 KiB that are copied between two rests. */
const pagesAtOnce = 256;

/** Where a stream ends; `seq` 0 and no time (epoch milliseconds) when it is empty. */
export interface LastRow {
  readonly seq: number;
  readonly at: number | null;
}

/**
 * Copies the log to a file that is not there yet, and says where a stream ends in the copy. It blocks
 * its thread at each rest, so it is done beside the hub. Fails: `LogFailure`.
 */
export async function copySqliteLog(
  from: string,
  to: string,
  stream: string,
  pace: Pace = atOnce,
): Promise<LastRow> {
  // Who made it knows that it was not there; SQLite would write over what is.
  writeFileSync(to, '', { mode: 0o600, flag: 'wx' });
  let log: DatabaseSync | undefined;
  try {
    log = new DatabaseSync(from, { timeout: busyMs });
    log.exec('begin');
    log.prepare('select count(*) from sqlite_schema').get();
    await backup(log, to, { rate: pagesAtOnce, progress: () => pace.rest(to) });
  } catch (error) {
    throw sqliteFailure(error, from);
  } finally {
    log?.close();
  }
  // The copy is one file, whatever the hub's mode is.
  withFile(to, (copy) => copy.exec('pragma journal_mode = delete'));
  return checkSqliteLog(to, stream);
}

/** Looks through a log that lies still. Fails: `damaged`, and `newer` for one of a newer release. */
export function checkSqliteLog(path: string, stream: string): LastRow {
  return withFile(path, (log) => {
    const [said] = Object.values(log.prepare('pragma quick_check(1)').get() ?? {});
    if (said !== 'ok') throw new LogFailure('damaged', `${path}: ${String(said)}`);
    due(log);
    const last = log
      .prepare('select seq, at from event where stream = ? order by seq desc limit 1')
      .get(stream);
    return last ? { seq: Number(last.seq), at: Number(last.at) } : { seq: 0, at: null };
  });
}

/** How many steps of the schema are still to be done in this log. Fails: `LogFailure`. */
export const logStepsDue = (path: string): number => withFile(path, due);

function due(log: DatabaseSync): number {
  const query = `select version, name from ${SCHEMA_TABLE} order by version desc limit 1`;
  const stored = log.prepare(query).get();
  const version = Number(stored?.version ?? 0);
  return stepsDue(sqliteSteps, { version, name: String(stored?.name ?? '') }).length;
}

function withFile<T>(path: string, act: (db: DatabaseSync) => T): T {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { timeout: busyMs });
    return act(db);
  } catch (error) {
    throw sqliteFailure(error, path);
  } finally {
    db?.close();
  }
}
