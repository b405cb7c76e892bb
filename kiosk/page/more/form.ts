/**
 * How a blank form stands that was asked for at this kiosk. Pure: the page hands in the hub's answer and
 * what the kiosk's view says of its latest papers.
 */
import { formTicket } from '../../../core/guides/paper.ts';
import type { KioskPrint } from '../../../core/views/kiosk.ts';
import type { PrintGuideReply } from '../../../core/wire/guide-paper.ts';
import type { Unanswered } from '../../../ui/following.ts';

/** `answered` null: the hub has not said yet. */
export interface FormAsked {
  readonly requestId: string;
  readonly answered: PrintGuideReply | Unanswered | null;
}

/** `noted`: it did not come out, or nobody knows. */
export type FormSaid = 'printing' | 'printed' | 'noted' | 'enough';

export function formSaid(
  { requestId, answered }: FormAsked,
  prints: readonly KioskPrint[],
): FormSaid {
  if (answered === null) return 'printing';
  if ('refused' in answered) return answered.refused === 'printed-enough' ? 'enough' : 'noted';
  if ('failed' in answered) return 'noted';
  const state = prints.find(({ ticket }) => ticket === formTicket(requestId))?.state;
  if (state === 'printed') return 'printed';
  return state === 'failed' || state === 'unknown' ? 'noted' : 'printing';
}
