/**
 * Reports are made on a thread of their own that reads the tables by a connection of its own, at a lower
 * priority: a year of a large hall is half a second of reckoning, and the thread on which numbers are
 * called has no part in it but to send the bytes. The thread is started for the first report and stays.
 */
import { Worker } from 'node:worker_threads';
import type { Clock } from '../hall/clock.ts';
import type { DatabaseChoice } from '../house/database.ts';
import { HouseFailure, type HouseFailureCode } from '../house/failure.ts';
import type { MadeReport, ReportWish } from './made.ts';
import type { Named } from './report.ts';

export interface ReportThreadParts {
  readonly choice: DatabaseChoice;
  /** As it is now: reports name things by it. */
  readonly configuration: () => Named;
  readonly staff: { list(hall: string): Promise<readonly { id: string; name: string }[]> };
  readonly clock: Pick<Clock, 'now' | 'setTimeout' | 'clearTimeout'>;
}

/** What the thread is started with. */
export interface ThreadStart {
  readonly choice: DatabaseChoice;
  readonly timeZone: string;
}

/** What it is asked; a report is of one moment, so the time is handed in. */
export interface ReportAsked {
  readonly wish: ReportWish;
  readonly now: number;
  /** Null: as it was told last. */
  readonly named: Named | null;
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

export type ReportAnswered =
  | { readonly made: MadeReport }
  | { readonly failure: HouseFailureCode; readonly message: string };

const bounds = { heapMb: 512, withinMs: 60_000 } as const;

export class ReportThread {
  readonly #parts: ReportThreadParts;
  #worker: Worker | null = null;
  #told: Named | null = null;

  constructor(parts: ReportThreadParts) {
    this.#parts = parts;
  }

  /**
   * Makes a report; one at a time. Fails: `HouseFailure`, also when it takes more than a minute or more
   * memory than it may.
   */
  async make(wish: ReportWish): Promise<MadeReport> {
    const { configuration, staff, clock } = this.#parts;
    const whole = configuration();
    const people = (await staff.list(whole.hall)).map(({ id, name }) => ({ id, name }));
    const worker = this.#running(whole.timeZone);
    const named = this.#told === whole ? null : namesOf(whole);
    this.#told = whole;
    const asked: ReportAsked = { wish, now: clock.now(), named, people };
    const answer = await this.#answer(worker, asked);
    if ('made' in answer) return answer.made;
    throw new HouseFailure(answer.failure, answer.message);
  }

  /** Ends the thread; a report that is under way fails. The next one starts another. */
  close(): void {
    void this.#worker?.terminate();
    this.#worker = null;
    this.#told = null;
  }

  #running(timeZone: string): Worker {
    if (this.#worker) return this.#worker;
    const start: ThreadStart = { choice: this.#parts.choice, timeZone };
    const worker = new Worker(new URL('./report-worker.ts', import.meta.url), {
      workerData: start,
      resourceLimits: { maxOldGenerationSizeMb: bounds.heapMb },
    });
    this.#worker = worker;
    // Whoever waits for a report is told; without anybody an error would end the hub.
    worker.on('error', () => {});
    worker.once('exit', () => {
      if (this.#worker === worker) this.close();
    });
    return worker;
  }

  #answer(worker: Worker, asked: ReportAsked): Promise<ReportAnswered> {
    const { clock } = this.#parts;
    return new Promise<ReportAnswered>((settle) => {
      const gone = (error?: unknown) =>
        end({ failure: 'unavailable', message: `no report: ${whyOf(error)}` });
      const late = clock.setTimeout(() => this.close(), bounds.withinMs);
      const end = (answer: ReportAnswered) => {
        clock.clearTimeout(late);
        worker.off('message', end).off('error', gone).off('exit', gone);
        settle(answer);
      };
      worker.once('message', end).once('error', gone).once('exit', gone);
      worker.postMessage(asked);
    });
  }
}

const whyOf = (error: unknown): string =>
  error instanceof Error ? error.message : 'its thread has ended';

/** What a report names things by, and no more: the whole configuration is far larger. */
function namesOf({ hall, name, timeZone, services, counters, classes, kiosks }: Named): Named {
  return structuredClone({ hall, name, timeZone, services, counters, classes, kiosks });
}
