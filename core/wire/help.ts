/**
 * A call for help (帮办) on the socket: a kiosk sends `call-help` without anything, a console
 * `accept-help` and `finish-help` with the call's id. Each may be sent again: it is the same call.
 * How it stands, the kiosk reads in its view (`help`), consoles in theirs (`helpCalls`).
 */
import { z } from 'zod';
import type { BadInput, FailureName } from './messages.ts';

export const callHelpSchema = z.strictObject({});
export const onHelpSchema = z.strictObject({
  call: z
    .string()
    .regex(/^[A-Za-z0-9_-]{8,64}$/, 'the id of a call for help, as the view gives it'),
});

export type OnHelp = z.input<typeof onHelpSchema>;

/** `help-taken`: a colleague goes already. `unknown-call`: there is none, or it is long over. */
export type HelpReply =
  | { readonly ok: true; readonly call: string }
  | { readonly refused: 'help-taken' | 'unknown-call' | 'not-allowed' }
  | BadInput
  | { readonly failed: FailureName };
