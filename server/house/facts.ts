/**
 * The house facts as views need them, kept in memory and read again whenever the hall's `rev` moves:
 * which printers are well, how the latest papers came out, and where help is asked for.
 */

import { kioskId, label, ticketId } from '../../core/hall/ids.ts';
import type { HouseFacts, PrinterState, PrintFact } from '../../core/views/facts.ts';
import { noFacts } from '../../core/views/facts.ts';
import type { Packages } from '../guides/packages.ts';
import type { DeviceStates } from './device-states.ts';
import type { HelpCalls } from './help-calls.ts';
import type { PostedFacts } from './posted.ts';
import type { PrintJobs } from './print-jobs.ts';
import type { Revs } from './rev.ts';

/** How soon it is read again when the tables did not answer. */
const retryMs = 2_000;
/** Papers remembered a kiosk: what its page may still be showing. */
const printsKept = 3;

/** A printer's name in the table of devices: one a kiosk. */
export const printerOf = (kiosk: string): string => `printer@${kiosk}`;
const printerPrefix = printerOf('');

/** What is needed of a clock here. */
interface Timers {
  setTimeout(act: () => void, ms: number): unknown;
  // The handle's type differs between Node and a stepped clock; each takes back only its own.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  clearTimeout(handle: any): void;
}

/** What is shown of the time and the calendar. */
export type TimeFacts = Pick<HouseFacts, 'local' | 'clockAlarm' | 'holidaysUnknown'>;

export interface FactsParts {
  readonly hall: string;
  readonly revs: Revs;
  readonly devices: DeviceStates;
  readonly jobs: PrintJobs;
  /** Left out, nobody calls for help here. */
  readonly help?: Pick<HelpCalls, 'open'>;
  /** Reads what is posted in the hall. Left out, nothing is. */
  readonly posted?: () => Promise<PostedFacts>;
  /** Which guides are in force. Left out, none are. */
  readonly guides?: Pick<Packages, 'inForce' | 'guided'>;
  /** Whether the hall sends texts. */
  readonly texts?: boolean;
  /** What the hub itself knows of the time; read anew each time. */
  readonly time?: () => TimeFacts;
  readonly clock: Timers;
  readonly complain: (what: string, error: unknown) => void;
}

export class Facts {
  readonly #parts: FactsParts;
  readonly #followers = new Set<() => void>();
  readonly #unwatch: () => void;
  #now: HouseFacts = noFacts;
  #reading = false;
  #again = false;
  /** By `rev`: changes of papers alone. While they are all there were, nothing else is read again. */
  readonly #papers = new Map<number, readonly string[]>();
  #closed = false;
  #retry: unknown = null;

  constructor(parts: FactsParts) {
    this.#parts = parts;
    this.#unwatch = parts.revs.watch(parts.hall, ({ rev, papersAt }) => {
      if (papersAt) this.#papers.set(rev, papersAt);
      void this.refresh();
    });
  }

  get now(): HouseFacts {
    return this.#now;
  }

  /**
   * How long still, as it is shown from now on. It stands in memory alone and moves no `rev`: it is
   * made anew every few seconds, and of two states with one `rev` a screen takes the later.
   */
  showForecast(forecast: HouseFacts['forecast']): void {
    this.#now = { ...this.#now, forecast };
    for (const tell of this.#followers) tell();
  }

  /** What the machine lacks, from now on. In memory alone too: the tables may be what is away. */
  showMachine(machine: HouseFacts['machine']): void {
    if (machine.join() === this.#now.machine.join()) return;
    this.#now = { ...this.#now, machine };
    for (const tell of this.#followers) tell();
  }

  /** Calls `tell` after every change. Returns the function that ends it. */
  follow(tell: () => void): () => void {
    this.#followers.add(tell);
    return () => this.#followers.delete(tell);
  }

  /** Reads all again; what comes while it reads makes it read once more. Never rejects: old facts stay, and it reads again, until the tables answer. */
  async refresh(): Promise<void> {
    this.#again = true;
    if (this.#reading) return;
    this.#reading = true;
    try {
      while (this.#again) {
        this.#again = false;
        const read = await this.#readMoved();
        const { forecast, machine } = this.#now;
        this.#now = { ...read, forecast, machine };
        for (const tell of this.#followers) tell();
      }
    } catch (error) {
      this.#parts.complain('house facts could not be read', error);
      this.#later();
    } finally {
      this.#reading = false;
    }
  }

  close(): void {
    this.#closed = true;
    this.#parts.clock.clearTimeout(this.#retry);
    this.#unwatch();
  }

  /** The change that could not be read is not told again: `rev` has moved already. */
  #later(): void {
    const { clock } = this.#parts;
    clock.clearTimeout(this.#retry);
    if (!this.#closed) this.#retry = clock.setTimeout(() => void this.refresh(), retryMs);
  }

  /** A slip changes its state three times, and a hall gives thousands a day: all else is not read for that. */
  async #readMoved(): Promise<HouseFacts> {
    const { hall, revs, time } = this.#parts;
    const rev = await revs.read(hall);
    const before = this.#now;
    const moved: string[][] = [];
    for (const [at, kiosks] of this.#papers) {
      if (at > rev) continue;
      this.#papers.delete(at);
      if (at > before.rev) moved.push([...kiosks]);
    }
    const kiosks = new Set(moved.flat());
    const known = [...kiosks].every((kiosk) => before.printers.has(kioskId(kiosk)));
    if (moved.length === 0 || moved.length < rev - before.rev || !known) return this.#read(rev);
    const others = before.prints.filter(({ kiosk }) => !kiosks.has(kiosk));
    return { ...before, ...time?.(), rev, prints: [...others, ...(await this.#prints(kiosks))] };
  }

  /** The last papers of these kiosks, each kiosk's newest first. */
  async #prints(kiosks: Iterable<string>): Promise<PrintFact[]> {
    const { hall, jobs } = this.#parts;
    const each = [...kiosks].map((kiosk) => jobs.latest(hall, kiosk, printsKept));
    return (await Promise.all(each)).flat().map((job) => ({
      ...{ job: job.job, kiosk: kioskId(job.kiosk), ticket: ticketId(job.ticket) },
      ...{ label: label(job.label), because: job.because, state: job.state, reason: job.reason },
    }));
  }

  async #read(rev: number): Promise<HouseFacts> {
    const { hall, devices, help, guides, texts } = this.#parts;
    const printers = (await devices.list(hall)).filter(({ device }) =>
      device.startsWith(printerPrefix),
    );
    const kiosks = printers.map(({ device }) => device.slice(printerPrefix.length));
    const inForce = (await guides?.inForce(hall)) ?? null;
    return {
      ...noFacts,
      ...this.#parts.time?.(),
      ...(await this.#parts.posted?.()),
      rev,
      guides: inForce,
      texts: texts ?? false,
      guided: (inForce && (await guides?.guided(hall, inForce.version))) ?? noFacts.guided,
      helpCalls: (await help?.open(hall)) ?? [],
      printers: new Map(
        printers.map(({ state }, index) => [kioskId(kiosks[index] ?? ''), state as PrinterState]),
      ),
      prints: await this.#prints(kiosks),
    };
  }
}
