/**
 * A kiosk asks for a guide's paper. Nobody waits for the paper itself: the kiosk's view tells how it
 * came out.
 */
import type { KioskId } from '../../core/hall/ids.ts';
import { type PrintGuideReply, printGuideMessageSchema } from '../../core/wire/guide-paper.ts';
import { badInput } from '../../core/wire/messages.ts';
import type { PaperOrders } from '../printing/orders.ts';

/** Left out, guides are not printed here. */
export interface GuidePaperParts {
  readonly paperOrders?: Pick<PaperOrders, 'guide'>;
}

/** Orders it for this kiosk. Fails: `HouseFailure`. */
export async function printGuide(
  kiosk: KioskId,
  message: unknown,
  { paperOrders }: GuidePaperParts,
): Promise<PrintGuideReply> {
  const parsed = printGuideMessageSchema.safeParse(message);
  if (!parsed.success) return badInput(parsed.error);
  const ordered = (await paperOrders?.guide(kiosk, parsed.data)) ?? 'no-printer';
  return ordered === 'ordered' ? { ok: true } : { refused: ordered };
}
