/**
 * What the log says of a ticket's way, in the shape of figures: one fact for each leg (a service at
 * which it waited and how that ended), and sums by day for whatever one asks by: service, item,
 * counter, clerk, class, channel, hour.
 */
import type { Outcome } from '../../core/hall/events.ts';
import { addSums, type Sums } from './sums.ts';

/**
 * How a leg ended. `missed`: called, not there, and never back that day. `unserved`: the day ended
 * first. `replaced`: a kiosk had given another number for it while the hub was away.
 */
export type LegEnd = 'finished' | 'transferred' | 'missed' | 'cancelled' | 'unserved' | 'replaced';

/** One leg of a ticket; times in epoch ms. */
export interface LegFact {
  readonly ticket: string;
  readonly step: number;
  /** 0, and one more after each transfer within the step. */
  readonly leg: number;
  /** The service day on which it ended; by it the leg is counted. */
  readonly day: string;
  readonly service: string;
  readonly items: readonly string[];
  readonly class: string;
  readonly channel: string;
  readonly counter: string | null;
  readonly clerk: string | null;
  /** Since when it waited: from the slot, where it was booked for later. */
  readonly since: number;
  readonly calledAt: number | null;
  readonly startedAt: number | null;
  readonly endedAt: number;
  /** At the counter, without the time put aside. */
  readonly servedMs: number;
  readonly end: LegEnd;
  readonly outcome: Outcome | null;
  readonly misses: number;
  readonly recalls: number;
  /** How often somebody who stood behind in the same line was called before. */
  readonly overtaken: number;
  /** The rule by which it was called first. */
  readonly rule: string | null;
  /** Minutes that it was promised when it was taken. */
  readonly promised: { readonly low: number; readonly high: number } | null;
}

/** What figures are asked by; `counter-hour` has keys like `3/09`. */
const dimensions = [
  'all',
  'service',
  'item',
  'class',
  'channel',
  'counter',
  'clerk',
  'hour',
  'counter-hour',
] as const;
export type Dimension = (typeof dimensions)[number];

/** Sums by span (a day, or a month `2026-11`), dimension and key. */
export class SumTable {
  readonly #rows = new Map<string, SumRow>();

  at(span: string, dim: Dimension, key: string): Sums {
    const id = `${span}\n${dim}\n${key}`;
    const known = this.#rows.get(id);
    if (known) return known.sums;
    const made = { span, dim, key, sums: {} };
    this.#rows.set(id, made);
    return made.sums;
  }

  add({ span, dim, key, sums }: SumRow): void {
    addSums(this.at(span, dim, key), sums);
  }

  rows(): SumRow[] {
    return [...this.#rows.values()];
  }

  /** The same with the months that the days belong to. */
  withMonths(): SumTable {
    const both = new SumTable();
    for (const row of this.#rows.values()) {
      both.add(row);
      both.add({ ...row, span: row.span.slice(0, 7) });
    }
    return both;
  }
}

export interface SumRow {
  readonly span: string;
  readonly dim: Dimension;
  readonly key: string;
  readonly sums: Sums;
}
