/**
 * A report on one period: read from the sums of its days or months in short bites, so that nobody in
 * the hall waits for it, and reckoned by the one table of formulas.
 */
import { sql } from 'kysely';
import type { Configuration, Texts } from '../../core/hall/configuration.ts';
import { type Calendar, momentOf } from '../hall/calendar.ts';
import type { Clock } from '../hall/clock.ts';
import { badCasesOf } from './bad-cases.ts';
import { excludedOf, takeOut } from './excluded.ts';
import { type Dimension, SumTable } from './facts.ts';
import { localOf } from './follow.ts';
import { type FormulaId, formulas, reckon } from './formulas.ts';
import { type CaseRow, casesByKind } from './kinds.ts';
import { monthsOf, monthsSpan } from './months.ts';
import type { Period } from './periods.ts';
import { plainNumbers, ratingSums } from './rating-columns.ts';
import { type RatingCounts, rowsOf } from './rating-sums.ts';
import { placeOf } from './subjects.ts';
import { type Durations, durations, type Sums } from './sums.ts';
import type { FigureTable } from './table.ts';
import type { RatingDimension } from './tables.ts';

/** Figures of one thing: a service, a counter, the whole hall. */
export interface ReportRow {
  readonly key: string;
  /** Null: it goes by its key. */
  readonly name: Texts | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly figures: Readonly<Record<FormulaId, number | null>>;
  /** In ms. */
  readonly toCall: Durations;
  readonly toArrival: Durations;
  readonly service: Durations;
}

export interface FaultRow {
  readonly subject: string;
  /** Where the device stands; null: it is no device, or one that the hall no longer has. */
  readonly place: Texts | null;
  readonly fault: string;
  readonly alarms: number;
  readonly downMs: number;
}

export interface Report {
  readonly hall: string;
  readonly name: Texts;
  readonly period: Pick<Period, 'id' | 'kind' | 'from' | 'to'>;
  readonly madeAt: number;
  /** The log's last event that is counted in. */
  readonly upTo: number;
  readonly all: ReportRow;
  readonly services: readonly ReportRow[];
  readonly items: readonly ReportRow[];
  readonly classes: readonly ReportRow[];
  readonly channels: readonly ReportRow[];
  readonly ratingChannels: readonly ReportRow[];
  readonly counters: readonly ReportRow[];
  readonly clerks: readonly ReportRow[];
  readonly hours: readonly ReportRow[];
  /** Key `3/09`: counter and hour. */
  readonly load: readonly ReportRow[];
  /** The twelve months up to the period's last, by `2026-11`: those of which something is known. */
  readonly months: readonly ReportRow[];
  /** Complaints, failed errands and the other kinds (办法, art. 47). */
  readonly cases: readonly CaseRow[];
  readonly faults: readonly FaultRow[];
}

/** What a report needs to know of the hall: what things are called. */
export type Named = Pick<
  Configuration,
  'hall' | 'name' | 'timeZone' | 'services' | 'counters' | 'classes' | 'kiosks'
>;

export interface ReportParts {
  readonly configuration: () => Named;
  readonly figures: FigureTable;
  readonly staff: { list(hall: string): Promise<readonly { id: string; name: string }[]> };
  readonly calendar: Calendar;
  readonly clock: Pick<Clock, 'now' | 'soon'>;
}

/** Kinds of faults that are told, the longest first. */
const faultsMax = 100;

/** Makes the report. Fails: `HouseFailure`. */
export async function reportOn(parts: ReportParts, period: Period): Promise<Report> {
  const { figures, clock } = parts;
  const { hall, name } = parts.configuration();
  const all = await sumsOf(parts, period);
  for (const { dim, key, ...counts } of await ratingsOf(parts, period)) {
    all.add({ span: '', dim, key: ratedKey(dim, key), sums: plainNumbers(counts) });
  }
  const local = localOf(parts.calendar);
  // The months that are told beside it hold the period.
  const excluded = await excludedOf(parts, hall, monthsSpan(period.to));
  for (const leg of excluded) {
    if (leg.day < period.from || leg.day > period.to) continue;
    for (const [dim, key] of rowsOf(leg, (at) => local(at).hour)) {
      takeOut(all.at('', dim, ratedKey(dim, key)), leg.level);
    }
  }
  const span = momentsOf(parts.calendar, period.from, period.to);
  for (const row of await badCasesOf(figures, hall, span)) all.add(row);
  all.add({ span: '', dim: 'all', key: '', sums: await followUpsOf(parts, period) });
  const names = await namesOf(parts);
  const rows = (dim: Dimension) =>
    all
      .rows()
      .filter((row) => row.dim === dim)
      .map(({ key, sums }) => rowOf(key, sums, names.get(`${dim} ${key}`) ?? null))
      .sort(byKey);
  const channels = rows('channel');
  return {
    ...{ hall, name, madeAt: clock.now(), upTo: await figures.cursor(hall) },
    period: { id: period.id, kind: period.kind, from: period.from, to: period.to },
    all: rows('all')[0] ?? rowOf('', {}, null),
    ...{ services: rows('service'), items: rows('item'), classes: rows('class') },
    channels: channels.filter(({ key }) => !key.startsWith('rated/')),
    ratingChannels: channels
      .filter(({ key }) => key.startsWith('rated/'))
      .map((row) => ({ ...row, key: row.key.slice('rated/'.length) })),
    ...{ counters: rows('counter'), clerks: rows('clerk'), hours: rows('hour') },
    load: rows('counter-hour'),
    months: (await monthsOf(figures, hall, period.to, excluded)).map(([key, sums]) =>
      rowOf(key, sums, null),
    ),
    cases: await casesByKind(figures, hall, span, clock.now()),
    faults: await faultsOf(parts, period),
  };
}

