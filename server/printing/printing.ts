/**
 * From a number to paper: orders become rows, rows become slips on the printers that this process
 * holds, and every row ends as printed, failed or unknown where the visitor and the clerk can see
 * it. A ticket never waits for its paper.
 */
import {
  type BookingId,
  bookingId,
  type KioskId,
  kioskId,
  type TicketId,
  ticketId,
} from '../../core/hall/ids.ts';
import { slipView } from '../../core/views/slip.ts';
import type { Printer, PrinterHealth, PrintOutcome } from '../../drivers/driver.ts';
import type { Paper } from '../../drivers/paper.ts';
import type { Clock } from '../hall/clock.ts';
import type { Keeper } from '../hall/keeper.ts';
import type { Links } from '../hall/links.ts';
import type { DeviceCounters } from '../house/device-counters.ts';
import type { DeviceStates } from '../house/device-states.ts';
import { type Facts, printerOf } from '../house/facts.ts';
import type { PrintJob, PrintJobs, PrintMark } from '../house/print-jobs.ts';
import type { Revs } from '../house/rev.ts';
import { PaperCounter } from './paper-counter.ts';
import type { Papers } from './papers.ts';
import { slipPaper } from './slip.ts';
import { tellTorn } from './torn.ts';

/** A slip that has not been sent by then stays unprinted: its visitor has noted the number and gone on. */
const staleMs = 120_000;
const reprintsMax = 3;
/** How soon it is tried again when the tables are away. */
const retryMs = 2_000;

/** Jobs that print a booking and not a ticket. */
const bookingPrefix = 'booking:';

export type Ordered = 'ordered' | 'no-printer' | 'reprinted-enough';

/** A printer that may be told the job's id: one at a PC of its own must never print it twice. */
export interface JobPrinter extends Printer {
  print(paper: Paper, job?: string): Promise<PrintOutcome>;
}

export interface PrintingParts {
  readonly keeper: Pick<Keeper, 'hall' | 'look' | 'catchUp'>;
  readonly facts: Facts;
  readonly jobs: PrintJobs;
  readonly devices: DeviceStates;
  /** Left out, paper is not counted. */
  readonly counters?: Pick<DeviceCounters, 'add' | 'restart'>;
  readonly revs: Revs;
  readonly links: Links;
  readonly clock: Clock;
  /** The paper of a booking; null when it is no longer to be printed. Fails: `HouseFailure`. */
  readonly bookingPaper?: (id: BookingId) => Promise<Paper | null>;
  /** Papers that are no tickets; left out, there are none. */
  readonly papers?: Pick<Papers, 'has' | 'paperOf' | 'ended'>;
  /** The printers of this process, by the kiosk at which their paper comes out. */
  readonly printers: ReadonlyMap<KioskId, JobPrinter>;
  /** Whether another hub holds the PC on which a kiosk's printer hangs: then that one prints. */
  readonly elsewhere?: (kiosk: KioskId) => boolean;
  /** Whether its orders are to be left to another hub now, or until it is known which; as read now. */
  readonly printsElsewhere?: (kiosk: KioskId) => Promise<boolean>;
  readonly complain: (what: string, error: unknown) => void;
}

interface Line {
  running: boolean;
  again: boolean;
  /** The job that is being claimed; while the tables have not said whether it was, no byte of it has gone out. */
  claiming: string | null;
  /** How the last paper ended, until the tables have taken it. */
  owed: PrintMark | null;
}

export class Printing {
  readonly #parts: PrintingParts;
  readonly #hall: string;
  readonly #lines: ReadonlyMap<KioskId, Line>;
  readonly #ends = new Set<() => void>();
  readonly #runs = new Set<Promise<void>>();
  readonly #paper: PaperCounter | null;
  /** Reprints are counted and ordered one after the other. */
  #reprinting: Promise<unknown> = Promise.resolve();
  #closed = false;
  #looking = false;
  #lookAgain = false;

