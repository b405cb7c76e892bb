/**
 * Reads and checks a file on a thread of its own: a workbook of a whole city must not hold up who is
 * called next.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { prepare } from '../prepare.ts';
import { readPackage } from './read.ts';
import type { ImportTask } from './reader.ts';

const { bytes, format, today, services, files } = workerData as ImportTask;
const read = await readPackage(bytes, format, today, files);
parentPort?.postMessage(
  'unread' in read ? read : { prepared: prepare(read.read, new Set(services), read.files) },
);
