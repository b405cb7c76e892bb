/**
 * A report as a file: one sheet for each table, under a heading that can be sent as it is.
 */
import { writeCsv } from '../guides/import/csv.ts';
import { writeXlsx } from '../guides/import/xlsx.ts';
import type { WrittenReport } from './written.ts';

export const reportFormats = ['csv', 'xlsx'] as const;
/** Signs that a sheet's name may have (Excel's own bound). */
const sheetNameMax = 31;
export type ReportFormat = (typeof reportFormats)[number];

/** The bytes of the file. Cells that a spreadsheet would take for a formula are disarmed. */
export async function exported(report: WrittenReport, format: ReportFormat): Promise<Buffer> {
  const { title, hall, from, to, lead, fill, tables } = report;
  const sheets = [
    {
      name: title,
      rows: [
        [`${hall} ${title}`],
        [from === to ? from : `${from} – ${to}`],
        ...lead.map((sentence) => [sentence]),
        // Room to write into before it is sent.
        ...fill.map((what) => [what, '']),
      ],
    },
    ...tables.map(({ title: name, columns, rows }) => ({
      name: name.slice(0, sheetNameMax),
      rows: [columns, ...rows],
    })),
  ];
  return format === 'csv' ? Buffer.from(writeCsv(sheets)) : writeXlsx(sheets);
}

/**
 * The name under which it is saved, with the hall, the kind of report and the period; and one in plain
 * letters for whoever cannot read the other.
 */
export function fileNames(
  { hall, title }: Pick<WrittenReport, 'hall' | 'title'>,
  plain: { readonly hall: string; readonly kind: string; readonly period: string },
  format: ReportFormat,
): { readonly name: string; readonly plain: string } {
  const safe = (text: string) => text.replace(/[\p{Cc}"*/:<>?\\|]+/gu, ' ').trim();
  return {
    name: `${safe(hall)}-${safe(title)}-${plain.period}.${format}`,
    plain: `${plain.hall}-${plain.kind}-${plain.period}.${format}`,
  };
}
