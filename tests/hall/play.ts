/**
 * Plays simulated days by hand: `node tests/hall/play.ts --seed 17 --trace` tells one day line by line,
 * `--from 1 --to 500` plays many and names those that went wrong. `--json` is for programs.
 */
import { parseArgs } from 'node:util';
import { simulate } from './simulate.ts';
import { TablesFile } from './world/tables.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    from: { type: 'string', default: '1' },
    to: { type: 'string', default: '50' },
    trace: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const first = Number(values.seed ?? values.from);
const last = Number(values.seed ?? values.to);
const say = values.trace ? (line: string) => console.log(line) : null;

const file = await TablesFile.open();
let wrong = 0;
let rows = 0;
const begins = process.cpuUsage();
for (let seed = first; seed <= last; seed += 1) {
  const played = await simulate(seed, file, say);
  rows += played.rows;
  if (values.seed !== undefined && !values.json) console.log(played);
  if (!played.violation) continue;
  wrong += 1;
  const { invariant, what } = played.violation;
  if (values.json) {
    console.log(JSON.stringify({ seed, invariant, what }));
    break;
  }
  console.log(`seed ${seed}: ${invariant}: ${what}`);
  console.log(`  replay: node tests/hall/play.ts --seed ${seed} --trace`);
}
file.close();
const { user, system } = process.cpuUsage(begins);
const ms = (user + system) / 1_000;
const days = last - first + 1;
if (!values.json) {
  console.log(
    `${days} days, ${wrong} wrong, ${rows} events, ${(ms / days).toFixed(1)} ms of processor a day`,
  );
}
process.exitCode = wrong > 0 ? 1 : 0;
