/**
 * Temporary folders on a real disk, one a run: a bench never writes where a hall keeps its data, and
 * never finds what an earlier run left.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Beside the results and not under /tmp, which is memory on many machines: there a sync costs nothing.
 * `BENCH_DIR=/dev/shm/bench` asks for just that, to see the software without its disk.
 */
const base = resolve(process.env.BENCH_DIR ?? resolve(import.meta.dirname, '../../.cache/bench'));

/** Runs `work` with a fresh folder that is removed afterwards. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  mkdirSync(base, { recursive: true });
  const folder = mkdtempSync(resolve(base, 'run-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A fresh folder that lasts until the process ends. */
export async function keptFolder(name: string): Promise<string> {
  mkdirSync(base, { recursive: true });
  const folder = mkdtempSync(resolve(base, `${name}-`));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function emptyFolder(path: string): string {
  mkdirSync(path, { recursive: true });
  return path;
}
