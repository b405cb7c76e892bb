/**
 * A report as it is handed out: its numbers, its tables in one language, or a file of them, as bytes, so
 * that whoever sends it has nothing left to do.
 */
import type { Language } from '../../core/hall/configuration.ts';
import { exported, type ReportFormat } from './export.ts';
import type { Period } from './periods.ts';
import { type ReportParts, reportOn } from './report.ts';
import { written } from './written.ts';

export interface ReportWish {
  readonly period: Period;
  /** `numbers` and `words` are JSON. */
  readonly as: 'numbers' | 'words' | ReportFormat;
  readonly language: Language;
}

export interface MadeReport {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The hall's name and the report's, in the language that was asked for. */
  readonly hall: string;
  readonly title: string;
}

/** Makes it. Fails: `HouseFailure`. */
export async function makeReport(parts: ReportParts, wish: ReportWish): Promise<MadeReport> {
  const report = await reportOn(parts, wish.period);
  const words = written(report, wish.language);
  const { hall, title } = words;
  return { hall, title, bytes: new Uint8Array(await bytesOf()) };

  async function bytesOf(): Promise<Buffer> {
    if (wish.as === 'numbers') return Buffer.from(JSON.stringify(report));
    return wish.as === 'words' ? Buffer.from(JSON.stringify(words)) : exported(words, wish.as);
  }
}
