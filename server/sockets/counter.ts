/**
 * What a console may ask at its counter, in the name of who is signed in on it. Numbers are taken
 * there for those who cannot by themselves.
 */
import type { z } from 'zod';
import type { Actor, Command } from '../../core/hall/commands.ts';
import type { CounterId } from '../../core/hall/ids.ts';
import type { consoleCommandSchema } from '../../core/wire/commands.ts';
import { badInput, consoleMessageSchema, type Reply } from '../../core/wire/messages.ts';
import { personShown, placeOf } from './card.ts';
import type { Clerk } from './hello.ts';
import { give, type KioskParts } from './kiosk.ts';

/** Does the act at this counter and answers when it is durable. */
export async function act(
  counter: CounterId,
  clerk: Clerk | null,
  message: unknown,
  parts: KioskParts,
): Promise<Reply> {
  if (clerk === null) return { refused: 'not-allowed' };
  const parsed = consoleMessageSchema.safeParse(message);
  if (!parsed.success) return badInput(parsed.error);
  const { requestId, command: asked } = parsed.data;
  const by: Actor = { kind: clerk.role, id: clerk.id };
  if (asked.type === 'issue-ticket') {
    const { kiosk, person, ...said } = asked;
    const shown = personShown(person, placeOf({ peer: 'counter', counter }), requestId, parts);
    if ('refused' in shown) return shown;
    return give({ ...said, person: shown.person }, { by, requestId, kiosk }, parts);
  }
  const command: Command = onTicketAlone(asked) ? asked : { ...asked, counter };
  return parts.keeper.submit({ command, by, requestId });
}

type Asked = Exclude<z.output<typeof consoleCommandSchema>, { type: 'issue-ticket' }>;

type AloneType = 'rejoin' | 'postpone' | 'cancel' | 'change-class';
const alone: ReadonlySet<string> = new Set<AloneType>([
  'rejoin',
  'postpone',
  'cancel',
  'change-class',
]);

/** Whether the act is on a ticket that is in nobody's hand, and so at no counter. */
const onTicketAlone = (asked: Asked): asked is Extract<Asked, { type: AloneType }> =>
  alone.has(asked.type);
