/**
 * The shapes that the hub sees of a device, whatever its wire. A driver owns one device on one
 * port, finds it again by itself when it is lost, and tells its health; it never throws at its
 * caller.
 */
import type { PrinterState } from '../core/views/facts.ts';
import type { Paper } from './paper.ts';

export type { PrinterState };

export interface PrinterHealth {
  readonly state: PrinterState;
  /** Epoch milliseconds of the last byte heard from the device, null before the first. */
  readonly heardAt: number | null;
  /** One plain sentence for the technician (English), e.g. what the port said last. */
  readonly detail: string;
}

/**
 * How a print job ended. `failed`: surely not (or not wholly) on paper, and why. `unknown`: bytes
 * went out and nobody can say; such a job is never printed again by itself. `detail` is one plain
 * sentence for the technician (English), e.g. which characters no font had (printed as 〓).
 */
export type PrintOutcome =
  | { readonly outcome: 'printed'; readonly detail?: string }
  | {
      readonly outcome: 'failed';
      readonly reason: Exclude<PrinterState, 'ready' | 'paper-low' | 'unknown'>;
      readonly detail?: string;
    }
  | {
      readonly outcome: 'unknown';
      readonly reason: 'lost-in-print' | 'no-answer';
      readonly detail?: string;
    };

export interface Printer {
  /**
   * Prints one piece of paper and cuts it. Jobs are done one after the other; each ends within
   * its deadline (30 s, waiting in line included), whatever the machine does. Nothing of a job
   * that has ended is ever sent later. Never rejects.
   */
  print(paper: Paper): Promise<PrintOutcome>;
  health(): PrinterHealth;
  /** Calls `tell` on every change of `state`. Returns the function that ends it. */
  onHealth(tell: (health: PrinterHealth) => void): () => void;
  /** Ends the port and its timers; jobs in line end as `failed` `unplugged`. */
  close(): Promise<void>;
}
