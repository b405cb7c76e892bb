/**
 * A report written out as tables in one language: the page, the print, CSV and XLSX all show these, so
 * that they never say different things.
 */
import type { Language, Texts } from '../../core/hall/configuration.ts';
import { chartsOf, type WrittenChart } from './charts.ts';
import { type FormulaId, formulas } from './formulas.ts';
import { leadOf } from './lead.ts';
import type { Report, ReportRow } from './report.ts';
import { faultText, subjectText } from './subjects.ts';
import type { Durations } from './sums.ts';
import { type ReportTexts, reportTexts } from './texts/index.ts';

export interface WrittenTable {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface WrittenReport {
  readonly title: string;
  readonly hall: string;
  /** Dates. */
  readonly from: string;
  readonly to: string;
  /** The report in a few sentences. */
  readonly lead: readonly string[];
  readonly tables: readonly WrittenTable[];
  readonly charts: readonly WrittenChart[];
  /** What is written in by hand before a month's report is sent; empty for other periods. */
  readonly fill: readonly string[];
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Items that one table tells, those with most tickets or most bad ratings first. */
const itemsMax = 200;
const hotMax = 30;
const hotInLead = 5;

/** Writes the report out; a table of which nothing is known is left out. */
export function written(report: Report, language: Language): WrittenReport {
  const writing = new Writing(reportTexts[language], language);
  const { tables, ...rest } = writing.report(report);
  const { from, to } = report.period;
  return { ...rest, from, to, tables: tables.filter(({ rows }) => rows.length > 0) };
}

type Column = readonly [title: string, cell: (row: ReportRow) => string];

class Writing {
  readonly #texts: ReportTexts;
  readonly #language: Language;

  constructor(texts: ReportTexts, language: Language) {
    this.#texts = texts;
    this.#language = language;
  }

