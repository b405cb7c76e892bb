/**
 * Rating at a kiosk: what a phone may do by the secret of its slip, kept as said at a kiosk. Without the
 * slip a number of today will do, and is marked as said without it (docs/ratings.md, patterns), or the
 * card of the person who took it. One answer a step, whichever way it came.
 */
import type { Label } from '../../core/hall/ids.ts';
import type { CardHandle } from '../../core/wire/card.ts';
import { badInput } from '../../core/wire/messages.ts';
import {
  addToRatingSchema,
  type FindRatingReply,
  findRatingSchema,
  type NotRated,
  type RateReply,
  rateSchema,
} from '../../core/wire/rating.ts';
import type { Visitors } from '../people/visitors.ts';
import { type CardParts, personShown } from './card.ts';
import { addToRating, findRateable, keepRating, type PhoneParts } from './phone.ts';

export const ratingActs = ['find-rating', 'rate', 'add-to-rating'] as const;
export type RatingAct = (typeof ratingActs)[number];
export type RatingAnswer = FindRatingReply | RateReply;

export interface RatingParts extends PhoneParts, CardParts {
  readonly visitors: Pick<Visitors, 'ticketsOf'>;
}

/** Finds what may be rated, keeps a level, or what is added to it. Fails: `LogFailure`, `HouseFailure`. */
export async function ratingAct(
  act: RatingAct,
  kiosk: string,
  message: unknown,
  parts: RatingParts,
): Promise<RatingAnswer> {
  switch (act) {
    case 'find-rating': {
      const parsed = findRatingSchema.safeParse(message);
      if (!parsed.success) return badInput(parsed.error);
      if (parsed.data.card) return byCard(kiosk, parsed.data.card, parts);
      const whose = await whoseOf(parsed.data, parts);
      return whose ? findRateable(whose.linkHash, 'kiosk', parts) : unknownLink;
    }
    case 'rate': {
      const parsed = rateSchema.safeParse(message);
      if (!parsed.success) return badInput(parsed.error);
      const { step, level } = parsed.data;
      const whose = await whoseOf(parsed.data, parts);
      if (whose === null) return unknownLink;
      const by = { source: 'kiosk', device: kiosk, token: whose.token } as const;
      return keepRating(whose.linkHash, { step, level }, by, parts);
    }
    case 'add-to-rating': {
      const parsed = addToRatingSchema.safeParse(message);
      if (!parsed.success) return badInput(parsed.error);
      const { step, tags, words } = parsed.data;
      const whose = await whoseOf(parsed.data, parts);
      if (whose === null) return unknownLink;
      return addToRating(whose.linkHash, { step, tags, words }, parts);
    }
  }
}

const unknownLink: NotRated = { refused: 'unknown-link' };

/** `token`: with the slip itself. */
interface Whose {
  readonly linkHash: string;
  readonly token: boolean;
}

/** Null: no number of today is called that. */
async function whoseOf(
  said: { readonly link?: string | undefined; readonly label?: Label | undefined },
  { keeper, links }: RatingParts,
): Promise<Whose | null> {
  if (said.link !== undefined) return { linkHash: links.hashOf(said.link), token: true };
  const id = await keeper.look(
    ({ tickets }) => [...tickets.values()].find((ticket) => ticket.label === said.label)?.id,
  );
  return id === undefined ? null : { linkHash: links.hashOf(links.secretOf(id)), token: false };
}

/** The holder's latest visit of today of which something may be rated; else the latest. */
async function byCard(
  kiosk: string,
  card: CardHandle,
  parts: RatingParts,
): Promise<FindRatingReply> {
  const place = `kiosk:${kiosk}`;
  const shown = personShown(card, place, 'find-rating', parts);
  if ('refused' in shown) return shown;
  const { links, visitors, cards } = parts;
  const mine = await visitors.ticketsOf(shown.person);
  cards?.done(card.handle);
  let latest: FindRatingReply = unknownLink;
  for (const id of [...mine].reverse()) {
    const link = links.secretOf(id);
    const found = await findRateable(links.hashOf(link), 'kiosk', parts);
    if ('ok' in found && found.steps.length > 0) return { ...found, link };
    if (latest === unknownLink) latest = found;
  }
  return latest;
}
