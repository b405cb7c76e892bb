/**
 * Cards over the sockets: kiosks and consoles wait for one at their own reader, and a handle in the
 * place of a typed number is made the person that it stands for, here at the edge.
 */
import type { CounterId } from '../../core/hall/ids.ts';
import type { Booker } from '../../core/wire/booking.ts';
import {
  type CardHandle,
  type CardReply,
  type CardUnknown,
  cardWishSchema,
} from '../../core/wire/card.ts';
import { type CardMatchReply, matchCardSchema } from '../../core/wire/card-match.ts';
import { badInput } from '../../core/wire/messages.ts';
import type { Person } from '../../core/wire/person.ts';
import type { Cards } from '../devices/cards.ts';
import type { Keeper } from '../hall/keeper.ts';
import type { BookingDesk } from '../people/bookings/desk.ts';
import type { Visitors } from '../people/visitors.ts';
import type { Seat } from './rooms.ts';

export const cardActs = ['await-card', 'leave-card'] as const;
export type CardAct = (typeof cardActs)[number];

export interface CardParts {
  /** Left out, no place of this hall has a reader. */
  readonly cards?: Pick<Cards, 'await' | 'leave' | 'personOf' | 'done'>;
}

export interface MatchParts extends CardParts {
  readonly keeper: Pick<Keeper, 'look'>;
  readonly visitors: Pick<Visitors, 'match'>;
  readonly desk: Pick<BookingDesk, 'isBookedBy'>;
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

/**
 * Whether the number in this counter's hand is that of the card's holder: by the document with which
 * it was taken, or, of a booking that was checked in by its code, with which it was booked. Nothing of
 * it is kept. Fails: `LogFailure`, `HouseFailure`.
 */
export async function matchCard(
  counter: CounterId,
  message: unknown,
  parts: MatchParts,
): Promise<CardMatchReply> {
  const parsed = matchCardSchema.safeParse(message);
  if (!parsed.success) return badInput(parsed.error);
  const { ticket, card } = parsed.data;
  const inHand = await parts.keeper.look(({ counters, tickets }) => {
    const held = counters.get(counter)?.inHand === ticket ? tickets.get(ticket) : undefined;
    return held && { booking: held.booking?.id ?? null };
  });
  if (!inHand) return { refused: 'not-in-hand' };
  const place = placeOf({ peer: 'counter', counter });
  const shown = personShown(card, place, `match-card ${ticket}`, parts);
  if ('refused' in shown) return shown;
  const matched = await parts.visitors.match(shown.person, ticket);
  const { booking } = inHand;
  const byCode = matched.match === 'bound-to-nobody' && booking !== null;
  const booked = byCode && (await parts.desk.isBookedBy(booking, shown.person));
  parts.cards?.done(card.handle);
  return { ok: true, ...(booked ? ({ match: 'this-number' } as const) : matched) };
}
