/**
 * A process on a disk of a few megabytes that it fills itself: it tells as JSON what the log
 * answered when there was no room, and after room had been made.
 * Argument: the folder that is the small disk.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, stdout } from 'node:process';
import { LogFailure } from '../../../log/log.ts';
import { sqliteLog } from '../../../log/sqlite.ts';
import { draft, HALL } from '../drafts.ts';

const folder = argv[2] ?? '';
const ballast = join(folder, 'ballast');
writeFileSync(ballast, Buffer.alloc(1024 * 1024));
const log = sqliteLog({ path: join(folder, 'hall.db') });

async function fill(): Promise<{ acknowledged: number; failure: unknown }> {
  let after = await log.head(HALL);
  for (let n = 0; n < 10_000; n += 1) {
    const cmd = `k1:${after}`;
    const body = { filler: 'x'.repeat(20_000) };
    try {
      const rows = await log.append(HALL, { after, cmds: [cmd] }, () => [draft(cmd, { body })]);
      after = rows.at(-1)?.seq ?? after;
    } catch (error) {
      return { acknowledged: after, failure: error instanceof LogFailure ? error.code : error };
    }
  }
  return { acknowledged: after, failure: 'none' };
}

const first = await fill();
const again = await fill();
const readable = (await log.read(HALL, 0)).length;
rmSync(ballast);
const rows = await log.append(HALL, { after: readable, cmds: [] }, () => [draft('k2:1')]);
await log.close();
stdout.write(JSON.stringify({ first, again, readable, resumedAt: rows[0]?.seq }));
