/**
 * The indexes by which pages find guides, made when a version is first asked for and kept: it never
 * changes. Who asks meanwhile waits for the same one.
 */
import { Worker } from 'node:worker_threads';

/** Versions whose indexes are kept: the one in force, and those that pages may still show. */
const keptMax = 3;

export interface IndexParts {
  /** A published version whole, as JSON; null when there is none. */
  readonly whole: (version: string) => Promise<string | null>;
}

export class FindingIndexes {
  readonly #parts: IndexParts;
  readonly #kept = new Map<string, Promise<string | null>>();

  constructor(parts: IndexParts) {
    this.#parts = parts;
  }

  /** As JSON (core/guides/finding/shape.ts); null for an unknown version. Fails as `whole` does. */
  of(version: string): Promise<string | null> {
    const kept = this.#kept.get(version);
    if (kept) return kept;
    const made = this.#make(version);
    this.#kept.set(version, made);
    // What failed, or was not there, is asked for anew.
    const forget = () => this.#kept.delete(version);
    made.then((text) => text === null && forget(), forget);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > keptMax && oldest !== undefined) this.#kept.delete(oldest);
    return made;
  }

  async #make(version: string): Promise<string | null> {
    const whole = await this.#parts.whole(version);
    return whole === null ? null : inWorker(whole);
  }
}

/** Ends with the thread; rejects when it breaks. */
function inWorker(whole: string): Promise<string> {
  return new Promise((done, broken) => {
    const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: whole });
    worker.once('message', (text: string) => done(text));
    worker.once('error', broken);
    worker.once('exit', () => broken(new Error('the index of guides was not made')));
  });
}
