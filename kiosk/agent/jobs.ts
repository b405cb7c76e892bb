/**
 * Print jobs on their way: each is begun in the journal, printed once, and its end told to the hub
 * until the hub has it. Whoever asks for a job again is told how it stands.
 */
import type { JobReply, PrintWish, WireOutcome } from '../../core/wire/agent.ts';
import type { Clock } from '../../drivers/clock.ts';
import type { Printer, PrintOutcome } from '../../drivers/driver.ts';
import type { Paper } from '../../drivers/paper.ts';
import type { JobJournal } from './journal.ts';

/** How soon an end that the hub did not take is told again. */
const againMs = 5_000;
const detailCharsMax = 600;

export interface JobsParts {
  readonly journal: JobJournal;
  readonly printer: (device: string) => Printer | null;
  /** Tells the hub how a job ended; the answer, or null when none came. */
  readonly tellHub: (job: string, outcome: WireOutcome) => Promise<unknown>;
  readonly clock: Clock;
  readonly complain: (what: string, error: unknown) => void;
}

export class Jobs {
  readonly #parts: JobsParts;
  readonly #running = new Map<string, Promise<PrintOutcome>>();
  /** How the jobs of this run ended, with what the journal does not keep. */
  readonly #details = new Map<string, WireOutcome>();
  #telling: Promise<void> | null = null;
  #again = false;
  #timer: unknown = null;
  #closed = false;

  constructor(parts: JobsParts) {
    this.#parts = parts;
  }

  /** Prints it, unless it ever was; how it stands. */
  print({ device, job, paper }: PrintWish): JobReply {
    const before = this.stand(job);
    if (!('is' in before) || before.is !== 'not-known') return before;
    const printer = this.#parts.printer(device);
    if (!printer || this.#closed) {
      const detail = 'this agent has no such printer';
      return { is: 'ended', outcome: { outcome: 'failed', reason: 'unplugged', detail } };
    }
    const began = this.#begin(job, printer, paper);
    return began === null ? this.#cannotKeep() : { is: 'running' };
  }

  /** Prints at a printer of this PC and gives the end, without the hub; the same id prints once. */
  async printHere(job: string, printer: Printer, paper: Paper): Promise<PrintOutcome> {
    const known = this.#running.get(job) ?? this.#parts.journal.find(job);
    if (known instanceof Promise) return known;
    if (known !== undefined && known !== 'running') return known;
    return (await this.#begin(job, printer, paper)) ?? this.#cannotKeep().outcome;
  }

  /** How a job stands. */
  stand(job: string): JobReply {
    const known = this.#parts.journal.find(job);
    if (known === undefined) return { is: 'not-known' };
    if (known === 'running') return { is: 'running' };
    return { is: 'ended', outcome: this.#details.get(job) ?? known };
  }

  /** Tells the hub all ends that it has not heard; it is there again, or a job has ended. */
  tellEnds(): void {
    this.#again = true;
    if (this.#telling || this.#closed) return;
    this.#parts.clock.clearTimeout(this.#timer);
    this.#telling = this.#tell().finally(() => {
      this.#telling = null;
    });
  }

  /**
   * Waits for the jobs under way, whose printers are closed meanwhile, and for what is being told of
   * them; what the hub does not take now is told after the next start.
   */
  async close(): Promise<void> {
    await Promise.all(this.#running.values());
    await this.#telling;
    this.#closed = true;
    this.#parts.clock.clearTimeout(this.#timer);
  }

  /** Null when the journal cannot be written: then nothing is printed. */
  #begin(job: string, printer: Printer, paper: Paper): Promise<PrintOutcome> | null {
    const { journal, complain } = this.#parts;
    try {
      journal.begin(job);
    } catch (error) {
      complain('the journal of jobs cannot be written; nothing is printed', error);
      return null;
    }
    const printed = printer.print(paper).then((outcome) => this.#ended(job, outcome));
    this.#running.set(job, printed);
    return printed;
  }

  #ended(job: string, printed: PrintOutcome): PrintOutcome {
    const { journal, complain } = this.#parts;
    const { detail } = printed;
    const cut = detail === undefined ? {} : { detail: detail.slice(0, detailCharsMax) };
    const outcome = { ...printed, ...cut };
    this.#running.delete(job);
    this.#details.set(job, outcome);
    try {
      journal.end(job, outcome);
    } catch (error) {
      complain('how a job ended could not be written; after a restart it is unknown', error);
    }
    this.tellEnds();
    return outcome;
  }

  async #tell(): Promise<void> {
    const { journal, tellHub, clock, complain } = this.#parts;
    while (this.#again && !this.#closed) {
      this.#again = false;
      for (const { job, outcome } of journal.untold()) {
        const answer = await tellHub(job, this.#details.get(job) ?? outcome);
        if (this.#closed) return;
        if (isRefused(answer)) complain('the hub does not take how a job ended', answer);
        else if (!isOk(answer)) {
          this.#timer = clock.setTimeout(() => this.tellEnds(), againMs);
          return;
        }
        journal.told(job);
        this.#details.delete(job);
      }
    }
  }

  #cannotKeep(): Extract<JobReply, { is: 'ended' }> & { outcome: PrintOutcome } {
    const detail = 'its agent cannot write its journal';
    return { is: 'ended', outcome: { outcome: 'failed', reason: 'error', detail } };
  }
}

const isOk = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'ok' in answer;
const isRefused = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'refused' in answer;
