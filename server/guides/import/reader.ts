/**
 * Has a file of guides read on a thread of its own, within bounds of time and memory.
 */
import { Worker } from 'node:worker_threads';
import type { PackageFile } from '../files.ts';
import type { Prepared } from '../prepare.ts';
import type { Format } from './read.ts';
import { type Unread, unreadFile } from './unread.ts';

export interface ImportTask {
  readonly bytes: Uint8Array;
  /** Null: told by the first signs of the file. */
  readonly format: Format | null;
  /** The local date, `YYYY-MM-DD`. */
  readonly today: string;
  readonly services: readonly string[];
  /** What lies in `files/` beside it; an archive has them in it. */
  readonly files: readonly PackageFile[];
}

export type Imported = { readonly prepared: Prepared } | { readonly unread: readonly Unread[] };

const bounds = { heapMb: 768, withinMs: 120_000 } as const;

/** Reads and checks. A file that takes too long or too much memory is told as such. */
export function readApart(task: ImportTask): Promise<Imported> {
  return new Promise((settle, fail) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: bounds.heapMb },
    });
    const late = setTimeout(
      () => end({ unread: [unreadFile('unpacks-too-large')] }),
      bounds.withinMs,
    );
    const end = (imported: Imported) => {
      clearTimeout(late);
      settle(imported);
      void worker.terminate();
    };
    worker.once('message', end);
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        end({ unread: [unreadFile('unpacks-too-large')] });
        return;
      }
      clearTimeout(late);
      fail(error);
    });
  });
}
