/**
 * Plays simulated days by hand: `node tests/hall/play.ts --seed 17 --trace` tells one day line by line,
 * `--from 1 --to 500` plays many and names those that went wrong; `--first` ends with the first of
 * them, `--try 28` begins with that one. `--json` is for programs: a line for each that went wrong.
 */
import { parseArgs } from 'node:util';
import { type Played, simulate } from './simulate.ts';
import { TablesFile } from './world/tables.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    from: { type: 'string', default: '1' },
    to: { type: 'string', default: '50' },
    try: { type: 'string' },
    trace: { type: 'boolean', default: false },
    first: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const from = Number(values.seed ?? values.from);
const to = Number(values.seed ?? values.to);
const say = values.trace ? (line: string) => console.log(line) : null;

function tell({ seed, violation }: Played): void {
  if (!violation) return;
  const { invariant, what } = violation;
  if (values.json) return console.log(JSON.stringify({ seed, invariant, what }));
  console.log(`seed ${seed}: ${invariant}: ${what}`);
  console.log(`  replay: node tests/hall/play.ts --seed ${seed} --trace`);
}

const file = await TablesFile.open();
const days: Played[] = [];
const begins = process.cpuUsage();
const seeds = Array.from({ length: to - from + 1 }, (_, index) => from + index);
if (values.try !== undefined) seeds.unshift(Number(values.try));
for (const seed of seeds) {
  const played = await simulate(seed, file, say);
  days.push(played);
  tell(played);
  if (values.first && played.violation) break;
}
file.close();

const wrong = days.filter(({ violation }) => violation !== null).length;
if (!values.json) {
  const { user, system } = process.cpuUsage(begins);
  const ms = ((user + system) / 1_000 / days.length).toFixed(1);
  const sum = (count: (day: Played) => number) => days.reduce((all, day) => all + count(day), 0);
  console.log(
    `${days.length} days, ${wrong} wrong, ${sum((day) => day.rows)} events, ` +
      `${sum((day) => day.tickets)} tickets, ${sum((day) => day.papers)} slips, ` +
      `${sum((day) => day.crashes)} crashes, ${ms} ms of processor a day`,
  );
}
process.exitCode = wrong > 0 ? 1 : 0;
