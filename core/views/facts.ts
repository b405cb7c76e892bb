/**
 * House facts: what a view needs beside the hall's state and what is no event, because it does not
 * change who is served when. The hub keeps them in tables with one `rev` a hall.
 */
import type { KioskId, Label, TicketId } from '../hall/ids.ts';

/** What keeps a printer from printing, or soon will. `unknown`: it does not say (never taken for `ready`). */
export type PrinterState =
  | 'ready'
  | 'paper-low'
  | 'paper-out'
  | 'cover-open'
  | 'offline'
  | 'error'
  | 'unplugged'
  | 'silent'
  | 'unknown';

export type PrintState = 'queued' | 'sent' | 'printed' | 'failed' | 'unknown';

/** One print job, as far as the visitor and the clerk care. */
export interface PrintFact {
  readonly job: string;
  readonly kiosk: KioskId;
  readonly ticket: TicketId;
  readonly label: Label;
  readonly because: 'issued' | 'reprint';
  readonly state: PrintState;
  /** Why it failed or is unknown: a `PrinterState`, `lost-in-print`, `no-answer` or `hub-restarted`. */
  readonly reason: string | null;
}

export interface HouseFacts {
  /** Rises with every change. */
  readonly rev: number;
  /** By kiosk; a kiosk without a printer has no entry. */
  readonly printers: ReadonlyMap<KioskId, PrinterState>;
  /** The latest jobs, newest first; at most a few a kiosk. */
  readonly prints: readonly PrintFact[];
}

export const noFacts: HouseFacts = { rev: 0, printers: new Map(), prints: [] };
