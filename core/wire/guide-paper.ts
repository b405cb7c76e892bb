/**
 * What a kiosk asks for on paper beside slips: a guide's paper, or a blank form. Finding and reading
 * guides needs no line; their pages fetch them (`GET /guides/…`).
 */
import { z } from 'zod';
import { guideId } from '../guides/guide.ts';
import { guideParts } from '../guides/paper.ts';
import { serviceId } from '../hall/ids.ts';
import { languageSchema, requestIdSchema } from './commands.ts';
import type { BadInput, FailureName } from './messages.ts';

export const guideIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,40}$/, 'the id of a guide: letters, digits and -')
  .transform(guideId);
export const guideServiceSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'the id of a service of the hall')
  .transform(serviceId);
export const guideVersionSchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,80}$/, 'the version of a package of guides, as the hub gave it');

export const printGuideMessageSchema = z.strictObject({
  requestId: requestIdSchema,
  version: guideVersionSchema,
  guide: guideIdSchema,
  what: z.enum(guideParts),
  language: languageSchema,
});
export type PrintGuideMessage = z.input<typeof printGuideMessageSchema>;

/** A blank form on paper: the application for government information (依申请公开). */
export const printFormMessageSchema = z.strictObject({
  requestId: requestIdSchema,
  form: z.literal('disclosure'),
  language: languageSchema,
});
export type PrintFormMessage = z.input<typeof printFormMessageSchema>;

/** `printed-enough`: so much was printed at this kiosk just now; later again. */
export type PrintGuideReply =
  | { readonly ok: true }
  | { readonly refused: 'not-allowed' | 'no-printer' | 'printed-enough' | 'unknown-guide' }
  | BadInput
  | { readonly failed: FailureName };
