/**
 * A wish of another system or of a manager, put before the keeper: who asks is the actor, a missing request
 * id is made, and what the keeper says becomes an answer or a problem.
 */
import type { Actor, Command } from '../../../core/hall/commands.ts';
import { staffId } from '../../../core/hall/ids.ts';
import { requestIdSchema } from '../../../core/wire/commands.ts';
import { freshId } from '../../hall/clock.ts';
import type { Settled } from '../../hall/keeper.ts';
import type { Token } from '../../people/tokens.ts';
import { within } from '../deadline.ts';
import { deedMsMax } from '../limits.ts';
import type { By } from '../operation.ts';
import type { HttpParts } from '../parts.ts';
import { type Problem, problem, refusalProblem } from '../problems.ts';

/** Stands in the body of every deed. */
export const requestIdField = {
  requestId: requestIdSchema.optional().meta({
    description:
      'The same for every try of one deed of this token: however often it comes, it is done ' +
      'once, and answered alike for ever. Left out, the hub makes one and tells it.',
  }),
};

export interface DeedWish {
  readonly command: Command;
  readonly token: Token;
  readonly requestId: string | undefined;
  /** The id of the ticket that would be made. */
  readonly id?: string;
  /** What the path names: if the hall does not have it, the answer is 404. */
  readonly path?: {
    readonly counter?: string;
    readonly ticket?: string;
    readonly service?: string;
  };
}

export type Deed = Extract<Settled, { ok: true }> & { readonly requestId: string };

/** As whom a token or a manager acts in the hall. */
export const actorOf = ({ kind, id }: By): Actor =>
  kind === 'manager' ? { kind, id: staffId(id) } : { kind, id };

/** The deed of a token when it is durable, else why not. */
export const deed = (
  parts: Pick<HttpParts, 'keeper' | 'clock' | 'dice'>,
  { token, ...wish }: DeedWish,
): Promise<Deed | Problem> => deedBy(parts, { ...wish, by: { kind: 'token', id: token.id } });

/** The same of whoever may. */
export async function deedBy(
  { keeper, clock, dice }: Pick<HttpParts, 'keeper' | 'clock' | 'dice'>,
  { command, by, requestId = freshId(dice), id, path }: Omit<DeedWish, 'token'> & { by: Actor },
): Promise<Deed | Problem> {
  const wish = { command, by, requestId, ...(id === undefined ? {} : { id }) };
  const settled = await within(keeper.submit(wish), deedMsMax, clock);
  // Whoever sent no request id needs ours to ask again: it is told with every failure.
  if (settled === 'late') return problem('unavailable', { requestId });
  if ('failed' in settled) return problem(settled.failed, { requestId });
  if ('refused' in settled) return refusalProblem(settled, path);
  return { ...settled, requestId };
}