  report(report: Report) {
    const { titles } = this.#texts;
    const byTickets = [...report.items].sort((a, b) => count(b, 'legs') - count(a, 'legs'));
    const tables = [
      this.#summary(report.all),
      this.#outcomes(report.all),
      this.#rows('services', report.services, this.#waits()),
      this.#rows('classes', report.classes, this.#waits()),
      this.#rows('hours', report.hours, this.#waits()),
      this.#load(report),
      this.#rows('counters', report.counters, this.#work()),
      this.#rows('clerks', report.clerks, this.#work()),
      this.#cases(report),
      this.#rows('hotSpots', hotSpots(report.items), this.#hot()),
      ...this.#ratings(report, byTickets.slice(0, itemsMax)),
      this.#rows('months', report.months, this.#byMonth()),
      this.#faults(report),
    ];
    const { analysis, measures, head, date } = this.#texts.fill;
    return {
      ...{ title: titles[report.period.kind], hall: this.#say(report.name), tables },
      lead: this.#lead(report),
      charts: chartsOf(report, this.#texts, (row) => this.#name(row)),
      fill: report.period.kind === 'month' ? [analysis, measures, head, date] : [],
    };
  }

  /** Every figure of the whole hall, with the formula beside it. */
  #summary({ figures, ...row }: ReportRow): WrittenTable {
    const { columns, waits, mean, longest } = this.#texts;
    const { formulas: words } = this.#texts;
    const durations = (['toCall', 'toArrival', 'service'] as const).map((name) => {
      const { mean: middle, p50, p90, longest: most } = row[name];
      const all = [
        `${mean} ${this.#minutes(middle)}`,
        `P50 ${this.#minutes(p50)}`,
        `P90 ${this.#minutes(p90)}`,
        `${longest} ${this.#minutes(most)}`,
      ];
      return [waits[name], all.join(' · '), this.#texts.minutes];
    });
    return {
      ...{ id: 'summary', title: this.#texts.tables.summary },
      columns: [columns.figure, columns.value, columns.formula],
      rows: [
        ...durations,
        ...formulas.map(({ id }) => [words[id].name, this.#figure(id, figures[id]), words[id].how]),
      ],
    };
  }

  #outcomes({ counts }: ReportRow): WrittenTable {
    const { columns, tables, counts: words } = this.#texts;
    return {
      ...{ id: 'outcomes', title: tables.outcomes },
      columns: [columns.figure, columns.value],
      rows: Object.entries(words).map(([id, name]) => [name, String(counts[id] ?? 0)]),
    };
  }

  #lead({ all, items, name, period }: Report): string[] {
    const said = (id: FormulaId) => this.#figure(id, all.figures[id]);
    const hot = hotSpots(items)
      .slice(0, hotInLead)
      .map((row) => this.#name(row));
    return leadOf(this.#texts, {
      ...{ hall: this.#say(name), from: period.from, to: period.to },
      ...{ issued: count(all, 'issued'), finished: count(all, 'finished') },
      ...{ mean: this.#minutes(all.toCall.mean), p90: this.#minutes(all.toCall.p90) },
      ...{ rated: rated(all), followups: count(all, 'followups') },
      ...{ activeRating: said('activeRating'), good: said('good'), satisfied: said('satisfied') },
      ...{ bad: count(all, 'l1') + count(all, 'l2'), badRate: said('bad') },
      ...{ opened: count(all, 'cases.opened'), closed: count(all, 'cases.closed') },
      ...{ closedInTime: said('closedInTime'), rectified: said('rectified') },
      ...{ couldNot: count(all, 'outcome.could-not'), hot: hot.join(this.#texts.lead.and) },
    });
  }

  #byMonth(): Column[] {
    const { columns } = this.#texts;
    return [
      [columns.issued, (row) => String(count(row, 'issued'))],
      [columns.finished, (row) => String(count(row, 'finished'))],
      ...(['mean', 'p50', 'p90'] as const).map(
        (one): Column => [columns[one], ({ toCall }) => this.#minutes(toCall[one])],
      ),
      [columns.rated, (row) => String(rated(row))],
      ...this.#figures('activeRating', 'good', 'satisfied', 'bad', 'satisfaction', 'abandoned'),
    ];
  }

  #waits(): Column[] {
    const { columns } = this.#texts;
    return [
      [columns.issued, (row) => String(count(row, 'legs'))],
      [columns.called, (row) => String(count(row, 'called'))],
      [columns.finished, (row) => String(count(row, 'finished'))],
      ...(['mean', 'p50', 'p90', 'longest'] as const).map(
        (one): Column => [columns[one], ({ toCall }) => this.#minutes(toCall[one])],
      ),
      [columns.arrival, ({ toArrival }) => this.#minutes(toArrival.mean)],
      [columns.service, ({ service }) => this.#minutes(service.mean)],
      ...this.#figures('noShow', 'abandoned', 'overtaken', 'promiseKept'),
    ];
  }

  #work(): Column[] {
    const { columns } = this.#texts;
    const hours = (ms: number) => (ms / hourMs).toFixed(1);
    return [
      [columns.days, (row) => String(count(row, 'days'))],
      [columns.finished, (row) => String(count(row, 'finished'))],
      [columns.service, ({ service }) => this.#minutes(service.mean)],
      [columns.serviceP90, ({ service }) => this.#minutes(service.p90)],
      [columns.signedIn, (row) => hours(count(row, 'signedMs'))],
      [columns.paused, (row) => hours(count(row, 'pausedMs'))],
      ...this.#figures('busy', 'noShow', 'couldNot', 'activeRating', 'good', 'bad', 'satisfaction'),
      [columns.excluded, (row) => String(count(row, 'excluded'))],
    ];
  }

  #hot(): Column[] {
    const { columns } = this.#texts;
    return [
      [columns.finished, (row) => String(count(row, 'finished'))],
      [columns.badCount, (row) => String(count(row, 'l1') + count(row, 'l2'))],
      [columns.couldNotCount, (row) => String(count(row, 'outcome.could-not'))],
      ...this.#figures('bad', 'couldNot'),
    ];
  }

  #ratings(report: Report, items: readonly ReportRow[]): WrittenTable[] {
    const { columns } = this.#texts;
    // Bad ratings that were so, and whether they were put right.
    const right = this.#figures('rectified');
    const levels = (['l5', 'l4', 'l3', 'l2', 'l1'] as const).map(
      (level): Column => [columns[level], (row) => String(count(row, level))],
    );
    const all: Column[] = [
      [columns.rated, (row) => String(rated(row))],
      ...levels,
      [columns.excluded, (row) => String(count(row, 'excluded'))],
      ...this.#figures('activeRating', 'unrated', 'good', 'satisfied', 'bad', 'satisfaction'),
      ...this.#figures('tooQuick', 'inRuns', 'tokenless'),
    ];
    const known = (rows: readonly ReportRow[]) =>
      rows.filter((row) => rated(row) + count(row, 'excluded') > 0);
    return [
      this.#rows('ratedServices', known(report.services), all),
      this.#rows('ratedItems', known(items), [...all, ...right]),
      this.#rows('ratedCounters', known(report.counters), [...all, ...right]),
      this.#rows('ratedClerks', known(report.clerks), [...all, ...right]),
      this.#rows('ratedChannels', known(report.ratingChannels), all),
      this.#rows('ratedHours', known(report.hours), all),
    ];
  }

  /** Who finished how many in which hour. */
  #load({ load, counters }: Report): WrittenTable {
    const { columns, tables } = this.#texts;
    const hours = [...new Set(load.map(({ key }) => key.split('/')[1] ?? ''))].sort();
    const cells = new Map(load.map((row) => [row.key, count(row, 'finished')]));
    return {
      ...{ id: 'load', title: tables.load },
      columns: [columns.name, ...hours.map((hour) => `${hour}:00`)],
      rows: counters.map((row) => [
        this.#name(row),
        ...hours.map((hour) => String(cells.get(`${row.key}/${hour}`) ?? 0)),
      ]),
    };
  }

  /** What came, was closed and is overdue, by kind of case. */
  #cases({ cases }: Report): WrittenTable {
    const { columns, tables, caseKinds } = this.#texts;
    return {
      ...{ id: 'cases', title: tables.cases },
      columns: [columns.name, columns.opened, columns.closed, columns.inTime, columns.overdue],
      rows: cases.map(({ kind, opened, closed, inTime, overdue }) => [
        ...[caseKinds[kind], String(opened), String(closed), String(inTime), String(overdue)],
      ]),
    };
  }

  #faults({ faults }: Report): WrittenTable {
    const { columns, tables } = this.#texts;
    return {
      ...{ id: 'faults', title: tables.faults },
      columns: [columns.subject, columns.fault, columns.alarms, columns.down],
      rows: faults.map(({ subject, place, fault, alarms, downMs }) => [
        subjectText(subject, place && this.#say(place), this.#texts),
        ...[faultText(fault, this.#texts), String(alarms), (downMs / hourMs).toFixed(1)],
      ]),
    };
  }

  #rows(
    id: keyof ReportTexts['tables'],
    rows: readonly ReportRow[],
    columns: readonly Column[],
  ): WrittenTable {
    return {
      ...{ id, title: this.#texts.tables[id] },
      columns: [this.#texts.columns.name, ...columns.map(([title]) => title)],
      rows: rows.map((row) => [this.#name(row), ...columns.map(([, cell]) => cell(row))]),
    };
  }

  #figures(...ids: readonly FormulaId[]): Column[] {
    return ids.map((id) => [
      this.#texts.formulas[id].name,
      ({ figures }) => this.#figure(id, figures[id]),
    ]);
  }

  #figure(id: FormulaId, value: number | null): string {
    const unit = formulas.find((one) => one.id === id)?.unit ?? 'number';
    if (value === null) return this.#texts.none;
    if (unit === 'percent') return `${(value * 100).toFixed(1)} %`;
    return unit === 'minutes' ? `${value.toFixed(1)} ${this.#texts.minutes}` : value.toFixed(2);
  }

  #minutes(ms: Durations['mean']): string {
    return ms === null ? this.#texts.none : (ms / minuteMs).toFixed(1);
  }

  #name({ key, name }: ReportRow): string {
    const { channels } = this.#texts;
    if (name) return this.#say(name);
    if (Object.hasOwn(channels, key)) return channels[key as keyof typeof channels];
    return /^\d{2}$/.test(key) ? `${key}:00` : key;
  }

  #say(texts: Texts): string {
    return texts[this.#language] ?? texts['zh-Hans'];
  }
}

const count = ({ counts }: ReportRow, name: string): number => counts[name] ?? 0;

const rated = (row: ReportRow): number =>
  ['l1', 'l2', 'l3', 'l4', 'l5'].reduce((sum, level) => sum + count(row, level), 0);

/** What people were dissatisfied with most, or went away from without it (办法, art. 47). */
function hotSpots(items: readonly ReportRow[]): ReportRow[] {
  const heat = (row: ReportRow) =>
    count(row, 'l1') + count(row, 'l2') + count(row, 'outcome.could-not');
  return items
    .filter((row) => heat(row) > 0)
    .sort((a, b) => heat(b) - heat(a))
    .slice(0, hotMax);
}
