/**
 * Rating the last visit at a kiosk (好差评): the page sends `find-rating` with the secret of a slip's QR
 * code and hears what may be rated, then `rate` with a level for one step. As on the phone (phone.ts):
 * each step once, within the days of the rule, and nobody has to. No word and no person is said here.
 */
import { z } from 'zod';
import type { Texts } from '../hall/configuration.ts';
import type { ServiceId } from '../hall/ids.ts';
import type { BadInput, FailureName } from './messages.ts';

const linkSchema = z.string().regex(/^[A-Za-z0-9_-]{22}$/, 'the secret of a slip, 22 characters');

export const findRatingSchema = z.strictObject({ link: linkSchema });
export const rateSchema = z.strictObject({
  link: linkSchema,
  step: z.int().min(0).max(99),
  /** 5 very satisfied to 1 very dissatisfied. */
  level: z.int().min(1).max(5),
});

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

/** What may be said beside a level: a code of the versioned catalogue, and its text. */
export interface RatingTag {
  readonly code: string;
  readonly text: Texts;
}

export interface NotRated {
  readonly refused: 'unknown-link' | 'rating-over' | 'rated-already' | 'not-yet' | 'not-allowed';
}

/** `steps`: what is done and unrated; none where nothing is left, or nothing done yet. */
export type FindRatingReply =
  | { readonly ok: true; readonly steps: readonly RateableStep[] }
  | NotRated
  | BadInput
  | { readonly failed: FailureName };

export type RateReply =
  | { readonly ok: true }
  | NotRated
  | BadInput
  | { readonly failed: FailureName };
