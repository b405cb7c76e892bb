/**
 * Rating the last visit at a kiosk (好差评): the page sends `find-rating` with the secret of a slip's QR
 * code, a number of today, or a card that was read, and hears what may be rated; then `rate` with a
 * level for one step, and `add-to-rating` with tags and words. As on the phone (phone.ts): each step
 * once, within the days of the rule, and nobody has to.
 */
import { z } from 'zod';
import type { Texts } from '../hall/configuration.ts';
import { label, type ServiceId } from '../hall/ids.ts';
import { cardHandleSchema } from './card.ts';
import type { BadInput, FailureName } from './messages.ts';

const linkSchema = z.string().regex(/^[A-Za-z0-9_-]{22}$/, 'the secret of a slip, 22 characters');
const labelSchema = z
  .string()
  .regex(/^[A-HJ-NP-Z]{1,3}\d{3,4}$/, 'a number as it stands on the slip, A017')
  .transform(label);

/** Whose visit it was: exactly one of them. */
const key = { link: linkSchema.optional(), label: labelSchema.optional() };
const oneKey = { path: ['link'], message: 'either the secret of a slip, or a number of today' };
const hasOneKey = (said: { readonly link?: unknown; readonly label?: unknown }): boolean =>
  (said.link === undefined) !== (said.label === undefined);

export const findRatingSchema = z
  .strictObject({ ...key, card: cardHandleSchema.optional() })
  .refine(
    (said) => (said.card === undefined ? hasOneKey(said) : !said.link && !said.label),
    oneKey,
  );
export const rateSchema = z
  .strictObject({
    ...key,
    step: z.int().min(0).max(99),
    /** 5 very satisfied to 1 very dissatisfied. */
    level: z.int().min(1).max(5),
  })
  .refine(hasOneKey, oneKey);

export type RatingLevel = 1 | 2 | 3 | 4 | 5;

/** A step that is over and that nobody has rated. */
export interface RateableStep {
  readonly step: number;
  readonly service: ServiceId;
}

/** Codes of tags, and free words; every one of them may be left out. */
export const addedSchema = {
  tags: z
    .array(z.string().regex(/^\d{3}$/, 'the code of a tag, 3 digits'))
    .max(20)
    .default([]),
  words: z.string().trim().max(500).default(''),
};

export const addToRatingSchema = z
  .strictObject({ ...key, step: z.int().min(0).max(99), ...addedSchema })
  .refine(hasOneKey, oneKey);

/** What may be said beside a level: a code of the versioned catalogue, and its text. */
export interface RatingTag {
  readonly code: string;
  readonly text: Texts;
}

export interface NotRated {
  readonly refused:
    | 'unknown-link'
    | 'rating-over'
    | 'rated-already'
    | 'not-yet'
    | 'not-allowed'
    | 'card-unknown';
}

/**
 * `steps`: what is done and unrated; none where nothing is left, or nothing done yet. `link`: after a
 * card, by what its holder's visit is rated.
 */
export type FindRatingReply =
  | { readonly ok: true; readonly steps: readonly RateableStep[]; readonly link?: string }
  | NotRated
  | BadInput
  | { readonly failed: FailureName };

/** `tags`: what may be added to the level that was kept. */
export type RateReply =
  | { readonly ok: true; readonly tags?: readonly RatingTag[] }
  | NotRated
  | BadInput
  | { readonly failed: FailureName };
