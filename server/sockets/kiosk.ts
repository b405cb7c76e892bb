/**
 * What a kiosk may ask: a number, and its slip once more.
 */
import type { KioskId } from '../../core/hall/ids.ts';
import { ticketId } from '../../core/hall/ids.ts';
import {
  badInput,
  kioskMessageSchema,
  type Reply,
  reprintMessageSchema,
} from '../../core/wire/messages.ts';
import { type Dice, freshId } from '../hall/clock.ts';
import type { Keeper } from '../hall/keeper.ts';
import type { Links } from '../hall/links.ts';
import type { Printing } from '../printing/printing.ts';

export interface KioskParts {
  readonly keeper: Pick<Keeper, 'submit'>;
  readonly printing: Pick<Printing, 'order' | 'reprint'>;
  readonly links: Links;
  readonly dice: Dice;
  readonly complain: (what: string, error: unknown) => void;
}

/** Gives a number, at once when it is durable; its paper is ordered beside it and never waited for. */
export async function takeNumber(
  kiosk: KioskId,
  message: unknown,
  parts: KioskParts,
): Promise<Reply> {
  const parsed = kioskMessageSchema.safeParse(message);
  if (!parsed.success) return badInput(parsed.error);
  const { requestId, command } = parsed.data;
  const id = freshId(parts.dice);
  const linkHash = parts.links.hashOf(parts.links.secretOf(ticketId(id)));
  const settled = await parts.keeper.submit({
    command: { ...command, linkHash },
    by: { kind: 'kiosk', id: kiosk },
    requestId,
    id,
  });
  if ('ok' in settled && settled.ticket && settled.label) {
    parts.printing.order(kiosk, settled.ticket, settled.label).catch((error: unknown) => {
      parts.complain(`the slip of ${settled.label} could not be ordered`, error);
    });
  }
  return settled;
}

/** Prints the slip once more, marked 补打. */
export async function reprint(kiosk: KioskId, message: unknown, parts: KioskParts): Promise<Reply> {
  const parsed = reprintMessageSchema.safeParse(message);
  if (!parsed.success) return badInput(parsed.error);
  const { requestId, ticket } = parsed.data;
  try {
    const ordered = await parts.printing.reprint(kiosk, ticket, requestId);
    return ordered === 'ordered' ? { ok: true, seq: 0, ticket } : { refused: ordered };
  } catch (error) {
    parts.complain('a reprint could not be ordered', error);
    return { failed: 'unavailable' };
  }
}
