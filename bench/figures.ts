/**
 * A year of a large hall in the tables of figures: how long a report takes, how long it holds the
 * thread at the most, and how fast figures are made again from events. Run by hand:
 * `node bench/figures.ts [ticketsADay] [rebuiltTickets]`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Told } from '../core/hall/events.ts';
import { Fold } from '../server/figures/fold.ts';
import { localOf } from '../server/figures/follow.ts';
import { periodOf } from '../server/figures/periods.ts';
import { reportOn } from '../server/figures/report.ts';
import { FigureTable } from '../server/figures/table.ts';
import { written } from '../server/figures/written.ts';
import { openDatabase } from '../server/house/database.ts';
import { calendar, configuration, events, fillYear } from './figures-year.ts';

const hall = 'bench';
const ticketsADay = Number(process.argv[2] ?? 4_800);
const rebuilt = Number(process.argv[3] ?? 20_000);

const folder = mkdtempSync(join(tmpdir(), 'jinghao-bench-'));
const house = await openDatabase({ kind: 'sqlite', path: join(folder, 'house.db') });
const figures = new FigureTable(house);
try {
  await fillYear(figures, hall, ticketsADay);
  const parts = {
    ...{ configuration: () => configuration, figures, calendar, staff: { list: async () => [] } },
    clock: { now: () => Date.now(), soon: (work: () => void) => void setImmediate(work) },
  };
  for (const id of ['2026-03-03', '2026-W10', '2026-03', '2026']) {
    const period = periodOf(id);
    if (!period) continue;
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const began = performance.now();
    const report = await reportOn(parts, period);
    const tables = written(report, 'zh-Hans').tables.length;
    const ms = performance.now() - began;
    delay.disable();
    const held = (delay.max / 1e6).toFixed(0);
    const finished = report.all.counts.finished ?? 0;
    console.log(
      `${id}: ${ms.toFixed(0)} ms, ${finished} finished, ${tables} tables, held ${held} ms`,
    );
  }

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
} finally {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
}
