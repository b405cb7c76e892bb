/**
 * What of a report is drawn, because people look there rather than read: load by hour, waits by service,
 * satisfaction by month. Each stands with the table of the same numbers.
 */
import type { Report, ReportRow } from './report.ts';
import type { ReportTexts } from './texts/index.ts';

export interface WrittenChart {
  readonly id: 'hours' | 'services' | 'months';
  /** The table that tells the same. */
  readonly table: string;
  readonly title: string;
  readonly labels: readonly string[];
  /** One number for each label; null: not known. */
  readonly series: readonly {
    readonly name: string;
    readonly values: readonly (number | null)[];
  }[];
}

/** Services that one chart shows: those with most calls. */
const servicesMax = 12;
const minuteMs = 60_000;
const percent = 0.01;

/** `nameOf`: what a row is called. A chart of fewer than two things is left out: it shows nothing. */
export function chartsOf(
  report: Pick<Report, 'hours' | 'services' | 'months'>,
  texts: ReportTexts,
  nameOf: (row: ReportRow) => string,
): WrittenChart[] {
  const { columns, charts, formulas } = texts;
  const { hours, months } = report;
  const busiest = report.services
    .filter(({ toCall }) => toCall.n > 0)
    .sort((a, b) => b.toCall.n - a.toCall.n)
    .slice(0, servicesMax);
  const counted = (name: string) => (row: ReportRow) => row.counts[name] ?? 0;
  const waited = (which: 'p50' | 'p90') => (row: ReportRow) => inUnits(row.toCall[which], minuteMs);
  const share = (which: 'good' | 'satisfied') => (row: ReportRow) =>
    inUnits(row.figures[which], percent);
  const drawn = (
    id: WrittenChart['id'],
    rows: readonly ReportRow[],
    ...lines: readonly (readonly [string, (row: ReportRow) => number | null])[]
  ): WrittenChart => ({
    ...{ id, table: id, title: charts[id], labels: rows.map(nameOf) },
    series: lines.map(([name, of]) => ({ name, values: rows.map(of) })),
  });
  const { good, satisfied } = formulas;
  return [
    drawn(
      'hours',
      hours,
      // Steps, as the table has them.
      [columns.issued, counted('legs')],
      [columns.finished, counted('finished')],
    ),
    drawn('services', busiest, ['P50', waited('p50')], ['P90', waited('p90')]),
    drawn('months', months, [good.name, share('good')], [satisfied.name, share('satisfied')]),
  ].filter(({ labels }) => labels.length > 1);
}

/** To a tenth of the unit. */
const inUnits = (value: number | null, unit: number): number | null =>
  value === null ? null : Math.round((value / unit) * 10) / 10;
