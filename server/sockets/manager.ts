/**
 * What may be asked from the live page by whoever runs the hall: acts on any counter, and on tickets in
 * nobody's hand, in their own name.
 */
import { badInput, managerMessageSchema, type Reply } from '../../core/wire/messages.ts';
import type { Keeper } from '../hall/keeper.ts';
import type { Clerk } from './hello.ts';

/** Does the act and answers when it is durable. `clerk`: who is signed in now; null: nobody who serves. */
export async function managerAct(
  clerk: Clerk | null,
  message: unknown,
  { keeper }: { readonly keeper: Pick<Keeper, 'submit'> },
): Promise<Reply> {
  if (clerk?.role !== 'manager') return { refused: 'not-allowed' };
  const parsed = managerMessageSchema.safeParse(message);
  if (!parsed.success) return badInput(parsed.error);
  const { requestId, command } = parsed.data;
  return keeper.submit({ command, by: { kind: 'manager', id: clerk.id }, requestId });
}
