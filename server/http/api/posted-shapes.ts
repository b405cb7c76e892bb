/**
 * Shapes that the operations on what is posted in the hall have in common.
 */
import { z } from 'zod';

/** Chinese characters that fit on a hall screen in two lines; English may be twice as long. */
export const noticeCharsMax = 80;

/** A text by language; who leaves one out is shown simplified Chinese. */
export const postedTexts = (most: number) =>
  z.strictObject({
    'zh-Hans': line(most),
    'zh-Hant': line(most).optional(),
    en: line(most * 2).optional(),
  });

/** One line that is not empty; nothing that a screen cannot draw. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{C}]*$/u, 'a text has no control characters');

export const toldTexts = z
  .object({ 'zh-Hans': z.string(), 'zh-Hant': z.string().optional(), en: z.string().optional() })
  .meta({ id: 'PostedTexts' });

export const by = z.string().meta({ description: '`manager:…`, `token:…` or `command-line`.' });
