/**
 * A person's card at a kiosk or a counter. A page that asks for one says `await-card` again and again
 * while it is up: each is answered within 3 s, the first at once. When a card was read the answer holds
 * its masked name, the end of its number, and a handle; the page hands that back as `person`, once,
 * where a number would be typed. So no page ever has the number of a card.
 */
import { z } from 'zod';
import type { BadInput, FailureName } from './messages.ts';
import { personSchema } from './person.ts';

/** A handle that the hub gave for a card that was read: good for two minutes and one deed. */
export const cardHandleSchema = z.strictObject({
  kind: z.literal('card'),
  handle: z.string().regex(/^[A-Za-z0-9_-]{22}$/, 'the handle of a card, as the hub gave it'),
});
export type CardHandle = z.output<typeof cardHandleSchema>;

/** Whose number it is, as kiosks and consoles say it: typed, or by a card. */
export const shownPersonSchema = z.discriminatedUnion('kind', [personSchema, cardHandleSchema]);

/** One wish for a card; the same `wish` while the page that asks is up. */
export const cardWishSchema = z.strictObject({
  wish: z
    .string()
    .regex(/^[A-Za-z0-9_.:-]{8,64}$/, 'a wish is 8-64 of letters, digits and _ . : -'),
});

/** What a page may know of a card. */
export interface CardTold {
  readonly handle: string;
  /** `张*`. */
  readonly name: string;
  /** The end of its number: `**34`. */
  readonly hint: string;
}

/** Why there is no card for this wish. */
export type CardRefusal =
  /** No reader stands there, or it does not work now. */
  | 'no-reader'
  /** Another page waits at this reader. */
  | 'busy'
  /** Nobody laid a card on for so long that the reader looks no more. */
  | 'no-card'
  /** Lifted too soon, damaged, or its number cannot be one. Another card may be laid on. */
  | 'card-unreadable'
  /** A kind of card that is not read here. */
  | 'card-not-supported'
  /** It is not valid today. */
  | 'card-expired'
  /** The hub is away, and a kiosk by itself binds no number to a person. */
  | 'hub-away';

export type CardReply =
  /** Nobody has laid a card on yet: ask again. */
  | { readonly ok: true; readonly card: null }
  | { readonly ok: true; readonly card: CardTold }
  | { readonly refused: CardRefusal | 'not-allowed' }
  | BadInput
  | { readonly failed: FailureName };

/** A handle that is not known, is over, or was used for another deed. */
export interface CardUnknown {
  readonly refused: 'card-unknown';
}
