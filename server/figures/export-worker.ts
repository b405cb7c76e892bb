/**
 * Writes a report as a file on a thread of its own: a workbook takes a good part of a second.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { exported, type ReportFormat } from './export.ts';
import type { WrittenReport } from './written.ts';

const { report, format } = workerData as { report: WrittenReport; format: ReportFormat };
parentPort?.postMessage(await exported(report, format));
