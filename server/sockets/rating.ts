/**
 * Rating at a kiosk, by the slip that was held before its scanner: what a phone may do by the same link,
 * kept as said at a kiosk. One answer a step, whichever way it came.
 */
import { badInput } from '../../core/wire/messages.ts';
import {
  type FindRatingReply,
  findRatingSchema,
  type RateReply,
  rateSchema,
} from '../../core/wire/rating.ts';
import { findRateable, keepRating, type PhoneParts } from './phone.ts';

export const ratingActs = ['find-rating', 'rate'] as const;
export type RatingAct = (typeof ratingActs)[number];
export type RatingAnswer = FindRatingReply | RateReply;

/** Finds what may be rated, or keeps a level. Fails: `LogFailure`, `HouseFailure`. */
export async function ratingAct(
  act: RatingAct,
  kiosk: string,
  message: unknown,
  parts: PhoneParts,
): Promise<RatingAnswer> {
  if (act === 'find-rating') {
    const parsed = findRatingSchema.safeParse(message);
    if (!parsed.success) return badInput(parsed.error);
    return findRateable(parts.links.hashOf(parsed.data.link), 'kiosk', parts);
  }
  const parsed = rateSchema.safeParse(message);
  if (!parsed.success) return badInput(parsed.error);
  const { link, step, level } = parsed.data;
  const by = { source: 'kiosk', device: kiosk } as const;
  return keepRating(parts.links.hashOf(link), { step, level }, by, parts);
}
