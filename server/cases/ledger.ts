/**
 * Ledgers of cases as tables to be filed: failed errands with the six stages of 办法 art. 46, visits of
 * experience officers by month (art. 44), and all cases. They are written in one language, hold no name
 * and no phone of a visitor, and leave as CSV or XLSX.
 */
import type { CaseKind, CaseStage } from '../../core/cases/case.ts';
import type { Configuration, Language, Texts } from '../../core/hall/configuration.ts';
import { type Calendar, timeText } from '../hall/calendar.ts';
import { ledgerTexts } from './ledger-texts.ts';
import type { CaseSettings } from './settings.ts';
import type { CaseEntry } from './table.ts';

export const ledgerNames = ['failed-errands', 'experience', 'all'] as const;
export type LedgerName = (typeof ledgerNames)[number];

export const ledgerKinds: Readonly<Record<LedgerName, readonly CaseKind[] | undefined>> = {
  'failed-errands': ['failed-errand'],
  experience: ['experience'],
  all: undefined,
};

/** The six stages of art. 46 in their order, each a column. */
const sixStages = [
  'opened',
  'analysed',
  'dispatched',
  'solved',
  'checked',
  'closed',
] as const satisfies readonly CaseStage[];

export interface LedgerParts {
  readonly settings: CaseSettings;
  readonly configuration: Configuration | null;
  readonly calendar: Calendar;
  readonly language: Language;
  /** The name of who did it, from `manager:…`; the system's otherwise. */
  readonly nameOf: (by: string) => string;
  /** What was said at a stage; empty when nothing was, or it has been deleted. */
  readonly wordsAt: (one: CaseEntry, stage: CaseStage) => string;
}

/** The sheet: a heading, then a row a case. */
export function ledgerRows(
  name: LedgerName,
  entries: readonly CaseEntry[],
  parts: LedgerParts,
): string[][] {
  const texts = ledgerTexts[parts.language];
  const { columns, sources } = texts;
  switch (name) {
    case 'failed-errands':
      return [
        [
          ...[columns.number, columns.source, columns.about, columns.counter, columns.due],
          ...sixStages.map((stage) => texts.six[stage]),
        ],
        ...entries.map((entry) => [
          ...[entry.number, sources[entry.one.source], aboutText(entry, parts)],
          ...[counterText(entry, parts), dueText(entry, parts)],
          ...sixStages.map((stage) => stageText(entry, stage, parts)),
        ]),
      ];
    case 'experience':
      return [
        [
          ...[columns.number, columns.date, columns.visit, columns.way, columns.about],
          ...[columns.found, columns.unit, columns.answer, columns.state],
        ],
        ...entries.map((entry) => [
          ...[entry.number, momentText(entry.cameAt, parts)],
          entry.form ? texts.visits[entry.form.visit] : '',
          entry.form ? texts.ways[entry.form.way] : '',
          ...[aboutText(entry, parts), parts.wordsAt(entry, 'opened'), unitText(entry, parts)],
          ...[parts.wordsAt(entry, 'answered'), stateText(entry, parts)],
        ]),
      ];
    case 'all':
      return [
        [
          ...[columns.number, columns.kind, columns.source, columns.came, columns.due],
          ...[columns.light, columns.about, columns.counter, columns.unit, columns.state],
        ],
        ...entries.map((entry) => [
          ...[entry.number, texts.kinds[entry.one.kind], sources[entry.one.source]],
          ...[momentText(entry.cameAt, parts), dueText(entry, parts)],
          ...[texts.lights[entry.one.light], aboutText(entry, parts), counterText(entry, parts)],
          ...[unitText(entry, parts), stateText(entry, parts)],
        ]),
      ];
  }
}

const named = (name: Texts | undefined, { language }: Pick<LedgerParts, 'language'>): string =>
  name?.[language] ?? name?.['zh-Hans'] ?? '';

/** `2026-11-22 10:05` at the hall. */
function momentText(at: number, { calendar }: Pick<LedgerParts, 'calendar'>): string {
  const { date, minute } = calendar(at);
  return `${date} ${timeText(minute)}`;
}

/** A deadline at the end of a day is that day's, `24:00`, as the page of cases says it. */
function dueText({ one }: CaseEntry, parts: LedgerParts): string {
  const { dueAt } = one.deadlines;
  const text = momentText(dueAt, parts);
  return text.endsWith(' 00:00')
    ? momentText(dueAt - 1, parts).replace(/\d\d:\d\d$/, '24:00')
    : text;
}

function aboutText({ one }: CaseEntry, parts: LedgerParts): string {
  const { configuration } = parts;
  const service = configuration?.services.find(({ id }) => id === one.about.service);
  const item = service?.items.find(({ id }) => id === one.about.item);
  const names = [named(service?.name, parts), named(item?.name, parts)];
  return names.filter((part) => part !== '').join(' · ');
}

const counterText = ({ one }: CaseEntry, parts: LedgerParts): string =>
  named(parts.configuration?.counters.find(({ id }) => id === one.about.counter)?.name, parts);

const unitText = ({ one }: CaseEntry, parts: LedgerParts): string =>
  named(parts.settings.units.find(({ id }) => id === one.unit)?.name, parts);

function stateText({ one }: CaseEntry, { language }: LedgerParts): string {
  const { closedAs, stages } = ledgerTexts[language];
  return one.closed ? closedAs[one.closed.as] : stages[one.stage];
}

/** When, by whom, and what was said; empty for a stage that it has not come to. */
function stageText(entry: CaseEntry, stage: CaseStage, parts: LedgerParts): string {
  const mark = entry.marks[stage];
  if (!mark) return '';
  const { settings } = parts;
  const { cause, closed } = entry.one;
  const told: Partial<Record<CaseStage, string>> = {
    analysed: named(settings.causes.find(({ id }) => id === cause)?.name, parts),
    dispatched: unitText(entry, parts),
    closed: closed ? ledgerTexts[parts.language].closedAs[closed.as] : '',
  };
  const who = `${momentText(mark.at, parts)} ${parts.nameOf(mark.by)}`.trim();
  return [who, told[stage] ?? '', parts.wordsAt(entry, stage)]
    .filter((part) => part !== '')
    .join('\n');
}

/** A cell that a spreadsheet program would take for a formula is made plain text. */
const formula = /^[=+\-@\t\r]/;

/** RFC 4180 in UTF-8, with the mark by which spreadsheet programs know it. */
export function csvOf(rows: readonly (readonly string[])[]): Buffer {
  const cell = (text: string) => {
    const safe = formula.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return Buffer.from(`\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`);
}
