/**
 * What a console may ask at its counter, in the name of who is signed in on it.
 */
import type { Actor, Command } from '../../core/hall/commands.ts';
import type { CounterId } from '../../core/hall/ids.ts';
import { badInput, consoleMessageSchema, type Reply } from '../../core/wire/messages.ts';
import type { Keeper } from '../hall/keeper.ts';
import type { Clerk } from './hello.ts';

/** Does the act at this counter and answers when it is durable. */
export async function act(
  counter: CounterId,
  clerk: Clerk | null,
  message: unknown,
  keeper: Pick<Keeper, 'submit'>,
): Promise<Reply> {
  if (clerk === null) return { refused: 'not-allowed' };
  const parsed = consoleMessageSchema.safeParse(message);
  if (!parsed.success) return badInput(parsed.error);
  const { requestId, command: asked } = parsed.data;
  const command: Command =
    asked.type === 'rejoin' || asked.type === 'cancel' ? asked : { ...asked, counter };
  const by: Actor = { kind: clerk.role, id: clerk.id };
  return keeper.submit({ command, by, requestId });
}
