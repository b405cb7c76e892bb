/**
 * `npm run night`: all parsers of devices (tests/drivers/fuzz.ts), routes and sockets against a million
 * inputs each, every property with other dice, then many thousands of simulated days, on all processors,
 * taken up where the last night ended (`.cache/night.json`). `-- --days 5000` plays so many, `-- --anew`
 * begins at the first seed.
 * Ends with 1 when a day went wrong, tonight or in an earlier night that is not yet begun anew.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';

interface Wrong {
  readonly seed: number;
  readonly invariant: string;
  readonly what: string;
}

interface Night {
  /** All seeds up to this one have been played. */
  done: number;
  wrong: Wrong[];
}

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '20000' },
    anew: { type: 'boolean', default: false },
  },
});

const root = resolve(import.meta.dirname, '../..');
const notes = resolve(root, '.cache/night.json');
/** Played by one child before its outcome is noted. */
const piece = 250;

function earlier(): Night {
  if (values.anew) return { done: 0, wrong: [] };
  try {
    return JSON.parse(readFileSync(notes, 'utf8')) as Night;
  } catch {
    return { done: 0, wrong: [] };
  }
}

function note(night: Night): void {
  mkdirSync(dirname(notes), { recursive: true });
  writeFileSync(notes, `${JSON.stringify(night, null, 2)}\n`);
}

/** Plays a piece in a process of its own; a process that breaks off is itself something wrong. */
function play(from: number, to: number): Promise<Wrong[]> {
  const words = ['tests/hall/play.ts', '--from', String(from), '--to', String(to), '--json'];
  const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (text: Buffer) => {
    out += text.toString('utf8');
  });
  return new Promise((done) => {
    child.on('close', (code) => {
      const wrong = out
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as Wrong);
      const broken = code !== 0 && wrong.length === 0;
      const what = `the process of seeds ${from} to ${to} ended with ${code}`;
      done(broken ? [{ seed: from, invariant: 'no-bugs', what }] : wrong);
    });
  });
}

const night = earlier();
const last = night.done + Number(values.days);
console.log(`seeds ${night.done + 1} to ${last}, ${availableParallelism()} at a time`);
// Other inputs every night: fifty for each day that has been played.
const rubbish = ['tests/drivers/fuzz.ts', '--seed', String(50 * night.done + 1)];
const parsers = spawnSync(process.execPath, rubbish, { cwd: root, stdio: 'inherit' });
// All that is quick, with other dice (tests/checking.ts) and a million inputs for routes and sockets.
const unit = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit'],
  {
    ...{ cwd: root, stdio: 'inherit' },
    env: { ...process.env, JINGHAO_FUZZ: '1000000', CHECK_SEED: 'any' },
  },
);
const begins = performance.now();
const first = night.done;
let next = night.done + 1;
const finished = new Set<number>();

async function work(): Promise<void> {
  while (next <= last) {
    const from = next;
    const to = Math.min(from + piece - 1, last);
    next = to + 1;
    const wrong = await play(from, to);
    night.wrong.push(...wrong);
    for (const { seed, invariant, what } of wrong) {
      console.log(`seed ${seed}: ${invariant}: ${what}`);
      console.log(`  replay: node tests/hall/play.ts --seed ${seed} --trace`);
    }
    for (let seed = from; seed <= to; seed += 1) finished.add(seed);
    while (finished.delete(night.done + 1)) night.done += 1;
    note(night);
    const seconds = (performance.now() - begins) / 1_000;
    console.log(
      `${to} played, ${((to - first) / seconds).toFixed(1)} a second, ${night.wrong.length} wrong`,
    );
  }
}

await Promise.all(Array.from({ length: availableParallelism() }, work));
console.log(`${night.done} days in all nights, ${night.wrong.length} wrong`);
process.exitCode = night.wrong.length > 0 || parsers.status !== 0 || unit.status !== 0 ? 1 : 0;
