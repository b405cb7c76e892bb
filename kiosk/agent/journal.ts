/**
 * Which print jobs this agent has begun and how they ended, on disk, so that no job id is ever
 * printed twice: a job stands here, synced, before its first byte goes to the printer. After a crash
 * what had begun and not ended is `unknown`. Only ids, ends and nothing of any paper stand here.
 *
 * One line of JSON a fact, appended; the file is written anew at every start and when it has grown.
 */
import { closeSync, fdatasyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { printOutcomeSchema, type WireOutcome } from '../../core/wire/agent.ts';

/** Jobs remembered, the latest: weeks of a busy kiosk. */
const jobsMax = 5_000;
/** Appended lines after which the file is written anew. */
const linesMax = 20_000;

const line = z.union([
  z.strictObject({ begin: z.string().max(200) }),
  z.strictObject({ end: z.string().max(200), how: printOutcomeSchema }),
  z.strictObject({ told: z.string().max(200) }),
]);
type Line = z.infer<typeof line>;

interface Job {
  /** Null while it runs. */
  outcome: WireOutcome | null;
  /** The hub has heard how it ended. */
  told: boolean;
}

export class JobJournal {
  readonly #path: string;
  readonly #jobs = new Map<string, Job>();
  #file = -1;
  #lines = 0;
  /** Lines at a start that could not be read: a broken disk, or somebody's hand. */
  readonly unreadable: number;

  /** Opens the journal, and makes it when there is none. Throws the system's error. */
  constructor(path: string) {
    this.#path = path;
    this.unreadable = this.#read();
    const outcome = { outcome: 'unknown', reason: 'lost-in-print' } as const;
    for (const job of this.#jobs.values()) job.outcome ??= outcome;
    this.#writeAnew();
  }

  /**
   * Whether the last job that was begun broke off, in this run or before it: half of its slip may hang
   * in the printer. One that failed after it was not sent, and leaves it there.
   */
  get torn(): boolean {
    const sent = [...this.#jobs.values()].filter(({ outcome }) => outcome?.outcome !== 'failed');
    const last = sent.at(-1)?.outcome;
    return last?.outcome === 'unknown' && last.reason === 'lost-in-print';
  }

  /** How a job stands; undefined: it was never begun here. */
  find(job: string): 'running' | WireOutcome | undefined {
    const known = this.#jobs.get(job);
    return known && (known.outcome ?? 'running');
  }

  /** From here on the job counts as printed, come what may. Throws the system's error. */
  begin(job: string): void {
    this.#append({ begin: job });
    fdatasyncSync(this.#file);
    this.#jobs.set(job, { outcome: null, told: false });
  }

  /** Throws the system's error; in memory the end stands all the same. */
  end(job: string, { detail: _, ...how }: WireOutcome): void {
    const known = this.#jobs.get(job);
    if (!known) return;
    known.outcome = how;
    this.#append({ end: job, how });
    fdatasyncSync(this.#file);
  }

  /** Never throws: what is not kept is told once more. */
  told(job: string): void {
    const known = this.#jobs.get(job);
    if (!known || known.told) return;
    known.told = true;
    try {
      this.#append({ told: job });
    } catch {
      // Told again after a restart.
    }
  }

  /** Ends that the hub has not heard, oldest first. */
  untold(): { readonly job: string; readonly outcome: WireOutcome }[] {
    return [...this.#jobs].flatMap(([job, { outcome, told }]) =>
      outcome === null || told ? [] : [{ job, outcome }],
    );
  }

  close(): void {
    closeSync(this.#file);
  }

  #read(): number {
    let text = '';
    try {
      text = readFileSync(this.#path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    let unreadable = 0;
    const lines = text.split('\n');
    // A line without its end was torn by a crash: what it said was never acted on.
    lines.pop();
    for (const written of lines) {
      const parsed = parse(written);
      if (parsed) this.#take(parsed);
      else unreadable += 1;
    }
    return unreadable;
  }

  #take(said: Line): void {
    if ('begin' in said) {
      this.#jobs.set(said.begin, { outcome: null, told: false });
      return;
    }
    const job = this.#jobs.get('end' in said ? said.end : said.told);
    if (!job) return;
    if ('end' in said) job.outcome = said.how;
    else job.told = true;
  }

  #append(said: Line): void {
    if (this.#lines >= linesMax) this.#writeAnew();
    writeSync(this.#file, `${JSON.stringify(said)}\n`);
    this.#lines += 1;
  }

  /** The latest jobs in a new file, in place of the old one in one step. */
  #writeAnew(): void {
    for (const job of this.#jobs.keys()) {
      if (this.#jobs.size <= jobsMax) break;
      this.#jobs.delete(job);
    }
    const lines = [...this.#jobs].flatMap(([job, { outcome, told }]): Line[] => [
      { begin: job },
      ...(outcome ? [{ end: job, how: outcome }] : []),
      ...(told ? [{ told: job }] : []),
    ]);
    const next = `${this.#path}.new`;
    const file = openSync(next, 'w', 0o600);
    writeSync(file, lines.map((said) => `${JSON.stringify(said)}\n`).join(''));
    fdatasyncSync(file);
    renameSync(next, this.#path);
    syncFolder(dirname(this.#path));
    if (this.#file >= 0) closeSync(this.#file);
    this.#file = file;
    this.#lines = 0;
  }
}

function parse(written: string): Line | null {
  try {
    const parsed = line.safeParse(JSON.parse(written));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** A renamed file is there after a power cut only when its folder was synced. */
function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  fdatasyncSync(folder);
  closeSync(folder);
}
