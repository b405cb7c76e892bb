/**
 * A process that appends to a SQLite log as fast as it can and says each row once it has been
 * acknowledged, for tests that kill it or run two of them on one file.
 * Arguments: the file, its name, how many rows (0: until killed).
 */
import { argv, stdout } from 'node:process';
import { sqliteLog } from '../../../log/sqlite.ts';
import { draft, HALL } from '../drafts.ts';

const [path = '', name = '', count = '0'] = argv.slice(2);
const log = sqliteLog({ path, busyTimeoutMs: 20_000 });
let after = 0;
for (let n = 1; count === '0' || n <= Number(count); n += 1) {
  const cmd = `${name}:${n}`;
  const rows = await log.append(HALL, { after, cmds: [cmd] }, () => [
    draft(cmd, { body: { n, filler: '号'.repeat(200) } }),
    draft(cmd, { part: 1 }),
  ]);
  after = rows.at(-1)?.seq ?? after;
  stdout.write(`${after}\n`);
  // Lets the output go out: a killed process takes what it has not yet said with it.
  await new Promise((done) => setImmediate(done));
}
await log.close();
