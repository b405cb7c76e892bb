/**
 * Copies of large files are made beside a running hub on the same two processors and the same disk: in
 * small pieces, each on the disk before the next, with a pause after each that lasts as long as the piece
 * did. What is written is never flushed all at once, for a commit of the hub would wait behind it.
 */
import { closeSync, fdatasyncSync, openSync } from 'node:fs';
import { setPriority } from 'node:os';

/** As niceness goes (setpriority(2)): after everything else. */
const niceness = 19;
const pauseMs = { least: 2, most: 100 } as const;

export interface Pace {
  /** After each piece that was written to the file. It blocks its thread. */
  rest(path: string): void;
}

/** Nobody is there to be disturbed. */
export const atOnce: Pace = { rest: () => {} };

/** A pace at which a hub beside it is hardly disturbed; the whole process is to be about the copy alone. */
export function gently(): Pace {
  setPriority(niceness);
  const cell = new Int32Array(new SharedArrayBuffer(4));
  let from = performance.now();
  return {
    rest: (path) => {
      const handle = openSync(path, 'r+');
      try {
        fdatasyncSync(handle);
      } finally {
        closeSync(handle);
      }
      const took = performance.now() - from;
      Atomics.wait(cell, 0, 0, Math.min(pauseMs.most, Math.max(pauseMs.least, took)));
      from = performance.now();
    },
  };
}
