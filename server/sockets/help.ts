/**
 * Calls for help over the sockets (帮办): a kiosk asks, consoles take the call up and end it.
 */
import type { KioskId } from '../../core/hall/ids.ts';
import { callHelpSchema, type HelpReply, onHelpSchema } from '../../core/wire/help.ts';
import { badInput } from '../../core/wire/messages.ts';
import type { HelpCalls } from '../house/help-calls.ts';
import type { Clerk } from './hello.ts';

export interface HelpParts {
  readonly hall: string;
  readonly helpCalls: Pick<HelpCalls, 'call' | 'accept' | 'finish'>;
}

/** Calls somebody to this kiosk. Fails: `HouseFailure`. */
export async function callHelp(
  kiosk: KioskId,
  message: unknown,
  { hall, helpCalls }: HelpParts,
): Promise<HelpReply> {
  const parsed = callHelpSchema.safeParse(message);
  if (!parsed.success) return badInput(parsed.error);
  return { ok: true, call: await helpCalls.call(hall, kiosk) };
}

/** Takes a call up, or ends it, in the clerk's name. Fails: `HouseFailure`. */
export async function onHelp(
  act: 'accept' | 'finish',
  clerk: Clerk | null,
  message: unknown,
  { hall, helpCalls }: HelpParts,
): Promise<HelpReply> {
  if (clerk === null) return { refused: 'not-allowed' };
  const parsed = onHelpSchema.safeParse(message);
  if (!parsed.success) return badInput(parsed.error);
  const { call } = parsed.data;
  const done = await helpCalls[act](hall, call, clerk.id);
  return done === 'ok' ? { ok: true, call } : { refused: done };
}
