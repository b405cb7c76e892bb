/**
 * From a clerk's press to fifty displays while a report on a year of 1.2 million tickets is made again and
 * again and the log and the house are copied, against the same hub in quiet: at most twice as long at p99.
 * Run by hand: `node bench/figures-busy.ts [calls]`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { machineClock, machineDice } from '../server/hall/clock.ts';
import { staffCookie } from '../server/http/cookies.ts';
import { openTables } from '../server/tables.ts';
import type { ScreenActs } from './clients/screens.ts';
import { fillYear } from './figures-year.ts';
import { Child } from './rig/child.ts';
import { percentile } from './rig/figures.ts';
import { withFolder } from './rig/folders.ts';
import { benchHall } from './rig/hall.ts';
import { HubProcess } from './rig/hub.ts';
import { copyOf, theTemplate } from './rig/people.ts';

const calls = Number(process.argv[2] ?? 240);
const ticketsADay = 4_800;
const displays = 50;
const counters = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'];

/** Copies both files over and over, as an online backup does, in a process of its own. */
function copying(dataDir: string): ChildProcess {
  const script = `
    const { DatabaseSync } = require('node:sqlite');
    const { rmSync } = require('node:fs');
    for (;;) for (const name of ['log', 'house']) {
      const copy = process.argv[1] + '/' + name + '.copy';
      rmSync(copy, { force: true });
      const db = new DatabaseSync(process.argv[1] + '/' + name + '.sqlite');
      db.exec("pragma busy_timeout = 5000; vacuum into '" + copy + "'");
      db.close();
    }`;
  return spawn(process.execPath, ['-e', script, dataDir], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

await withFolder(async (folder) => {
  const template = await theTemplate();
  const dataDir = copyOf(template, resolve(folder, 'hub'));
  const { hall } = benchHall();
  const tables = await openTables({ databaseUrl: null, dataDir }, machineClock, machineDice);
  const made = await tables.staff.add(
    { hall, account: 'boss', name: 'boss', role: 'manager' },
    null,
  );
  if ('refused' in made) throw new Error(made.refused);
  const cookie = `${staffCookie}=${await tables.sessions.begin(made.person)}`;
  await fillYear(tables.figures, hall, ticketsADay);
  await tables.close();

  const hub = await HubProcess.start({ dataDir });
  const clients = new Child<ScreenActs>('clients/screens.ts');
  const { kiosks, clerks } = template.people;
  await clients.ask('come', {
    ...{ url: hub.url, displays, kiosk: kiosks.k1 ?? '', service: 'general', crowd: 0 },
    clerks: Object.fromEntries(counters.map((id) => [id, clerks[id] ?? ''])),
  });
  const measure = async (what: string) => {
    const { waits } = await clients.ask('spaced', { calls });
    const [p50, p99] = [percentile(waits, 0.5), percentile(waits, 0.99)];
    console.log(`${what}: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`);
    return p99;
  };
  await clients.ask('spaced', { calls: 24 });
  const quiet = await measure('quiet');
  const backup = copying(dataDir);
  let [busy, reports] = [true, 0];
  const asking = (async () => {
    while (busy) {
      const answer = await fetch(`${hub.url}/api/halls/${hall}/reports/2026`, {
        headers: { cookie, origin: hub.url },
      });
      if (!answer.ok) throw new Error(`the report: ${answer.status}`);
      await answer.arrayBuffer();
      reports += 1;
    }
  })();
  const loud = await measure('while reports and copies are made');
  busy = false;
  await asking;
  backup.kill();
  console.log(`${reports} reports; p99 ${(loud / quiet).toFixed(2)} times as long (2 at most)`);
  await clients.end();
  await hub.end();
  rmSync(resolve(dataDir, 'log.copy'), { force: true });
});
