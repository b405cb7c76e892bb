/**
 * Writes a workbook on a thread of its own: one of a whole district takes seconds.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { type ExportFormat, exported } from './export.ts';

const { text, format } = workerData as { text: string; format: ExportFormat };
parentPort?.postMessage(await exported(text, format));
