/**
 * Writes a workbook on a thread of its own: one of a whole district takes seconds.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { type ExportTask, exported } from './export.ts';

parentPort?.postMessage(await exported(workerData as ExportTask));
