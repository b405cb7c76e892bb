/**
 * Cards over the sockets: kiosks and consoles wait for one at their own reader, and a handle in the
 * place of a typed number is made the person that it stands for, here at the edge.
 */
import type { Booker } from '../../core/wire/booking.ts';
import {
  type CardHandle,
  type CardReply,
  type CardUnknown,
  cardWishSchema,
} from '../../core/wire/card.ts';
import { badInput } from '../../core/wire/messages.ts';
import type { Person } from '../../core/wire/person.ts';
import type { Cards } from '../devices/cards.ts';
import type { Seat } from './rooms.ts';

export const cardActs = ['await-card', 'leave-card'] as const;
export type CardAct = (typeof cardActs)[number];

export interface CardParts {
  /** Left out, no place of this hall has a reader. */
  readonly cards?: Pick<Cards, 'await' | 'leave' | 'personOf'>;
}

/** Where a kiosk or a console has its reader. */
export const placeOf = (seat: Extract<Seat, { peer: 'kiosk' | 'counter' }>): string =>
  seat.peer === 'kiosk' ? `kiosk:${seat.kiosk}` : `counter:${seat.counter}`;

/** Waits for a card at this place, or does so no longer. */
export async function cardAct(
  act: CardAct,
  place: string,
  message: unknown,
  { cards }: CardParts,
): Promise<CardReply> {
  const parsed = cardWishSchema.safeParse(message);
  if (!parsed.success) return badInput(parsed.error);
  const { wish } = parsed.data;
  if (act === 'await-card') return (await cards?.await(place, wish)) ?? { refused: 'no-reader' };
  cards?.leave(place, wish);
  return { ok: true, card: null };
}

/** Who is meant: as typed, or as the card said that was read at this place for this one deed. */
export function personShown<Said extends Booker | CardHandle | undefined>(
  said: Said,
  place: string,
  deed: string,
  { cards }: CardParts,
): { readonly person: Exclude<Said, CardHandle> | Person } | CardUnknown {
  if (said?.kind !== 'card') return { person: said as Exclude<Said, CardHandle> };
  const person = cards?.personOf(place, said.handle, deed);
  return person ? { person } : { refused: 'card-unknown' };
}
