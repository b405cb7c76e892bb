/**
 * `npm test`: prepares the machine, builds the pages, checks form and types, runs every test, and
 * ends with one plain line that counts them. Words after `--` go to vitest (a file, a name); then the
 * checks are left out.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { prepare } from './prepare.ts';

const report = '.cache/tests.json';
const words = process.argv.slice(2);

const run = (program: string, ...args: string[]): boolean =>
  spawnSync(program, args, { stdio: 'inherit' }).status === 0;

function step(name: string, done: boolean): void {
  if (done) return;
  console.log(`${name} failed`);
  console.log('0 passed, 1 failed');
  process.exit(1);
}

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numFailedTestSuites: number;
}

step(
  'preparing',
  prepare((line) => console.log(`prepare: ${line}`)),
);
step('building the pages', run(process.execPath, 'ui/build.ts'));
if (words.length === 0) step('npm run check', run('npm', 'run', '--silent', 'check'));

mkdirSync('.cache', { recursive: true });
rmSync(report, { force: true });
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const green = run('vitest', 'run', ...reporters, ...words);
const counted = JSON.parse(readFileSync(report, 'utf8')) as Report;
// A file that fails before its first test counts as one failure.
const failed = Math.max(counted.numFailedTests, green ? 0 : 1);
console.log(`${counted.numPassedTests} passed, ${failed} failed`);
process.exit(green ? 0 : 1);
