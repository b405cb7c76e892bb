/**
 * Reports as the hub tells them, and the names of periods.
 */
import type { Language } from '../../ui/texts.ts';
import { type Failed, hallPath, read } from '../asking.ts';

export interface ReportTold {
  readonly title: string;
  readonly hall: string;
  /** Dates. */
  readonly from: string;
  readonly to: string;
  readonly tables: readonly {
    readonly id: string;
    readonly title: string;
    readonly columns: readonly string[];
    readonly rows: readonly (readonly string[])[];
  }[];
  /** The report in a few sentences. */
  readonly lead: readonly string[];
  readonly charts: readonly ChartTold[];
  /** What people add by hand before it is sent. */
  readonly fill: readonly string[];
}

export interface ChartTold {
  readonly id: 'hours' | 'services' | 'months';
  /** The table that tells the same. */
  readonly table: string;
  readonly title: string;
  readonly labels: readonly string[];
  readonly series: readonly {
    readonly name: string;
    readonly values: readonly (number | null)[];
  }[];
}

/**
 * At which place of a chart its two lines bear their names: where they are farthest apart, of those places
 * where there is room under the lower one, if there is one. Null: they are never both known.
 */
export function nameAt(
  first: readonly (number | null)[],
  second: readonly (number | null)[],
  roomy: (at: number) => boolean,
): number | null {
  const known = [...first.keys()].filter((at) => first[at] != null && second[at] != null);
  const roomyOnes = known.filter(roomy);
  const apart = (at: number) => Math.abs((first[at] ?? 0) - (second[at] ?? 0));
  const from = roomyOnes.length > 0 ? roomyOnes : known;
  return from.reduce<number | null>(
    (best, at) => (best === null || apart(at) > apart(best) ? at : best),
    null,
  );
}

/**
 * How a name over or under a mark is aligned, so that its own line does not cross it: over a line that falls
 * it begins at the mark, over one that rises it ends there; under a line it is the other way round.
 */
export function sideOf(
  values: readonly (number | null)[],
  at: number,
  where: 'over' | 'under',
): 'left' | 'center' | 'right' {
  const here = values[at] ?? 0;
  const slope = (values[at + 1] ?? here) - (values[at - 1] ?? here);
  if (slope === 0) return 'center';
  return slope < 0 === (where === 'over') ? 'left' : 'right';
}

export const periodKinds = ['day', 'week', 'month', 'year'] as const;
export type PeriodKind = (typeof periodKinds)[number];

export const reportPath = (hall: string, period: string, language: Language): string =>
  `${hallPath(hall)}/reports/${period}/${language}`;

/** Asks for a report; never rejects. */
export const askReport = (path: string): Promise<ReportTold | Failed> => read(path);

/** The period of this kind that holds the date: `2026-11-21`, `2026-W47`, `2026-11`, `2026`. */
export function periodAt(kind: PeriodKind, date: string): string {
  if (kind === 'day') return date;
  if (kind === 'month') return date.slice(0, 7);
  return kind === 'year' ? date.slice(0, 4) : weekAt(date);
}

const dayMs = 86_400_000;

/** By ISO 8601 a week belongs to the year of its Thursday. */
function weekAt(date: string): string {
  const at = Date.parse(`${date}T00:00:00Z`);
  const thursday = new Date(at + (3 - ((new Date(at).getUTCDay() + 6) % 7)) * dayMs);
  const year = thursday.getUTCFullYear();
  const week = 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / dayMs / 7);
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** The hall's date, as this computer's time zone has it. */
export function dateAt(now: number): string {
  const at = new Date(now);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
