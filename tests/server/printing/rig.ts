/**
 * Printing for one test: the real tables in a SQLite file that can be away or break off in mid-claim,
 * real house facts, a real keeper, and printers that print what and when the test says.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Configuration } from '../../../core/hall/configuration.ts';
import { type KioskId, kioskId, type Label, type TicketId } from '../../../core/hall/ids.ts';
import type { PrintFact } from '../../../core/views/facts.ts';
import type { Printer, PrinterHealth, PrintOutcome } from '../../../drivers/driver.ts';
import type { Block, Paper } from '../../../drivers/paper.ts';
import { linksOf } from '../../../server/hall/links.ts';
import { type HouseDatabase, openDatabase } from '../../../server/house/database.ts';
import { DeviceStates } from '../../../server/house/device-states.ts';
import { Facts } from '../../../server/house/facts.ts';
import { HouseFailure } from '../../../server/house/failure.ts';
import { type PrintJob, PrintJobs, type PrintMark } from '../../../server/house/print-jobs.ts';
import { Revs } from '../../../server/house/rev.ts';
import { Printing, type PrintingParts } from '../../../server/printing/printing.ts';
import { type Step, kiosk as visitors } from '../../core/hall.ts';
import { hall, openHall } from '../hall/rig.ts';

export const door = kioskId('door');
export const links = linksOf(Buffer.alloc(32, 7));

/** A printer that says how a paper ended when the test does. */
export class PretendPrinter implements Printer {
  readonly papers: Paper[] = [];
  /** It was told of a slip that broke off before it was opened. */
  torn = false;
  /** What it answers at once; null: not before `ends` is called. */
  outcome: PrintOutcome | null = { outcome: 'printed' };
  #state: PrinterHealth['state'] = 'ready';
  #end: ((outcome: PrintOutcome) => void) | null = null;
  readonly #tells = new Set<(health: PrinterHealth) => void>();
  readonly #came = new Set<() => void>();

  print(paper: Paper): Promise<PrintOutcome> {
    this.papers.push(paper);
    const ended = new Promise<PrintOutcome>((resolve) => {
      if (this.outcome) resolve(this.outcome);
      else this.#end = resolve;
    });
    for (const look of this.#came) look();
    return ended;
  }

  ends(outcome: PrintOutcome): void {
    this.#end?.(outcome);
    this.#end = null;
  }

  beginTorn(): void {
    this.torn = true;
  }

  /** Resolves when so many papers have been begun. */
  begun(count: number): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (this.papers.length < count) return;
        this.#came.delete(look);
        resolve();
      };
      this.#came.add(look);
      look();
    });
  }

  health(): PrinterHealth {
    return { state: this.#state, heardAt: null, detail: `it is ${this.#state}` };
  }

  onHealth(tell: (health: PrinterHealth) => void): () => void {
    this.#tells.add(tell);
    return () => this.#tells.delete(tell);
  }

  become(state: PrinterHealth['state']): void {
    this.#state = state;
    for (const tell of this.#tells) tell(this.health());
  }

  async close(): Promise<void> {
    this.ends({ outcome: 'failed', reason: 'unplugged' });
  }
}

/** The real rows; a claim can break off before or after its commit. */
export class BreakingJobs extends PrintJobs {
  away = false;
  /** What happens to the next marks; nothing when empty. */
  readonly breaks: ('before' | 'after' | null)[] = [];
  /** What happens elsewhere just before the next mark. */
  beforeMark: (() => Promise<void>) | null = null;

  override async leftOver(...asked: Parameters<PrintJobs['leftOver']>): Promise<PrintJob[]> {
    this.#reach();
    return super.leftOver(...asked);
  }

  override async mark(of: string, marks: readonly PrintMark[]): Promise<string[]> {
    this.#reach();
    const { beforeMark } = this;
    this.beforeMark = null;
    await beforeMark?.();
    const broken = this.breaks.shift();
    if (broken === 'before') throw away();
    const moved = await super.mark(of, marks);
    if (broken === 'after') throw away();
    return moved;
  }

  #reach(): void {
    if (this.away) throw away();
  }
}

