/**
 * From a clerk's press to fifty displays while a year's report of 1.2 million tickets is asked for without a
 * pause (as numbers, as tables, as a workbook) and `jinghao backup` is run over and over, against the same
 * hub in quiet, in turns: at most twice as long at p99, or it ends with 1. Calls come thirty times as fast as
 * in a hall's rush. How far two quiet rounds differ from each other is told beside it: that much is the
 * machine's own doing. Run by hand: `node bench/figures-busy.ts [calls] [rounds] [logRows]`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import { hubScript, nodeEnvironment, nodeWords } from '../server/node.ts';
import type { ScreenActs } from './clients/screens.ts';
import { type YearHall, yearHall } from './figures-hall.ts';
import { Child } from './rig/child.ts';
import { median, percentile } from './rig/figures.ts';
import { withFolder } from './rig/folders.ts';
import { type Template, theTemplate } from './rig/people.ts';

const calls = Number(process.argv[2] ?? 120);
const rounds = Number(process.argv[3] ?? 5);
const logRows = Number(process.argv[4] ?? 500_000);
const ticketsADay = 4_800;
const displays = 50;
const counters = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'];
const timesMax = 2;
const asked = ['2026', '2026/zh-Hans', '2026/zh-Hans/xlsx'];

type Clients = Child<ScreenActs>;

async function clientsOf(url: string, { people }: Template): Promise<Clients> {
  const clients = new Child<ScreenActs>('clients/screens.ts');
  const { kiosks, clerks } = people;
  await clients.ask('come', {
    ...{ url, displays, kiosk: kiosks.k1 ?? '', service: 'general', crowd: 0 },
    clerks: Object.fromEntries(counters.map((id) => [id, clerks[id] ?? ''])),
  });
  return clients;
}

/** The command as the timer runs it. */
function backUp(dataDir: string): ChildProcess {
  const into = `${dataDir}-backups`;
  const words = [...nodeWords, hubScript, 'backup', into, '--keep', '1'];
  return spawn(process.execPath, words, {
    env: {
      ...{ PATH: process.env.PATH, ...nodeEnvironment, DATA_DIR: dataDir },
      JINGHAO_CONFIG: resolve(dataDir, 'hall.yaml'),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** What goes on beside the calls until it is ended; tells what was done. */
function business({ ask, dataDir }: YearHall) {
  let going = true;
  let child: ChildProcess | null = null;
  const done = { reports: 0, backups: 0 };
  const reporting = (async () => {
    for (let nth = 0; going; nth += 1) {
      await ask(asked[nth % asked.length] ?? '');
      done.reports += 1;
    }
  })();
  const copying = (async () => {
    while (going) {
      child = backUp(dataDir);
      const [code] = (await once(child, 'exit')) as [number | null];
      if (code === 0) done.backups += 1;
      else if (going) throw new Error(`the backup ended with ${code}`);
    }
  })();
  return async () => {
    going = false;
    // What of a backup is under way then has done its part.
    child?.kill();
    await Promise.all([reporting, copying]);
    return done;
  };
}

console.log(`load ${loadavg().map((load) => load.toFixed(1))}`);
await withFolder(async (folder) => {
  const template = await theTemplate();
  const hall = await yearHall(folder, template, { ticketsADay, logRows });
  const clients = await clientsOf(hall.hub.url, template);
  const p99 = async (what: string) => {
    const { waits } = await clients.ask('spaced', { calls });
    const [p50, p99] = [percentile(waits, 0.5), percentile(waits, 0.99)];
    console.log(`  ${what.padEnd(6)} p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`);
    return p99;
  };
  await clients.ask('spaced', { calls: 24 });
  const [ratios, floors]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    console.log(`round ${round + 1}, load ${loadavg().map((load) => load.toFixed(1))}`);
    const before = await p99('quiet');
    const end = business(hall);
    const busy = await p99('busy');
    const { reports, backups } = await end();
    const after = await p99('quiet');
    console.log(`  ${reports} reports, ${backups} whole backups`);
    ratios.push(busy / ((before + after) / 2));
    floors.push(Math.max(before, after) / Math.min(before, after));
  }
  const ratio = median(ratios);
  const floor = median(floors);
  console.log(
    `p99 ${ratio.toFixed(2)} times as long (${timesMax} at most); two quiet rounds ${floor.toFixed(2)}`,
  );
  process.exitCode = ratio <= timesMax ? 0 : 1;
  await clients.end();
  await hall.hub.end();
  rmSync(`${hall.dataDir}-backups`, { recursive: true, force: true });
});
