/**
 * A printer that hangs at an agent. The agent prints a job id once, whatever happens to it or to the
 * line; so a job whose fate is not known is asked for when the agent is back, and never given anew
 * when it is too old to be wanted. A job that was never handed over has surely not been printed.
 */
import {
  type JobReply,
  jobReplySchema,
  paperSchema,
  type WireOutcome,
} from '../../core/wire/agent.ts';
import type { Clock } from '../../drivers/clock.ts';
import type { Printer, PrinterState, PrintOutcome } from '../../drivers/driver.ts';
import type { Paper } from '../../drivers/paper.ts';
import type { AgentLine, Place } from './line.ts';
import { type AnyState, RemoteDevice } from './remote.ts';

/** Jobs that may be open at once. */
const jobsMax = 20;
/** One try to hand a job over. */
const handMs = 5_000;
/** A job that the agent may not have got is handed over again only when it is younger. */
const freshMs = 30_000;
/** A job whose end nobody has told by then is `unknown`; its visitor has noted the number. */
const openMsMax = 120_000;

interface OpenJob {
  readonly job: string;
  readonly paper: Paper;
  readonly since: number;
  /** `given`: said, and no answer came; it may have got there. */
  handed: 'not' | 'given' | 'taken';
  asking: boolean;
  timer: unknown;
  readonly end: (outcome: PrintOutcome) => void;
}

export class RemotePrinter extends RemoteDevice<PrinterState> implements Printer {
  readonly #newJob: () => string;
  readonly #open = new Map<string, OpenJob>();
  #closed = false;

  constructor(id: string, place: Place, clock: Clock, closed: () => void, newJob: () => string) {
    super(id, place, clock, closed);
    this.#newJob = newJob;
  }

  /**
   * As every printer; `job` names it for the agent, so that the end of a job can still be told when
   * the hub was restarted meanwhile. Ends after 2 min at the latest.
   */
  print(paper: Paper, job = this.#newJob()): Promise<PrintOutcome> {
    if (this.#closed || this.place.isAway()) return Promise.resolve(this.#never());
    const why = this.#barred(paper, job);
    if (why) return Promise.resolve({ outcome: 'failed', reason: 'error', detail: why });
    return new Promise((resolve) => {
      const end = (outcome: PrintOutcome) => {
        if (!this.#open.delete(job)) return;
        this.clock.clearTimeout(open.timer);
        resolve(outcome);
      };
      const open: OpenJob = {
        ...{ job, paper, end, asking: false, handed: 'not' },
        since: this.clock.now(),
        timer: this.clock.setTimeout(() => {
          const detail = `no word of it within ${openMsMax / 1_000} s`;
          end({ outcome: 'unknown', reason: 'no-answer', detail });
        }, openMsMax),
      };
      this.#open.set(job, open);
      const line = this.place.line();
      if (line) void this.#settle(open, line);
    });
  }

  override joined(line: AgentLine): void {
    for (const open of this.#open.values()) void this.#settle(open, line);
  }

  /** What was not handed over ends; what was stays open until the agent is back and says. */
  override gone(): void {
    super.gone();
    for (const open of [...this.#open.values()]) {
      if (open.handed === 'not') open.end(this.#never());
    }
  }

  /** The agent says how a job ended. False when it is none of the open ones. */
  ended(job: string, outcome: WireOutcome): boolean {
    const open = this.#open.get(job);
    open?.end(outcome);
    return open !== undefined;
  }

  override async close(): Promise<void> {
    this.#closed = true;
    const detail = 'the hub ended before its agent said how it went';
    for (const { handed, end } of [...this.#open.values()]) {
      end(
        handed === 'not' ? this.#never() : { outcome: 'unknown', reason: 'lost-in-print', detail },
      );
    }
    await super.close();
  }

  protected override known(state: AnyState): PrinterState {
    return state;
  }

  #barred(paper: Paper, job: string): string | null {
    if (this.#open.size >= jobsMax) return `more than ${jobsMax} jobs wait in line`;
    if (this.#open.has(job)) return 'this job is already on its way';
    const parsed = paperSchema.safeParse(paper);
    if (parsed.success) return null;
    const { path, message } = parsed.error.issues[0] ?? { path: [], message: '' };
    return `an agent takes no such paper: ${path.join('.')} ${message}`.slice(0, 600);
  }

  /** Hands the job over, or asks how it stands, until the agent has answered or is gone. */
  async #settle(open: OpenJob, line: AgentLine): Promise<void> {
    if (open.asking) return;
    open.asking = true;
    try {
      while (this.#open.get(open.job) === open && this.place.line() === line) {
        const said = await this.#ask(open, line);
        if (said === null) continue;
        const reply = jobReplySchema.safeParse(said);
        // What cannot be read may have been a yes: such a job is waited for and not given again.
        this.#understood(open, reply.success ? reply.data : { is: 'running' });
        return;
      }
    } finally {
      open.asking = false;
    }
    // The agent came back while the old line was still asked.
    const now = this.place.line();
    if (now && now !== line && this.#open.get(open.job) === open) await this.#settle(open, now);
  }

  #ask(open: OpenJob, line: AgentLine): Promise<unknown> {
    const { job, paper, since, handed } = open;
    const fresh = this.clock.now() - since < freshMs;
    if (handed === 'taken' || (handed === 'given' && !fresh)) {
      return line.ask('job', { job }, handMs);
    }
    open.handed = 'given';
    return line.ask('print', { device: this.id, job, paper: [...paper] }, handMs);
  }

  #understood(open: OpenJob, reply: JobReply): void {
    if ('refused' in reply) {
      const detail = `its agent does not understand it: ${reply.field} ${reply.rule}`;
      open.end({ outcome: 'failed', reason: 'error', detail });
    } else if (reply.is === 'ended') {
      open.end(reply.outcome);
    } else if (reply.is === 'running') {
      open.handed = 'taken';
    } else if (open.handed === 'taken') {
      const detail = 'its agent has forgotten it';
      open.end({ outcome: 'unknown', reason: 'lost-in-print', detail });
    } else {
      open.end(this.#never());
    }
  }

  #never(): PrintOutcome {
    const { state, detail } = this.health();
    return { outcome: 'failed', reason: 'unplugged', detail: `${state}: ${detail}` };
  }
}
