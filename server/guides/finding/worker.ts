/**
 * Makes an index on a thread of its own: readings of some thousand titles take their time, and calls
 * must not wait for them. In: a package as JSON; out: its index as JSON.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { GuidePackage } from '../../../core/guides/guide.ts';
import { findingIndexOf } from './index-of.ts';

const all = JSON.parse(String(workerData)) as GuidePackage;
parentPort?.postMessage(JSON.stringify(findingIndexOf(all)));