class BreakingDevices extends DeviceStates {
  away = false;

  override async say(...said: Parameters<DeviceStates['say']>): Promise<boolean> {
    if (this.away) throw away();
    return super.say(...said);
  }
}

const away = () => new HouseFailure('unavailable', 'the tables are away');

export type Opened = Awaited<ReturnType<typeof openHall>>;

/** The tables that all hubs of one test share. */
export async function tables(): Promise<HouseDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'jinghao-printing-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const house = await openDatabase({ kind: 'sqlite', path: join(folder, 'house.db') });
  onTestFinished(() => house.close());
  return house;
}

/** One hub's printing. `poll` looks for what other hubs changed, as happens every second. */
export async function printingOn(
  { keeper, clock, complaints }: Pick<Opened, 'keeper' | 'clock' | 'complaints'>,
  house: HouseDatabase,
  printers: ReadonlyMap<KioskId, PretendPrinter>,
  bookingPaper: PrintingParts['bookingPaper'] = async () => null,
  counters?: PrintingParts['counters'],
  elsewhere: () => boolean = () => false,
) {
  let poll = () => {};
  const every = (_ms: number, act: () => void) => {
    poll = act;
    return () => {};
  };
  const revs = new Revs(house, { every });
  const jobs = new BreakingJobs(house, revs, clock);
  const devices = new BreakingDevices(house, revs, clock);
  const complain = (what: string) => complaints.push(what);
  const facts = new Facts({ hall, revs, devices, jobs, clock, complain });
  const parts = {
    keeper,
    clock,
    complain,
    facts,
    jobs,
    devices,
    revs,
    links,
    printers,
    bookingPaper,
    elsewhere,
    printsElsewhere: async () => elsewhere(),
    ...(counters ? { counters } : {}),
  };
  const printing = new Printing(parts);
  onTestFinished(async () => {
    await printing.close();
    facts.close();
    revs.close();
  });
  return { printing, jobs, devices, facts, revs, poll: () => poll() };
}

/** A hall with a printer at the door, ready to print. */
export async function printingHall(configuration?: Configuration) {
  const opened = await openHall(configuration);
  const house = await tables();
  const printer = new PretendPrinter();
  const hub = await printingOn(opened, house, new Map([[door, printer]]));
  await hub.printing.start();
  await hub.facts.refresh();
  const take = async (step: Step = visitors.takes('a')) => {
    const answer = await opened.ask(step);
    if (!('ok' in answer) || !answer.ticket || !answer.label) throw new Error('no number');
    return { ticket: answer.ticket, label: answer.label };
  };
  return {
    ...{ ...opened, ...hub, house, printer, take },
    /** Takes a number and orders its slip. */
    order: async (): Promise<{ ticket: TicketId; label: Label }> => {
      const taken = await take();
      if ((await hub.printing.order(door, taken.ticket, taken.label)) !== 'ordered') {
        throw new Error('not ordered');
      }
      return taken;
    },
    /** Resolves with the paper of this label once the facts say that it is so. */
    until: (label: Label, state: PrintFact['state']) => untilFact(hub.facts, label, state),
  };
}

export function untilFact(
  facts: Facts,
  label: Label,
  state: PrintFact['state'],
): Promise<PrintFact> {
  return new Promise((resolve) => {
    const look = () => {
      const found = facts.now.prints.find((one) => one.label === label && one.state === state);
      if (!found) return;
      end();
      resolve(found);
    };
    const end = facts.follow(look);
    look();
  });
}

/** What stands on the paper, line by line. */
export const linesOf = (paper: Paper | undefined): string[] =>
  (paper ?? []).flatMap((block: Block) => {
    if (block.kind === 'pair') return [`${block.left} | ${block.right}`];
    return 'text' in block ? [block.text] : [];
  });
