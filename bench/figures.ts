/**
 * Reports on a year of 1.2 million tickets with ratings, follow-ups, cases and alarms, asked of a hub over
 * HTTP: every period as numbers, as tables and as a workbook (all of what a report tells is in each:
 * clerks' record, staffing, cases by kind, bad ratings put right, faults), each within a second. Ends with
 * 1 when one takes longer. Also how fast figures are made again from events. Run by hand:
 * `node bench/figures.ts [ticketsADay] [rebuiltTickets]`.
 */
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import type { Told } from '../core/hall/events.ts';
import { Fold } from '../server/figures/fold.ts';
import { localOf } from '../server/figures/follow.ts';
import { FigureTable } from '../server/figures/table.ts';
import { openDatabase } from '../server/house/database.ts';
import { yearHall } from './figures-hall.ts';
import { calendar, events } from './figures-year.ts';
import { median } from './rig/figures.ts';
import { withFolder } from './rig/folders.ts';
import { theTemplate } from './rig/people.ts';

const ticketsADay = Number(process.argv[2] ?? 4_800);
const rebuilt = Number(process.argv[3] ?? 20_000);
const times = 5;
const msMax = 1_000;
const settleMs = 12_000;
const periods = ['2026-03-03', '2026-W10', '2026-03', '2026'];
const forms = ['', '/zh-Hans', '/zh-Hans/csv', '/zh-Hans/xlsx'];

async function reports(folder: string): Promise<boolean> {
  const size = { ticketsADay, logRows: 0 };
  const { hub, ask } = await yearHall(folder, await theTemplate(), size);
  // By then a hub has tried its thread (server/figures/serve.ts).
  await new Promise((done) => setTimeout(done, settleMs));
  const first = await ask(`${periods.at(-1)}${forms.at(-1)}`);
  console.log(`the first of all: ${first.ms.toFixed(0)} ms`);
  let kept = first.ms <= msMax;
  for (const period of periods) {
    for (const form of forms) {
      const before = hub.cpuMs();
      const asked = [];
      for (let time = 0; time < times; time += 1) asked.push(await ask(`${period}${form}`));
      const ms = median(asked.map((one) => one.ms));
      const cpu = (hub.cpuMs() - before) / times;
      const bytes = asked[0]?.bytes ?? 0;
      kept &&= ms <= msMax;
      console.log(
        `${`${period}${form}`.padEnd(24)} ${ms.toFixed(0)} ms, processor ${cpu.toFixed(0)} ms, ${bytes} bytes`,
      );
    }
  }
  await hub.end();
  return kept;
}

async function rebuild(folder: string): Promise<void> {
  const house = await openDatabase({ kind: 'sqlite', path: resolve(folder, 'rebuilt.db') });
  const figures = new FigureTable(house);
  const other = 'rebuilt';
  const again = new Fold(localOf(calendar));
  const began = performance.now();
  let [count, done] = [0, 0];
  for (const one of events(rebuilt, 300)) {
    count += 1;
    again.take({ ...one, seq: count } as Told);
    if (count % 5_000 !== 0) continue;
    await figures.fill(other, { from: done, to: count }, again.drain(), again.state);
    done = count;
  }
  await figures.fill(other, { from: done, to: count }, again.drain(), again.state);
  const s = (performance.now() - began) / 1_000;
  const year = (1_200_000 * 4.1) / (count / s) / 60;
  console.log(
    `rebuild: ${Math.round(count / s)} events/s without the log; a year in ${year.toFixed(1)} min`,
  );
  await house.close();
}

console.log(`load ${loadavg().map((load) => load.toFixed(1))}`);
const kept = await withFolder(async (folder) => {
  const within = await reports(folder);
  await rebuild(folder);
  return within;
});
console.log(`load ${loadavg().map((load) => load.toFixed(1))}`);
console.log(kept ? `each within ${msMax} ms` : `not each within ${msMax} ms`);
process.exitCode = kept ? 0 : 1;