/** Where a visitor rated is another channel than where he took his number. */
const ratedKey = (dim: Dimension, key: string): string =>
  dim === 'channel' ? `rated/${key}` : key;

async function sumsOf({ figures, configuration, clock }: ReportParts, { spans }: Period) {
  const all = new SumTable();
  for (const span of spans) {
    for (const row of await figures.sums(configuration().hall, span)) all.add({ ...row, span: '' });
    await new Promise<void>((resolve) => clock.soon(resolve));
  }
  return all;
}

async function ratingsOf({ figures, configuration }: ReportParts, { from, to }: Period) {
  const { rows } = await sql<{ dim: RatingDimension; key: string } & RatingCounts>`
    select dim, key, ${ratingSums} from figure_ratings
    where hall = ${configuration().hall} and day >= ${from} and day <= ${to}
    group by dim, key`.execute(figures.house.db);
  return rows;
}

/** Second ratings (追加评价) that came in the period; they stand beside the first ones and change none. */
async function followUpsOf({ figures, configuration, calendar }: ReportParts, period: Period) {
  const [begin, end] = momentsOf(calendar, period.from, period.to);
  const { rows } = await sql<Record<string, unknown>>`
    select count(*) as given, sum(case when f.level > r.level then 1 else 0 end) as better,
      sum(case when f.level < r.level then 1 else 0 end) as worse
    from rating_followups f join ratings r
      on r.hall = f.hall and r.ticket = f.ticket and r.step = f.step
    where f.hall = ${configuration().hall} and f.at >= ${begin} and f.at < ${end}`.execute(
    figures.house.db,
  );
  const { given, better, worse } = plainNumbers(rows[0] ?? {});
  return {
    ...{ followups: given ?? 0, 'followups.better': better ?? 0, 'followups.worse': worse ?? 0 },
  };
}

/** What was out of order within the period, and how long of it (alarms are kept for 200 days). */
async function faultsOf({ figures, configuration, calendar, clock }: ReportParts, period: Period) {
  const [begin, end] = momentsOf(calendar, period.from, period.to);
  const until = Math.min(end, clock.now());
  const { rows } = await sql<{ subject: string; fault: string; alarms: number; down: number }>`
    select subject, fault, count(*) as alarms,
      sum(case when coalesce(cleared_at, ${until}) < ${until}
        then coalesce(cleared_at, ${until}) else ${until} end
        - case when raised_at > ${begin} then raised_at else ${begin} end) as down
    from device_alarms
    where hall = ${configuration().hall} and raised_at < ${until}
      and (cleared_at is null or cleared_at >= ${begin})
    group by subject, fault order by down desc limit ${faultsMax}`.execute(figures.house.db);
  return rows.map(({ subject, fault, alarms, down }) => ({
    ...{ subject, place: placeOf(subject, configuration()), fault },
    ...{ alarms: Number(alarms), downMs: Number(down) },
  }));
}

const minutesOfDay = 1_440;
const momentsOf = (calendar: Calendar, from: string, to: string): [number, number] => [
  momentOf(calendar, from, 0),
  momentOf(calendar, to, minutesOfDay),
];

const ofDurations = /\.(?:n|sum|max|b\d+)$/;

function rowOf(key: string, sums: Sums, name: Texts | null): ReportRow {
  const counts = Object.fromEntries(Object.entries(sums).filter(([of]) => !ofDurations.test(of)));
  const figures = Object.fromEntries(formulas.map((one) => [one.id, reckon(one, counts)]));
  return {
    ...{ key, name, counts, figures: figures as ReportRow['figures'] },
    toCall: durations(sums, 'toCall'),
    toArrival: durations(sums, 'toArrival'),
    service: durations(sums, 'service'),
  };
}

/** Names as they are now; what the hall no longer has goes by its id. */
async function namesOf({ configuration, staff }: ReportParts): Promise<Map<string, Texts>> {
  const { hall, services, counters, classes } = configuration();
  const people = await staff.list(hall);
  const same = (text: string): Texts => ({ 'zh-Hans': text, 'zh-Hant': text, en: text });
  return new Map<string, Texts>([
    ...services.map(({ id, name }) => [`service ${id}`, name] as const),
    ...services.flatMap(({ items }) => items.map(({ id, name }) => [`item ${id}`, name] as const)),
    ...classes.map(({ id, name }) => [`class ${id}`, name] as const),
    ...counters.map(({ id, name }) => [`counter ${id}`, name] as const),
    ...people.map(({ id, name }) => [`clerk ${id}`, same(name)] as const),
  ]);
}

const inOrder = new Intl.Collator('en', { numeric: true });
const byKey = (a: ReportRow, b: ReportRow): number => inOrder.compare(a.key, b.key);
