/**
 * How a guide's paper stands that was asked for at this kiosk. Pure: the page hands in the hub's
 * answer and what the kiosk's view says of its latest papers.
 */
import { type GuidePart, guideTicket } from '../../../core/guides/paper.ts';
import type { KioskPrint } from '../../../core/views/kiosk.ts';
import type { PrintGuideReply } from '../../../core/wire/guide-paper.ts';
import type { Unanswered } from '../../../ui/following.ts';
import { printingMsMax } from '../paper.ts';

/** A paper that was asked for; `answered` null: the hub has not said yet. */
export interface PrintAsked {
  readonly requestId: string;
  readonly what: GuidePart;
  readonly answered: PrintGuideReply | Unanswered | null;
}

/** `noted`: it did not come out, or nobody knows. */
export type PrintSaid = 'printing' | 'printed' | 'noted' | 'enough' | 'unable';

/** `sinceMs`: how long ago it was asked for. */
export function printSaid(
  { requestId, answered }: PrintAsked,
  prints: readonly KioskPrint[],
  sinceMs: number,
): PrintSaid {
  if (answered !== null && 'refused' in answered) {
    if (answered.refused === 'printed-enough') return 'enough';
    return answered.refused === 'no-printer' ? 'unable' : 'noted';
  }
  if (answered !== null && 'failed' in answered) return 'noted';
  const job = prints.find(({ ticket }) => ticket === guideTicket(requestId));
  if (job?.state === 'printed') return 'printed';
  if (job?.state === 'failed' || job?.state === 'unknown') return 'noted';
  return sinceMs < printingMsMax ? 'printing' : 'noted';
}
