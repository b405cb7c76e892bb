/**
 * What may be asked from the live page by whoever runs the hall: acts on any counter, and on tickets in
 * nobody's hand, in their own name. Each stands in the hall's log and, the refused ones too, in the audit.
 */
import type { ManagerCommand } from '../../core/wire/commands.ts';
import { badInput, managerMessageSchema, type Reply } from '../../core/wire/messages.ts';
import type { Keeper } from '../hall/keeper.ts';
import { subjectOf } from '../http/audited.ts';
import type { Audit } from '../people/audit.ts';
import type { Clerk } from './hello.ts';

export interface ManagerParts {
  readonly keeper: Pick<Keeper, 'submit'>;
  /** Left out, acts stand in the hall's log alone. */
  readonly audit?: Pick<Audit, 'note'>;
}

/** Does the act and answers when it is durable. `clerk`: who is signed in now; null: nobody who serves. */
export async function managerAct(
  clerk: Clerk | null,
  message: unknown,
  { keeper, audit }: ManagerParts,
): Promise<Reply> {
  if (clerk?.role !== 'manager') return { refused: 'not-allowed' };
  const parsed = managerMessageSchema.safeParse(message);
  if (!parsed.success) return badInput(parsed.error);
  const { requestId, command } = parsed.data;
  const reply = await keeper.submit({ command, by: { kind: 'manager', id: clerk.id }, requestId });
  const note = { actor: `manager:${clerk.id}`, act: command.type, subject: aboutOf(command) };
  await audit?.note({ ...note, outcome: outcomeOf(reply), from: '' });
  return reply;
}

const aboutOf = (command: ManagerCommand): string => {
  if ('counter' in command) return subjectOf({ counter: command.counter });
  return subjectOf('ticket' in command ? { ticket: command.ticket } : { service: command.service });
};

const outcomeOf = (reply: Reply): string => {
  if ('refused' in reply) return reply.refused;
  return 'failed' in reply ? reply.failed : 'done';
};
