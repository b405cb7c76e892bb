/**
 * A process that opens and closes a log at each path that it is told, and says how that went, for
 * tests that let several of them open one new file at the same moment.
 */
import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline';
import { sqliteLog } from '../../../log/sqlite.ts';

for await (const path of createInterface({ input: stdin })) {
  stdout.write(`${await opened(path)}\n`);
}

async function opened(path: string): Promise<string> {
  try {
    await sqliteLog({ path, busyTimeoutMs: 20_000 }).close();
    return 'opened';
  } catch (error) {
    return String(error);
  }
}
