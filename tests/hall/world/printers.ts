/**
 * Printers that misbehave, as the hub's printing sees them: the machine with its paper, which outlives
 * every hub, and the driver that one hub process has of it. Truth lies on the paper: what came out is
 * known here, whatever the hub was told.
 */
import type { KioskId } from '../../../core/hall/ids.ts';
import type { Printer, PrinterHealth, PrintOutcome } from '../../../drivers/driver.ts';
import type { Paper } from '../../../drivers/paper.ts';
import type { Chance } from './chance.ts';
import { never } from './log.ts';
import type { Time } from './time.ts';
import type { Weather } from './weather.ts';

/** A driver ends every job by then (drivers/driver.ts). */
const deadlineMs = 30_000;

/** What came out whole. */
export interface Printed {
  readonly kiosk: KioskId;
  readonly label: string;
  /** The link in its QR code: whose ticket it is. */
  readonly link: string;
  readonly reprint: boolean;
}

export interface PrinterPlace {
  readonly time: Time;
  readonly chance: Chance;
  readonly weather: Weather;
  stormy(): boolean;
  trace(what: string): void;
  /** Told before the first byte goes out. */
  printing(slip: Printed): void;
}

type Mood =
  | 'prints'
  | 'paper-out'
  | 'unplugged'
  | 'prints-silently'
  | 'lost'
  | 'hangs'
  | 'prints-late';

/** The machine at one kiosk. */
export class Machine {
  readonly kiosk: KioskId;
  readonly paper: Printed[] = [];
  readonly #place: PrinterPlace;
  #state: PrinterHealth['state'] = 'ready';
  #heardAt = 0;
  readonly #tell = new Set<() => void>();

  constructor(kiosk: KioskId, place: PrinterPlace) {
    this.kiosk = kiosk;
    this.#place = place;
  }

  // Handed around, hence an arrow.
  readonly health = (): PrinterHealth => ({
    ...{ state: this.#state, heardAt: this.#heardAt, detail: `the machine is ${this.#state}` },
  });

  onHealth(tell: () => void): () => void {
    this.#tell.add(tell);
    return () => this.#tell.delete(tell);
  }

  /** One slip, in the machine's present mood. */
  async print(paper: Paper): Promise<PrintOutcome> {
    const { time, chance, weather, stormy } = this.#place;
    const slip = read(paper, this.kiosk);
    this.#place.printing(slip);
    const mood: Mood =
      stormy() && chance.hit(weather.printerMoods)
        ? chance.pick(['paper-out', 'unplugged', 'prints-silently', 'lost', 'hangs', 'prints-late'])
        : 'prints';
    this.#place.trace(`${this.kiosk} ${mood} ${slip.label}${slip.reprint ? ' again' : ''}`);
    await time.sleep(mood === 'prints-late' ? chance.whole(8_000, 25_000) : chance.whole(200, 900));
    switch (mood) {
      case 'paper-out':
      case 'unplugged':
        this.#become(mood);
        return { outcome: 'failed', reason: mood };
      case 'prints-silently':
        this.paper.push(slip);
        return { outcome: 'unknown', reason: 'no-answer' };
      case 'lost':
        return { outcome: 'unknown', reason: 'lost-in-print' };
      case 'hangs':
        this.#become('silent');
        await time.sleep(deadlineMs - 1_000);
        return { outcome: 'unknown', reason: 'no-answer' };
      default:
        this.paper.push(slip);
        this.#become('ready');
        return { outcome: 'printed' };
    }
  }

  #become(state: PrinterHealth['state']): void {
    this.#heardAt = this.#place.time.now;
    if (state === this.#state) return;
    this.#state = state;
    for (const tell of this.#tell) tell();
  }
}

/** The driver that one process has of the machine; a dead process hears nothing more of it. */
export function driverOf(machine: Machine, place: PrinterPlace, isAlive: () => boolean): Printer {
  let line: Promise<unknown> = Promise.resolve();
  let closed = false;
  const ends: (() => void)[] = [];
  return {
    print: async (paper) => {
      if (closed) return { outcome: 'failed', reason: 'unplugged' };
      const begins = place.time.now;
      const before = line;
      const job = before.then((): Promise<PrintOutcome> | PrintOutcome => {
        if (!isAlive()) return never();
        if (closed) return { outcome: 'failed', reason: 'unplugged' };
        // Who waited out the deadline in line is not printed at all.
        if (place.time.now - begins > deadlineMs) return { outcome: 'failed', reason: 'silent' };
        return machine.print(paper);
      });
      line = job.catch(() => {});
      const outcome = await job;
      return isAlive() ? outcome : never();
    },
    health: () => machine.health(),
    onHealth: (tell) => {
      const end = machine.onHealth(() => isAlive() && tell(machine.health()));
      ends.push(end);
      return end;
    },
    close: async () => {
      closed = true;
      for (const end of ends) end();
    },
  };
}

/** What a slip says, read back from its blocks. */
function read(paper: Paper, kiosk: KioskId): Printed {
  let label = '';
  let link = '';
  let reprint = false;
  for (const block of paper) {
    if (block.kind === 'label') label = block.text;
    if (block.kind === 'qr') link = block.text;
    if (block.kind === 'text' && /^(补打|補打|Reprint)$/.test(block.text)) reprint = true;
  }
  return { kiosk, label, link, reprint };
}
