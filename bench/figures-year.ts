/**
 * A generated year of a large hall in the tables of figures, for what is measured on it.
 */
import type { Configuration } from '../core/hall/configuration.ts';
import type { Told } from '../core/hall/events.ts';
import { type Dimension, SumTable } from '../server/figures/facts.ts';
import { Fold } from '../server/figures/fold.ts';
import { localOf } from '../server/figures/follow.ts';
import { nothingYet } from '../server/figures/state.ts';
import type { FigureTable } from '../server/figures/table.ts';
import { calendarOf } from '../server/hall/calendar.ts';

export const calendar = calendarOf('Asia/Shanghai');
export const workdays = 250;
const minuteMs = 60_000;
export const nine = Date.parse('2026-01-05T09:00:00+08:00');
export const configuration = {
  ...{
    hall: 'bench',
    name: { 'zh-Hans': '大厅', en: 'Hall' },
    services: [],
    counters: [],
    classes: [],
  },
} as unknown as Configuration;

/** Whole tickets, one after the other, over 30 services, 60 counters and clerks. */
export function* events(tickets: number, day: number): Generator<Told> {
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

/** The date of a workday by its number, from 0. */
export const dateOf = (day: number): string =>
  new Date(nine + dayOffset(day)).toISOString().slice(0, 10);
/** How long after the first of them it begins, ms. */
export const dayOffset = (day: number): number => Math.floor((day * 7) / 5) * 86_400_000;

/** One day is folded as it is; the year's rows of sums are that day's, 250 times. */
export async function fillYear(
  figures: FigureTable,
  hall: string,
  ticketsADay: number,
): Promise<void> {
  const fold = new Fold(localOf(calendar));
  for (const one of events(ticketsADay, 0)) fold.take(one);
  const rows = fold.drain().sums.rows();
  let from = await figures.cursor(hall);
  for (let day = 0; day < workdays; day += 1) {
    const span = dateOf(day);
    const table = new SumTable();
    for (const row of rows) table.add({ ...row, span, dim: row.dim as Dimension });
    const state = { ...nothingYet(), seq: from + 1 };
    await figures.fill(hall, { from, to: from + 1 }, { facts: [], sums: table }, state);
    from += 1;
  }
}
