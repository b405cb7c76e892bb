/**
 * A year of a large hall in the tables of figures: how long a report takes, how long it holds the
 * thread at the most, and how fast figures are made again from events. Run by hand:
 * `node bench/figures.ts [ticketsADay] [rebuiltTickets]`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Configuration } from '../core/hall/configuration.ts';
import type { Told } from '../core/hall/events.ts';
import { type Dimension, SumTable } from '../server/figures/facts.ts';
import { Fold } from '../server/figures/fold.ts';
import { localOf } from '../server/figures/follow.ts';
import { periodOf } from '../server/figures/periods.ts';
import { reportOn } from '../server/figures/report.ts';
import { nothingYet } from '../server/figures/state.ts';
import { FigureTable } from '../server/figures/table.ts';
import { written } from '../server/figures/written.ts';
import { calendarOf } from '../server/hall/calendar.ts';
import { openDatabase } from '../server/house/database.ts';

const hall = 'bench';
const calendar = calendarOf('Asia/Shanghai');
const ticketsADay = Number(process.argv[2] ?? 4_800);
const rebuilt = Number(process.argv[3] ?? 20_000);
const workdays = 250;
const minuteMs = 60_000;
const nine = Date.parse('2026-01-05T09:00:00+08:00');
const configuration = {
  ...{ hall, name: { 'zh-Hans': '大厅', en: 'Hall' }, services: [], counters: [], classes: [] },
} as unknown as Configuration;

/** Whole tickets, one after the other, over 30 services, 60 counters and clerks. */
function* events(tickets: number, day: number): Generator<Told> {
  let seq = day * 1_000_000;
  const at = (nth: number) =>
    nine + day * 24 * 60 * minuteMs + Math.floor((nth / tickets) * 8 * 60) * minuteMs;
  const told = (type: string, when: number, body: object) => {
    seq += 1;
    return { type, seq, at: when, body } as unknown as Told;
  };
  const date = new Date(nine + day * 86_400_000).toISOString().slice(0, 10);
  const crossing = { tickets: [], counters: [], overtaken: [] };
  yield told('day-opened', at(0), { day: date, configuration, crossing });
  for (let counter = 1; counter <= 60; counter += 1) {
    yield told('counter-signed-in', at(0), { counter: String(counter), clerk: `c${counter}` });
  }
  for (let nth = 0; nth < tickets; nth += 1) {
    const [ticket, service] = [`t${day}-${nth}`, `s${nth % 30}`];
    const on = { ticket, step: 0, counter: String(1 + (nth % 60)) };
    const steps = [{ step: 0, service, items: [`i${nth % 200}`] }];
    const promised = { low: 5, high: 15 };
    const origin = { kind: 'kiosk', id: 'k' };
    const taken = { ticket, steps, class: 'ordinary', orderAt: at(nth), booking: null, promised };
    yield told('ticket-issued', at(nth), { ...taken, origin, assisted: false });
    const called = at(nth) + ((nth * 7) % 40) * minuteMs;
    yield told('ticket-called', called, { ...on, because: { rule: 'oldest' } });
    yield told('step-started', called + minuteMs, on);
    const end = called + (2 + ((nth * 13) % 20)) * minuteMs;
    yield told('step-finished', end, { ...on, outcome: 'done', items: [] });
  }
  yield told('day-closed', at(tickets), { because: 'by-hand', unserved: [] });
}

const folder = mkdtempSync(join(tmpdir(), 'jinghao-bench-'));
const house = await openDatabase({ kind: 'sqlite', path: join(folder, 'house.db') });
const figures = new FigureTable(house);
try {
  // One day is folded as it is; the year's rows of sums are that day's, 250 times.
  const fold = new Fold(localOf(calendar));
  for (const one of events(ticketsADay, 0)) fold.take(one);
  const { sums } = fold.drain();
  const rows = sums.rows();
  let from = 0;
  for (let day = 0; day < workdays; day += 1) {
    const span = new Date(nine + Math.floor((day * 7) / 5) * 86_400_000).toISOString().slice(0, 10);
    const table = new SumTable();
    for (const row of rows) table.add({ ...row, span, dim: row.dim as Dimension });
    const state = { ...nothingYet(), seq: day + 1 };
    await figures.fill(hall, { from, to: day + 1 }, { facts: [], sums: table }, state);
    from = day + 1;
  }
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