  constructor(parts: PrintingParts) {
    this.#parts = parts;
    this.#hall = parts.keeper.hall;
    const { counters, complain } = parts;
    this.#paper = counters ? new PaperCounter(this.#hall, counters, complain) : null;
    this.#lines = new Map(
      [...parts.printers.keys()].map((kiosk) => [
        kiosk,
        { running: false, again: false, claiming: null, owed: null },
      ]),
    );
  }

  /** Settles what an earlier run left open, then follows the printers and the orders. Fails: `HouseFailure`. */
  async start(): Promise<void> {
    const { jobs, printers, revs, clock } = this.#parts;
    const mine = [...printers.keys()].filter((kiosk) => !this.#elsewhere(kiosk));
    for (;;) {
      const open = await jobs.leftOver(this.#hall, { kiosks: mine });
      // What was sent was sent by an earlier run, whatever the clock then said: nobody else holds
      // these printers. What was queued in this moment, by another hub, is still to be printed.
      const left = open.filter((job) => job.state === 'sent' || job.queuedAt < clock.now());
      if (left.length === 0) break;
      const marks = left.map(
        ({ job }) => ({ job, state: 'unknown', reason: 'hub-restarted' }) as const,
      );
      await jobs.mark(this.#hall, marks);
      for (const job of left) await this.#ended(job);
    }
    await this.#recallPaper(mine);
    await tellTorn(mine, { ...this.#parts, hall: this.#hall });
    for (const [kiosk, printer] of printers) {
      this.#say(kiosk, printer.health());
      const changed = (health: PrinterHealth) => {
        this.#say(kiosk, health);
        // A printer whose PC has come to this hub brings the orders that waited for it.
        this.#wake(kiosk);
      };
      this.#ends.add(printer.onHealth(changed));
    }
    this.#ends.add(revs.watch(this.#hall, () => this.#wakeWaiting()));
    // What another hub queued while this one came up has told its change already.
    this.#wakeWaiting();
  }

  /**
   * Orders a ticket's slip at a kiosk; the same order again changes nothing. Resolves when the row
   * stands, not when the paper is out. Fails: `HouseFailure`.
   */
  async order(kiosk: KioskId, ticket: TicketId, label: string): Promise<Ordered> {
    if (!this.hasPrinter(kiosk)) return 'no-printer';
    const job = { job: `${ticket}:issued`, kiosk, ticket, label, because: 'issued' } as const;
    await this.#parts.jobs.add(this.#hall, [job]);
    return 'ordered';
  }

  /** Orders a booking's slip, as `order` does a ticket's. Fails: `HouseFailure`. */
  async orderBooking(kiosk: KioskId, booking: BookingId): Promise<Ordered> {
    return this.orderPapers(kiosk, booking, [
      { job: `${bookingPrefix}${booking}`, because: 'issued' },
    ]);
  }

  /**
   * Orders papers that are no tickets, as `order` does a ticket's; `about` is what a kiosk's view names
   * them by. Fails: `HouseFailure`.
   */
  async orderPapers(
    kiosk: KioskId,
    about: string,
    papers: readonly Pick<PrintJob, 'job' | 'because'>[],
  ): Promise<'ordered' | 'no-printer'> {
    if (!this.hasPrinter(kiosk)) return 'no-printer';
    const orders = papers.map((paper) => ({ ...paper, kiosk, ticket: about, label: '' }));
    await this.#parts.jobs.add(this.#hall, orders);
    return 'ordered';
  }

  /**
   * Orders a slip marked 补打, at most 3 a ticket, at whichever kiosk. `requestId`: the same for every
   * try of one wish. Fails: `HouseFailure`, `LogFailure`.
   */
  reprint(kiosk: KioskId, ticket: TicketId, requestId: string): Promise<Ordered> {
    const ordered = this.#reprinting.then(() => this.#reprint(kiosk, ticket, requestId));
    this.#reprinting = ordered.catch(() => {});
    return ordered;
  }

  /** Whether paper comes out at this kiosk, here or at another hub. */
  hasPrinter(kiosk: KioskId): boolean {
    return this.#parts.printers.has(kiosk) || this.#parts.facts.now.printers.has(kiosk);
  }

  /** Ends the papers under way as the printers say, keeps how they ended, and begins no other. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const end of this.#ends) end();
    await Promise.all([...this.#parts.printers.values()].map((printer) => printer.close()));
    await Promise.all(this.#runs);
    await this.#paper?.settled();
  }

  async #reprint(kiosk: KioskId, ticket: TicketId, requestId: string): Promise<Ordered> {
    if (!this.hasPrinter(kiosk)) return 'no-printer';
    const earlier = await this.#parts.jobs.ofTicket(this.#hall, ticket);
    // Taken elsewhere, or at a counter without paper: who is told of the number here gets it here.
    const label = earlier[0]?.label ?? (await this.#labelOf(ticket));
    if (label === null) return 'no-printer';
    const job = `${ticket}:reprint:${requestId}`;
    if (earlier.some((other) => other.job === job)) return 'ordered';
    if (earlier.filter((other) => other.because === 'reprint').length >= reprintsMax) {
      return 'reprinted-enough';
    }
    const order = { job, kiosk, ticket, label, because: 'reprint' } as const;
    await this.#parts.jobs.add(this.#hall, [order]);
    return 'ordered';
  }

  /** The label of a ticket of today, null of any other. Fails: `LogFailure`. */
  async #labelOf(ticket: TicketId): Promise<string | null> {
    const read = () => this.#parts.keeper.look((hall) => hall.tickets.get(ticket)?.label ?? null);
    const label = await read();
    if (label !== null) return label;
    // Another hub may have given it a moment ago.
    await this.#parts.keeper.catchUp();
    return read();
  }

  #elsewhere(kiosk: KioskId): boolean {
    return this.#parts.elsewhere?.(kiosk) ?? false;
  }

  /** Wakes the lines that have something to print: most changes concern none of them. */
  #wakeWaiting(): void {
    this.#lookAgain = true;
    if (this.#looking || this.#closed) return;
    this.#looking = true;
    const run = this.#lookForWaiting().finally(() => this.#runs.delete(run));
    this.#runs.add(run);
  }

  async #lookForWaiting(): Promise<void> {
    try {
      while (this.#lookAgain && !this.#closed) {
        this.#lookAgain = false;
        const waiting = await this.#parts.jobs.kiosksWaiting(this.#hall);
        for (const kiosk of waiting) this.#wake(kioskId(kiosk));
      }
    } catch (error) {
      this.#parts.complain('which kiosks have orders could not be read', error);
      this.#later(() => this.#wakeWaiting());
    } finally {
      this.#looking = false;
    }
  }

  #wake(kiosk: KioskId): void {
    if (this.#closed) return;
    const run = this.#run(kiosk).finally(() => this.#runs.delete(run));
    this.#runs.add(run);
  }

  /** Prints what is queued for this kiosk, oldest first, one after the other. */
  async #run(kiosk: KioskId): Promise<void> {
    const line = this.#lines.get(kiosk);
    if (!line) return;
    line.again = true;
    if (line.running) return;
    line.running = true;
    try {
      while (line.again) {
        line.again = false;
        await this.#settle(line);
        if (await this.#parts.printsElsewhere?.(kiosk)) continue;
        const open = await this.#parts.jobs.leftOver(this.#hall, { kiosks: [kiosk] });
        for (const job of open) {
          if (this.#closed) return;
          if (job.state === 'queued' || job.job === line.claiming) await this.#print(job, line);
        }
      }
    } catch (error) {
      this.#parts.complain(`the orders of kiosk ${kiosk} could not be read`, error);
      this.#later(() => this.#wake(kiosk));
    } finally {
      line.running = false;
    }
  }

  #later(act: () => void): void {
    const { clock } = this.#parts;
    if (this.#closed) return;
    const timer = clock.setTimeout(() => {
      this.#ends.delete(end);
      act();
    }, retryMs);
    const end = () => clock.clearTimeout(timer);
    this.#ends.add(end);
  }

  async #settle(line: Line): Promise<void> {
    if (line.owed) await this.#parts.jobs.mark(this.#hall, [line.owed]);
    line.owed = null;
  }

  async #print(job: PrintJob, line: Line): Promise<void> {
    const { jobs, clock } = this.#parts;
    const stale = clock.now() - job.queuedAt > staleMs;
    const paper = stale ? null : await this.#paperOf(job);
    const printer = this.#parts.printers.get(kioskId(job.kiosk));
    if (!paper || !printer) {
      await jobs.mark(this.#hall, [{ job: job.job, state: 'failed', reason: 'too-late' }]);
      await this.#ended(job);
      return;
    }
    // Claimed before a byte goes out: of two hubs, and after a crash, nobody prints it again. When the
    // tables broke off in the middle of a claim it may stand as sent: then it is ours all the same.
    if (job.state === 'queued') {
      line.claiming = job.job;
      const claimed = await jobs.mark(this.#hall, [{ job: job.job, state: 'sent' }]);
      line.claiming = null;
      // Another hub that holds this printer was quicker.
      if (claimed.length === 0) return;
    }
    line.claiming = null;
    const outcome = await printer.print(paper, job.job);
    line.owed = { job: job.job, state: outcome.outcome, ...reasonOf(outcome) };
    await this.#paper?.used(kioskId(job.kiosk), outcome);
    await this.#settle(line);
    await this.#ended(job);
  }

  /** What the job's paper said is forgotten where it may be; what fails here is swept out later. */
  async #ended(job: PrintJob): Promise<void> {
    try {
      await this.#parts.papers?.ended(job);
    } catch (error) {
      this.#parts.complain('what a paper said could not be forgotten yet', error);
    }
  }

  /** The slip, or null for a ticket that is not of today. Rejects while the log is away. */
  async #paperOf(job: PrintJob): Promise<Paper | null> {
    const { keeper, links, bookingPaper, papers } = this.#parts;
    if (papers?.has(job)) return papers.paperOf(job);
    if (job.job.startsWith(bookingPrefix)) {
      return (await bookingPaper?.(bookingId(job.ticket))) ?? null;
    }
    const read = () =>
      keeper.look((hall) => {
        const slip = slipView(hall, ticketId(job.ticket));
        const configuration = hall.configuration;
        if (!slip || !configuration) return null;
        const { publicUrl, timeZone } = configuration;
        const marks = { reprint: job.because === 'reprint', timeZone };
        const secret = links.secretOf(slip.ticket);
        // A number that a kiosk gave while the hub was away has a secret that only its paper knows.
        const hash = hall.tickets.get(slip.ticket)?.linkHash ?? null;
        const ours = hash === null || hash === links.hashOf(secret);
        if (!publicUrl || !ours) return slipPaper(slip, marks);
        return slipPaper(slip, { ...marks, link: `${publicUrl}/t/${secret}` });
      });
    const paper = await read();
    if (paper) return paper;
    // Another hub gave the number and ordered its slip here, and this one may not have read so far.
    await keeper.catchUp();
    return read();
  }

  /** What printers said of their paper to an earlier run: a roll may have been changed since. */
  async #recallPaper(kiosks: readonly KioskId[]): Promise<void> {
    if (!this.#paper) return;
    const states = await this.#parts.devices.list(this.#hall);
    for (const kiosk of kiosks) {
      const said = states.find(({ device }) => device === printerOf(kiosk))?.state;
      if (said !== undefined) void this.#paper.says(kiosk, said as PrinterHealth['state']);
    }
  }

  /** Keeps what the printer says in the tables; says it again until they have taken it, or it says something new. */
  #say(kiosk: KioskId, health: PrinterHealth): void {
    if (this.#elsewhere(kiosk)) return;
    void this.#paper?.says(kiosk, health.state);
    const saying = {
      device: printerOf(kiosk),
      kind: 'printer',
      state: health.state,
      detail: health.detail,
    };
    this.#parts.devices.say(this.#hall, saying).catch((error: unknown) => {
      this.#parts.complain(`the state of the printer at ${kiosk} could not be kept`, error);
      const now = () => this.#parts.printers.get(kiosk)?.health();
      this.#later(() => {
        // Whoever said something newer meanwhile sees to it alone.
        if (now()?.state === health.state) this.#say(kiosk, health);
      });
    });
  }
}

const reasonOf = (outcome: PrintOutcome): { reason?: string } =>
  outcome.outcome === 'printed' ? {} : { reason: outcome.reason };
