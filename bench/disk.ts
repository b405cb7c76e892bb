/**
 * What the machine's disk does by itself: one page written and synced, again and again, with no hall
 * anywhere near. A tail of the other benches that is shorter than this one's would be a lie, and one
 * that is as long is the disk's.
 */
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Bench, percentile, type Sample, valuesOf } from './rig/figures.ts';
import { withFolder } from './rig/folders.ts';
import { inTurns } from './rig/rounds.ts';

const ms = 4_000;
/** About the pace of group commits when 2,000 tickets a second come in. */
const pauseMs = 2;
const page = Buffer.alloc(4_096, 1);

async function syncs(path: string): Promise<Sample> {
  const file = openSync(path, 'w');
  const took: number[] = [];
  const end = performance.now() + ms;
  while (performance.now() < end) {
    const before = performance.now();
    writeSync(file, page);
    fdatasyncSync(file);
    took.push(performance.now() - before);
    await pause(pauseMs);
  }
  closeSync(file);
  return { p50: percentile(took, 0.5), p99: percentile(took, 0.99), worst: Math.max(...took) };
}

export const disk: Bench = {
  name: 'disk',
  run: (context) =>
    withFolder(async (folder) => {
      let run = 0;
      const samples = await inTurns(context, {
        disk: () => syncs(resolve(folder, `${++run}`)),
      });
      return (['p50', 'p99', 'worst'] as const).map((name) => ({
        name: `the disk alone, one page synced, ${name}`,
        unit: 'ms',
        runs: valuesOf(samples.disk, name),
      }));
    }),
};
