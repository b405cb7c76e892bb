/**
 * A kiosk asks for a paper that is no slip: a guide's, or a blank form. Nobody waits for the paper
 * itself: the kiosk's view tells how it came out.
 */
import type { KioskId } from '../../core/hall/ids.ts';
import {
  type PrintGuideReply,
  printFormMessageSchema,
  printGuideMessageSchema,
} from '../../core/wire/guide-paper.ts';
import { badInput } from '../../core/wire/messages.ts';
import type { PaperOrders } from '../printing/orders.ts';

export const paperActs = ['print-guide', 'print-form'] as const;
export type PaperAct = (typeof paperActs)[number];

/** Left out, none of these is printed here. */
export interface GuidePaperParts {
  readonly paperOrders?: Pick<PaperOrders, 'guide' | 'form'>;
}

/** Orders it for this kiosk. Fails: `HouseFailure`. */
export async function printPaper(
  act: PaperAct,
  kiosk: KioskId,
  message: unknown,
  { paperOrders }: GuidePaperParts,
): Promise<PrintGuideReply> {
  const parsed = (
    act === 'print-guide' ? printGuideMessageSchema : printFormMessageSchema
  ).safeParse(message);
  if (!parsed.success) return badInput(parsed.error);
  const { data } = parsed;
  const ordered = await ('guide' in data
    ? paperOrders?.guide(kiosk, data)
    : paperOrders?.form(kiosk, data));
  return ordered === undefined || ordered !== 'ordered'
    ? { refused: ordered ?? 'no-printer' }
    : { ok: true };
}
