/**
 * `npm run bench [-- name…] [--quick] [--rounds=N] [--calls=N]`: measures what the house promises about speed and
 * size, each figure beside its floor in the same run, and ends with 1 when a promise is not kept.
 *
 * Figures are medians of 5 rounds in which figure and floor take turns. `--quick` is a smoke test of
 * one round, whose figures prove nothing: it fails only when a bench breaks.
 */
import { resolve } from 'node:path';
import { bytes } from './bytes.ts';
import { callDisplay, callForecast } from './call-display.ts';
import { calling } from './calling.ts';
import { parsers } from './devices/parsers.ts';
import { printer } from './devices/printer.ts';
import { strips } from './devices/strips.ts';
import { disk } from './disk.ts';
import { displayCalls } from './display-calls.ts';
import { finding } from './finding.ts';
import { keeper } from './keeper.ts';
import { kioskStart } from './kiosk-start.ts';
import { memory } from './memory.ts';
import { pageLife } from './page-life.ts';
import { pageSize } from './page-size.ts';
import { replay } from './replay.ts';
import { type Bench, judge, type Result } from './rig/figures.ts';
import { keep, load, tableOf } from './rig/table.ts';
import { siege } from './siege.ts';
import { sockets } from './sockets.ts';
import { start } from './start.ts';
import { storm } from './storm.ts';
import { takeNumber } from './take-number.ts';
import { texts } from './texts.ts';
import { twoHubs } from './two-hubs.ts';

const benches: readonly Bench[] = [
  disk,
  keeper,
  sockets,
  twoHubs,
  callDisplay,
  callForecast,
  calling,
  takeNumber,
  storm,
  replay,
  memory,
  bytes,
  pageSize,
  pageLife,
  displayCalls,
  kioskStart,
  finding,
  start,
  strips,
  printer,
  parsers,
  texts,
  siege,
];
const roundsMin = 5;
const path = resolve(import.meta.dirname, '../.cache/bench.json');

interface Wish {
  readonly rounds: number;
  readonly calls: number | undefined;
  readonly benches: readonly Bench[];
}

/** Null when a word is not understood. */
function wishOf(words: readonly string[]): Wish | null {
  const names = words.filter((word) => !word.startsWith('--'));
  const unknown = names.filter((name) => !benches.some((bench) => bench.name === name));
  const calls = words
    .flatMap((word) => /^--calls=([1-9]\d{0,6})$/.exec(word)?.[1] ?? [])
    .map(Number);
  const options = words.filter(
    (word) => word.startsWith('--') && !/^--calls=[1-9]\d{0,6}$/.test(word),
  );
  const rounds = options.map((word) =>
    word === '--quick' ? 1 : Number(/^--rounds=(\d+)$/.exec(word)?.[1] ?? Number.NaN),
  );
  if (unknown.length > 0 || rounds.some((count) => !(count >= 1 && count <= 100))) return null;
  const chosen = benches.filter(({ name }) => names.length === 0 || names.includes(name));
  return { rounds: rounds.at(-1) ?? roundsMin, calls: calls.at(-1), benches: chosen };
}

async function main(words: readonly string[]): Promise<number> {
  const wish = wishOf(words);
  if (wish === null) {
    console.error(
      `npm run bench -- [--quick] [--rounds=N] [--calls=N] [${benches.map(({ name }) => name).join(' | ')}]`,
    );
    return 2;
  }
  const say = (line: string) => console.log(line);
  const before = load();
  const results: Result[] = [];
  const broken: string[] = [];
  for (const bench of wish.benches) {
    say(`${bench.name}   (load ${load().join(' ')})`);
    try {
      const { rounds, calls } = wish;
      const figures = await bench.run({ rounds, say, ...(calls === undefined ? {} : { calls }) });
      results.push(...figures.map((figure) => judge(bench.name, figure)));
    } catch (error) {
      broken.push(bench.name);
      console.error(error);
    }
    keep(path, { rounds: wish.rounds, results, load: { before, after: load() } });
  }
  say('');
  for (const line of tableOf(results)) say(line);
  say('');
  say(
    `medians of ${wish.rounds}; load before ${before.join(' ')}, after ${load().join(' ')}; ${path}`,
  );
  for (const name of broken) say(`${name} broke: see above`);
  if (broken.length > 0) return 1;
  // A single run, or two, says nothing about a promise.
  const missed = results.some(({ met }) => met === false) && wish.rounds >= roundsMin;
  return missed ? 1 : 0;
}

process.exit(await main(process.argv.slice(2)));
