/**
 * What a visitor's phone may ask, over its socket as `command`. Each names the link's secret again:
 * what passes words on between (`jinghao relay`) keeps none, and so can wish nothing by itself.
 */
import { z } from 'zod';
import type { ServiceId } from '../hall/ids.ts';
import { requestIdSchema } from './commands.ts';
import type { Reply } from './messages.ts';
import { addedSchema, type RatingTag } from './rating.ts';

export const linkSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{22}$/, 'the secret of a slip, 22 characters');

const link = { link: linkSchema };

const phoneCommandSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('postpone'), ...link }),
  z.strictObject({ type: z.literal('rejoin'), ...link }),
  z.strictObject({ type: z.literal('cancel'), ...link }),
  /** What may be rated still, and until when. */
  z.strictObject({ type: z.literal('find-rating'), ...link }),
  z.strictObject({
    type: z.literal('rate'),
    ...link,
    step: z.int().min(0).max(99),
    /** 5 very satisfied to 1 very dissatisfied. */
    level: z.int().min(1).max(5),
    /** The one follow-up of who has rated this step. */
    again: z.literal(true).optional(),
    /** The page was opened by the link of a text, not by the slip's code. */
    via: z.literal('text').optional(),
  }),
  /** Tags of its level and words, once for each rating. */
  z.strictObject({
    type: z.literal('add-to-rating'),
    ...link,
    step: z.int().min(0).max(99),
    again: z.literal(true).optional(),
    ...addedSchema,
  }),
]);

export const phoneMessageSchema = z.strictObject({
  requestId: requestIdSchema,
  command: phoneCommandSchema,
});

type Kept = z.output<typeof phoneCommandSchema>;
/** A wish without the secret, which the page adds. */
export type PhoneWish = Kept extends infer C ? (C extends Kept ? Omit<C, 'link'> : never) : never;

/**
 * `rating-over`: its time has passed. `rated-already`: a level stands for good. `not-yet`: nothing of
 * that step is done.
 */
export type PhoneReply =
  | Reply
  | { readonly ok: true; readonly steps: readonly Rateable[] }
  /** The level is kept: what may be added to it. */
  | { readonly ok: true; readonly tags: readonly RatingTag[] }
  | { readonly refused: 'unknown-link' | 'rating-over' | 'rated-already' | 'not-yet' };

/** A step that is over and that nobody has rated, or that may be followed up. */
export interface Rateable {
  readonly step: number;
  readonly service: ServiceId;
  /** It has a rating, and may have one follow-up (追加评价). */
  readonly again?: true;
}
