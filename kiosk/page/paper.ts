/**
 * What the visitor is told of the paper: before a number is taken, and of one's own slip.
 */
import type { PrinterState } from '../../core/views/facts.ts';
import type { KioskPrint, KioskView } from '../../core/views/kiosk.ts';

/** Known before a number is taken: `out` of paper, or otherwise unable. Null: nothing to say. */
export type PaperAhead = 'out' | 'unable' | 'none' | null;

export function paperAhead(printer: PrinterState | 'none'): PaperAhead {
  switch (printer) {
    case 'none':
      return 'none';
    case 'paper-out':
      return 'out';
    case 'cover-open':
    case 'overheated':
    case 'offline':
    case 'error':
    case 'unplugged':
    case 'silent':
      return 'unable';
    // A printer that does not say may well print.
    case 'ready':
    case 'paper-low':
    case 'unknown':
      return null;
  }
}

/** `noted`: no slip, or none that is certain: note the number. `had`: it was printed earlier. */
export type SlipState = 'printing' | 'printed' | 'reprinted' | 'noted' | 'no-printer' | 'had';

/** So long a slip may be on its way before the visitor is asked to note the number. */
export const printingMsMax = 15_000;

/** The newest job of the ticket decides; `sinceMs`: how long ago the number (or its reprint) was given. */
export function slipState(view: KioskView, ticket: string, sinceMs: number): SlipState {
  const job = view.prints.find((print) => print.ticket === ticket);
  if (!job) {
    if (view.printer === 'none') return 'no-printer';
    return sinceMs < printingMsMax ? 'printing' : 'noted';
  }
  return stateOf(job, sinceMs);
}

function stateOf({ state, because }: KioskPrint, sinceMs: number): SlipState {
  switch (state) {
    case 'printed':
      return because === 'reprint' ? 'reprinted' : 'printed';
    case 'queued':
    case 'sent':
      return sinceMs < printingMsMax ? 'printing' : 'noted';
    case 'failed':
    case 'unknown':
      return 'noted';
  }
}
