/**
 * How much paper each printer has used since its roll was changed: millimetres, slips and cuts, in
 * the table of device counters. What the table does not take now is kept and goes in with the
 * next; a new roll is known by what the printer says of its paper before and after.
 */
import type { KioskId } from '../../core/hall/ids.ts';
import type { PrinterState, PrintOutcome } from '../../drivers/driver.ts';
import type { DeviceCounters } from '../house/device-counters.ts';
import { printerOf } from '../house/facts.ts';

/** Counted since the roll was changed; `rolls` counts the changes. */
const paperCounters = ['paper-mm', 'slips', 'cuts'] as const;

/** What was last seen of the roll; `opened`: the cover, while it was near its end. */
export type RollSeen = 'full' | 'low' | 'opened' | 'out';

/**
 * What a new state tells of the roll. It is a new one when there is paper again after there was
 * none, or when the cover was opened near its end and it is then no longer near it. A sensor that
 * flickers near the end is no new roll.
 */
export function seeRoll(
  seen: RollSeen,
  state: PrinterState,
): { readonly seen: RollSeen; readonly changed: boolean } {
  switch (state) {
    case 'paper-out':
      return { seen: 'out', changed: false };
    case 'paper-low':
      return { seen: 'low', changed: seen === 'out' };
    case 'ready':
      return { seen: 'full', changed: seen === 'out' || seen === 'opened' };
    case 'cover-open':
      return { seen: seen === 'low' ? 'opened' : seen, changed: false };
    case 'overheated':
    case 'offline':
    case 'error':
    case 'unplugged':
    case 'silent':
    case 'unknown':
      return { seen, changed: false };
  }
}

interface Kept {
  seen: RollSeen;
  changed: boolean;
  counts: Record<string, number>;
  /** Writes go one after the other. */
  writing: Promise<void>;
}

export class PaperCounter {
  readonly #hall: string;
  readonly #counters: Pick<DeviceCounters, 'add' | 'restart'>;
  readonly #complain: (what: string, error: unknown) => void;
  readonly #kept = new Map<KioskId, Kept>();

  constructor(
    hall: string,
    counters: Pick<DeviceCounters, 'add' | 'restart'>,
    complain: (what: string, error: unknown) => void,
  ) {
    this.#hall = hall;
    this.#counters = counters;
    this.#complain = complain;
  }

  /** What the printer says now; also, once at the start, what it said last before. */
  async says(kiosk: KioskId, state: PrinterState): Promise<void> {
    const kept = this.#of(kiosk);
    const { seen, changed } = seeRoll(kept.seen, state);
    kept.seen = seen;
    if (!changed) return;
    kept.changed = true;
    await this.#write(kiosk, kept);
  }

  /** What a job took. Resolves when it is kept, or kept for later; never rejects. */
  used(kiosk: KioskId, { outcome, used }: PrintOutcome): Promise<void> {
    const kept = this.#of(kiosk);
    if (!used) return Promise.resolve();
    const slips = outcome === 'printed' ? 1 : 0;
    for (const [counter, count] of Object.entries({
      'paper-mm': used.mm,
      slips,
      cuts: used.cuts,
    })) {
      kept.counts[counter] = (kept.counts[counter] ?? 0) + count;
    }
    return this.#write(kiosk, kept);
  }

  /** Resolves when all that was said so far is written, or kept for later. */
  async settled(): Promise<void> {
    await Promise.all([...this.#kept.values()].map(({ writing }) => writing));
  }

  #of(kiosk: KioskId): Kept {
    const fresh = (): Kept => ({
      ...{ seen: 'full', changed: false, counts: {}, writing: Promise.resolve() },
    });
    const kept = this.#kept.get(kiosk) ?? fresh();
    this.#kept.set(kiosk, kept);
    return kept;
  }

  #write(kiosk: KioskId, kept: Kept): Promise<void> {
    kept.writing = kept.writing.then(async () => {
      const device = printerOf(kiosk);
      let counts = kept.counts;
      kept.counts = {};
      try {
        // What was kept for later belongs to the roll before.
        await this.#counters.add(this.#hall, device, counts);
        counts = {};
        if (!kept.changed) return;
        await this.#counters.restart(this.#hall, device, paperCounters);
        kept.changed = false;
        counts = { rolls: 1 };
        await this.#counters.add(this.#hall, device, counts);
      } catch (error) {
        for (const [counter, count] of Object.entries(counts)) {
          kept.counts[counter] = (kept.counts[counter] ?? 0) + count;
        }
        this.#complain(`what the printer at ${kiosk} used could not be kept`, error);
      }
    });
    return kept.writing;
  }
}
