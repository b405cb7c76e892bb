/**
 * Reports on a day, a week, a month or a year: the numbers, what they are called, and the same as
 * tables in one language, on the page or as a file. They name clerks, so they are for managers.
 */
import { z } from 'zod';
import type { Language } from '../../../core/hall/configuration.ts';
import { fileNames, type ReportFormat, reportFormats } from '../../figures/export.ts';
import { formulas } from '../../figures/formulas.ts';
import { caseRowKinds } from '../../figures/kinds.ts';
import type { MadeReport } from '../../figures/made.ts';
import { type Period, periodOf } from '../../figures/periods.ts';
import { contentTypes } from '../../guides/export.ts';
import { type Operation, reading } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import { fieldProblem, type Problem } from '../problems.ts';
import { time } from './shapes.ts';

const languages = ['zh-Hans', 'zh-Hant', 'en'] as const;
const nullableMs = z.number().nullable();
const durationsShape = z
  .object({ n: z.int(), mean: nullableMs, p50: nullableMs, p90: nullableMs, longest: nullableMs })
  .meta({
    id: 'Durations',
    description: 'In ms; percentiles are told as the end of their bucket.',
  });
const textsShape = z.object({
  'zh-Hans': z.string(),
  'zh-Hant': z.string().optional(),
  en: z.string(),
});
const rowShape = z
  .object({
    key: z.string(),
    name: textsShape.nullable(),
    counts: z.record(z.string(), z.number()),
    figures: z
      .record(z.string(), z.number().nullable())
      .meta({ description: `By formula: ${formulas.map(({ id }) => id).join(', ')}.` }),
    toCall: durationsShape,
    toArrival: durationsShape,
    service: durationsShape,
  })
  .meta({ id: 'ReportRow' });
const rows = z.array(rowShape);
const reportShape = z
  .object({
    hall: z.string(),
    name: textsShape,
    period: z.object({
      id: z.string(),
      kind: z.enum(['day', 'week', 'month', 'year']),
      from: z.string(),
      to: z.string(),
    }),
    madeAt: time,
    upTo: z.int().meta({ description: 'The last event of the hall’s log that is counted in.' }),
    all: rowShape,
    ...{ services: rows, items: rows, classes: rows, channels: rows, ratingChannels: rows },
    ...{ counters: rows, clerks: rows, hours: rows },
    load: rows.meta({ description: 'Key `3/09`: counter and hour.' }),
    months: rows.meta({ description: 'The twelve months up to the period’s last.' }),
    cases: z
      .array(
        z.object({
          ...{ kind: z.enum(caseRowKinds), opened: z.int(), closed: z.int() },
          ...{ inTime: z.int(), overdue: z.int() },
        }),
      )
      .meta({ description: 'By kind; overdue: open past the deadline as the period ended.' }),
    faults: z.array(
      z.object({
        ...{ subject: z.string(), place: textsShape.nullable(), fault: z.string() },
        ...{ alarms: z.int(), downMs: z.number() },
      }),
    ),
  })
  .meta({ id: 'Report' });
const writtenShape = z
  .object({
    ...{ title: z.string(), hall: z.string(), from: z.string(), to: z.string() },
    tables: z.array(
      z.object({
        ...{ id: z.string(), title: z.string(), columns: z.array(z.string()) },
        rows: z.array(z.array(z.string())),
      }),
    ),
    lead: z.array(z.string()).meta({ description: 'The report in a few sentences.' }),
    charts: z.array(
      z.object({
        ...{ id: z.string(), table: z.string(), title: z.string(), labels: z.array(z.string()) },
        series: z.array(z.object({ name: z.string(), values: z.array(z.number().nullable()) })),
      }),
    ),
    fill: z.array(z.string()).meta({ description: 'What people add before it is sent.' }),
  })
  .meta({ id: 'WrittenReport' });

const base = '/api/halls/{hall}/reports/{period}';
const told = { tag: 'reports', access: 'manager', limit: 'session' } as const;
const periods =
  'The period is a date, an ISO week `2026-W47`, a month `2026-11` or a year `2026`, by the hall’s calendar.';

export const figureOperations = (parts: HttpParts): Operation[] => [
  numbers(parts),
  inWords(parts),
  ...reportFormats.map((format) => asFile(parts, format)),
];

function numbers({ reports }: HttpParts): Operation {
  return reading(
    {
      ...told,
      path: base,
      id: 'readReport',
      summary: 'The figures of a day, week, month or year',
      description: periods,
      answer: { status: 200, description: 'Formulas: docs/figures.md.', schema: reportShape },
      problems: ['bad-input'],
    },
    async ({ path }) => {
      const period = periodOf(path.period ?? '');
      if (!period) return noPeriod();
      const made = await reports.made({ period, as: 'numbers', language: 'zh-Hans' });
      return { status: 200, bytes: bufferOf(made), packs: true };
    },
  );
}

function inWords({ reports }: HttpParts): Operation {
  return reading(
    {
      ...told,
      path: `${base}/{language}`,
      id: 'readReportInWords',
      summary: 'A report as tables in one language',
      description: periods,
      answer: { status: 200, description: 'As it is printed.', schema: writtenShape },
      problems: ['bad-input'],
    },
    async ({ path }) => {
      const asked = askedFor(path);
      if ('problem' in asked) return asked.problem;
      const made = await reports.made({ ...asked, as: 'words' });
      return { status: 200, bytes: bufferOf(made), packs: true };
    },
  );
}

function asFile({ reports, keeper }: HttpParts, format: ReportFormat): Operation {
  return reading(
    {
      ...told,
      path: `${base}/{language}/${format}`,
      id: format === 'csv' ? 'exportReportCsv' : 'exportReportXlsx',
      summary: `A report as a file: ${format}`,
      description: periods,
      answer: { status: 200, description: 'The file.', contentType: contentTypes[format] },
      problems: ['bad-input'],
    },
    async ({ path }) => {
      const asked = askedFor(path);
      if ('problem' in asked) return asked.problem;
      const { id: period, kind } = asked.period;
      const made = await reports.made({ ...asked, as: format });
      const { name, plain } = fileNames(made, { hall: keeper.hall, kind, period }, format);
      const file = `filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`;
      return {
        ...{ status: 200, bytes: bufferOf(made) },
        contentType: contentTypes[format],
        headers: { 'Content-Disposition': `attachment; ${file}` },
      };
    },
  );
}

const bufferOf = ({ bytes }: MadeReport): Buffer => Buffer.from(bytes.buffer);

const noPeriod = () =>
  fieldProblem([{ field: 'period', rule: 'YYYY-MM-DD, YYYY-Www, YYYY-MM or YYYY' }]);

function askedFor(
  path: Readonly<Record<string, string>>,
): { period: Period; language: Language } | { problem: Problem } {
  const period = periodOf(path.period ?? '');
  if (!period) return { problem: noPeriod() };
  const language = languages.find((one) => one === path.language);
  if (language) return { period, language };
  const rule = languages.join(', ');
  return { problem: fieldProblem([{ field: 'language', rule }]) };
}
