/**
 * What a kiosk may ask: a number, and its slip once more. A console takes a number for somebody by
 * the same way.
 */
import type { Actor } from '../../core/hall/commands.ts';
import type { KioskId, TicketId } from '../../core/hall/ids.ts';
import { ticketId } from '../../core/hall/ids.ts';
import {
  badInput,
  kioskMessageSchema,
  type Reply,
  reprintMessageSchema,
} from '../../core/wire/messages.ts';
import { type Dice, freshId } from '../hall/clock.ts';
import type { Keeper } from '../hall/keeper.ts';
import { notTaken, type TakingParts, takingOf } from '../people/taking.ts';
import type { Printing } from '../printing/printing.ts';
import { type CardParts, personShown, placeOf } from './card.ts';

export interface KioskParts extends TakingParts, CardParts {
  readonly keeper: Pick<Keeper, 'submit'>;
  readonly printing: Pick<Printing, 'order' | 'reprint'>;
  readonly dice: Dice;
  readonly complain: (what: string, error: unknown) => void;
}

export async function takeNumber(
  kiosk: KioskId,
  message: unknown,
  parts: KioskParts,
): Promise<Reply> {
  const parsed = kioskMessageSchema.safeParse(message);
  if (!parsed.success) return badInput(parsed.error);
  const { requestId, command } = parsed.data;
  const shown = personShown(command.person, placeOf({ peer: 'kiosk', kiosk }), requestId, parts);
  if ('refused' in shown) return shown;
  const said = { ...command, person: shown.person };
  const given = await give(said, { by: { kind: 'kiosk', id: kiosk }, requestId, kiosk }, parts);
  return withLink(given, parts);
}

/** The page shows the code of the slip, so that paper is not needed to take the number along. */
export function withLink<R extends object>(
  given: R,
  { links }: Pick<KioskParts, 'links'>,
): R & { readonly link?: string } {
  if (!('ok' in given) || !('ticket' in given) || 'away' in given) return given;
  return { ...given, link: links.secretOf(given.ticket as TicketId) };
}

export interface Giving {
  readonly by: Actor;
  readonly requestId: string;
  /** Whose printer prints the slip. */
  readonly kiosk: KioskId | undefined;
}

/**
 * Gives a number, at once when it is durable; its paper is ordered beside it and never waited for.
 * Fails: `LogFailure`, `HouseFailure`, where a person has to be made a hash first.
 */
export async function give(
  said: Parameters<typeof takingOf>[1],
  { by, requestId, kiosk }: Giving,
  parts: KioskParts,
): Promise<Reply> {
  const id = ticketId(freshId(parts.dice));
  const command = await takingOf(parts, said, id);
  const settled = await parts.keeper.submit({ command, by, requestId, id });
  // What failed may have been given all the same: then it is texted, or its phone ends with the day.
  if ('refused' in settled || ('ok' in settled && settled.ticket !== id)) {
    await notTaken(parts, said, id);
  }
  if (!('ok' in settled) || !settled.ticket || !settled.label) return settled;
  const { ticket, label } = settled;
  if (said.person && command.visitor !== null) parts.visitors.took(said.person, ticket);
  // Given by the kiosk itself while the hub was away, its paper is out already.
  if (kiosk === undefined || settled.away) return settled;
  parts.printing.order(kiosk, ticket, label).catch((error: unknown) => {
    parts.complain(`the slip of ${label} could not be ordered`, error);
  });
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
