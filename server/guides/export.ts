/**
 * A package taken out of the hub as a file, and the empty template: what is brought in again is the
 * same package.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Zippable } from 'fflate';
import type { GuidePackage } from '../../core/guides/guide.ts';
import type { PackageFile } from './files.ts';
import { writeCsv } from './import/csv.ts';
import { tablesOf, templateTables } from './import/tables-out.ts';
import { writeXlsx } from './import/xlsx.ts';

/** `zip`: the workbook with `files/` beside it; `json-zip`: the same of the JSON. */
export const exportFormats = ['json', 'csv', 'xlsx', 'zip', 'json-zip'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const contentTypes: Readonly<Record<ExportFormat, string>> = {
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
  'json-zip': 'application/zip',
};

export interface ExportTask {
  /** The package as JSON (`Packages.wholeText`). */
  readonly text: string;
  /** Its blanks and samples; only an archive holds them. */
  readonly files: readonly PackageFile[];
  readonly format: ExportFormat;
}

/** `guides-20261122-1.zip`: what a format is called on a disk. */
export const exportName = (of: string, format: ExportFormat): string =>
  `guides-${of}.${format === 'json-zip' ? 'json.zip' : format}`;

export async function exported({ text, files, format }: ExportTask): Promise<Buffer> {
  switch (format) {
    case 'json':
      return Buffer.from(text);
    case 'csv':
      return Buffer.from(writeCsv(tablesIn(text)));
    case 'xlsx':
      return writeXlsx(tablesIn(text));
    case 'zip':
      return archive('guides.xlsx', await writeXlsx(tablesIn(text)), files);
    case 'json-zip':
      return archive('guides.json', Buffer.from(text), files);
  }
}

const tablesIn = (text: string) => tablesOf(JSON.parse(text) as GuidePackage);

/** As `bundleIn` (files.ts) reads it. Files are packed for the most part already: they are stored. */
async function archive(
  name: string,
  document: Uint8Array,
  files: readonly PackageFile[],
): Promise<Buffer> {
  const { zipSync } = await import('fflate');
  const all: Zippable = { [name]: document };
  for (const file of files) all[`files/${file.name}`] = [file.bytes, { level: 0 }];
  return Buffer.from(zipSync(all));
}

/** The same on a thread of its own, so that nobody waits for it but who asked. */
export async function exportedApart(task: ExportTask): Promise<Buffer> {
  if (task.format === 'json') return exported(task);
  const worker = new Worker(new URL('./export-worker.ts', import.meta.url), { workerData: task });
  const [bytes] = (await once(worker, 'message')) as [Uint8Array];
  void worker.terminate();
  return Buffer.from(bytes);
}

/** The workbook that a hall fills in. */
export const template = (format: 'csv' | 'xlsx'): Promise<Buffer> =>
  format === 'csv'
    ? Promise.resolve(Buffer.from(writeCsv(templateTables())))
    : writeXlsx(templateTables());
