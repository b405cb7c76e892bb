/**
 * Matching an ID card to the number in a counter's hand (`match-card`): the clerk lays the visitor's
 * card on the counter's reader, and hears whether it goes with the number. The console hands the
 * card's handle in and has the masked name from before; what it hears back names nobody.
 */
import { z } from 'zod';
import type { Label } from '../hall/ids.ts';
import { type CardUnknown, cardHandleSchema } from './card.ts';
import { ticketIdSchema } from './commands.ts';
import type { BadInput, FailureName } from './messages.ts';

/** Is this card's holder the one to whom the number in hand was given? The handle is used up by it. */
export const matchCardSchema = z.strictObject({ ticket: ticketIdSchema, card: cardHandleSchema });
export type MatchCard = z.input<typeof matchCardSchema>;

export type CardMatch =
  /** It was taken, or booked, with this document. */
  | { readonly match: 'this-number' }
  /**
   * It was taken with somebody else's document. `labels`: numbers of today that are the holder's and
   * not over; empty: none.
   */
  | { readonly match: 'another-number'; readonly labels: readonly Label[] }
  /** It was taken without a document. */
  | { readonly match: 'bound-to-nobody' }
  /** It was taken before midnight: the key by which one could tell is destroyed. */
  | { readonly match: 'before-today' };

export type CardMatchReply =
  | ({ readonly ok: true } & CardMatch)
  /** The number is not in this counter's hand any more. */
  | { readonly refused: 'not-in-hand' }
  | CardUnknown
  | { readonly refused: 'not-allowed' }
  | BadInput
  | { readonly failed: FailureName };
