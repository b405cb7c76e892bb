/**
 * A package taken out of the hub as a file, and the empty template: what is brought in again is the
 * same package.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { GuidePackage } from '../../core/guides/guide.ts';
import { writeCsv } from './import/csv.ts';
import { tablesOf, templateTables } from './import/tables-out.ts';
import { writeXlsx } from './import/xlsx.ts';

export const exportFormats = ['json', 'csv', 'xlsx'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const contentTypes: Readonly<Record<ExportFormat, string>> = {
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** `text`: the package as JSON (`Packages.wholeText`). */
export async function exported(text: string, format: ExportFormat): Promise<Buffer> {
  if (format === 'json') return Buffer.from(text);
  const tables = tablesOf(JSON.parse(text) as GuidePackage);
  return format === 'csv' ? Buffer.from(writeCsv(tables)) : writeXlsx(tables);
}

/** The same on a thread of its own, so that nobody waits for it but who asked. */
export async function exportedApart(text: string, format: ExportFormat): Promise<Buffer> {
  if (format === 'json') return Buffer.from(text);
  const worker = new Worker(new URL('./export-worker.ts', import.meta.url), {
    workerData: { text, format },
  });
  const [bytes] = (await once(worker, 'message')) as [Uint8Array];
  void worker.terminate();
  return Buffer.from(bytes);
}

/** The workbook that a hall fills in. */
export const template = (format: Exclude<ExportFormat, 'json'>): Promise<Buffer> =>
  format === 'csv'
    ? Promise.resolve(Buffer.from(writeCsv(templateTables())))
    : writeXlsx(templateTables());
