/**
 * What a visitor does at a kiosk with a number in hand, by the secret of its slip's QR code: back into
 * the line after a missed call, as a phone does by the same secret (phone.ts), or a mobile number for
 * its texts (docs/texts.md).
 */
import { z } from 'zod';
import { languageSchema, requestIdSchema } from './commands.ts';
import type { BadInput, FailureName, Reply } from './messages.ts';
import { linkSchema } from './phone.ts';
import { mobileNumberSchema } from './phone-number.ts';

export const rejoinNumberSchema = z.strictObject({ requestId: requestIdSchema, link: linkSchema });

export const textNumberSchema = z.strictObject({
  link: linkSchema,
  /** Kept apart from the log until the day ends; the last one said stands. */
  phone: mobileNumberSchema,
  language: languageSchema,
});

export type RejoinNumberReply = Reply | { readonly refused: 'unknown-link' };

/** `no-texts`: the hall sends none. `unknown-link`: no number of today that still waits has this secret. */
export type TextNumberReply =
  | { readonly ok: true }
  | { readonly refused: 'unknown-link' | 'no-texts' | 'not-allowed' }
  | BadInput
  | { readonly failed: FailureName };
